//! What must hold after any misfortune.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use snapdeck_core::planted::Bug;

use crate::action::{Action, actions};
use crate::simulation::Simulation;

/// Runs: each misfortune is met more than a hundred times.
const RUNS: u32 = 10_000;

/// They are shared out to so many threads.
const SHARES: u8 = 2;

/// How often each misfortune must have been met.
const MET_MIN: u64 = 50;

/// Misfortunes that must have been met.
const MISFORTUNES: [&str; 36] = [
    "broken before",
    "broken after the effect",
    "timed out",
    "429",
    "5xx of the API",
    "200 with HTML after the effect",
    "404 of a gateway after the effect",
    "5xx of a gateway after the effect",
    "404 of a gateway before the effect",
    "5xx of a gateway before the effect",
    "sent again by the browser",
    "sent again by the browser, and lost",
    "cut on its way out",
    "cut on its way back",
    "double click",
    "tried again",
    "reload",
    "second tab",
    "killed tab",
    "hidden tab",
    "offline",
    "clock jump",
    "list of events refused or malformed",
    "listed late",
    "revoked key",
    "key renewed",
    "session not told",
    "signed in as somebody else",
    "signed out",
    "storage full",
    "storage throws",
    "ledger damaged",
    "ledger of a newer version",
    "odd entry",
    "colleague",
    "automatic snapshot",
];

pub type Hits = RefCell<BTreeMap<&'static str, u64>>;

/// Runs once, to its rest.
pub fn check(actions: &[Action], bug: Option<Bug>, hits: &Hits) -> Result<(), String> {
    let mut run = Simulation::new(bug);
    actions.iter().for_each(|action| run.act(action));
    run.come_to_rest();
    for (what, count) in run.device.network.hits() {
        *hits.borrow_mut().entry(what).or_default() += count;
    }
    run.judge()
}

pub fn runner(cases: u32, seed: u8) -> TestRunner {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 3_000, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]))
}

/// A share of the runs, from a seed of its own.
fn survive(seed: u8) -> BTreeMap<&'static str, u64> {
    let hits = Hits::default();
    let cases = RUNS / u32::from(SHARES);
    let outcome =
        runner(cases, seed).run(&actions(), |actions| check(&actions, None, &hits).map_err(TestCaseError::fail));
    if let Err(TestError::Fail(why, actions)) = &outcome {
        panic!("seed {seed}: {why}\n{actions:#?}");
    }
    outcome.expect("no run was given up");
    hits.into_inner()
}

#[test]
fn nothing_is_done_twice_or_lost_and_nothing_told_that_is_not_so() {
    let mut hits = BTreeMap::<_, u64>::new();
    std::thread::scope(|scope| {
        let shares: Vec<_> = (1..=SHARES).map(|seed| scope.spawn(move || survive(seed))).collect();
        for share in shares {
            let share = share.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            share.into_iter().for_each(|(what, count)| *hits.entry(what).or_default() += count);
        }
    });
    println!("misfortunes in {RUNS} runs: {hits:?}");
    for what in MISFORTUNES {
        assert!(hits.get(what).is_some_and(|count| *count > MET_MIN), "{what} was hardly ever met: {hits:?}");
    }
}
