//! Reading a JSON body as strictly as the contract says: `Content-Type: application/json` exactly, then an object, then its fields.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use serde_json::{Map, Value};

use crate::error::ApiError;

/// The largest body taken, in bytes. No call of the API needs more than a name.
const BODY_MAX: usize = 64 * 1024;

/// The id in a path. One that is no text names nothing.
#[derive(Debug)]
pub(crate) struct Id(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let id = Path::<String>::from_request_parts(parts, state).await;
        id.map(|Path(id)| Self(id)).map_err(|_| ApiError::NotFound)
    }
}

/// A body that is a JSON object.
#[derive(Debug)]
pub(crate) struct Input(Map<String, Value>);

impl<S: Send + Sync> FromRequest<S> for Input {
    type Rejection = ApiError;

    async fn from_request(request: Request, _state: &S) -> Result<Self, ApiError> {
        let content_type = request.headers().get(CONTENT_TYPE).map(|value| value.as_bytes().to_vec());
        if content_type.as_deref() != Some(b"application/json".as_slice()) {
            return Err(ApiError::invalid("content-type", "Expected application/json"));
        }
        let body: Bytes =
            axum::body::to_bytes(request.into_body(), BODY_MAX).await.map_err(|_| ApiError::PayloadTooLarge)?;
        match serde_json::from_slice(&body) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            Ok(_) => Err(ApiError::invalid("body", "Expected object")),
            Err(_) => Err(ApiError::Parse),
        }
    }
}

impl Input {
    /// A text that must be there and not be empty.
    pub(crate) fn required_text(&self, field: &str) -> Result<Arc<str>, ApiError> {
        self.optional_text(field)?.ok_or_else(|| ApiError::invalid(field, "Required"))
    }

    /// A text that may be left out, but not be `null`, of another type or empty.
    pub(crate) fn optional_text(&self, field: &str) -> Result<Option<Arc<str>>, ApiError> {
        match self.0.get(field) {
            None => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Err(ApiError::invalid(field, "Must not be empty")),
            Some(Value::String(text)) => Ok(Some(Arc::from(text.as_str()))),
            Some(_) => Err(ApiError::invalid(field, "Expected string")),
        }
    }

    /// A truth value that may be left out. The official CLI sends every value as a text (`makePath` of its
    /// `api/client.ts`, at 1376915) and only ever sends what is true, so that `"true"` must do.
    pub(crate) fn optional_bool(&self, field: &str) -> Result<Option<bool>, ApiError> {
        match self.0.get(field) {
            None => Ok(None),
            Some(Value::Bool(value)) => Ok(Some(*value)),
            Some(Value::String(text)) if text == "true" => Ok(Some(true)),
            Some(_) => Err(ApiError::invalid(field, "Expected boolean")),
        }
    }

    /// Two fields, with the complaints about both in one answer.
    pub(crate) fn both<A, B>(&self, a: Result<A, ApiError>, b: Result<B, ApiError>) -> Result<(A, B), ApiError> {
        match (a, b) {
            (Ok(a), Ok(b)) => Ok((a, b)),
            (Err(ApiError::Invalid(mut a)), Err(ApiError::Invalid(b))) => {
                a.extend(b);
                Err(ApiError::Invalid(a))
            }
            (Err(error), _) | (_, Err(error)) => Err(error),
        }
    }
}
