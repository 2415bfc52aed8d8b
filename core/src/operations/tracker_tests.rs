//! The operations machine, driven by hand on a made-up clock.

use std::sync::Arc;

use super::*;
use crate::model::event::{Event, EventState};
use crate::model::ids::SnapshotId;
use crate::model::snapshot::Snapshot;
use crate::operations::operation::{Finding, Note, Outcome, Undo, Verb};
use crate::operations::reconcile::Look;

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

impl Tracker {
    pub(super) fn on(&mut self, ms: u64, happened: Happened) -> Vec<Command> {
        self.step(at(ms), 0.0, happened)
    }

    fn reported(&mut self, ms: u64, event: Event) -> Vec<Command> {
        self.on(ms, Happened::Reported(vec![event]))
    }

    fn phase(&self) -> &Phase {
        &self.operations[0].phase
    }
}

/// A tracker of somebody who is signed in and has looked once already.
pub(super) fn signed_in() -> Tracker {
    let mut tracker = Tracker::default();
    tracker.on(0, Happened::Remembered(Vec::new(), Team::default()));
    tracker.on(0, Happened::RoundEnded(None));
    tracker
}

/// A tracker that has sent one operation.
fn sent(verb: Verb) -> (Tracker, OperationId) {
    let mut tracker = signed_in();
    let operation = intention(1, verb);
    tracker.on(0, Happened::Intended(operation.clone()));
    tracker.on(0, Happened::Noted(operation.id.clone(), Some(Note::default())));
    (tracker, operation.id)
}

/// A tracker that follows one operation, whose event is `e`, and has looked at it once.
pub(super) fn following(verb: Verb) -> (Tracker, OperationId) {
    let (mut tracker, id) = sent(verb);
    tracker.on(0, Happened::Accepted(id.clone(), snapshot("s"), event("e", "new", None)));
    tracker.on(1_000, Happened::Ticked);
    tracker.on(1_000, Happened::RoundEnded(None));
    (tracker, id)
}

pub(super) fn asks_nothing(commands: &[Command]) -> bool {
    !commands.iter().any(|command| matches!(command, Command::Ask(_)))
}

pub(super) fn asked(commands: &[Command]) -> &Round {
    let rounds: Vec<&Round> = commands
        .iter()
        .filter_map(|command| if let Command::Ask(round) = command { Some(round) } else { None })
        .collect();
    assert_eq!(rounds.len(), 1, "{commands:?}");
    rounds[0]
}

#[test]
fn an_intention_is_stored_noted_stored_and_only_then_sent() {
    let mut tracker = signed_in();
    let operation = intention(1, Verb::Create);
    let id = operation.id.clone();
    let commands = tracker.on(0, Happened::Intended(operation));
    assert_eq!(commands, [Command::Store, Command::TakeNote(id.clone())]);
    assert_eq!((tracker.phase(), &tracker.operations()[0].snapshot_id), (&Phase::Noting, &None));
    let note = Note { newest_event: Some("e0".into()), newest_snapshots: Vec::new() };
    let commands = tracker.on(0, Happened::Noted(id.clone(), Some(note.clone())));
    assert_eq!(commands, [Command::Store, Command::Send(id.clone())]);
    assert_eq!((tracker.phase(), &tracker.operations()[0].note), (&Phase::Sending, &Some(note)));
    assert!(tracker.on(0, Happened::Noted(id, None)).is_empty(), "it is sent once");
}

#[test]
fn an_accepted_operation_is_followed_until_it_ends() {
    let (mut tracker, id) = sent(Verb::Create);
    let commands = tracker.on(500, Happened::Accepted(id.clone(), snapshot("s"), event("e", "new", None)));
    assert_eq!(commands, [Command::Store, Command::WakeAt(at(1_000))], "soon, a second after the last round");
    assert_eq!(tracker.operations()[0].snapshot_id, Some(SnapshotId::from("s")));
    assert_eq!(asked(&tracker.on(1_000, Happened::Ticked)).events, ["e".into()]);
    assert!(tracker.on(9_000, Happened::Ticked).is_empty(), "one round at a time");
    assert_eq!(tracker.reported(9_000, event("e", "in progress", None)), [Command::Store]);
    assert_eq!(asked(&tracker.on(9_000, Happened::RoundEnded(None))).every_ms, 2_000, "the next one is overdue");
    assert_eq!(tracker.running(), 1);
    let commands = tracker.reported(11_000, event("e", "done", None));
    let [Command::Store, Command::Tell { ended, away: false }] = commands.as_slice() else { panic!("{commands:?}") };
    assert_eq!((&ended[0].id, ended[0].outcome()), (&id, Some(&Outcome::Done)));
    assert_eq!((tracker.running(), tracker.operations()[0].told), (0, true));
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
        assert_eq!(asked(&tracker.on(2_000, Happened::Ticked)).check, std::slice::from_ref(&id));
        tracker.on(2_000, Happened::Checked(id, is_there));
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
    let commands = tracker.on(1_500, Happened::EventVanished("e".into()));
    assert!(matches!(commands.as_slice(), [Command::Store, Command::Tell { .. }, ..]), "{commands:?}");
    assert_eq!(tracker.operations()[0].outcome(), Some(&Outcome::Unknown));
    let told = |commands: Vec<Command>| commands.iter().any(|command| matches!(command, Command::Tell { .. }));
    assert!(!told(tracker.on(1_500, Happened::EventVanished("e".into()))));
    assert!(!told(tracker.reported(1_500, event("e", "done", None))));
}

