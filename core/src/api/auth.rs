//! `/auth/session`.

use crate::api::call::Call;
use crate::api::request::{Method, Request};
use crate::model::session::Session;

/// `GET /auth/session`. A key that is not good answers `200` with `null`, which is `None` here.
pub fn session() -> Call<Option<Session>> {
    Call::new(Request::new(Method::Get, &["auth", "session"]))
}
