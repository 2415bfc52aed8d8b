//! Running programs, and where things are.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a command gives: nothing, or what went wrong and what to do about it.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// A program, to be run at the root of the repository.
pub(crate) fn program(name: impl AsRef<OsStr>, args: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(args).current_dir(root());
    command
}

/// Cargo, the one that runs us.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), args);
    // What the outer Cargo tells about our own package is not meant for others.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "CARGO_PKG_VERSION", "OUT_DIR"] {
        command.env_remove(name);
    }
    command
}

/// Runs a program to its end and shows what it prints.
pub(crate) fn run(what: &str, command: &mut Command) -> Outcome {
    let started = std::time::Instant::now();
    eprintln!("· {what}");
    let status = command.status().map_err(|error| format!("{what}: {} cannot be started: {error}", shown(command)))?;
    if !status.success() {
        return Err(format!("{what} failed ({status}): {}", shown(command)));
    }
    eprintln!("  {what}: {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// What a program prints, if it can be run and succeeds.
pub(crate) fn output(name: impl AsRef<OsStr>, args: &[&str]) -> Option<String> {
    let output = program(name, args).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
