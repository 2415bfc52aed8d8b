//! Every test, from the cheapest to the dearest.

use crate::journeys::{self, in_browser};
use crate::run::{Outcome, cargo, run};
use crate::{build, conformance, peers, size};

/// The engines of a run that names none. In the others single journeys still fail in a complete run.
const BY_DEFAULT: [&str; 1] = ["chromium"];

/// `cargo xtask test [--native] [--engine NAME]… [JOURNEY…]`.
pub(crate) fn test(args: &[String]) -> Outcome {
    let native_only = args.iter().any(|arg| arg == "--native");
    let (mut engines, mut chosen) = (Vec::new(), Vec::new());
    let mut words = args.iter().filter(|arg| *arg != "--native");
    while let Some(word) = words.next() {
        if word == "--engine" {
            engines.push(words.next().ok_or("--engine needs a name")?.as_str());
        } else {
            chosen.push(word.as_str());
        }
    }
    if chosen.is_empty() && engines.is_empty() {
        run("format", &mut cargo(&["fmt", "--all", "--check"]))?;
        run("clippy", &mut cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"]))?;
        // `--all-targets` leaves out what no plain `cargo test` runs.
        let in_browsers = ["--test", "e2e", "--test", "bench", "--test", "peers"];
        run("clippy", cargo(&["clippy", "--quiet"]).args(in_browsers).args(["--", "--deny", "warnings"]))?;
        run("native tests", &mut cargo(&["test", "--workspace", "--quiet", "--no-fail-fast"]))?;
        conformance::check()?;
        if native_only {
            return Ok(());
        }
        build::release("")?;
        size::check()?;
    }
    // What people get is what the gate is for, and it takes half of the time; what is being written is built quicker.
    let dist = if chosen.is_empty() { build::release("")? } else { build::development()? };
    let engines = if engines.is_empty() { BY_DEFAULT.to_vec() } else { engines };
    let (mut counts, mut failed) = (Vec::new(), Vec::new());
    for engine in engines {
        let (count, failure) = journeys::play(engine, &dist, &chosen)?;
        counts.push(count);
        failed.extend(failure);
    }
    eprintln!("{}", counts.join("\n"));
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

/// `cargo xtask bench [PART…]`: not part of the tests, since machines differ. `bench peers` is a measurement of its own.
pub(crate) fn bench(args: &[String]) -> Outcome {
    if args == ["peers"] {
        let dist = peers::build()?;
        let mut measurements = in_browser("chromium", &["test", "--quiet", "--test", "peers"])?;
        return run("measurements beside others", measurements.env("SNAPDECK_PEERS", dist));
    }
    run("measurements", in_browser("chromium", &["test", "--quiet", "--test", "bench", "--"])?.args(args))
}
