//! The properties can fail: each bug that is planted in the runner or the machines is found by them. Those that only a certain
//! course of things shows are planted beside their own tests (`outage.rs`, `sessions.rs`, the tests of the tracker and of what it concludes).

use proptest::test_runner::{TestCaseError, TestError};
use snapdeck_core::planted::Bug;

use crate::action::actions;
use crate::properties::{Hits, check, runner};

/// Runs in which a planted bug must be found.
const RUNS: u32 = 10_000;

/// Each with a word of the reason that it must be found for.
const BUGS: [(Bug, &str); 14] = [
    (Bug::EndsAreToldEarly, "when it was told"),
    (Bug::StoresLate, "lost"),
    (Bug::SendsAgain, "times"),
    (Bug::SendsAgainAfterReload, "times"),
    (Bug::TriesAgainTwice, "again twice"),
    (Bug::NotesNothing, "not so"),
    (Bug::OfflineMeansNotSent, "not so"),
    (Bug::GatewaysAreBelieved, "not so"),
    (Bug::OneLookFindsTheWayBack, "way back"),
    (Bug::OnlyListsAreAsked, "does not end"),
    (Bug::GivesUpSilently, "never answered"),
    (Bug::OneOddEntryDropsAll, "lost"),
    (Bug::LateSignInsCount, "too late"),
    (Bug::AssumedOnesEndWell, "not so"),
];

#[test]
fn each_planted_bug_is_found() {
    std::thread::scope(|scope| {
        let halves: Vec<_> = BUGS.chunks(BUGS.len().div_ceil(2)).map(|half| scope.spawn(move || find(half))).collect();
        for half in halves {
            half.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
    });
}

fn find(bugs: &[(Bug, &str)]) {
    for (bug, word) in bugs {
        let hits = Hits::default();
        let outcome =
            runner(RUNS, 1).run(&actions(), |actions| check(&actions, Some(*bug), &hits).map_err(TestCaseError::fail));
        let Err(TestError::Fail(why, actions)) = outcome else { panic!("{bug:?} was not found") };
        println!("{bug:?}: {why}, after {actions:?}");
        assert!(why.message().contains(word), "{bug:?} was found for another reason: {why}");
    }
}
