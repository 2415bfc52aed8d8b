//! What stands between the server and the browser of a journey: files that get lost, answers that are held back, and a script
//! that runs before the page's.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use sandbox::closed;
use tokio::sync::Notify;

/// The policy of the page allows scripts of its own origin only.
const FIRST: &str = "/_first.js";

#[derive(Clone, Default)]
pub struct Front(Arc<Mutex<Inner>>, Arc<Notify>);

#[derive(Default)]
struct Inner {
    lost: &'static [&'static str],
    held: Option<&'static str>,
    first: String,
    asked: Vec<String>,
}

impl Front {
    pub fn before(&self, app: Router) -> Router {
        app.layer(from_fn_with_state(self.clone(), pass))
    }

    /// Closes the connection of whoever asks for files whose path ends so; for all others that ends.
    pub fn lose(&self, ends: &'static [&'static str]) {
        self.0.lock().expect("no panic").lost = ends;
    }

    /// Lets whoever asks for a path wait until it is let go.
    pub fn hold(&self, path: &'static str) {
        self.0.lock().expect("no panic").held = Some(path);
    }

    pub fn let_go(&self) {
        self.0.lock().expect("no panic").held = None;
        self.1.notify_waiters();
    }

    async fn wait_while_held(&self, path: &str) {
        loop {
            let let_go = self.1.notified();
            if self.0.lock().expect("no panic").held != Some(path) {
                return;
            }
            let_go.await;
        }
    }

    /// How often files were asked for whose path ends so.
    pub fn asked_for(&self, end: &str) -> usize {
        self.0.lock().expect("no panic").asked.iter().filter(|path| path.ends_with(end)).count()
    }

    /// Runs a script in each page before its own.
    pub fn run_first(&self, script: &str) {
        self.0.lock().expect("no panic").first.push_str(script);
    }
}

async fn pass(State(front): State<Front>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    front.wait_while_held(&path).await;
    let (is_lost, first) = {
        let mut inner = front.0.lock().expect("no panic");
        inner.asked.push(path.clone());
        (inner.lost.iter().any(|end| path.ends_with(end)), inner.first.clone())
    };
    if is_lost {
        return closed();
    }
    if path == FIRST {
        return ([(CONTENT_TYPE, "text/javascript")], format!("{{{first}\n}}")).into_response();
    }
    if !first.is_empty() {
        // Nothing can be added to a page that was compressed.
        request.headers_mut().remove(ACCEPT_ENCODING);
    }
    let response = next.run(request).await;
    let is_page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if first.is_empty() || !is_page {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let page = to_bytes(body, usize::MAX).await.expect("a page");
    let tag = format!("<script src=\"{FIRST}\"></script><meta ");
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(String::from_utf8_lossy(&page).replacen("<meta ", &tag, 1)))
}
