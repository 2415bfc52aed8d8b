//! `/auth/session`.

use crate::api::call::Call;
use crate::api::request::{Method, Request};
use crate::model::session::Session;

/// `GET /auth/session`. An invalid token is answered with `200` and `null`.
pub fn session() -> Call<Option<Session>> {
    Call::new(Request::new(Method::Get, &["auth", "session"]))
}
