//! A small HTTP/1.1 server around the router, which can also close a connection where a fault asks for it.

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

/// A server that runs until it is stopped or dropped.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts to serve on a listener.
    ///
    /// # Errors
    /// When the listener has no address.
    pub fn start(listener: TcpListener, app: Router) -> std::io::Result<Self> {
        Self::begin(listener, app, true)
    }

    /// The same with a fresh connection for every request. A browser that finds a connection closed which it had used
    /// before sends its request again by itself, a POST as well (seen in Chromium 156): with faults that close
    /// connections, that would hide what the page does.
    ///
    /// # Errors
    /// When the listener has no address.
    pub fn start_without_keep_alive(listener: TcpListener, app: Router) -> std::io::Result<Self> {
        Self::begin(listener, app, false)
    }

    fn begin(listener: TcpListener, app: Router, keep_alive: bool) -> std::io::Result<Self> {
        let address = listener.local_addr()?;
        Ok(Self { address, task: tokio::spawn(accept(listener, app, keep_alive)) })
    }

    /// Runs until the task ends, which it does only by being stopped.
    pub async fn wait(mut self) {
        // An error here means that the task was stopped, which is what was waited for.
        let _stopped = (&mut self.task).await;
    }
}

impl Drop for Server {
    /// Closes the listener and every connection at once, as a machine does that loses its power.
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
