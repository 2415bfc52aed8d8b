//! A small HTTP/1.1 server that can also close a connection, as a fault may ask.

use std::convert::Infallible;
use std::net::SocketAddr;

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};
use tower::ServiceExt as _;

use crate::fault_layer::Closed;

/// Runs until it is dropped.
#[derive(Debug)]
pub struct Server {
    pub address: SocketAddr,
    task: JoinHandle<()>,
}

impl Server {
    ///
    /// # Errors
    /// The listener has no address.
    pub fn start(listener: TcpListener, app: Router) -> std::io::Result<Self> {
        Self::begin(listener, app, true)
    }

    /// With a new connection per request. Browsers resend a request, even a POST, if a reused connection turns out to be
    /// closed (seen in Chromium 156), which would hide what the page does after a fault that closes connections.
    ///
    /// # Errors
    /// The listener has no address.
    pub fn start_without_keep_alive(listener: TcpListener, app: Router) -> std::io::Result<Self> {
        Self::begin(listener, app, false)
    }

    fn begin(listener: TcpListener, app: Router, keep_alive: bool) -> std::io::Result<Self> {
        let address = listener.local_addr()?;
        Ok(Self { address, task: tokio::spawn(accept(listener, app, keep_alive)) })
    }

    pub async fn wait(mut self) {
        // An error here means that the task was stopped, which is what was waited for.
        let _stopped = (&mut self.task).await;
    }
}

impl Drop for Server {
    /// Closes the listener and all connections at once, like a power failure.
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, app: Router, keep_alive: bool) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => if let Ok((stream, _)) = accepted {
                connections.spawn(converse(TokioIo::new(stream), app.clone(), keep_alive));
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn converse(stream: TokioIo<tokio::net::TcpStream>, app: Router, keep_alive: bool) {
    let service = service_fn(move |request: Request<Incoming>| answer(app.clone(), request));
    // A client that goes away, and a fault that closes, end a connection: nothing is wrong with the server.
    let _ended = http1::Builder::new().keep_alive(keep_alive).serve_connection(stream, service).await;
}

async fn answer(app: Router, request: Request<Incoming>) -> Result<Response, std::io::Error> {
    let response = match app.oneshot(request.map(axum::body::Body::new)).await {
        Ok(response) => response,
        Err(never) => {
            let never: Infallible = never;
            match never {}
        }
    };
    if response.extensions().get::<Closed>().is_some() {
        return Err(std::io::ErrorKind::ConnectionAborted.into());
    }
    Ok(response)
}
