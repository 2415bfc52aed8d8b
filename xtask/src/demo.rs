//! The dashboard on a filled sandbox.

use std::net::TcpListener;

use crate::build;
use crate::run::{Outcome, cargo, root};

/// `cargo xtask demo`: builds what is out of date, then hands over to the sandbox, whose options these are.
pub(crate) fn demo(args: &[String]) -> Outcome {
    let asks_for_help = args.iter().any(|arg| arg == "--help" || arg == "-h");
    if !asks_for_help {
        refuse_busy_port(args)?;
        build::release("")?;
    }
    let mut command = cargo(&["run", "--quiet", "--profile", "sandbox", "--package", "sandbox", "--"]);
    let status = command.arg("--dist").arg(root().join("dist")).args(args).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the sandbox ended with {status}")),
        Err(error) => Err(format!("the sandbox cannot be started: {error}")),
    }
}

/// Says so before building for minutes, not after.
fn refuse_busy_port(args: &[String]) -> Outcome {
    let after_flag = args.iter().position(|arg| arg == "--port").and_then(|at| args.get(at + 1).map(String::as_str));
    let text = args.iter().find_map(|arg| arg.strip_prefix("--port=")).or(after_flag).unwrap_or("8080");
    // What is no port is the sandbox's to refuse.
    let Ok(port) = text.parse::<u16>() else { return Ok(()) };
    match TcpListener::bind(("127.0.0.1", port)) {
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            Err(format!("port {port} is in use: stop what listens there, or choose another with --port"))
        }
        _ => Ok(()),
    }
}
