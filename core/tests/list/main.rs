//! The list of snapshots under any order of answers, changes of filter, renames, deletions and sign-outs.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

mod service;
mod world;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use world::{Action, Bug, World};

/// Interleavings, as the issue asks.
const RUNS: u32 = 100_000;

/// They are shared out to so many threads.
const SHARES: u8 = 2;

/// Runs in which a planted bug must be found.
const RUNS_WITH_BUG: u32 = 3_000;

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let action = prop_oneof![
        1 => any::<u8>().prop_map(Action::Open),
        3 => Just(Action::More),
        2 => Just(Action::Rest),
        1 => Just(Action::Stop),
        2 => Just(Action::Refresh),
        1 => Just(Action::CameBack),
        1 => Just(Action::Restart),
        8 => any::<u8>().prop_map(Action::Answer),
        1 => any::<u8>().prop_map(Action::Fail),
        2 => any::<bool>().prop_map(Action::Create),
        2 => any::<(u8, bool)>().prop_map(|(which, here)| Action::Rename(which, here)),
        2 => any::<(u8, bool)>().prop_map(|(which, here)| Action::Delete(which, here)),
        1 => any::<u8>().prop_map(Action::Return),
        1 => prop_oneof![Just(Action::Circle), Just(Action::NoCursor), Just(Action::SignOut)],
    ];
    prop::collection::vec(action, 1..40)
}

fn check(actions: &[Action], bug: Option<Bug>) -> Result<(), String> {
    let mut world = World::new(bug);
    for action in actions {
        let before = world.loaded();
        world.act(*action);
        if matches!(action, Action::Fail(_)) && world.loaded() != before {
            return Err("a failed page took rows away".to_owned());
        }
        world.check()?;
    }
    world.come_to_rest()
}

fn run(cases: u32, seed: u8, bug: Option<Bug>) -> Result<(), TestError<Vec<Action>>> {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 5_000, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    TestRunner::new_with_rng(config, rng).run(&actions(), |actions| check(&actions, bug).map_err(TestCaseError::fail))
}

#[test]
fn no_order_of_events_shows_a_row_twice_or_one_that_is_gone_or_foreign_or_loses_one() {
    std::thread::scope(|scope| {
        let shares: Vec<_> = (1..=SHARES).map(|seed| (seed, scope.spawn(move || run(RUNS / 2, seed, None)))).collect();
        for (seed, share) in shares {
            match share.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)) {
                Err(TestError::Fail(why, actions)) => panic!("seed {seed}: {why}\n{actions:?}"),
                outcome => outcome.expect("no run was given up"),
            }
        }
    });
}

/// The properties can fail: with each bug planted, a run is found that shows it (seed 1).
#[test]
fn every_planted_bug_is_found() {
    for bug in [
        Bug::StaleAnswersCount,
        Bug::DeletedRowsAreForgotten,
        Bug::PagesGetLost,
        Bug::CirclesAreWalked,
        Bug::RenamesAreForgotten,
        Bug::FailuresEmptyTheList,
        Bug::TwinsAreStrangers,
        Bug::TheOtherAccountStays,
        Bug::WhatWasKeptStays,
    ] {
        match run(RUNS_WITH_BUG, 1, Some(bug)) {
            Err(TestError::Fail(why, actions)) => println!("{bug:?} is found: {why}, by {} actions", actions.len()),
            outcome => panic!("{bug:?} was not found: {outcome:?}"),
        }
    }
}
