//! Every test, from the cheapest to the dearest.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::process::Command;
use std::time::Instant;

use crate::run::{Outcome, cargo, root, run};
use crate::{build, conformance, peers, setup, size};

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
    let is_complete = chosen.is_empty() && engines.is_empty();
    if is_complete {
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
    // Who waits for a browser leaves room for another.
    let threads = std::thread::available_parallelism().map_or(2, NonZeroUsize::get) + 1;
    let engines = if engines.is_empty() { setup::ENGINES.to_vec() } else { engines };
    let (mut counts, mut failed) = (Vec::new(), Vec::new());
    for engine in engines {
        let tally = root().join(format!("target/journeys-{engine}.txt"));
        // Of an earlier run: there may be none.
        let _removed = std::fs::remove_file(&tally);
        let mut journeys = in_browser(engine, &["test", "--test", "e2e", "--"])?;
        journeys
            .arg(format!("--test-threads={threads}"))
            .args(&chosen)
            .env("SNAPDECK_DIST", &dist)
            .env("SNAPDECK_TALLY", &tally);
        let begun = Instant::now();
        failed.extend(run(&format!("journeys in {engine}"), &mut journeys).err());
        let told = std::fs::read_to_string(&tally).unwrap_or_default();
        counts.push(format!("{engine}, {} s: {}", begun.elapsed().as_secs(), count(&told)));
    }
    eprintln!("{}", counts.join("\n"));
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

/// How many tests passed, failed and were left out, and why those were.
fn count(tally: &str) -> String {
    let (mut balance, mut skipped) = (BTreeMap::<&str, i32>::new(), BTreeMap::new());
    for line in tally.lines() {
        match line.split('\t').collect::<Vec<_>>()[..] {
            ["begun", test, ..] => *balance.entry(test).or_default() += 1,
            ["passed", test, ..] => *balance.entry(test).or_default() -= 1,
            [_, test, _, why] => drop(skipped.insert(test, why)),
            _ => {}
        }
    }
    let failed = balance.values().filter(|left| **left > 0).count();
    let reasons: String = skipped.iter().map(|(test, why)| format!("\n  skipped {test}: {why}")).collect();
    format!("{} passed, {failed} failed, {} skipped{reasons}", balance.len() - failed, skipped.len())
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

/// Cargo with all that a browser test is told: the release build, the engine, its browser and driver, axe-core.
fn in_browser(engine: &str, args: &[&str]) -> Outcome<Command> {
    let tools = setup::browser_tools(engine)?;
    let mut command = cargo(args);
    command
        .env("SNAPDECK_ENGINE", engine)
        .env("SNAPDECK_RELEASE_DIST", build::release("")?)
        .env("SNAPDECK_BROWSER", tools.browser)
        .env("SNAPDECK_DRIVER", tools.driver)
        .env("SNAPDECK_AXE", tools.axe)
        .envs(tools.bare.map(|bare| ("SNAPDECK_BARE_BROWSER", bare)));
    Ok(command)
}
