//! Everything that the API answers instead of `200`.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// With the codes and texts of the live API (`docs/api.md`, "Live errors").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// 400: the body is not JSON.
    Parse,
    /// 400: which fields or query parameters are wrong, and why.
    Invalid(Map<String, Value>),
    /// 401: no key, or an unknown one.
    Unauthorized,
    /// 403.
    Forbidden,
    /// 404. The live API answers a wrong method in the same way.
    NotFound,
    /// 409.
    Conflict(&'static str),
    /// 412.
    PreconditionFailed(&'static str),
    /// 413.
    PayloadTooLarge,
    /// 500, as a fault or a name asked for.
    Internal(&'static str),
}

impl ApiError {
    /// One wrong field or query parameter.
    pub fn invalid(field: &str, why: impl Into<String>) -> Self {
        Self::Invalid(Map::from_iter([(field.to_owned(), json!([why.into()]))]))
    }

    fn parts(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::Parse => (StatusCode::BAD_REQUEST, "PARSE_ERROR", "Failed to parse the request body"),
            Self::Invalid(_) => (StatusCode::BAD_REQUEST, "BAD_REQUEST", "Input validation failed"),
            Self::Unauthorized => {
                (StatusCode::UNAUTHORIZED, "UNAUTHORIZED", "You must be logged in to access this method.")
            }
            Self::Forbidden => (StatusCode::FORBIDDEN, "FORBIDDEN", "You do not have access to this resource"),
            Self::NotFound => (StatusCode::NOT_FOUND, "NOT_FOUND", "Not found"),
            Self::Conflict(message) => (StatusCode::CONFLICT, "CONFLICT", message),
            Self::PreconditionFailed(message) => (StatusCode::PRECONDITION_FAILED, "PRECONDITION_FAILED", message),
            Self::Internal(message) => (StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL_SERVER_ERROR", message),
            Self::PayloadTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "PAYLOAD_TOO_LARGE", "The body is too large"),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, code, message) = self.parts();
        let mut body = json!({ "message": message, "code": code });
        if let Self::Invalid(details) = self {
            body["details"] = Value::Object(details);
        }
        (status, Json(body)).into_response()
    }
}
