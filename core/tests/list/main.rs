//! The list of snapshots under any order of answers, changes of filter, renames, deletions and sign-outs.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

mod hits;
mod service;
mod world;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use snapdeck_core::planted::Bug;
use world::{Action, World};

/// Interleavings.
const RUNS: u32 = 100_000;

/// They are shared out to so many threads.
const SHARES: u8 = 2;

/// Runs in which a planted bug must be found.
const RUNS_WITH_BUG: u32 = 3_000;

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let action = prop_oneof![
        1 => any::<u8>().prop_map(Action::Open),
        4 => Just(Action::More),
        3 => Just(Action::Pagination),
        1 => Just(Action::Stop),
        3 => prop_oneof![Just(Action::Refresh), Just(Action::Refresh), Just(Action::Outdated), Just(Action::CameBack)],
        1 => prop_oneof![Just(Action::BackOnline), Just(Action::KeyRenewed)],
        3 => any::<u8>().prop_map(Action::Serve),
        12 => any::<u8>().prop_map(Action::Answer),
        2 => any::<(u8, u8)>().prop_map(|(which, how)| Action::Fail(which, how)),
        3 => any::<(bool, bool)>().prop_map(|(here, lags)| Action::Create(here, lags)),
        1 => Just(Action::CatchUp),
        3 => any::<(u8, bool)>().prop_map(|(which, here)| Action::Rename(which, here)),
        3 => any::<(u8, bool)>().prop_map(|(which, here)| Action::Delete(which, here)),
        1 => any::<(u8, bool)>().prop_map(|(which, there)| Action::Doubt(which, there)),
        1 => any::<bool>().prop_map(Action::AnswerRead),
        1 => any::<u8>().prop_map(Action::Return),
        1 => prop_oneof![Just(Action::Circle), Just(Action::NoCursor), Just(Action::SignOut)],
        1 => prop_oneof![Just(Action::EmptyPage), Just(Action::RepeatRows)],
    ];
    prop::collection::vec(action, 1..40)
}

fn check(actions: &[Action], bug: Option<Bug>) -> Result<(), String> {
    let mut world = World::new(bug);
    for action in actions {
        let before = world.list.rows().loaded();
        world.act(*action);
        if matches!(action, Action::Fail(..)) && world.list.rows().loaded() != before {
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
fn no_order_of_events_shows_what_paperspace_does_not_have_or_in_another_order() {
    std::thread::scope(|scope| {
        let cases = RUNS / u32::from(SHARES);
        let shares: Vec<_> = (1..=SHARES).map(|seed| (seed, scope.spawn(move || run(cases, seed, None)))).collect();
        for (seed, share) in shares {
            match share.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)) {
                Err(TestError::Fail(why, actions)) => panic!("seed {seed}: {why}\n{actions:?}"),
                outcome => outcome.expect("no run was given up"),
            }
        }
    });
    for hit in hits::ALL {
        println!("{hit:?}: {}", hit.count());
        assert!(hit.count() > 0, "{hit:?} was never met");
    }
}

/// The properties can fail: with each bug planted in the machine, a run is found that shows it (seed 1).
#[test]
fn every_planted_bug_is_found() {
    for bug in [
        Bug::StaleAnswersCount,
        Bug::GoneRowsReturn,
        Bug::OrderIsReversed,
        Bug::RowsStandTwice,
        Bug::CoveredRowsStay,
        Bug::OldNamesReturn,
        Bug::RenamedRowsStay,
        Bug::NewcomersGo,
        Bug::NewcomersRise,
        Bug::RefreshIsOnePage,
        Bug::UpdatedTooEarly,
        Bug::FailuresDropRows,
        Bug::CirclesAreWalked,
        Bug::EmptyPagesEnd,
        Bug::EndsAreBelieved,
        Bug::TheOtherAccountStays,
    ] {
        match run(RUNS_WITH_BUG, 1, Some(bug)) {
            Err(TestError::Fail(why, actions)) => println!("{bug:?} is found: {why}, by {} actions", actions.len()),
            outcome => panic!("{bug:?} was not found: {outcome:?}"),
        }
    }
}
