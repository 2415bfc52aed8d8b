//! The handle that the HTTP side holds: one world behind a lock, always caught up with its clock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use crate::error::ApiError;
use crate::keys::Caller;
use crate::world::World;

/// A shared world.
#[derive(Clone, Debug)]
pub struct Sandbox(Arc<Mutex<World>>);

impl Sandbox {
    /// Shares a world.
    pub fn new(world: World) -> Self {
        Self(Arc::new(Mutex::new(world)))
    }

    /// The world, after all that was due has happened. Never hold it over an `await`.
    pub fn world(&self) -> MutexGuard<'_, World> {
        let mut world = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        world.catch_up();
        world
    }
}

impl FromRequestParts<Sandbox> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, sandbox: &Sandbox) -> Result<Self, ApiError> {
        let world = sandbox.world();
        let holder = bearer(&parts.headers).and_then(|token| world.holder(token)).ok_or(ApiError::Unauthorized)?;
        Ok(holder.caller())
    }
}

/// The key in `Authorization: Bearer KEY`.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}
