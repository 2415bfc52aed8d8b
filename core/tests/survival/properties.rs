//! What must hold after any misfortune.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use snapdeck_core::operations::operation::{Finding, Operation, Outcome, Phase, Verb};

use crate::action::{Action, actions};
use crate::simulation::{Bug, Simulation};

/// Runs, as the issue asks.
const RUNS: u32 = 10_000;

/// They are shared out to so many threads.
const SHARES: u8 = 2;

/// Runs in which a planted bug must be found.
const RUNS_WITH_BUG: u32 = 2_000;

/// Faults that must have been met.
const MISFORTUNES: [&str; 18] = [
    "broken before",
    "broken after the effect",
    "broken in the body",
    "timed out",
    "429",
    "5xx before the effect",
    "5xx after the effect",
    "reload before the effect",
    "reload after the effect",
    "double click",
    "killed tab",
    "clock jump",
    "revoked key",
    "storage full",
    "storage absent",
    "ledger damaged or of another version",
    "hidden tab",
    "offline",
];

fn check(actions: &[Action], bug: Option<Bug>, hits: &RefCell<BTreeMap<&'static str, u64>>) -> Result<(), String> {
    let mut run = Simulation::new(bug);
    actions.iter().for_each(|action| run.act(action));
    run.come_to_rest();
    for (what, count) in run.wire.hits() {
        *hits.borrow_mut().entry(what).or_default() += count;
    }
    if let Some((id, count)) = run.effects.iter().find(|(_, count)| **count > 1) {
        return Err(format!("{id:?} was done {count} times"));
    }
    for (id, verb) in &run.intentions {
        let known: Vec<&Operation> = run.tabs.iter().filter_map(|tab| tab.tracker.operation(id)).collect();
        if known.is_empty() && !run.storage.has_lost {
            return Err(format!("{verb:?} {id:?} was lost"));
        }
        for operation in known {
            judge(&run, operation)?;
        }
    }
    Ok(())
}

/// An intention ends done, failed or asking the person, and what is said of it is true.
fn judge(run: &Simulation, operation: &Operation) -> Result<(), String> {
    let done = run.effects.get(&operation.id).copied().unwrap_or(0) == 1;
    let says = match &operation.phase {
        Phase::Ended { outcome: Outcome::Done, .. } => Some(true),
        Phase::Ended { outcome: Outcome::NotStarted, .. } | Phase::Withdrawn => Some(false),
        Phase::Ended { .. } => None,
        Phase::Unsure { finding: Finding::Nothing, .. } => Some(false),
        Phase::Unsure { finding: Finding::Several, .. } => None,
        open => return Err(format!("{:?} {:?} does not end: {open:?}", operation.verb, operation.id)),
    };
    // What somebody else does at the same time to the same machine cannot be told apart by anybody; nor can tabs that
    // have no storage know of each other.
    let can_tell = run.others.is_empty() && !run.storage.has_lost && operation.verb != Verb::Delete;
    match says {
        Some(says) if can_tell && says != done => {
            Err(format!("{:?} {:?} says {says}, but it is {done}: {operation:?}", operation.verb, operation.id))
        }
        _ => Ok(()),
    }
}

fn runner(cases: u32, seed: u8) -> TestRunner {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 2_000, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]))
}

/// A share of the runs, from a seed of its own.
fn survive(seed: u8) -> BTreeMap<&'static str, u64> {
    let hits = RefCell::new(BTreeMap::new());
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
fn nothing_is_done_twice_and_no_intention_is_lost() {
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
        assert!(hits.get(what).is_some_and(|count| *count > 100), "{what} was hardly ever met: {hits:?}");
    }
}

/// The properties can fail: with each bug planted, a run is found that shows it (seed 1).
#[test]
fn each_planted_bug_is_found() {
    for (bug, word) in [
        (Bug::SendsAgain, "times"),
        (Bug::SendsAgainAfterReload, "times"),
        (Bug::StoresLate, "lost"),
        (Bug::NotesNothing, "says true"),
    ] {
        let hits = RefCell::new(BTreeMap::new());
        let outcome = runner(RUNS_WITH_BUG, 1)
            .run(&actions(), |actions| check(&actions, Some(bug), &hits).map_err(TestCaseError::fail));
        let Err(TestError::Fail(why, actions)) = outcome else { panic!("{bug:?} was not found") };
        println!("{bug:?}: {why}, after {actions:?}");
        assert!(why.message().contains(word), "{bug:?} was found for another reason: {why}");
    }
}
