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

fn look(events: &[Event], newcomers: &[Snapshot]) -> Observation {
    let old = [event("e0", Verb::Create, "done"), event("e-1", Verb::Restore, "done")];
    let snapshots = newcomers.iter().cloned().chain([snapshot("s0", "mine")]).collect();
    Observation { events: events.iter().cloned().chain(old).collect(), snapshots, is_there: true, is_blind: false }
}

/// A candidate of that id, called `mine`.
fn candidate(id: &str) -> Candidate {
    Candidate { id: id.into(), name: Arc::from("mine") }
}

#[test]
fn a_create_is_recognized_by_a_newcomer_with_its_name_and_an_event() {
    let created = |state| event("e1", Verb::Create, state);
    let another = |state| event("e2", Verb::Create, state);
    let mine = || snapshot("s1", "mine");
    let auto = || Snapshot { is_auto_snapshot: true, ..snapshot("s9", "hourly") };
    let both = || vec![candidate("s1"), candidate("s2")];
    for (what, seen, expected) in [
        ("nothing new", look(&[], &[]), Verdict::Nothing),
        ("both", look(&[created("new")], &[mine()]), Verdict::Adopt(created("new"), Some(mine()))),
        ("the list is late", look(&[created("new")], &[]), Verdict::Undecided),
        ("the event is late", look(&[], &[mine()]), Verdict::Undecided),
        // Whether automatic snapshots make events is open: one of them explains no event away.
        ("the list is late, and an automatic one came", look(&[created("done")], &[auto()]), Verdict::Undecided),
        (
            "the list is late, and a colleague's came",
            look(&[created("done")], &[snapshot("s3", "x")]),
            Verdict::Undecided,
        ),
        ("two of that name", look(&[created("new")], &[mine(), snapshot("s2", "mine")]), Verdict::Several(both())),
        (
            "a colleague's went well too",
            look(&[created("done"), another("done")], &[mine()]),
            Verdict::Done(Some(mine())),
        ),
        ("a colleague's goes on", look(&[created("done"), another("new")], &[mine()]), Verdict::Undecided),
        (
            "one of two failed",
            look(&[created("done"), another("error")], &[mine()]),
            Verdict::Several(vec![candidate("s1")]),
        ),
        ("it failed and its row went", look(&[created("error")], &[]), Verdict::Assume(created("error"))),
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
fn an_event_that_is_only_assumed_to_be_anothers_may_be_its_own() {
    for verb in [Verb::Create, Verb::Restore] {
        let own = operation(verb);
        let seen = look(&[event("e1", verb, "error")], &[]);
        for (assumed, verdict) in [(false, Verdict::Nothing), (true, Verdict::Several(Vec::new()))] {
            let id = OperationId::new(Timestamp(1), 1);
            let other = Operation { id, event: Some("e1".into()), assumed, ..operation(verb) };
            assert_eq!(judge(&own, &seen, &Claimed::by_others([&own, &other], &own)), verdict, "{verb:?} {assumed}");
        }
    }
}

#[test]
fn an_event_of_a_create_is_not_explained_away_by_a_snapshot_of_somebody_else() {
    let auto = Snapshot { is_auto_snapshot: true, ..snapshot("s9", "hourly") };
    let seen = look(&[event("e1", Verb::Create, "done")], &[auto]);
    let verdict = || judge(&operation(Verb::Create), &seen, &Claimed::default());
    assert_eq!(verdict(), Verdict::Undecided);
    crate::planted::plant(Some(Bug::EventsAreExplainedAway));
    let planted = verdict();
    crate::planted::plant(None);
    assert_eq!(planted, Verdict::Nothing, "it would be seen");
}

#[test]
fn a_delete_is_told_by_the_snapshot_itself() {
    let deletes = |state| look(&[event("e1", Verb::Delete, state)], &[]);
    for (seen, is_there, expected) in [
        (look(&[], &[]), true, Verdict::Nothing),
        (look(&[], &[]), false, Verdict::Done(None)),
        (deletes("in progress"), true, Verdict::Undecided),
        // It may be the one that failed; or its row is still shown for a moment.
        (deletes("error"), true, Verdict::Several(Vec::new())),
        (deletes("done"), true, Verdict::Several(Vec::new())),
        (deletes("done"), false, Verdict::Done(None)),
    ] {
        let seen = Observation { is_there, ..seen };
        assert_eq!(judge(&operation(Verb::Delete), &seen, &Claimed::default()), expected, "{seen:?}");
    }
    let blind = Operation { note: None, ..operation(Verb::Delete) };
    for (is_there, expected) in [(false, Verdict::Done(None)), (true, Verdict::Undecided)] {
        let seen = Observation { is_there, snapshots: Vec::new(), ..look(&[], &[]) };
        assert_eq!(judge(&blind, &seen, &Claimed::default()), expected, "without a note");
        let seen = Observation { is_there, is_blind: true, ..Observation::default() };
        assert_eq!(judge(&operation(Verb::Delete), &seen, &Claimed::default()), expected, "without any event");
    }
}

#[test]
fn a_restore_is_most_likely_the_one_event_that_is_newer() {
    let one = || event("e1", Verb::Restore, "in progress");
    for (events, expected) in [
        (vec![], Verdict::Nothing),
        (vec![one()], Verdict::Assume(one())),
        (vec![one(), event("e2", Verb::Restore, "new")], Verdict::Several(Vec::new())),
    ] {
        assert_eq!(judge(&operation(Verb::Restore), &look(&events, &[]), &Claimed::default()), expected);
    }
}

#[test]
fn without_a_note_nothing_can_be_told() {
    let blind = |verb| Operation { note: None, ..operation(verb) };
    let seen = look(&[], &[]);
    assert_eq!(judge(&blind(Verb::Create), &seen, &Claimed::default()), Verdict::Several(vec![candidate("s0")]));
    assert_eq!(judge(&blind(Verb::Restore), &seen, &Claimed::default()), Verdict::Several(Vec::new()), "it makes none");
    // Nothing was seen, since nothing may be read.
    let unread = Observation { is_blind: true, ..Observation::default() };
    for verb in [Verb::Create, Verb::Restore] {
        assert_eq!(judge(&operation(verb), &unread, &Claimed::default()), Verdict::Undecided);
    }
    // All that was noted is gone: an old snapshot of the same name would look like a new one.
    let old = snapshot("old", "mine");
    let seen = Observation { snapshots: vec![old], ..look(&[event("e1", Verb::Create, "new")], &[]) };
    let verdict = judge(&operation(Verb::Create), &seen, &Claimed::default());
    assert_eq!(verdict, Verdict::Several(vec![candidate("old")]));
}

/// When the restore of the tests below was asked for, by Paperspace's clock.
const BEGAN_MS: i64 = 10_000_000;

fn at(event: Event, created_ms: i64, finished_ms: Option<i64>) -> Event {
    Event { dt_created: Some(Timestamp(created_ms)), dt_finished: finished_ms.map(Timestamp), ..event }
}

#[test]
fn the_way_back_is_the_only_newcomer_where_nothing_else_can_have_made_it() {
    let own = Operation { event: Some("own".into()), ..operation(Verb::Restore) };
    let restore = || at(event("own", Verb::Restore, "done"), BEGAN_MS, Some(BEGAN_MS + 9_000));
    let auto = || Snapshot { is_auto_snapshot: true, ..snapshot("s9", "hourly") };
    let safety = || snapshot("s1", "m before restore");
    let found = || WayBack::Found(safety());
    let old = [
        at(event("e0", Verb::Create, "done"), BEGAN_MS - 900_000, Some(BEGAN_MS - 890_000)),
        at(event("e-1", Verb::Restore, "done"), BEGAN_MS - 990_000, Some(BEGAN_MS - 980_000)),
    ];
    let create = |created_ms, finished_ms, state| at(event("e2", Verb::Create, state), created_ms, finished_ms);
    for (what, newer, newcomers, expected) in [
        ("nothing came", vec![], vec![], WayBack::NotSeen),
        ("it came", vec![], vec![safety()], found()),
        ("beside an automatic one", vec![], vec![auto(), safety()], found()),
        ("two came", vec![], vec![safety(), snapshot("s2", "x")], WayBack::Several),
        (
            "a colleague took one since, and the list lags",
            vec![create(BEGAN_MS + 1_000, None, "new")],
            vec![safety()],
            WayBack::Several,
        ),
        (
            "another restore came since",
            vec![at(event("e3", Verb::Restore, "new"), BEGAN_MS + 1_000, None)],
            vec![safety()],
            WayBack::Several,
        ),
    ] {
        let events = newer.into_iter().chain([restore()]).chain(old.clone()).collect();
        let snapshots = newcomers.into_iter().chain([snapshot("s0", "mine")]).collect();
        let seen = Observation { events, snapshots, ..Observation::default() };
        assert_eq!(find_way_back(&own, &seen, &Claimed::default()), expected, "{what}");
    }
    // One that a colleague took just before may be listed just after.
    for (created, finished, state, expected) in [
        (-60_000, Some(-50_000), "done", WayBack::Several),
        (-600_000, None, "in progress", WayBack::Several),
        (-600_000, Some(-590_000), "done", found()),
    ] {
        let before = at(event("e0", Verb::Create, state), BEGAN_MS + created, finished.map(|ms: i64| BEGAN_MS + ms));
        let seen = Observation {
            events: vec![restore(), before],
            snapshots: vec![safety(), snapshot("s0", "mine")],
            ..Observation::default()
        };
        assert_eq!(find_way_back(&own, &seen, &Claimed::default()), expected, "{created} {state}");
    }
}

#[test]
fn a_restore_of_ours_whose_safety_snapshot_is_known_does_not_hide_the_next_one() {
    let own = Operation { event: Some("own".into()), safety_snapshot: true, ..operation(Verb::Restore) };
    let earlier = |safety_snapshot, undo, assumed| Operation {
        id: OperationId::new(Timestamp(0), 2),
        event: Some("e1".into()),
        safety_snapshot,
        undo,
        assumed,
        ..operation(Verb::Restore)
    };
    let known = || Undo::Found { id: "s1".into(), name: Arc::from("m before restore") };
    let found = || WayBack::Found(snapshot("s2", "m before restore"));
    for (what, earlier, expected) in [
        ("it was found", earlier(true, known(), false), found()),
        ("there is none", earlier(false, Undo::No, false), found()),
        ("it is looked for", earlier(true, Undo::Missing, false), WayBack::Several),
        ("perhaps it was another's restore", earlier(false, Undo::No, true), WayBack::Several),
    ] {
        let events = vec![
            at(event("own", Verb::Restore, "done"), BEGAN_MS, Some(BEGAN_MS + 9_000)),
            at(event("e1", Verb::Restore, "done"), BEGAN_MS - 60_000, Some(BEGAN_MS - 50_000)),
        ];
        let snapshots = [snapshot("s2", "m before restore"), snapshot("s0", "mine")];
        let seen = Observation { events, snapshots: snapshots.into(), ..Observation::default() };
        assert_eq!(find_way_back(&own, &seen, &Claimed::by_others([&earlier], &own)), expected, "{what}");
    }
}

#[test]
fn without_a_note_of_before_there_is_no_certain_way_back() {
    let own = Operation { event: Some("own".into()), ..operation(Verb::Restore) };
    let restore = at(event("own", Verb::Restore, "done"), BEGAN_MS, Some(BEGAN_MS + 9_000));
    let safety = || snapshot("s1", "m before restore");
    let seen = Observation { events: vec![restore], snapshots: vec![safety()], ..Observation::default() };
    let blind = Operation { note: None, ..own.clone() };
    assert_eq!(find_way_back(&blind, &seen, &Claimed::default()), WayBack::Several);
    assert_eq!(find_way_back(&own, &seen, &Claimed::default()), WayBack::Several, "all that was noted is gone");
    let unread = Observation { is_blind: true, ..look(&[], &[safety()]) };
    assert_eq!(find_way_back(&own, &unread, &Claimed::default()), WayBack::NotSeen, "others may have made it");
}
