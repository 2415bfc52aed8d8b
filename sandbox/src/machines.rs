//! The two calls of `/machines`.

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::input::Id;
use crate::keys::Caller;
use crate::listing;
use crate::model::machine::Machine;
use crate::paging::PageQuery;
use crate::sandbox::Sandbox;
use crate::store::Row;

pub(crate) fn router() -> Router<Sandbox> {
    Router::new().route("/machines", get(list)).route("/machines/{id}", get(read))
}

async fn list(State(sandbox): State<Sandbox>, caller: Caller, RawQuery(raw): RawQuery) -> Result<Response, ApiError> {
    let query = PageQuery { machine_id: None, ..PageQuery::parse(&raw.unwrap_or_default(), Machine::ORDERS)? };
    let is = |filter: &str, value: &str| query.other(filter).is_none_or(|wanted| wanted == value);
    let world = sandbox.world();
    let keep = |machine: &Machine| {
        caller.sees(&machine.id)
            && is("name", &machine.name)
            && is("region", machine.region)
            && is("machineType", machine.machine_type.name)
    };
    if world.switches.machines_forbidden {
        return Err(ApiError::Forbidden);
    }
    let live_strings = world.switches.live_strings;
    let slice = world.team(&caller)?.machines.page(&query, keep);
    let items = slice.items.into_iter().map(|machine| as_seen(machine, live_strings)).collect();
    Ok(listing::page(items, slice.next))
}

async fn read(State(sandbox): State<Sandbox>, caller: Caller, Id(id): Id) -> Result<Response, ApiError> {
    let world = sandbox.world();
    if world.switches.machines_forbidden {
        return Err(ApiError::Forbidden);
    }
    let machine = world.visible_machine(&caller, &id)?;
    Ok(Json(as_seen(machine, world.switches.live_strings)).into_response())
}

/// A machine as the document says, or with byte counts as strings as live answers have them.
fn as_seen(machine: &Machine, live_strings: bool) -> Value {
    let mut json = json!(machine);
    if live_strings {
        for field in ["ram", "storageTotal", "storageUsed"] {
            json[field] = Value::String(json[field].to_string());
        }
    }
    json
}
