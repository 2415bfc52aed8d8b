//! Every test, from the cheapest to the dearest.

use std::process::Command;

use crate::run::{Outcome, cargo, run};
use crate::{build, conformance, peers, setup, size};

/// `cargo xtask test [--native] [JOURNEY…]`.
pub(crate) fn test(args: &[String]) -> Outcome {
    let native_only = args.iter().any(|arg| arg == "--native");
    let chosen: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    if chosen.is_empty() {
        run("format", &mut cargo(&["fmt", "--all", "--check"]))?;
        run("clippy", &mut cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"]))?;
        run("native tests", &mut cargo(&["test", "--workspace", "--quiet", "--no-fail-fast"]))?;
        conformance::check()?;
        if native_only {
            return Ok(());
        }
        build::release("")?;
        size::check()?;
    }
    let development = build::development()?;
    let mut journeys = in_browser(&["test", "--test", "e2e", "--"])?;
    run("browser journeys", journeys.args(chosen).env("SNAPDECK_DIST", development))
}

/// `cargo xtask bench [PART…]`: not part of the tests, since machines differ. `bench peers` is a measurement of its own.
pub(crate) fn bench(args: &[String]) -> Outcome {
    if args == ["peers"] {
        let dist = peers::build()?;
        let mut measurements = in_browser(&["test", "--quiet", "--test", "peers"])?;
        return run("measurements beside others", measurements.env("SNAPDECK_PEERS", dist));
    }
    run("measurements", in_browser(&["test", "--quiet", "--test", "bench", "--"])?.args(args))
}

/// Cargo with all that a browser test is told: the release build, the browser, its driver, axe-core.
fn in_browser(args: &[&str]) -> Outcome<Command> {
    let tools = setup::browser_tools()?;
    let mut command = cargo(args);
    command
        .env("SNAPDECK_RELEASE_DIST", build::release("")?)
        .env("SNAPDECK_BROWSER", tools.browser)
        .env("SNAPDECK_DRIVER", tools.driver)
        .env("SNAPDECK_AXE", tools.axe);
    Ok(command)
}
