//! Reading a JSON body as strictly as the API: `Content-Type: application/json` exactly, an object, its fields.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use serde_json::{Map, Value};

use crate::error::ApiError;

/// In bytes. No call needs more than a name.
const BODY_MAX: usize = 64 * 1024;

/// An id in a path. An invalid one is not found.
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
    /// Required and not empty.
    pub(crate) fn required_text(&self, field: &str) -> Result<Arc<str>, ApiError> {
        self.optional_text(field)?.ok_or_else(|| ApiError::invalid(field, "Required"))
    }

    /// May be missing, but not `null`, of another type or empty.
    pub(crate) fn optional_text(&self, field: &str) -> Result<Option<Arc<str>>, ApiError> {
        match self.0.get(field) {
            None => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Err(ApiError::invalid(field, "Must not be empty")),
            Some(Value::String(text)) => Ok(Some(Arc::from(text.as_str()))),
            Some(_) => Err(ApiError::invalid(field, "Expected string")),
        }
    }

    /// May be missing. The official CLI sends all values as strings (`makePath` in its `api/client.ts`, at 1376915), and only
    /// true ones, so `"true"` is accepted.
    pub(crate) fn optional_bool(&self, field: &str) -> Result<Option<bool>, ApiError> {
        match self.0.get(field) {
            None => Ok(None),
            Some(Value::Bool(value)) => Ok(Some(*value)),
            Some(Value::String(text)) if text == "true" => Ok(Some(true)),
            Some(_) => Err(ApiError::invalid(field, "Expected boolean")),
        }
    }

    /// Both fields, or the complaints about both.
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
