//! The journeys in one engine, and what became of each.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::run::{Outcome, cargo, root, run};
use crate::{build, setup};

/// So many that failed among others are repeated alone: a browser that was given no time in three on a busy machine is no mistake
/// of ours. More are no accident.
const REPEATED_MAX: usize = 4;

/// Plays journeys in an engine: all, or those with one of the names. Answers how many passed, failed and were left out, and the
/// failure, if there is one.
pub(crate) fn play(engine: &str, dist: &Path, chosen: &[&str]) -> Outcome<(String, Option<String>)> {
    // Who waits for a browser leaves room for another.
    let threads = std::thread::available_parallelism().map_or(2, NonZeroUsize::get) + 1;
    let begun = Instant::now();
    let (told, failure) = attempt(engine, dist, &[&[&*format!("--test-threads={threads}")], chosen].concat())?;
    let failed = told.failed();
    let is_repeated = chosen.is_empty() && failure.is_some() && (1..=REPEATED_MAX).contains(&failed.len());
    let (unsteady, failure) = match is_repeated {
        true => {
            let alone = [&["--exact", "--test-threads=1"], &*failed].concat();
            let (again, failure) = attempt(engine, dist, &alone)?;
            let still = again.failed();
            (failed.iter().filter(|test| !still.contains(test)).copied().collect(), failure)
        }
        false => (Vec::new(), failure),
    };
    Ok((format!("{engine}, {} s: {}", begun.elapsed().as_secs(), told.count(&unsteady)), failure))
}

fn attempt(engine: &str, dist: &Path, args: &[&str]) -> Outcome<(Tally, Option<String>)> {
    let tally = root().join(format!("target/journeys-{engine}.txt"));
    // Of an earlier run: there may be none.
    let _removed = std::fs::remove_file(&tally);
    let mut journeys = in_browser(engine, &["test", "--test", "e2e", "--"])?;
    journeys.args(args).env("SNAPDECK_DIST", dist).env("SNAPDECK_TALLY", &tally);
    let failure = run(&format!("journeys in {engine}"), &mut journeys).err();
    Ok((Tally(std::fs::read_to_string(&tally).unwrap_or_default()), failure))
}

/// What `tests/e2e/tally.rs` wrote: an outcome, the test, its journey and the reason in each line.
struct Tally(String);

impl Tally {
    fn lines(&self) -> impl Iterator<Item = [&str; 4]> {
        self.0.lines().filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
    }

    /// Those that played each journey they began, and the others.
    fn balance(&self) -> BTreeMap<&str, i32> {
        let mut balance = BTreeMap::new();
        for [outcome, test, ..] in self.lines() {
            match outcome {
                "begun" => *balance.entry(test).or_default() += 1,
                "passed" => *balance.entry(test).or_default() -= 1,
                _ => {}
            }
        }
        balance
    }

    fn failed(&self) -> Vec<&str> {
        self.balance().into_iter().filter(|(_, left)| *left > 0).map(|(test, _)| test).collect()
    }

    /// How many tests passed, failed and were left out, and why those were.
    fn count(&self, unsteady: &[&str]) -> String {
        let skipped: BTreeMap<_, _> =
            self.lines().filter(|line| line[0] == "skipped").map(|[_, test, _, why]| (test, why)).collect();
        let (all, failed) = (self.balance().len(), self.failed().len() - unsteady.len());
        let reasons: String = skipped.iter().map(|(test, why)| format!("\n  skipped {test}: {why}")).collect();
        let unsteady: String =
            unsteady.iter().map(|test| format!("\n  failed among others, passed alone: {test}")).collect();
        format!("{} passed, {failed} failed, {} skipped{unsteady}{reasons}", all - failed, skipped.len())
    }
}

/// Cargo with all that a browser test is told: the release build, the engine, its browser and driver, axe-core.
pub(crate) fn in_browser(engine: &str, args: &[&str]) -> Outcome<Command> {
    let tools = setup::browser_tools(engine)?;
    let mut command = cargo(args);
    command
        .env("SNAPDECK_ENGINE", engine)
        .env("SNAPDECK_RELEASE_DIST", build::release("")?)
        .env("SNAPDECK_BROWSER", tools.browser)
        .env("SNAPDECK_DRIVER", tools.driver)
        .env("SNAPDECK_AXE", tools.axe)
        .envs(tools.bare.map(|bare: PathBuf| ("SNAPDECK_BARE_BROWSER", bare)));
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn what_was_begun_and_did_not_pass_has_failed_and_one_that_passed_alone_is_named() {
        let lines = ["begun\ta\tone\t", "passed\ta\tone\t", "begun\ta\ttwo\t", "begun\tb\tone\t", "passed\tb\tone\t"];
        let tally = Tally([&lines[..], &["skipped\tc\tone\tbecause"]].concat().join("\n"));
        assert_eq!(tally.failed(), ["a"]);
        assert_eq!(tally.count(&[]), "1 passed, 1 failed, 1 skipped\n  skipped c: because");
        let unsteady = "2 passed, 0 failed, 1 skipped\n  failed among others, passed alone: a\n  skipped c: because";
        assert_eq!(tally.count(&["a"]), unsteady);
    }
}