#[test]
fn a_reload_goes_on_where_it_was_and_says_what_ended_meanwhile() {
    let (tracker, _) = following(Verb::Create);
    let stored = tracker.operations().to_vec();
    let mut reloaded = Tracker::default();
    let commands = reloaded.on(5_000, Happened::Remembered(stored.clone(), Team::default()));
    assert_eq!((asked(&commands).events.clone(), reloaded.operations()), (vec!["e".into()], stored.as_slice()));
    let commands = reloaded.reported(5_000, event("e", "done", None));
    assert!(matches!(commands.as_slice(), [Command::Store, Command::Tell { away: true, .. }]), "{commands:?}");
    // What ended in a page that nobody saw was not told yet.
    let untold = Operation { told: false, ..reloaded.operations()[0].clone() };
    let commands = Tracker::default().on(6_000, Happened::Remembered(vec![untold], Team::default()));
    assert!(matches!(commands.as_slice(), [Command::Store, Command::Tell { away: true, .. }, ..]), "{commands:?}");
}

#[test]
fn a_reload_before_or_while_sending_never_sends_again() {
    let mut tracker = Tracker::default();
    tracker.on(0, Happened::Remembered(vec![sending(1, Verb::Create), intention(2, Verb::Create)], Team::default()));
    assert_eq!(tracker.phase(), &Phase::unsure(T0));
    assert_eq!(tracker.operations()[1].phase, Phase::Noting, "another tab may be about to send it");
    let commands = tracker.on(61_000, Happened::Ticked);
    assert_eq!(tracker.operations()[1].outcome(), Some(&Outcome::NotStarted));
    assert!(!commands.iter().any(|command| matches!(command, Command::Send(_) | Command::TakeNote(_))));
}

#[test]
fn a_refusal_is_withdrawn() {
    let (mut tracker, id) = sent(Verb::Create);
    assert_eq!(tracker.on(1, Happened::Refused(id)), [Command::Store]);
    assert_eq!(tracker.phase(), &Phase::Withdrawn);
}

#[test]
fn a_lost_answer_is_looked_for_twice_and_then_the_person_is_asked() {
    let (mut tracker, id) = sent(Verb::Restore);
    tracker.on(0, Happened::AnswerLost(id.clone()));
    let mut looked_at = Vec::new();
    for second in 1..=300 {
        let commands = tracker.on(second * 1_000, Happened::Ticked);
        let Some(Command::Ask(round)) = commands.last() else { continue };
        if round.look_for == [id.clone()] {
            looked_at.push(second);
            // The first attempt fails: it is made up for.
            let happened = match looked_at.len() {
                1 => Happened::LookFailed(id.clone()),
                _ => Happened::Looked(id.clone(), Look::default()),
            };
            tracker.on(second * 1_000, happened);
        }
        tracker.on(second * 1_000, Happened::RoundEnded(None));
    }
    assert_eq!(looked_at, [10, 20, 40]);
    assert!(matches!(tracker.phase(), Phase::Unsure { finding: Finding::Nothing, looks: 2, .. }));
    tracker.on(300_000, Happened::Dismissed(id));
    assert_eq!(tracker.phase(), &Phase::Withdrawn);
}

#[test]
fn a_lost_answer_whose_effect_is_seen_is_followed() {
    let (mut tracker, id) = sent(Verb::Restore);
    tracker.on(0, Happened::AnswerLost(id.clone()));
    let event = Event { name: Arc::from("snapshot-restore"), ..event("e", "in progress", None) };
    tracker.on(10_000, Happened::Looked(id, Look { events: vec![event], ..Look::default() }));
    assert_eq!(tracker.operations()[0].followed(), Some(&"e".into()));
}

#[test]
fn after_a_restore_the_way_back_is_looked_for() {
    let (mut tracker, id) = sent(Verb::Restore);
    tracker.operations[0].safety_snapshot = true;
    tracker.on(0, Happened::Accepted(id.clone(), snapshot("s"), event("e", "done", None)));
    assert_eq!(asked(&tracker.on(1_000, Happened::Ticked)).find_safety, std::slice::from_ref(&id));
    tracker.on(1_000, Happened::SafetyListed(id, vec![snapshot("before")]));
    assert_eq!(tracker.operations()[0].undo, Undo::Found { id: "before".into(), name: Arc::from("name") });
}

#[test]
fn another_tab_tells_what_it_knows_and_nothing_goes_back() {
    let (mut tracker, _) = following(Verb::Create);
    let older = Operation { phase: Phase::Sending, event: None, ..tracker.operations()[0].clone() };
    let other = Operation { asked_at: at(9), ..intention(7, Verb::Create) };
    tracker.on(10, Happened::WrittenElsewhere(vec![older, other]));
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
    tracker.on(0, Happened::Remembered(stored, Team::default()));
    assert_eq!(tracker.operations().len(), ENDED_MAX + 1);
    assert!(tracker.operations()[0].is_unsure());
    assert_eq!(tracker.operations()[1].id, OperationId::new(T0, 51));
}

#[test]
fn whoever_signs_out_is_not_asked_for() {
    let (mut tracker, _) = following(Verb::Create);
    tracker.on(1_500, Happened::Forgotten);
    assert!(tracker.operations().is_empty());
    assert!(tracker.on(90_000, Happened::Ticked).is_empty());
}
