//! The two calls of `/machine-events`.

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};

use crate::error::ApiError;
use crate::input::Id;
use crate::keys::Caller;
use crate::listing;
use crate::model::event::MachineEvent;
use crate::paging::PageQuery;
use crate::sandbox::Sandbox;
use crate::store::Row;

pub(crate) fn router() -> Router<Sandbox> {
    Router::new().route("/machine-events", get(list)).route("/machine-events/{id}", get(read))
}

async fn list(State(sandbox): State<Sandbox>, caller: Caller, RawQuery(raw): RawQuery) -> Result<Response, ApiError> {
    let query = PageQuery::parse(&raw.unwrap_or_default(), MachineEvent::ORDERS)?;
    let world = sandbox.world();
    let team = world.team(&caller)?;
    Ok(listing::answer(&team.events, &query, |event| caller.sees(&event.machine_id)))
}

async fn read(State(sandbox): State<Sandbox>, caller: Caller, Id(id): Id) -> Result<Response, ApiError> {
    let world = sandbox.world();
    let event = world.team(&caller)?.events.get(&id).filter(|event| caller.sees(&event.machine_id));
    Ok(Json(event.ok_or(ApiError::NotFound)?).into_response())
}
