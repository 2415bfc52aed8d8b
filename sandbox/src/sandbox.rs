//! The world behind a lock, always caught up with its clock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use crate::error::ApiError;
use crate::keys::Caller;
use crate::world::World;

#[derive(Clone, Debug)]
pub struct Sandbox(Arc<Mutex<World>>);

impl Sandbox {
    pub fn new(world: World) -> Self {
        Self(Arc::new(Mutex::new(world)))
    }

    /// Lets everything that was due happen. Never hold it across an `await`.
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

pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}
