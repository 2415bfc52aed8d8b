//! The only file that sends. It decides nothing: one request out, one answer or one problem back.

use std::time::Duration;

use gloo_net::http::{Method as HttpMethod, RequestBuilder, Response};
use gloo_timers::callback::Timeout;
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestMode, RequestRedirect};

use snapdeck_core::api::request::{Answer, Method, Request};
use snapdeck_core::model::config::ApiBaseUrl;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::token::Token;

/// How long a call may take. The API documents none; other clients of it allow half a minute.
const CALL_TIMEOUT: Duration = Duration::from_secs(30);

/// Sends a request to the API. The token goes into one header, to one origin: a redirect is refused, so that it follows none.
///
/// # Errors
/// [`Problem::Offline`], [`Problem::Unreachable`] or [`Problem::TimedOut`], where no whole answer came.
pub async fn send(base: &ApiBaseUrl, token: &Token, request: &Request) -> Result<Answer, Problem> {
    let url = format!("{}{}", base.as_str(), request.target);
    let mut builder = RequestBuilder::new(&url)
        .method(match request.method {
            Method::Get => HttpMethod::GET,
            Method::Post => HttpMethod::POST,
            Method::Put => HttpMethod::PUT,
            Method::Delete => HttpMethod::DELETE,
        })
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Error);
    for (name, value) in request.headers(token) {
        builder = builder.header(name, &value);
    }
    exchange(builder, request.body.as_deref()).await
}

/// Reads a file of the dashboard's own origin, in the way that `index.html` asks for it beforehand.
///
/// # Errors
/// As [`send`].
pub async fn read_own_file(path: &str) -> Result<Answer, Problem> {
    let announced = RequestBuilder::new(path).mode(RequestMode::NoCors).credentials(RequestCredentials::Include);
    exchange(announced, None).await
}

/// The same over the network: a browser that takes itself to be offline answers from its cache.
///
/// # Errors
/// As [`send`].
pub async fn read_own_file_anew(path: &str) -> Result<Answer, Problem> {
    exchange(RequestBuilder::new(path).cache(RequestCache::NoStore), None).await
}

async fn exchange(builder: RequestBuilder, body: Option<&str>) -> Result<Answer, Problem> {
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(AbortController::signal);
    // Neither `no-store` nor `no-cache`: Chromium 156 then sends a preflight before every call, also of a URL that it
    // called just now (measured: 40 requests instead of 28 for 50 operations in a minute). A service whose answers may
    // be reused says so itself; the API says nothing of the kind.
    let builder = builder.abort_signal(signal.as_ref());
    let request = match body {
        Some(body) => builder.body(body),
        None => builder.build(),
    };
    let request = request.map_err(|_| Problem::Unreachable)?;
    let timeout = controller.map(|controller| {
        #[expect(clippy::cast_possible_truncation, reason = "half a minute in milliseconds fits")]
        Timeout::new(CALL_TIMEOUT.as_millis() as u32, move || controller.abort())
    });
    let whole = async {
        let response: Response = request.send().await?;
        let (status, retry_after) = (response.status(), response.headers().get("retry-after"));
        Ok(Answer { status, body: response.text().await?, retry_after })
    };
    let answer: Result<Answer, gloo_net::Error> = whole.await;
    drop(timeout);
    answer.map_err(
        |_| if signal.is_some_and(|signal| signal.aborted()) { Problem::TimedOut } else { Problem::Unreachable },
    )
}
