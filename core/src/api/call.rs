//! A call: a request with the type of its answer.

use serde::de::DeserializeOwned;

use crate::api::decode;
use crate::api::request::{Answer, Request};
use crate::json::{self, Unreadable};
use crate::model::problem::Problem;

/// A request with the type of its answer.
#[derive(Clone, Debug)]
pub struct Call<T> {
    /// What to send.
    pub request: Request,
    decode: fn(&str) -> Result<T, Unreadable>,
}

impl<T: DeserializeOwned> Call<T> {
    /// A call whose answer is JSON of that type.
    pub(super) fn new(request: Request) -> Self {
        Self { request, decode: json::decode }
    }
}

impl<T> Call<T> {
    /// Reads what came back.
    ///
    /// # Errors
    /// [`Problem::Refused`] for any status but 200, [`Problem::Garbled`] where the body is not what the reference says.
    pub fn read(&self, answer: &Answer) -> Result<T, Problem> {
        if answer.status != 200 {
            return Err(Problem::Refused(decode::refusal(answer)));
        }
        (self.decode)(&answer.body).map_err(|error| Problem::Garbled { why: decode::without_content(&error) })
    }
}
