//! CORS: preflights, and the headers that let a page read an answer.

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::sandbox::Sandbox;

/// Without `Access-Control-Max-Age`: it is not known whether Paperspace sends one.
pub(crate) async fn layer(State(sandbox): State<Sandbox>, request: Request, next: Next) -> Response {
    let switches = sandbox.world().switches;
    if !switches.cors {
        return next.run(request).await;
    }
    let from_elsewhere = request.headers().contains_key(ORIGIN);
    let is_preflight =
        request.method() == Method::OPTIONS && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response =
        if from_elsewhere && is_preflight { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    if from_elsewhere {
        let headers = response.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        if switches.expose_retry_after {
            headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Retry-After"));
        }
        if is_preflight {
            headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, PUT, DELETE"));
            headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("authorization, content-type"));
        }
    }
    response
}
