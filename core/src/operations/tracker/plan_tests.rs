//! When the machine asks, and when it does not.

use super::super::tests::{
    T0, accepted, asked, asks_nothing, at, event, following, intended, intention, noted, signed_in,
};
use super::*;
use crate::operations::operation::Verb;
use crate::operations::schedule::PUSHBACK_MAX_MS;
use crate::operations::team::Team;
use crate::operations::tracker::OperationEvent;
use crate::state_machine::StateMachine as _;

#[test]
fn looks_are_two_four_and_ten_seconds_apart_and_fifteen_where_nobody_sees_them() {
    let (mut tracker, _) = following(Verb::Create);
    for (ms, visible, wait_ms) in
        [(2_000, true, 2_000), (40_000, true, 4_000), (200_000, true, 10_000), (300_000, false, 15_000)]
    {
        tracker.on(ms, OperationEvent::Surroundings { visible, online: true });
        tracker.on(ms, OperationEvent::Ticked);
        tracker.asking = true;
        tracker.last_round = Some(at(ms));
        tracker.soon = false;
        assert_eq!(tracker.on(ms, OperationEvent::RoundEnded(None)), [OperationCommand::WakeAt(at(ms + wait_ms))]);
    }
}

#[test]
fn a_page_that_was_just_opened_leaves_the_line_to_the_list_unless_something_runs() {
    let (followed, _) = following(Verb::Create);
    let mut sending = signed_in();
    let operation = intention(1, Verb::Create);
    sending.on(0, intended(operation.clone()));
    sending.on(0, noted(&operation.id));
    for (stored, asks_at_once) in
        [(Vec::new(), false), (followed.operations().to_vec(), true), (sending.operations().to_vec(), true)]
    {
        let mut tracker = Tracker::default();
        let commands = tracker.on(5_000, OperationEvent::Remembered(stored, Team::default()));
        assert_eq!(asks_nothing(&commands), !asks_at_once);
        assert_eq!(commands.contains(&OperationCommand::WakeAt(at(7_000))), !asks_at_once);
        if !asks_at_once {
            assert!(!asked(&tracker.on(7_000, OperationEvent::Ticked)).is_busy());
        }
    }
}

#[test]
fn with_nothing_under_way_a_page_that_is_seen_looks_once_a_minute_and_another_never() {
    let rounds = |tracker: &mut Tracker, from_s: u64, to_s: u64| {
        let mut rounds = 0;
        for second in from_s..to_s {
            if let Some(OperationCommand::Ask(round)) = tracker.on(second * 1_000, OperationEvent::Ticked).last() {
                assert!(round.by_list && !round.is_busy());
                rounds += 1;
                tracker.on(second * 1_000, OperationEvent::RoundEnded(None));
            }
        }
        rounds
    };
    let mut tracker = signed_in();
    assert_eq!(rounds(&mut tracker, 1, 601), 10);
    tracker.on(601_000, OperationEvent::Surroundings { visible: false, online: true });
    assert_eq!(rounds(&mut tracker, 602, 1_202), 0);
    let commands = tracker.on(1_202_000, OperationEvent::Surroundings { visible: true, online: true });
    assert!(asked(&commands).by_list, "one on return");
    assert_eq!(rounds(&mut tracker, 1_203, 1_260), 0);
}

#[test]
fn offline_nothing_is_asked_and_once_on_return() {
    let (mut tracker, _) = following(Verb::Create);
    tracker.on(2_000, OperationEvent::Surroundings { visible: true, online: false });
    for second in 3..303 {
        assert!(asks_nothing(&tracker.on(second * 1_000, OperationEvent::Ticked)));
    }
    asked(&tracker.on(303_000, OperationEvent::Surroundings { visible: true, online: true }));
    assert!(asks_nothing(&tracker.on(303_100, OperationEvent::Ticked)), "one catch-up and no burst");
}

