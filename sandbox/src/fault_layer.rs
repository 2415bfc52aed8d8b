//! The middleware that carries out the rules of `faults`.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt as _;
use hyper::body::{Body as HttpBody, Frame};
use serde_json::Value;

use crate::faults::{Break, Rule};
use crate::patch;
use crate::sandbox::Sandbox;

/// Marks a response instead of which the connection is closed.
#[derive(Clone, Copy, Debug)]
pub struct Closed;

pub async fn layer(State(sandbox): State<Sandbox>, request: Request, next: Next) -> Response {
    let rule = {
        let world = &mut *sandbox.world();
        world.faults.take(request.method().as_str(), request.uri().path(), || world.random.f64())
    };
    let Some(rule) = rule else { return next.run(request).await };
    if rule.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(rule.delay_ms)).await;
    }
    match (rule.close, rule.status) {
        (Some(Break::Before), _) => closed(),
        (None, Some(status)) => rule.answer(status),
        (None, None) if rule.changes_the_answer() => rule.change(next.run(request).await).await,
        (None, None) => next.run(request).await,
        (Some(Break::After), _) => {
            next.run(request).await;
            closed()
        }
        (Some(Break::Middle), _) => cut(next.run(request).await).await,
    }
}

impl Rule {
    fn answer(&self, status: u16) -> Response {
        let (body, content_type) = match &self.body {
            Value::Null => (String::new(), None),
            Value::String(text) if text.starts_with('<') => (text.clone(), Some("text/html")),
            Value::String(text) => (text.clone(), Some("application/json")),
            json => (json.to_string(), Some("application/json")),
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let content_type = self.content_type.as_deref().or(content_type);
        let own = content_type.map(|value| (CONTENT_TYPE.as_str(), value)).into_iter();
        for (name, value) in own.chain(self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))) {
            if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }

    fn changes_the_answer(&self) -> bool {
        self.truncate || !self.set.is_empty() || !self.remove.is_empty() || !self.duplicate.is_empty()
    }

    /// Changes the real answer. One that is not JSON can only be truncated.
    async fn change(&self, response: Response) -> Response {
        let (mut parts, body) = response.into_parts();
        let Ok(whole) = body.collect().await.map(http_body_util::Collected::to_bytes) else { return closed() };
        let mut text = match serde_json::from_slice::<Value>(&whole) {
            Ok(mut json) => {
                self.remove.iter().for_each(|pointer| patch::remove(&mut json, pointer));
                self.duplicate.iter().for_each(|pointer| patch::duplicate(&mut json, pointer));
                self.set.iter().for_each(|(pointer, value)| patch::set(&mut json, pointer, value.clone()));
                json.to_string().into_bytes()
            }
            Err(_) => whole.to_vec(),
        };
        if self.truncate {
            text.truncate(text.len() / 2);
        }
        parts.headers.remove(CONTENT_LENGTH);
        Response::from_parts(parts, Body::from(text))
    }
}

/// A response instead of which the connection is closed.
pub fn closed() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(Closed);
    response
}

/// The same answer with half of its body, but the full `Content-Length`.
async fn cut(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(whole) = body.collect().await.map(http_body_util::Collected::to_bytes) else { return closed() };
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
    Response::from_parts(parts, Body::new(HalfBody(Some(whole.slice(..whole.len() / 2)))))
}

struct HalfBody(Option<Bytes>);

impl HttpBody for HalfBody {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let half = self.0.take().map(|half| Ok(Frame::data(half)));
        Poll::Ready(Some(half.unwrap_or_else(|| Err(std::io::ErrorKind::ConnectionReset.into()))))
    }
}
