//! Every test, from the cheapest to the dearest.

use crate::run::{cargo, run};
use crate::{Outcome, build, conformance, setup, size};

/// `cargo xtask test [--native] [JOURNEY…]`.
pub(crate) fn test(args: &[String]) -> Outcome {
    let native_only = args.iter().any(|arg| arg == "--native");
    let chosen: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    if chosen.is_empty() {
        run("format", &mut cargo(&["fmt", "--all", "--check"]))?;
        run("clippy", &mut cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"]))?;
        run("native tests", &mut cargo(&["test", "--workspace", "--quiet"]))?;
        conformance::check()?;
        if native_only {
            return Ok(());
        }
        size::check()?;
    }
    let tools = setup::browser_tools()?;
    let (release, development) = (build::release("")?, build::development()?);
    let mut journeys = cargo(&["test", "--test", "e2e", "--"]);
    journeys
        .args(chosen)
        .env("SNAPDECK_DIST", development)
        .env("SNAPDECK_RELEASE_DIST", release)
        .env("SNAPDECK_BROWSER", tools.browser)
        .env("SNAPDECK_DRIVER", tools.driver)
        .env("SNAPDECK_AXE", tools.axe);
    run("browser journeys", &mut journeys)
}
