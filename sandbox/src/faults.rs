//! What shall go wrong: rules that match requests, and the layer that carries them out.

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
use serde::Deserialize;
use serde_json::Value;

use crate::patch;
use crate::sandbox::Sandbox;

/// The most rules that wait at once.
const RULES_MAX: usize = 1_000;

/// Where a connection breaks.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Break {
    /// Before the request is acted on.
    Before,
    /// After it was acted on, before the answer.
    After,
    /// In the middle of the answer's body.
    Middle,
}

/// A rule: which requests, how often, and what happens to them. Fields that are left out do nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// Such as `GET`; any method where left out.
    pub method: Option<String>,
    /// The path behind `/v1`, where `*` stands for any text. With the `/v1` it means the same.
    pub path: String,
    /// How many requests it applies to.
    #[serde(default = "one")]
    pub times: u32,
    /// Waits before all else.
    #[serde(default)]
    pub delay_ms: u64,
    /// Answers this instead of acting.
    pub status: Option<u16>,
    /// The body of that answer: a text as it is, any other JSON as JSON.
    #[serde(default)]
    pub body: Value,
    /// The content type of that answer; by default that of the body.
    pub content_type: Option<String>,
    /// More headers of that answer.
    #[serde(default)]
    pub headers: std::collections::BTreeMap<String, String>,
    /// Closes the connection.
    pub close: Option<Break>,
    /// How likely it is that the rule applies to a request that it matches; drawn from the world's seed.
    #[serde(default = "certain")]
    pub probability: f64,
    /// Changes to the JSON of the real answer: by JSON pointer (RFC 6901), what stands there afterwards.
    #[serde(default)]
    pub set: std::collections::BTreeMap<String, Value>,
    /// JSON pointers to what is taken out of the real answer.
    #[serde(default)]
    pub remove: Vec<String>,
    /// JSON pointers to elements of lists that come twice in the real answer.
    #[serde(default)]
    pub duplicate: Vec<String>,
    /// Cuts the text of the real answer in half, and still promises nothing wrong.
    #[serde(default)]
    pub truncate: bool,
}

fn certain() -> f64 {
    1.0
}

fn one() -> u32 {
    1
}

impl Rule {
    fn matches(&self, method: &str, path: &str) -> bool {
        self.method.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
            && glob(self.path.strip_prefix("/v1").unwrap_or(&self.path), path)
    }

    fn answer(&self, status: u16) -> Response {
        let (body, content_type) = match &self.body {
            Value::Null => (String::new(), ""),
            Value::String(text) => (text.clone(), if text.starts_with('<') { "text/html" } else { "application/json" }),
            json => (json.to_string(), "application/json"),
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let content_type = self.content_type.as_deref().unwrap_or(content_type);
        let own = [(CONTENT_TYPE.as_str(), content_type)].into_iter().filter(|(_, value)| !value.is_empty());
        for (name, value) in own.chain(self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))) {
            if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

impl Rule {
    fn changes_the_answer(&self) -> bool {
        self.truncate || !self.set.is_empty() || !self.remove.is_empty() || !self.duplicate.is_empty()
    }

    /// The real answer, with what the rule changes in it. An answer that is no JSON can only be truncated.
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

/// Whether a path is what a pattern with `*` describes.
fn glob(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((head, rest)) => path.strip_prefix(head).is_some_and(|path| {
            rest.is_empty() || (0..=path.len()).any(|at| path.get(at..).is_some_and(|tail| glob(rest, tail)))
        }),
    }
}

/// The rules that wait for their requests.
#[derive(Debug, Default)]
pub struct Faults(Vec<Rule>);

impl Faults {
    /// Adds a rule behind the others.
    ///
    /// # Errors
    /// When too many rules wait already.
    pub fn add(&mut self, rule: Rule) -> Result<(), String> {
        if self.0.len() >= RULES_MAX {
            return Err(format!("{RULES_MAX} rules wait already"));
        }
        self.0.push(rule);
        Ok(())
    }

    /// Forgets all rules.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Uses up one application of the first rule that matches and whose turn it is. `chance` is drawn for each in 0..1.
    fn take(&mut self, method: &str, path: &str, mut chance: impl FnMut() -> f64) -> Option<Rule> {
        let applies = |rule: &Rule| rule.times > 0 && rule.matches(method, path) && chance() < rule.probability;
        let at = self.0.iter().position(applies)?;
        self.0[at].times -= 1;
        let rule = self.0[at].clone();
        self.0.retain(|rule| rule.times > 0);
        Some(rule)
    }
}

/// Marks a response that must not be sent: the connection is closed instead.
#[derive(Clone, Copy, Debug)]
pub struct Closed;

/// Carries out the first rule that matches a request.
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

fn closed() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(Closed);
    response
}

/// The same answer, whose body stops half-way although its length was promised.
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

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, path, expected) in [
            ("/snapshots", "/snapshots", true),
            ("/snapshots", "/snapshots/x", false),
            ("/snapshots*", "/snapshots", true),
            ("/snapshots/*", "/snapshots/x/restore", true),
            ("/snapshots/*/restore", "/snapshots/x/restore", true),
            ("/snapshots/*/restore", "/snapshots/x", false),
            ("*", "/machines", true),
        ] {
            assert_eq!(glob(pattern, path), expected, "{pattern} {path}");
        }
    }
}
