//! Who may read the API from another origin, and what every file of the dashboard is served with.

use axum::body::Body;
use axum::http::Request;
use sandbox::seed::{self, Plan};
use sandbox::{Dashboard, Sandbox};
use tower::ServiceExt as _;

async fn headers_of(method: &str, uri: &str, headers: &[(&str, &str)]) -> (u16, axum::http::HeaderMap) {
    let sandbox = Sandbox::new(seed::world(&Plan { snapshots: 3, machines: 1, ..Plan::default() }));
    let dashboard =
        Dashboard { dist: concat!(env!("CARGO_MANIFEST_DIR"), "/../public").into(), api_base_url: "/v1".to_owned() };
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let app = sandbox::app(&sandbox, Some(dashboard));
    let response = app.oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
    (response.status().as_u16(), response.headers().clone())
}

#[tokio::test]
async fn a_preflight_is_answered_without_a_key_and_lives_for_one_request() {
    let asked = [("origin", "https://snapdeck.example"), ("access-control-request-method", "DELETE")];
    let (status, headers) = headers_of("OPTIONS", "/v1/snapshots/x", &asked).await;
    assert_eq!((status, headers["access-control-allow-origin"].as_bytes()), (204, b"*".as_slice()));
    assert!(headers["access-control-allow-methods"].to_str().is_ok_and(|methods| methods.contains("DELETE")));
    assert!(headers["access-control-allow-headers"].to_str().is_ok_and(|names| names.contains("authorization")));
    assert!(!headers.contains_key("access-control-max-age"));
}

#[tokio::test]
async fn answers_have_the_exact_content_type() {
    for (uri, status) in [("/v1/snapshots", 401), ("/v1/auth/session", 200), ("/v1/nothing", 404)] {
        let (answered, headers) = headers_of("GET", uri, &[]).await;
        assert_eq!((answered, headers["content-type"].as_bytes()), (status, b"application/json".as_slice()), "{uri}");
    }
}

#[tokio::test]
async fn the_dashboard_is_served_under_the_production_headers() {
    for (uri, content_type) in [("/icon.svg", "image/svg+xml"), ("/config.json", "application/json")] {
        let (status, headers) = headers_of("GET", uri, &[]).await;
        assert_eq!((status, headers["content-type"].as_bytes()), (200, content_type.as_bytes()), "{uri}");
        for (name, part) in [
            ("content-security-policy", "require-trusted-types-for 'script'"),
            ("content-security-policy", "connect-src 'self';"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", "max-age="),
        ] {
            assert!(headers[name].to_str().is_ok_and(|value| value.contains(part)), "{uri} {name}");
        }
    }
}

#[tokio::test]
async fn a_file_that_is_missing_is_not_the_page_and_no_path_leaves_the_folder() {
    for uri in ["/missing.js", "/../Cargo.toml", "/..%2fCargo.toml", "/.hidden.json"] {
        assert_eq!(headers_of("GET", uri, &[]).await.0, 404, "{uri}");
    }
}
