//! What can be seen after an answer was lost, and what it means.

use std::sync::Arc;

use super::*;
use crate::model::time::Timestamp;
use crate::operations::operation::{Note, OperationId};

fn snapshot(id: &str, name: &str) -> Snapshot {
    Snapshot { id: id.into(), is_auto_snapshot: false, machine_id: "m".into(), name: Arc::from(name) }
}

fn event(id: &str, verb: Verb, state: &str) -> Event {
    Event {
        id: id.into(),
        name: Arc::from(verb.event_name()),
        state: EventState::from(Arc::<str>::from(state)),
        machine_id: Some("m".into()),
        dt_created: None,
        dt_started: None,
        dt_finished: None,
        error: None,
    }
}

/// An operation on `mine`, before which `e0` and `s0` were the newest.
fn operation(verb: Verb) -> Operation {
    let on = snapshot("target", "mine");
    let id = OperationId::new(Timestamp(0), 1);
    let note = Note { newest_event: Some("e0".into()), newest_snapshots: vec!["s0".into(), "s-1".into()] };
    Operation { note: Some(note), ..Operation::intended(id, verb, &on, Arc::from("m"), Timestamp(0)) }
}

fn look(events: &[Event], newcomers: &[Snapshot]) -> Look {
    let old = [event("e0", Verb::Create, "done"), event("e-1", Verb::Restore, "done")];
    let snapshots = newcomers.iter().cloned().chain([snapshot("s0", "mine")]).collect();
    Look { events: events.iter().cloned().chain(old).collect(), snapshots, is_there: true }
}

#[test]
fn a_create_is_recognized_by_a_newcomer_with_its_name_and_an_event() {
    let created = || event("e1", Verb::Create, "in progress");
    let mine = || snapshot("s1", "mine");
    let adopted = |event: Event, snapshot| Verdict::Adopt(event, snapshot);
    for (what, seen, expected) in [
        ("nothing new", look(&[], &[]), Verdict::Nothing),
        ("both", look(&[created()], &[mine()]), adopted(created(), Some(mine()))),
        ("another's", look(&[created()], &[snapshot("s1", "other")]), Verdict::Nothing),
        ("the list is late", look(&[created()], &[]), Verdict::Undecided),
        ("the event is late", look(&[], &[mine()]), Verdict::Undecided),
        ("two of that name", look(&[created()], &[mine(), snapshot("s2", "mine")]), Verdict::Several),
        ("two events", look(&[created(), event("e2", Verb::Create, "new")], &[mine()]), Verdict::Several),
        (
            "it failed and its row went",
            look(&[event("e1", Verb::Create, "error")], &[]),
            adopted(event("e1", Verb::Create, "error"), None),
        ),
        ("a restore", look(&[event("e1", Verb::Restore, "new")], &[]), Verdict::Nothing),
    ] {
        assert_eq!(judge(&operation(Verb::Create), &seen, &Claimed::default()), expected, "{what}");
    }
}

#[test]
fn what_belongs_to_another_operation_is_not_adopted() {
    let own = operation(Verb::Create);
    let id = OperationId::new(Timestamp(0), 2);
    let other = Operation { id, event: Some("e1".into()), snapshot_id: Some("s1".into()), ..own.clone() };
    let claimed = Claimed::by_others([&own, &other], &own);
    let seen = look(&[event("e1", Verb::Create, "done")], &[snapshot("s1", "mine")]);
    assert_eq!(judge(&own, &seen, &claimed), Verdict::Nothing);
    let restore = Operation { verb: Verb::Restore, ..own };
    let seen = look(&[event("e1", Verb::Restore, "done")], &[]);
    assert_eq!(judge(&restore, &seen, &claimed), Verdict::Nothing);
}

#[test]
fn a_delete_is_told_by_the_snapshot_itself() {
    let deletes = |state| look(&[event("e1", Verb::Delete, state)], &[]);
    for (seen, is_there, expected) in [
        (look(&[], &[]), true, Verdict::Nothing),
        (look(&[], &[]), false, Verdict::Done),
        (deletes("in progress"), true, Verdict::Undecided),
        (deletes("done"), true, Verdict::Nothing),
        (deletes("done"), false, Verdict::Done),
    ] {
        let seen = Look { is_there, ..seen };
        assert_eq!(judge(&operation(Verb::Delete), &seen, &Claimed::default()), expected, "{seen:?}");
    }
}

#[test]
fn a_restore_is_the_one_event_that_is_newer() {
    let one = || event("e1", Verb::Restore, "in progress");
    for (events, expected) in [
        (vec![], Verdict::Nothing),
        (vec![one()], Verdict::Adopt(one(), None)),
        (vec![one(), event("e2", Verb::Restore, "new")], Verdict::Several),
    ] {
        assert_eq!(judge(&operation(Verb::Restore), &look(&events, &[]), &Claimed::default()), expected);
    }
}

#[test]
fn without_a_note_nothing_can_be_told() {
    let blind = Operation { note: None, ..operation(Verb::Restore) };
    assert_eq!(judge(&blind, &look(&[], &[]), &Claimed::default()), Verdict::Several);
    // All that was noted is gone: an old snapshot of the same name would look like a new one.
    let seen = Look { snapshots: vec![snapshot("old", "mine")], ..look(&[event("e1", Verb::Create, "new")], &[]) };
    assert_eq!(judge(&operation(Verb::Create), &seen, &Claimed::default()), Verdict::Several);
}

#[test]
fn the_safety_snapshot_is_the_only_newcomer() {
    let own = operation(Verb::Restore);
    let auto = Snapshot { is_auto_snapshot: true, ..snapshot("s9", "hourly") };
    let safety = snapshot("s1", "m before restore");
    for (newcomers, expected) in [
        (vec![], Err(0)),
        (vec![safety.clone()], Ok(&safety)),
        (vec![auto, safety.clone()], Ok(&safety)),
        (vec![safety.clone(), snapshot("s2", "x")], Err(2)),
    ] {
        let seen = look(&[], &newcomers);
        assert_eq!(find_safety_snapshot(&own, &seen.snapshots, &Claimed::default()), expected);
    }
    let blind = Operation { note: None, ..own };
    let seen = look(&[], std::slice::from_ref(&safety));
    assert!(find_safety_snapshot(&blind, &seen.snapshots, &Claimed::default()).is_err());
}
