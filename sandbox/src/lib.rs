//! The Paperspace v1 API as Snapdeck needs it, in memory, over real HTTP (`docs/api.md` is the contract).
//!
//! [`app`] turns a [`Sandbox`] into a router: the API under `/v1`, the controls under `/_sandbox`, and where one is
//! given the dashboard everywhere else. It shares no type with the dashboard, so that a mistake in one shows in the other.

#![expect(missing_docs, reason = "a comment that only repeats a name says nothing")]

pub mod clock;
pub mod dashboard;
pub mod error;
pub mod faults;
pub mod keys;
pub mod ledger;
pub mod model;
pub mod paging;
pub mod seed;
pub mod serve;
pub mod store;
pub mod switches;
pub mod work;
pub mod world;

mod auth;
mod checks;
mod colleagues;
mod controls;
mod cors;
mod fault_layer;
mod input;
mod listing;
mod machine_events;
mod machines;
mod patch;
mod progress;
mod sandbox;
mod snapshots;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;

pub use crate::dashboard::Dashboard;
use crate::error::ApiError;
use crate::fault_layer::Closed;
pub use crate::fault_layer::closed;
pub use crate::sandbox::Sandbox;

/// The router of the sandbox.
pub fn app(sandbox: &Sandbox, dashboard: Option<Dashboard>) -> Router {
    let everywhere_else = dashboard.map_or_else(|| Router::new().fallback(not_found), dashboard::router);
    let api = Router::new()
        .merge(snapshots::router())
        .merge(machine_events::router())
        .merge(machines::router())
        .merge(auth::router())
        .fallback(not_found)
        .method_not_allowed_fallback(not_found)
        .layer(from_fn_with_state(sandbox.clone(), fault_layer::layer))
        .layer(from_fn_with_state(sandbox.clone(), cors::layer));
    Router::new()
        .nest("/v1", api)
        .merge(controls::router())
        .layer(from_fn_with_state(sandbox.clone(), note_request))
        .with_state(sandbox.clone())
        .fallback_service(everywhere_else)
}

async fn not_found() -> ApiError {
    ApiError::NotFound
}

/// Notes every call of the API in the ledger.
async fn note_request(State(sandbox): State<Sandbox>, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/v1") {
        return next.run(request).await;
    }
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let response = next.run(request).await;
    let is_closed = response.extensions().get::<Closed>().is_some();
    let status = (!is_closed).then(|| response.status().as_u16());
    let mut world = sandbox.world();
    let now_ms = world.clock.now_ms();
    world.ledger.request(now_ms, method.as_str(), uri.path(), uri.query().unwrap_or_default(), status);
    response
}
