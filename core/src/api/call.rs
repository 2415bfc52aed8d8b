//! A call: a request with the type of its response.

use serde::de::DeserializeOwned;

use crate::api::decode;
use crate::api::request::{Answer, Request};
use crate::json::{self, Unreadable};
use crate::model::problem::Problem;

#[derive(Clone, Debug)]
pub struct Call<T> {
    pub request: Request,
    decode: fn(&str) -> Result<T, Unreadable>,
}

impl<T: DeserializeOwned> Call<T> {
    pub(super) fn new(request: Request) -> Self {
        Self { request, decode: json::decode }
    }
}

impl<T> Call<T> {
    /// # Errors
    /// [`Problem::Refused`] for any status but 200, [`Problem::Garbled`] if the body is not what the API reference says.
    pub fn read(&self, answer: &Answer) -> Result<T, Problem> {
        if answer.status != 200 {
            return Err(Problem::Refused(decode::refusal(answer)));
        }
        (self.decode)(&answer.body).map_err(|error| Problem::Garbled { why: decode::without_content(&error) })
    }
}
