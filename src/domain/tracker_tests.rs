//! The operations machine, driven by hand on a made-up clock.

use super::*;
use crate::domain::ids::SnapshotId;

const T0: Timestamp = Timestamp(1_000_000);

fn at(ms: u64) -> Timestamp {
    T0.plus_ms(ms)
}

fn snapshot(id: &str) -> Snapshot {
    Snapshot { id: id.into(), is_auto_snapshot: false, machine_id: "m".into(), name: Arc::from("name") }
}

fn event(id: &str, state: &str, error: Option<&str>) -> Event {
    Event {
        id: id.into(),
        name: Arc::from("snapshot-create"),
        state: EventState::from(Arc::<str>::from(state)),
        machine_id: Some("m".into()),
        dt_created: None,
        dt_started: None,
        dt_finished: None,
        error: error.map(Arc::from),
    }
}

fn intention(number: u32) -> Operation {
    let id = OperationId::new(T0, number);
    Operation::intended(id, Verb::Create, &snapshot(""), Arc::from("machine"), T0)
}

/// A tracker that follows one create, whose event is `e`.
fn following() -> (Tracker, Operation) {
    let mut tracker = Tracker::default();
    let operation = intention(1);
    tracker.step(T0, 0.0, Happened::Intended(operation.clone()));
    tracker.step(T0, 0.0, Happened::Accepted(operation.id.clone(), snapshot("s"), event("e", "new", None)));
    (tracker, operation)
}

#[test]
fn an_intention_is_stored_before_anything_else() {
    let mut tracker = Tracker::default();
    assert_eq!(tracker.step(T0, 0.0, Happened::Intended(intention(1))), [Command::Store]);
    assert_eq!(tracker.operations()[0].phase, Phase::Sending);
    assert_eq!(tracker.operations()[0].snapshot_id, None);
}

#[test]
fn an_accepted_operation_is_followed_until_it_ends() {
    let (mut tracker, operation) = following();
    assert_eq!(tracker.operations()[0].snapshot_id, Some(SnapshotId::from("s")));
    assert!(tracker.step(at(1_999), 0.0, Happened::Ticked).is_empty());
    assert_eq!(tracker.step(at(2_000), 0.0, Happened::Ticked), [Command::AskEach(vec!["e".into()])]);
    assert!(tracker.step(at(9_000), 0.0, Happened::Ticked).is_empty(), "one round at a time");
    assert_eq!(tracker.step(at(9_000), 0.0, Happened::Reported(event("e", "in progress", None))), [Command::Store]);
    assert_eq!(tracker.step(at(9_000), 0.0, Happened::RoundEnded), [Command::WakeAt(at(11_000))]);
    assert_eq!(tracker.running(), 1);
    let commands = tracker.step(at(11_000), 0.0, Happened::Reported(event("e", "done", None)));
    let [Command::Store, Command::Tell(told)] = commands.as_slice() else { panic!("{commands:?}") };
    assert_eq!((&told.id, told.outcome()), (&operation.id, Some(&Outcome::Done)));
    assert_eq!(tracker.running(), 0);
    assert!(tracker.step(at(60_000), 0.0, Happened::Ticked).is_empty(), "nothing is asked when nothing runs");
}

#[test]
fn every_end_has_its_outcome() {
    for (state, error, outcome) in [
        ("done", None, Outcome::Done),
        ("error", Some("disk full"), Outcome::Failed { reason: Some(Arc::from("disk full")) }),
        ("error", None, Outcome::Failed { reason: None }),
        ("error", Some(" "), Outcome::Failed { reason: None }),
        ("cancelled", None, Outcome::Cancelled),
    ] {
        let (mut tracker, _) = following();
        tracker.step(at(1), 0.0, Happened::Reported(event("e", state, error)));
        assert_eq!(tracker.operations()[0].outcome(), Some(&outcome), "{state} {error:?}");
    }
}

#[test]
fn an_unknown_state_is_kept_and_followed() {
    let (mut tracker, _) = following();
    tracker.step(at(1), 0.0, Happened::Reported(event("e", "hibernating", None)));
    let state = EventState::Other(Arc::from("hibernating"));
    assert_eq!(tracker.operations()[0].phase, Phase::Following { event_id: "e".into(), state });
}

#[test]
fn a_vanished_event_ends_as_unknown_and_is_told_once() {
    let (mut tracker, _) = following();
    let commands = tracker.step(at(1), 0.0, Happened::EventVanished("e".into()));
    assert!(matches!(commands.as_slice(), [Command::Store, Command::Tell(_)]));
    assert!(tracker.step(at(2), 0.0, Happened::EventVanished("e".into())).is_empty());
    assert!(tracker.step(at(2), 0.0, Happened::Reported(event("e", "done", None))).is_empty());
}

