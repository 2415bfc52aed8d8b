//! The sandbox compared with `sandbox/openapi.json` by schemathesis: no answer outside the document, no 500.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::run::{Outcome, cargo, program, run};
use crate::setup;

/// What is checked. Left out: that an unknown method is a 405 and that any text is a cursor, which the live service
/// does not hold to either (`docs/api.md`: a wrong method is a 404), and that a session needs a key (without one it is `null`).
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";

/// The key that the sandbox is started with.
const TOKEN: &str = "conformance";

/// A sandbox that ends with this value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Where it ended already, nothing is left to end.
        let _killed = self.0.kill();
        let _ended = self.0.wait();
    }
}

impl Running {
    /// A sandbox on a free port, and its address.
    fn start() -> Outcome<(Self, String)> {
        let mut command = cargo(&["run", "--quiet", "--package", "sandbox", "--", "--port", "0", "--token", TOKEN]);
        let child = command.args(["--snapshots", "200"]).stdout(Stdio::piped()).spawn();
        let mut sandbox = Self(child.map_err(|error| format!("the sandbox cannot be started: {error}"))?);
        let mut line = String::new();
        if let Some(out) = sandbox.0.stdout.take() {
            BufReader::new(out).read_line(&mut line).map_err(|error| error.to_string())?;
        }
        let url = line.split_whitespace().find(|word| word.starts_with("http://")).map(str::to_owned);
        url.map(|url| (sandbox, url)).ok_or_else(|| format!("the sandbox did not say where it is: {line:?}"))
    }
}

/// Has every call of the document tried, after two planted bugs were found by the same checks.
pub(crate) fn check() -> Outcome {
    let schemathesis = setup::schemathesis()?;
    let (_sandbox, url) = Running::start()?;
    let compare = |examples: &str| {
        let mut compare = program(&schemathesis, &["run", "sandbox/openapi.json", "--url", &url, "--checks", CHECKS]);
        compare.args([
            "--header",
            &format!("Authorization: Bearer {TOKEN}"),
            "--seed",
            "1",
            "--max-examples",
            examples,
        ]);
        // Its cache of examples would lie in the repository.
        compare.args(["--generation-database", "none", "--no-color"]);
        compare
    };
    let wrong_type = json!({ "method": "GET", "path": "/snapshots", "times": 1_000, "set": { "/hasMore": "yes" } });
    find(&url, &wrong_type, "Response violates schema", &mut compare("5"))?;
    let broken = json!({ "method": "GET", "path": "/machines", "times": 1_000, "status": 500 });
    find(&url, &broken, "Server error", &mut compare("5"))?;
    run("the sandbox against its document", &mut compare("60"))
}

/// Plants a bug, has it found under that name, and takes it out again.
fn find(url: &str, bug: &Value, name: &str, compare: &mut Command) -> Outcome {
    fault(url, bug)?;
    let output = compare.output().map_err(|error| format!("schemathesis cannot be started: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    if output.status.success() || !said.contains(name) {
        return Err(format!("schemathesis did not find \"{name}\" in {bug}:\n{said}"));
    }
    eprintln!("  schemathesis finds a planted bug: {name}");
    fault(url, &json!({ "clear": true }))
}

/// Posts to `/_sandbox/faults`.
fn fault(url: &str, rule: &Value) -> Outcome {
    let host = url.trim_start_matches("http://").split('/').next().unwrap_or_default();
    let body = rule.to_string();
    let request = format!(
        "POST /_sandbox/faults HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\nconnection: close\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len(),
    );
    let mut answer = String::new();
    let sent = TcpStream::connect(host).and_then(|mut stream| {
        stream.write_all(request.as_bytes())?;
        stream.read_to_string(&mut answer)
    });
    match sent {
        Ok(_) if answer.starts_with("HTTP/1.1 200") => Ok(()),
        Ok(_) => Err(format!("the sandbox refused {rule}: {answer}")),
        Err(error) => Err(format!("the sandbox cannot be told {rule}: {error}")),
    }
}
