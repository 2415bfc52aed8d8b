//! `/_sandbox`: changing the world without the API.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::Html;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::clock::{Millis, rfc3339};
use crate::faults::Rule;
use crate::sandbox::Sandbox;
use crate::switches::Switches;

type Answer = Result<Json<Value>, (StatusCode, Json<Value>)>;

pub(crate) fn router() -> Router<Sandbox> {
    Router::new()
        .route("/_sandbox/", get(async || Html(include_str!("panel.html"))))
        .route(
            "/_sandbox/note.css",
            get(async || ([(CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("note.css"))),
        )
        .route("/_sandbox/faults", post(faults))
        .route("/_sandbox/clock", get(read_clock).post(move_clock))
        .route("/_sandbox/ledger", get(ledger))
        .route("/_sandbox/ledger/counts", get(counts))
        .route("/_sandbox/switches", get(read_switches).put(set_switches))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Revocation {
    revoke: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clearing {
    clear: bool,
}

fn refuse(why: impl Into<String>) -> (StatusCode, Json<Value>) {
    (StatusCode::BAD_REQUEST, Json(json!({ "code": "BAD_REQUEST", "message": why.into() })))
}

async fn faults(State(sandbox): State<Sandbox>, Json(asked): Json<Value>) -> Answer {
    let mut world = sandbox.world();
    if let Ok(Revocation { revoke }) = Revocation::deserialize(&asked) {
        return match world.keys.remove(&revoke) {
            Some(_) => Ok(Json(json!({}))),
            None => Err(refuse("no such key")),
        };
    }
    if let Ok(Clearing { clear: true }) = Clearing::deserialize(&asked) {
        world.faults.clear();
        return Ok(Json(json!({})));
    }
    let rule = Rule::deserialize(&asked).map_err(|error| refuse(error.to_string()))?;
    world.faults.add(rule).map_err(refuse)?;
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Movement {
    advance_ms: Option<Millis>,
    frozen: Option<bool>,
}

async fn read_clock(State(sandbox): State<Sandbox>) -> Json<Value> {
    clock(&sandbox)
}

async fn move_clock(State(sandbox): State<Sandbox>, Json(movement): Json<Movement>) -> Json<Value> {
    {
        let mut world = sandbox.world();
        if let Some(frozen) = movement.frozen {
            world.clock.set_frozen(frozen);
        }
        world.clock.advance(movement.advance_ms.unwrap_or(0));
    }
    clock(&sandbox)
}

/// Answers once everything that was due has happened, so that the ledger is complete.
fn clock(sandbox: &Sandbox) -> Json<Value> {
    let world = sandbox.world();
    let now_ms = world.clock.now_ms();
    Json(json!({ "now": rfc3339(now_ms), "now_ms": now_ms, "frozen": world.clock.is_frozen() }))
}

async fn ledger(State(sandbox): State<Sandbox>) -> Json<Value> {
    Json(json!(sandbox.world().ledger.entries().collect::<Vec<_>>()))
}

/// How often each endpoint was called, with ids left out; preflights are counted as `OPTIONS`.
async fn counts(State(sandbox): State<Sandbox>) -> Json<Value> {
    Json(json!(sandbox.world().ledger.counts()))
}

async fn read_switches(State(sandbox): State<Sandbox>) -> Json<Switches> {
    Json(sandbox.world().switches)
}

async fn set_switches(State(sandbox): State<Sandbox>, Json(asked): Json<Value>) -> Answer {
    let switches = Switches::deserialize(&asked).map_err(|error| refuse(error.to_string()))?;
    sandbox.world().switches = switches;
    Ok(Json(json!(switches)))
}