#[test]
fn another_tab_asks_for_all_and_this_one_takes_over_when_it_stops() {
    let (mut tracker, id) = following(Verb::Create);
    asked(&tracker.on(3_000, OperationEvent::Ticked));
    assert_eq!(tracker.on(3_000, OperationEvent::LeftToOther(at(7_000))), [OperationCommand::WakeAt(at(7_000))]);
    let ended = Operation {
        phase: Phase::Ended { outcome: Outcome::Done, at: at(5_000) },
        told: true,
        ..tracker.operations()[0].clone()
    };
    let mut killed = tracker.clone();
    asked(&killed.on(7_000, OperationEvent::Ticked));
    let commands = tracker.on(5_000, OperationEvent::WrittenElsewhere(vec![ended]));
    let told =
        commands.iter().any(|command| matches!(command, OperationCommand::Tell { ended, .. } if ended[0].id == id));
    assert!(told, "it is told in every tab: {commands:?}");
}

#[test]
fn a_service_that_asks_to_be_left_alone_is_left_alone_but_not_for_ever() {
    for (asked_ms, wait_ms) in [(7_000, 7_000), (86_400_000, PUSHBACK_MAX_MS)] {
        let (mut tracker, _) = following(Verb::Create);
        asked(&tracker.on(3_000, OperationEvent::Ticked));
        let commands = tracker.on(3_000, OperationEvent::RoundEnded(Some(asked_ms)));
        assert_eq!(commands, [OperationCommand::WakeAt(at(3_000 + wait_ms))]);
    }
}

#[test]
fn a_clock_that_jumps_does_not_stop_the_looks_nor_hurry_them() {
    for jump_ms in [-3_600_000, 3_600_000_i64] {
        let (mut tracker, _) = following(Verb::Create);
        let mut rounds = 0;
        for second in 0..60 {
            let now = Timestamp(T0.0 + jump_ms + second * 1_000);
            if let Some(OperationCommand::Ask(_)) = tracker.step(now, 0.0, OperationEvent::Ticked).last() {
                rounds += 1;
                tracker.step(now, 0.0, OperationEvent::RoundEnded(None));
            }
        }
        assert!((6..=31).contains(&rounds), "{jump_ms}: {rounds}");
    }
}

#[test]
fn many_operations_are_looked_up_in_one_list() {
    let mut tracker = signed_in();
    for number in 0..3 {
        let operation = intention(number, Verb::Create);
        tracker.on(0, intended(operation.clone()));
        tracker.on(0, noted(&operation.id));
        tracker.on(0, accepted(&operation.id, event(&format!("e{number}"), "new", None)));
    }
    let commands = tracker.on(1_000, OperationEvent::Ticked);
    assert_eq!((asked(&commands).by_list, asked(&commands).events.len()), (true, 3));
}

#[test]
fn what_the_team_does_is_unread_from_a_round_in_vain_to_one_that_succeeds() {
    let mut tracker = Tracker::default();
    tracker.on(0, OperationEvent::Remembered(Vec::new(), Team::default()));
    let told = |tracker: &Tracker| (tracker.team().told_at(), tracker.is_team_unread());
    let lists = |tracker: &mut Tracker, ms: u64| assert!(asked(&tracker.on(ms, OperationEvent::Ticked)).by_list);
    lists(&mut tracker, 60_000);
    assert_eq!(told(&tracker), (None, false), "it may still be read");
    tracker.on(61_000, OperationEvent::LeftToOther(at(70_000)));
    assert_eq!(told(&tracker), (None, false), "another tab reads it");
    lists(&mut tracker, 130_000);
    tracker.on(131_000, OperationEvent::ListFailed { may_pass: false });
    tracker.on(131_000, OperationEvent::RoundEnded(None));
    assert_eq!(told(&tracker), (None, true));
    lists(&mut tracker, 200_000);
    assert_eq!(told(&tracker), (None, true), "a failure is told until it is over");
    tracker.on(201_000, OperationEvent::Listed(Vec::new()));
    tracker.on(201_000, OperationEvent::RoundEnded(None));
    assert_eq!(told(&tracker), (Some(at(201_000)), false));
    lists(&mut tracker, 270_000);
    tracker.on(271_000, OperationEvent::ListFailed { may_pass: true });
    tracker.on(271_000, OperationEvent::RoundEnded(None));
    assert_eq!(told(&tracker), (Some(at(201_000)), true));
    tracker.on(280_000, OperationEvent::LearntElsewhere(Team::default()));
    assert!(!tracker.is_team_unread(), "another tab could read it");
}