#[test]
fn a_reload_goes_on_where_it_was() {
    let (tracker, _) = following();
    let stored = tracker.operations().to_vec();
    let mut reloaded = Tracker::default();
    let commands = reloaded.step(at(5_000), 0.0, Happened::Remembered(stored.clone()));
    assert_eq!(commands, [Command::WakeAt(at(7_000))]);
    assert_eq!(reloaded.operations(), stored);
}

#[test]
fn a_reload_while_sending_is_unsure_and_is_never_sent_again() {
    let mut tracker = Tracker::default();
    let commands = tracker.step(T0, 0.0, Happened::Remembered(vec![intention(1)]));
    assert_eq!((commands.as_slice(), &tracker.operations()[0].phase), ([Command::Store].as_slice(), &Phase::Unsure));
}

#[test]
fn a_refusal_is_withdrawn_and_a_lost_answer_is_unsure() {
    for (happened, phase) in [
        (Happened::Refused as fn(OperationId) -> Happened, Phase::Withdrawn),
        (Happened::AnswerLost as fn(OperationId) -> Happened, Phase::Unsure),
    ] {
        let mut tracker = Tracker::default();
        let operation = intention(1);
        tracker.step(T0, 0.0, Happened::Intended(operation.clone()));
        tracker.step(T0, 0.0, happened(operation.id));
        assert_eq!(tracker.operations()[0].phase, phase);
    }
}

#[test]
fn many_operations_are_looked_up_in_one_list() {
    let mut tracker = Tracker::default();
    for number in 0..3 {
        let operation = intention(number);
        tracker.step(T0, 0.0, Happened::Intended(operation.clone()));
        let event = event(&format!("e{number}"), "new", None);
        tracker.step(T0, 0.0, Happened::Accepted(operation.id, snapshot("s"), event));
    }
    let expected = Command::AskList(vec!["e0".into(), "e1".into(), "e2".into()]);
    assert_eq!(tracker.step(at(2_000), 0.0, Happened::Ticked), [expected]);
}

#[test]
fn new_work_is_looked_at_soon_even_beside_old_work() {
    let (mut tracker, _) = following();
    let late = at(600_000);
    tracker.step(late, 0.0, Happened::Ticked);
    assert_eq!(tracker.step(late, 0.0, Happened::RoundEnded), [Command::WakeAt(late.plus_ms(10_000))]);
    let fresh = Operation { asked_at: late, ..intention(2) };
    tracker.step(late, 0.0, Happened::Intended(fresh.clone()));
    let commands = tracker.step(late, 0.0, Happened::Accepted(fresh.id, snapshot("t"), event("f", "new", None)));
    assert_eq!(commands, [Command::Store, Command::WakeAt(late.plus_ms(2_000))]);
}

#[test]
fn another_tab_tells_what_it_knows_and_nothing_goes_back() {
    let (mut tracker, operation) = following();
    let older = Operation { phase: Phase::Sending, ..operation.clone() };
    let other = Operation { asked_at: at(9), ..intention(7) };
    tracker.step(at(10), 0.0, Happened::WrittenElsewhere(vec![older, other]));
    assert_eq!(tracker.operations().len(), 2);
    assert!(tracker.operations()[0].event_id().is_some());
    let ended = Operation { phase: Phase::Ended { outcome: Outcome::Done, at: at(20) }, ..operation };
    tracker.step(at(20), 0.0, Happened::WrittenElsewhere(vec![ended]));
    assert_eq!(tracker.operations()[0].outcome(), Some(&Outcome::Done));
}

#[test]
fn only_so_many_ended_operations_are_remembered_and_open_ones_all() {
    let ended = |number| Operation { phase: Phase::Ended { outcome: Outcome::Done, at: T0 }, ..intention(number) };
    let mut stored: Vec<Operation> = (1..=150).map(ended).collect();
    stored.insert(0, Operation { phase: Phase::Unsure, ..intention(0) });
    let mut tracker = Tracker::default();
    tracker.step(T0, 0.0, Happened::Remembered(stored));
    assert_eq!(tracker.operations().len(), ENDED_MAX + 1);
    assert_eq!(tracker.operations()[0].phase, Phase::Unsure);
    assert_eq!(tracker.operations()[1].id, OperationId::new(T0, 51));
}

#[test]
fn a_clock_that_jumps_back_does_not_stop_the_looks() {
    let (mut tracker, _) = following();
    let before = Timestamp(T0.0 - 3_600_000);
    assert_eq!(tracker.step(before, 0.0, Happened::Ticked), [Command::WakeAt(before.plus_ms(2_000))]);
}
