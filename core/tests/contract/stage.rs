//! A sandbox and a client for one test, on a clock that only the test moves.

use axum::Router;
use axum::body::Body;
use http_body_util::BodyExt as _;
use sandbox::Sandbox;
use sandbox::seed::{self, Plan};
use serde_json::Value;
use snapdeck_core::api::call::Call;
use snapdeck_core::api::decode;
use snapdeck_core::api::request::{Answer, Request};
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::token::Token;
use tower::ServiceExt as _;

/// The token that the sandbox knows.
pub const TOKEN: &str = "the-token-of-the-contract-tests";

/// A sandbox with its clock stopped, and a client of it.
pub struct Stage {
    pub sandbox: Sandbox,
    app: Router,
    pub token: Token,
}

impl Stage {
    /// A world of that many snapshots on three machines, where an operation takes ten seconds.
    pub fn of(snapshots: usize) -> Self {
        let plan = Plan {
            snapshots,
            machines: 3,
            token: TOKEN.to_owned(),
            event_ms: 10_000..=10_000,
            start_ms: Some(1_795_000_000_000),
            ..Plan::default()
        };
        let sandbox = Sandbox::new(seed::world(&plan));
        sandbox.world().clock.set_frozen(true);
        let app = sandbox::app(&sandbox, None);
        Self { sandbox, app, token: Token::parse(TOKEN).expect("a token") }
    }

    /// The same world, asked with another token.
    pub fn with_token(self, token: &str) -> Self {
        Self { token: Token::parse(token).expect("a token"), ..self }
    }

    /// Sends a call as the dashboard's transport does, and reads the answer with the dashboard's decoder.
    pub async fn send<T>(&self, call: Call<T>) -> Result<T, Problem> {
        let answer = self.exchange(&call.request).await;
        decode::body(&answer).and_then(|body| call.read(&body))
    }

    /// Sends a described request under `/v1`.
    pub async fn exchange(&self, request: &Request) -> Answer {
        let headers = request.headers(&self.token);
        self.raw(request.method.as_str(), &format!("/v1{}", request.target), &headers, request.body.clone()).await
    }

    /// Sends anything.
    pub async fn raw(&self, method: &str, uri: &str, headers: &[(&str, String)], body: Option<String>) -> Answer {
        let mut request = axum::http::Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let request = request.body(body.map_or_else(Body::empty, Body::from)).expect("a request");
        let response = self.app.clone().oneshot(request).await.expect("the router never fails");
        let status = response.status().as_u16();
        let retry_after =
            response.headers().get("retry-after").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        Answer { status, body: String::from_utf8(body.to_vec()).expect("text"), retry_after }
    }

    /// Posts to the sandbox's own controls.
    pub async fn control(&self, path: &str, body: Value) -> Answer {
        let headers = [("content-type", "application/json".to_owned())];
        let answer = self.raw("POST", &format!("/_sandbox/{path}"), &headers, Some(body.to_string())).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer
    }

    /// Moves the world's clock; all that is due by then has happened afterwards.
    pub async fn advance_ms(&self, ms: i64) {
        self.control("clock", serde_json::json!({ "advance_ms": ms })).await;
    }
}
