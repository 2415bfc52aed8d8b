//! The operations machine, driven by hand on a made-up clock.

use std::sync::Arc;

use super::*;
use crate::list::inventory::ListEvent;
use crate::model::event::{Accepted, Event, EventState};
use crate::model::ids::{EventId, SnapshotId};
use crate::model::problem::{Problem, Refusal};
use crate::model::snapshot::Snapshot;
use crate::operations::operation::{Candidate, Finding, Note, Outcome, Undo, Verb};
use crate::operations::reconcile::Observation;
use crate::operations::schedule::UNDO_LOOKS_MAX;

#[path = "tracker_answers_tests.rs"]
mod answers;
#[path = "tracker_undo_tests.rs"]
mod undo;

pub(super) const T0: Timestamp = Timestamp(1_000_000);

pub(super) fn at(ms: u64) -> Timestamp {
    T0.plus_ms(ms)
}

pub(super) fn snapshot(id: &str) -> Snapshot {
    Snapshot { id: id.into(), is_auto_snapshot: false, machine_id: "m".into(), name: Arc::from("name") }
}

pub(super) fn event(id: &str, state: &str, error: Option<&str>) -> Event {
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

pub(super) fn intention(number: u32, verb: Verb) -> Operation {
    Operation::intended(OperationId::new(T0, number), verb, &snapshot("s"), Arc::from("machine"), T0)
}

fn sending(number: u32, verb: Verb) -> Operation {
    Operation { phase: Phase::Sending, note: Some(Note::default()), ..intention(number, verb) }
}

pub(super) fn intended(operation: Operation) -> OperationEvent {
    OperationEvent::Intended { operation, instead_of: None }
}

pub(super) fn noted(id: &OperationId) -> OperationEvent {
    OperationEvent::Noted(id.clone(), Ok((Note::default(), Vec::new())))
}

pub(super) fn accepted(id: &OperationId, event: Event) -> OperationEvent {
    OperationEvent::Answered(id.clone(), Ok(Accepted { data: snapshot("s"), event }))
}

fn lost(id: &OperationId) -> OperationEvent {
    OperationEvent::Answered(id.clone(), Err(Problem::Unreachable))
}

pub(super) fn refused(status: u16) -> Problem {
    Problem::Refused(Refusal { status, code: Some("CODE".to_owned()), ..Refusal::default() })
}

/// What is told to others than the machine itself and whoever waits.
fn without_news(commands: Vec<OperationCommand>) -> Vec<OperationCommand> {
    let is_news = |one: &OperationCommand| {
        matches!(
            one,
            OperationCommand::TellBegun(_)
                | OperationCommand::TellList(_)
                | OperationCommand::StoreLastMachine(_)
                | OperationCommand::Answer(..)
        )
    };
    commands.into_iter().filter(|one| !is_news(one)).collect()
}

impl Tracker {
    pub(super) fn on(&mut self, ms: u64, event: OperationEvent) -> Vec<OperationCommand> {
        self.step(at(ms), 0.0, event)
    }

    fn reported(&mut self, ms: u64, event: Event) -> Vec<OperationCommand> {
        self.on(ms, OperationEvent::Reported(event))
    }

    fn phase(&self) -> &Phase {
        &self.operations[0].phase
    }
}

/// A tracker of somebody who is signed in and has looked once already.
pub(super) fn signed_in() -> Tracker {
    let mut tracker = Tracker::default();
    let opened = Timestamp(at(0).0 - 2_000);
    tracker.step(opened, 0.0, OperationEvent::Remembered(Vec::new(), Team::default()));
    tracker.on(0, OperationEvent::Ticked);
    tracker.on(0, OperationEvent::RoundEnded(None));
    tracker
}

/// A tracker that has sent one operation.
fn sent(verb: Verb) -> (Tracker, OperationId) {
    let mut tracker = signed_in();
    let operation = intention(1, verb);
    tracker.on(0, intended(operation.clone()));
    tracker.on(0, noted(&operation.id));
    (tracker, operation.id)
}

/// A tracker that follows one operation, whose event is `e`, and has looked at it once.
pub(super) fn following(verb: Verb) -> (Tracker, OperationId) {
    let (mut tracker, id) = sent(verb);
    tracker.on(0, accepted(&id, event("e", "new", None)));
    tracker.on(1_000, OperationEvent::Ticked);
    tracker.on(1_000, OperationEvent::RoundEnded(None));
    (tracker, id)
}

pub(super) fn asks_nothing(commands: &[OperationCommand]) -> bool {
    !commands.iter().any(|command| matches!(command, OperationCommand::Ask(_)))
}

pub(super) fn asked(commands: &[OperationCommand]) -> &Round {
    let rounds: Vec<&Round> = commands
        .iter()
        .filter_map(|command| if let OperationCommand::Ask(round) = command { Some(round) } else { None })
        .collect();
    assert_eq!(rounds.len(), 1, "{commands:?}");
    rounds[0]
}

#[test]
fn an_intention_is_stored_noted_stored_and_only_then_sent() {
    let mut tracker = signed_in();
    let operation = intention(1, Verb::Create);
    let id = operation.id.clone();
    let commands = tracker.on(0, intended(operation));
    assert_eq!(commands, [OperationCommand::Store, OperationCommand::TakeNote(id.clone())]);
    assert_eq!((tracker.phase(), &tracker.operations()[0].snapshot_id), (&Phase::Noting, &None));
    let note = Note { newest_event: Some("e0".into()), newest_snapshots: Vec::new() };
    let commands = tracker.on(0, OperationEvent::Noted(id.clone(), Ok((note.clone(), Vec::new()))));
    assert_eq!(commands, [OperationCommand::Store, OperationCommand::Send(id.clone())]);
    assert_eq!((tracker.phase(), &tracker.operations()[0].note), (&Phase::Sending, &Some(note)));
    assert!(tracker.on(0, noted(&id)).is_empty(), "it is sent once");
}

#[test]
fn an_accepted_operation_is_followed_until_it_ends() {
    let (mut tracker, id) = sent(Verb::Create);
    let commands = tracker.on(500, accepted(&id, event("e", "new", None)));
    let begun = OperationCommand::Answer(id.clone(), Reply::Begun);
    assert!(commands.contains(&begun) && commands.contains(&OperationCommand::StoreLastMachine("m".into())));
    assert!(commands.contains(&OperationCommand::TellList(ListEvent::Created(snapshot("s")))));
    assert!(commands.iter().any(|one| matches!(one, OperationCommand::TellBegun(begun) if begun.id == id)));
    let wake = OperationCommand::WakeAt(at(1_000));
    assert_eq!(without_news(commands), [OperationCommand::Store, wake], "soon, a second after the last round");
    assert_eq!(tracker.operations()[0].snapshot_id, Some(SnapshotId::from("s")));
    assert_eq!(asked(&tracker.on(1_000, OperationEvent::Ticked)).events, ["e".into()]);
    assert!(tracker.on(9_000, OperationEvent::Ticked).is_empty(), "one round at a time");
    assert_eq!(tracker.reported(9_000, event("e", "in progress", None)), [OperationCommand::Store]);
    assert_eq!(asked(&tracker.on(9_000, OperationEvent::RoundEnded(None))).every_ms, 2_000, "the next one is overdue");
    assert_eq!(tracker.running(), 1);
    let commands = without_news(tracker.reported(11_000, event("e", "done", None)));
    let [OperationCommand::Store, OperationCommand::Tell { ended, away: false }] = commands.as_slice() else {
        panic!("{commands:?}")
    };
    assert_eq!((&ended[0].id, ended[0].outcome()), (&id, Some(&Outcome::Done)));
    assert_eq!((tracker.running(), tracker.operations()[0].told), (0, true));
}

#[test]
fn every_end_has_its_outcome() {
    for (state, error, outcome) in [
        ("done", None, Outcome::Done),
        ("error", Some("disk full"), Outcome::Failed { reason: Some(Arc::from("disk full")) }),
        ("cancelled", None, Outcome::Cancelled),
    ] {
        let (mut tracker, _) = following(Verb::Restore);
        tracker.reported(1_500, event("e", state, error));
        assert_eq!(tracker.operations()[0].outcome(), Some(&outcome), "{state} {error:?}");
    }
}

#[test]
fn an_error_without_a_reason_is_checked_before_it_is_called_failed() {
    let failed = Outcome::Failed { reason: None };
    for (verb, is_there, outcome) in [
        (Verb::Create, true, &Outcome::Done),
        (Verb::Create, false, &failed),
        (Verb::Delete, true, &failed),
        (Verb::Delete, false, &Outcome::Done),
    ] {
        let (mut tracker, id) = following(verb);
        tracker.reported(1_500, event("e", "error", None));
        assert_eq!(tracker.phase(), &Phase::Checking);
        assert_eq!(asked(&tracker.on(2_000, OperationEvent::Ticked)).check, std::slice::from_ref(&id));
        tracker.on(2_000, OperationEvent::Checked(id, Check::IsThere(is_there)));
        assert_eq!(tracker.operations()[0].outcome(), Some(outcome), "{verb:?} {is_there}");
    }
}

#[test]
fn an_unknown_state_is_kept_and_followed() {
    let (mut tracker, _) = following(Verb::Create);
    tracker.reported(1_500, event("e", "hibernating", None));
    assert_eq!(tracker.phase(), &Phase::Following { state: EventState::Other(Arc::from("hibernating")) });
}

#[test]
fn a_vanished_event_ends_as_unknown_and_is_told_once() {
    let (mut tracker, _) = following(Verb::Create);
    let commands = without_news(tracker.on(1_500, OperationEvent::EventVanished("e".into())));
    assert!(
        matches!(commands.as_slice(), [OperationCommand::Store, OperationCommand::Tell { .. }, ..]),
        "{commands:?}"
    );
    assert_eq!(tracker.operations()[0].outcome(), Some(&Outcome::Unknown));
    let told = |commands: Vec<OperationCommand>| {
        commands.iter().any(|command| matches!(command, OperationCommand::Tell { .. }))
    };
    assert!(!told(tracker.on(1_500, OperationEvent::EventVanished("e".into()))));
    assert!(!told(tracker.reported(1_500, event("e", "done", None))));
}

#[test]
fn a_reload_goes_on_where_it_was_and_says_what_ended_meanwhile() {
    let (tracker, _) = following(Verb::Create);
    let stored = tracker.operations().to_vec();
    let mut reloaded = Tracker::default();
    let commands = reloaded.on(5_000, OperationEvent::Remembered(stored.clone(), Team::default()));
    assert_eq!((asked(&commands).events.clone(), reloaded.operations()), (vec!["e".into()], stored.as_slice()));
    let commands = without_news(reloaded.reported(5_000, event("e", "done", None)));
    assert!(
        matches!(commands.as_slice(), [OperationCommand::Store, OperationCommand::Tell { away: true, .. }]),
        "{commands:?}"
    );
    // What ended in a page that nobody saw was not told yet.
    let untold = Operation { told: false, ..reloaded.operations()[0].clone() };
    let commands = Tracker::default().on(6_000, OperationEvent::Remembered(vec![untold], Team::default()));
    assert!(
        matches!(commands.as_slice(), [OperationCommand::Store, OperationCommand::Tell { away: true, .. }, ..]),
        "{commands:?}"
    );
}

#[test]
fn a_reload_before_or_while_sending_never_sends_again() {
    let mut tracker = Tracker::default();
    tracker
        .on(0, OperationEvent::Remembered(vec![sending(1, Verb::Create), intention(2, Verb::Create)], Team::default()));
    assert_eq!(tracker.phase(), &Phase::unsure(T0));
    assert_eq!(tracker.operations()[1].phase, Phase::Noting, "another tab may be about to send it");
    let commands = tracker.on(61_000, OperationEvent::Ticked);
    assert_eq!(tracker.operations()[1].outcome(), Some(&Outcome::NotStarted));
    assert!(
        !commands.iter().any(|command| matches!(command, OperationCommand::Send(_) | OperationCommand::TakeNote(_)))
    );
}

#[test]
fn another_tab_tells_what_it_knows_and_nothing_goes_back() {
    let (mut tracker, _) = following(Verb::Create);
    let older = Operation { phase: Phase::Sending, event: None, ..tracker.operations()[0].clone() };
    let other = Operation { asked_at: at(9), ..intention(7, Verb::Create) };
    tracker.on(10, OperationEvent::WrittenElsewhere(vec![older, other]));
    assert_eq!(tracker.operations().len(), 2);
    assert!(tracker.operations()[0].followed().is_some());
}

#[test]
fn only_so_many_ended_operations_are_remembered_and_open_ones_all() {
    let ended = |number| Operation {
        phase: Phase::Ended { outcome: Outcome::Done, at: T0 },
        told: true,
        ..intention(number, Verb::Create)
    };
    let mut stored: Vec<Operation> = (1..=150).map(ended).collect();
    stored.insert(0, Operation { phase: Phase::unsure(T0), ..intention(0, Verb::Create) });
    let mut tracker = Tracker::default();
    tracker.on(0, OperationEvent::Remembered(stored, Team::default()));
    assert_eq!(tracker.operations().len(), ENDED_MAX + 1);
    assert!(tracker.operations()[0].is_unsure());
    assert_eq!(tracker.operations()[1].id, OperationId::new(T0, 51));
}

#[test]
fn whoever_signs_out_is_not_asked_for() {
    let (mut tracker, _) = following(Verb::Create);
    tracker.on(1_500, OperationEvent::Forgotten);
    assert!(tracker.operations().is_empty());
    assert!(tracker.on(90_000, OperationEvent::Ticked).is_empty());
}
