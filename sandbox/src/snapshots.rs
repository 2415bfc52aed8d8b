//! The six calls of `/snapshots`.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::input::{Id, Input};
use crate::keys::Caller;
use crate::listing;
use crate::model::snapshot::Snapshot;
use crate::paging::PageQuery;
use crate::sandbox::Sandbox;
use crate::store::Row;
use crate::work::Job;

pub(crate) fn router() -> Router<Sandbox> {
    Router::new()
        .route("/snapshots", get(list).post(create))
        .route("/snapshots/{id}", get(read).put(rename).delete(remove))
        .route("/snapshots/{id}/restore", post(restore))
}

async fn list(State(sandbox): State<Sandbox>, caller: Caller, RawQuery(raw): RawQuery) -> Result<Response, ApiError> {
    let query = PageQuery::parse(&raw.unwrap_or_default(), Snapshot::ORDERS)?;
    let world = sandbox.world();
    let query = PageQuery { offset_cursors: world.switches.offset_cursors, ..query };
    let (team, now_ms) = (world.team(&caller)?, world.clock.now_ms());
    let is_shown = |snapshot: &Snapshot| caller.sees(&snapshot.machine_id) && snapshot.listed_ms <= now_ms;
    Ok(listing::answer(&team.snapshots, &query, is_shown))
}

async fn read(State(sandbox): State<Sandbox>, caller: Caller, Id(id): Id) -> Result<Response, ApiError> {
    let world = sandbox.world();
    let snapshot = world.visible_snapshot(&caller, &id)?;
    Ok(answer(snapshot))
}

async fn create(State(sandbox): State<Sandbox>, caller: Caller, input: Input) -> Result<Response, ApiError> {
    let (machine_id, name) = (input.required_text("machineId"), input.required_text("name"));
    let (machine_id, name) = input.both(machine_id, name)?;
    let mut world = sandbox.world();
    world.visible_machine(&caller, &machine_id)?;
    world.check_room(&caller, &machine_id, &name)?;
    let snapshot = world.add_snapshot(&caller.team_id, &machine_id, &name, false)?;
    let event = world.begin(&caller.team_id, &machine_id, Job::Create { snapshot_id: Arc::clone(&snapshot.id) })?;
    Ok(accepted(&snapshot, &event))
}

async fn rename(
    State(sandbox): State<Sandbox>,
    caller: Caller,
    Id(id): Id,
    input: Input,
) -> Result<Response, ApiError> {
    let name = input.optional_text("name")?;
    let mut world = sandbox.world();
    let machine_id = Arc::clone(&world.visible_snapshot(&caller, &id)?.machine_id);
    if let Some(name) = &name {
        world.check_name(&caller, &machine_id, name)?;
    }
    let team = world.team_mut(&caller.team_id)?;
    let renamed = team.snapshots.update(&id, |snapshot| {
        if let Some(name) = name {
            snapshot.name = name;
        }
    });
    let snapshot = renamed.cloned().ok_or(ApiError::NotFound)?;
    world.note_effect("snapshot-rename", &snapshot.id);
    Ok(answer(&snapshot))
}

async fn remove(State(sandbox): State<Sandbox>, caller: Caller, Id(id): Id) -> Result<Response, ApiError> {
    let mut world = sandbox.world();
    let snapshot = world.visible_snapshot(&caller, &id)?.clone();
    if world.team(&caller)?.is_being_deleted(&id) {
        return Err(ApiError::Conflict("The snapshot is already being deleted"));
    }
    let job = Job::Delete { snapshot_id: Arc::clone(&snapshot.id) };
    let event = world.begin(&caller.team_id, &snapshot.machine_id, job)?;
    Ok(accepted(&snapshot, &event))
}

async fn restore(
    State(sandbox): State<Sandbox>,
    caller: Caller,
    Id(id): Id,
    input: Input,
) -> Result<Response, ApiError> {
    let safety_snapshot = input.optional_bool("createSnapshotBeforeRestore")?.unwrap_or(false);
    let mut world = sandbox.world();
    let snapshot = world.visible_snapshot(&caller, &id)?.clone();
    world.check_restorable(&caller, &snapshot.machine_id)?;
    let job = Job::Restore { snapshot_id: Arc::clone(&snapshot.id), safety_snapshot };
    let event = world.begin(&caller.team_id, &snapshot.machine_id, job)?;
    Ok(accepted(&snapshot, &event))
}

fn answer(snapshot: &Snapshot) -> Response {
    axum::response::IntoResponse::into_response(Json(snapshot))
}

fn accepted(snapshot: &Snapshot, event: &Value) -> Response {
    axum::response::IntoResponse::into_response(Json(json!({ "data": snapshot, "event": event })))
}
