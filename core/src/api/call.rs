//! A call: a request with the type of its response.

use serde::de::DeserializeOwned;

use crate::api::decode;
use crate::api::request::Request;
use crate::json::{self, Json, Mismatch};
use crate::model::problem::Problem;

#[derive(Clone, Debug)]
pub struct Call<T> {
    pub request: Request,
    decode: fn(&Json) -> Result<T, Mismatch>,
}

impl<T: DeserializeOwned> Call<T> {
    pub(super) fn new(request: Request) -> Self {
        Self { request, decode: json::decode }
    }
}

impl<T> Call<T> {
    /// Reads what came back ([`decode::body`]).
    ///
    /// # Errors
    /// [`Problem::Garbled`] if the body is not what the API reference says.
    pub fn read(&self, body: &Json) -> Result<T, Problem> {
        (self.decode)(body).map_err(|why| decode::garbled(&why))
    }
}
