//! What others do to a way back.

use super::*;
use crate::operations::undo::to_check;

fn restored(event: &str, undo: Undo) -> Operation {
    let phase = Phase::Ended { outcome: Outcome::Done, at: T0 };
    Operation { phase, undo, event: Some(event.into()), ..intention(1, Verb::Restore) }
}

fn found() -> Undo {
    Undo::Found { id: "safety".into(), name: Arc::from("safety") }
}

fn on_machine(id: &str, name: &str, machine: &str, state: &str) -> Event {
    Event { name: Arc::from(name), machine_id: Some(machine.into()), ..event(id, state, None) }
}

fn with(operation: Operation) -> Tracker {
    let mut tracker = Tracker::default();
    tracker.step(T0, 0.0, OperationEvent::Remembered(vec![operation], Team::default()));
    tracker
}

#[test]
fn what_a_colleague_restored_since_ends_the_question_about_our_own_restore() {
    let own = || on_machine("own", "snapshot-restore", "m", "done");
    for (what, newer, is_asked) in [
        ("nothing", vec![], true),
        ("restored again", vec![on_machine("e", "snapshot-restore", "m", "done")], false),
        ("being restored", vec![on_machine("e", "snapshot-restore", "m", "in progress")], false),
        ("another machine", vec![on_machine("e", "snapshot-restore", "other", "done")], true),
        ("a failure", vec![on_machine("e", "snapshot-restore", "m", "error")], true),
        ("a snapshot", vec![on_machine("e", "snapshot-create", "m", "done")], true),
    ] {
        let mut tracker = with(restored("own", found()));
        let events: Vec<_> = newer.into_iter().chain([own()]).collect();
        let commands = tracker.on(1_000, OperationEvent::Listed(events));
        assert_eq!(to_check(tracker.operations()).count() == 1, is_asked, "{what}");
        assert_eq!(commands.contains(&OperationCommand::Store), !is_asked, "{what}: other tabs know");
    }
    let mut tracker = with(restored("own", found()));
    tracker.on(1_000, OperationEvent::Listed(vec![own(), on_machine("e", "snapshot-restore", "m", "done")]));
    assert_eq!(to_check(tracker.operations()).count(), 1, "it came before ours");
    tracker.on(2_000, OperationEvent::Listed(vec![on_machine("e", "snapshot-restore", "m", "done")]));
    assert_eq!(to_check(tracker.operations()).count(), 1, "a list without ours may be older than it");
}

#[test]
fn a_safety_snapshot_that_paperspace_does_not_know_is_no_way_back() {
    for (status, expected) in [(404, Undo::Missing), (409, found())] {
        let first = restored("own", found());
        let mut tracker = with(first.clone());
        let undo = Operation { undo_of: Some(first.id.clone()), ..intention(2, Verb::Restore) };
        let id = undo.id.clone();
        tracker.on(0, intended(undo));
        tracker.on(0, noted(&id));
        let problem = Problem::Refused(Refusal { status, code: Some("CODE".to_owned()), ..Refusal::default() });
        let commands = tracker.on(0, OperationEvent::Answered(id.clone(), Err(problem)));
        let undo = &tracker.operation(&first.id).expect("it is there").undo;
        assert_eq!((undo, commands.contains(&OperationCommand::Store)), (&expected, true), "{status}");
    }
}

#[test]
fn of_two_tabs_that_restore_a_machine_at_the_same_moment_one_goes_on() {
    for (other, goes_on) in [
        (intention(1, Verb::Restore), false),
        (intention(3, Verb::Restore), true),
        (sending(3, Verb::Restore), false),
        (intention(1, Verb::Create), true),
        (Operation { machine_id: "other".into(), ..intention(1, Verb::Restore) }, true),
    ] {
        let mut tracker = signed_in();
        let own = intention(2, Verb::Restore);
        tracker.on(0, intended(own.clone()));
        tracker.on(0, OperationEvent::WrittenElsewhere(vec![other.clone(), own.clone()]));
        let commands = tracker.on(0, noted(&own.id));
        assert_eq!(commands.contains(&OperationCommand::Send(own.id.clone())), goes_on, "{other:?}");
        let refused = OperationCommand::Answer(own.id, Reply::NotPermitted(Why::MachineIsBeingRestored));
        assert_eq!(commands.contains(&refused), !goes_on, "{other:?}");
    }
}
