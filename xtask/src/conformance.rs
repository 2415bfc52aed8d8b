//! The sandbox compared with `sandbox/openapi.json` by schemathesis: no answer outside the document, no 500.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use crate::run::{cargo, program, run};
use crate::{Outcome, setup};

/// What is checked. Left out: that an unknown method is a 405 and that any text is a cursor, which the live service
/// does not hold to either (`api.md`: a wrong method is a 404), and that a session needs a key (without one it is `null`).
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

/// Starts a sandbox on a free port and has every call of its document tried.
pub(crate) fn check() -> Outcome {
    let schemathesis = setup::schemathesis()?;
    let mut command = cargo(&["run", "--quiet", "--package", "sandbox", "--", "--port", "0", "--token", TOKEN]);
    let child = command.args(["--snapshots", "200"]).stdout(Stdio::piped()).spawn();
    let mut sandbox = Running(child.map_err(|error| format!("the sandbox cannot be started: {error}"))?);
    let mut line = String::new();
    if let Some(out) = sandbox.0.stdout.take() {
        BufReader::new(out).read_line(&mut line).map_err(|error| error.to_string())?;
    }
    let url = line.split_whitespace().find(|word| word.starts_with("http://"));
    let url = url.ok_or_else(|| format!("the sandbox did not say where it is: {line:?}"))?;
    let mut compare = program(schemathesis, &["run", "sandbox/openapi.json", "--url", url, "--checks", CHECKS]);
    compare.args(["--header", &format!("Authorization: Bearer {TOKEN}"), "--seed", "1", "--max-examples", "60"]);
    // Its cache of examples would lie in the repository.
    compare.args(["--generation-database", "none", "--no-color"]);
    run("the sandbox against its document", &mut compare)
}
