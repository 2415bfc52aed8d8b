//! Serves a built dashboard as in production: the same headers, types, compression and fallback.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderName, VARY};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use crate::work::Fate;

/// `API-ORIGIN` is filled in.
const HEADERS: &str = include_str!("../../deploy/headers.txt");

#[derive(Clone, Debug)]
pub struct Dashboard {
    /// The output of `cargo xtask build`.
    pub dist: PathBuf,
    /// Served in `config.json`, instead of the file.
    pub api_base_url: String,
}

/// Every path that is not a file belongs to the application.
pub(crate) fn router(dashboard: Dashboard) -> Router {
    Router::new()
        .fallback(serve)
        .layer(axum::middleware::from_fn_with_state(production_headers(&dashboard.api_base_url), add_headers))
        .with_state(dashboard)
}

async fn serve(State(dashboard): State<Dashboard>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    if path == "config.json" {
        return axum::Json(json!({ "apiBaseUrl": dashboard.api_base_url })).into_response();
    }
    let encodings = request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_inside = path.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains('\\'));
    if is_inside && let Some(response) = file(&dashboard.dist, path, encodings).await {
        return response;
    }
    if content_type(path).is_some() {
        return StatusCode::NOT_FOUND.into_response();
    }
    match read(dashboard.dist.join("index.html")).await {
        Ok(index) => page(&String::from_utf8_lossy(&index)),
        Err(_) => (StatusCode::NOT_FOUND, "There is no dashboard in this folder.\n").into_response(),
    }
}

/// Adds the sandbox's note to the page, so that the build does not contain it.
fn page(index: &str) -> Response {
    let names = Fate::NAMES.map(|(name, ..)| name).join(", ");
    let note = format!(
        "<link rel=\"stylesheet\" href=\"/_sandbox/note.css\"><aside class=\"sandbox-note\" aria-label=\"Sandbox\"><p>\
         This is a sandbox: nothing here is real. Snapshots with these names make things fail: {names}. \
         <a class=\"link\" rel=\"external\" href=\"/_sandbox/\">Make things go wrong</a></p></aside></body>"
    );
    let mut response = Response::new(Body::from(index.replacen("</body>", &note, 1)));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// A file in the smallest encoding that the browser accepts.
async fn file(dist: &Path, path: &str, encodings: &str) -> Option<Response> {
    let content_type = content_type(path)?;
    let mut found = None;
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")].into_iter().filter(|(name, _)| encodings.contains(name)) {
        if let Ok(bytes) = read(dist.join(format!("{path}.{ending}"))).await {
            found = Some((Some(encoding), bytes));
            break;
        }
    }
    let (encoding, bytes) = match found {
        Some(found) => found,
        None => (None, read(dist.join(path)).await.ok()?),
    };
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = encoding {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    let lasts = has_hash(path);
    let caching = if lasts { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    Some(response)
}

async fn read(path: PathBuf) -> std::io::Result<Vec<u8>> {
    tokio::task::spawn_blocking(move || std::fs::read(path)).await.map_err(std::io::Error::other)?
}

/// Trunk puts 16 hex digits of a hash into the names of files that never change.
fn has_hash(path: &str) -> bool {
    let is_hash = |part: &str| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    path.split(['-', '.', '_', '/']).any(is_hash)
}

fn content_type(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
    Some(match ending {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

/// The origin of an absolute API address is added to the policy.
pub fn production_headers(api_base_url: &str) -> Vec<(HeaderName, HeaderValue)> {
    let origin = match api_base_url.split_once("://") {
        Some((scheme, rest)) => format!("{scheme}://{}", rest.split('/').next().unwrap_or_default()),
        None => String::new(),
    };
    let parse = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let value = value.replace(" API-ORIGIN", &if origin.is_empty() { String::new() } else { format!(" {origin}") });
        Some((name.trim().parse().ok()?, HeaderValue::from_str(value.trim()).ok()?))
    };
    HEADERS.lines().filter(|line| !line.starts_with('#')).filter_map(parse).collect()
}

async fn add_headers(State(headers): State<Vec<(HeaderName, HeaderValue)>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().extend(headers);
    response
}

#[cfg(test)]
mod tests {
    use axum::http::header::CONTENT_SECURITY_POLICY;

    use super::*;

    #[test]
    fn the_policy_names_the_origin_of_an_absolute_address_only() {
        for (address, expected) in [
            ("/v1", "connect-src 'self'; "),
            ("https://api.paperspace.com/v1", "connect-src 'self' https://api.paperspace.com; "),
            ("http://127.0.0.1:9000/v1", "connect-src 'self' http://127.0.0.1:9000; "),
        ] {
            let headers = production_headers(address);
            let policy = headers.iter().find(|(name, _)| *name == CONTENT_SECURITY_POLICY);
            let (_, policy) = policy.expect("the headers carry a policy");
            assert!(policy.to_str().expect("a policy is ASCII").contains(expected), "{address}: {policy:?}");
        }
    }

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        for (path, expected) in [
            ("snapdeck-95de44c543225020_bg.wasm", true),
            ("snapdeck-f0e482e19fc41936.css", true),
            ("index.html", false),
            ("icon.svg", false),
        ] {
            assert_eq!(has_hash(path), expected, "{path}");
        }
    }
}
