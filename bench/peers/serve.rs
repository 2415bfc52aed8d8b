//! One application on the sandbox, as its host would serve it.

use std::path::PathBuf;

use axum::Router;
use axum::extract::Request;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderValue, Uri};
use axum::middleware::{map_request, map_response};
use axum::response::Response;
use sandbox::serve::Server;
use sandbox::{Dashboard, Sandbox};
use tokio::net::TcpListener;

use crate::Load;

/// What an application bears.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Policy {
    /// The production policy, unchanged.
    Strict,
    /// Without what forbids scripts to write style sheets and HTML: react-admin's list needs the one, its forms the other.
    Wider,
}

/// An application, and what its loads came to.
pub struct Served {
    pub name: &'static str,
    pub address: String,
    pub loads: Vec<Load>,
    _server: Server,
}

impl Served {
    pub async fn start(name: &'static str, dist: PathBuf, policy: Policy, sandbox: &Sandbox) -> Self {
        let dashboard = Dashboard { dist, api_base_url: "/v1".to_owned() };
        let mut app = Router::new()
            .fallback_service(sandbox::app(sandbox, Some(dashboard)))
            .layer(map_request(async |request: Request| as_file(request)));
        if policy == Policy::Wider {
            app = app.layer(map_response(async |response: Response| widen(response)));
        }
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let server = Server::start(listener, app).expect("a server");
        let address = format!("http://{}", server.address);
        Self { name, address, loads: Vec::new(), _server: server }
    }
}

/// Asks for the page by its file: that one is compressed as in production, and free of the sandbox's own word.
fn as_file(mut request: Request) -> Request {
    if request.uri().path() == "/" {
        *request.uri_mut() = Uri::from_static("/index.html");
    }
    request
}

fn widen(mut response: Response) -> Response {
    if let Some(policy) = response.headers_mut().get_mut(CONTENT_SECURITY_POLICY) {
        let text = policy.to_str().expect("a policy is ASCII");
        let (rest, _trusted_types) = text.split_once("; require-trusted-types-for").expect("it stands last");
        let wider = rest.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
        *policy = HeaderValue::from_str(&wider).expect("a policy is ASCII");
    }
    response
}
