//! What answers, refusals and persons do to operations: each of the mistakes that were made here once.

use super::*;

#[test]
fn a_refusal_is_withdrawn_whatever_another_tab_made_of_it_meanwhile() {
    for is_unsure_elsewhere in [false, true] {
        let (mut tracker, id) = sent(Verb::Create);
        if is_unsure_elsewhere {
            let other = Operation { phase: Phase::unsure(T0), ..tracker.operations()[0].clone() };
            tracker.on(1, OperationEvent::WrittenElsewhere(vec![other]));
        }
        let commands = tracker.on(1, OperationEvent::Answered(id.clone(), Err(refused(400))));
        assert_eq!(tracker.phase(), &Phase::Withdrawn);
        assert!(commands.contains(&OperationCommand::Answer(id, Reply::Refused(refused(400)))), "{commands:?}");
    }
    crate::planted::plant(Some(Bug::RefusalsAreIgnored));
    let (mut tracker, id) = sent(Verb::Create);
    let other = Operation { phase: Phase::unsure(T0), ..tracker.operations()[0].clone() };
    tracker.on(1, OperationEvent::WrittenElsewhere(vec![other]));
    tracker.on(1, OperationEvent::Answered(id, Err(refused(400))));
    crate::planted::plant(None);
    assert_ne!(tracker.phase(), &Phase::Withdrawn, "it would be seen");
}

#[test]
fn what_a_gateway_says_of_a_request_settles_nothing() {
    let page = |status| Problem::Refused(Refusal { status, ..Refusal::default() });
    for (verb, problem, is_open) in [
        (Verb::Delete, page(404), true),
        (Verb::Restore, page(403), true),
        (Verb::Create, Problem::Garbled { why: String::new() }, true),
        (Verb::Create, Problem::Unreachable, true),
        (Verb::Create, Problem::Offline, false),
        (Verb::Delete, refused(404), false),
        // The browser may have sent it twice: the first is being carried out.
        (Verb::Delete, refused(409), true),
        (Verb::Create, refused(409), false),
    ] {
        let (mut tracker, id) = sent(verb);
        let commands = tracker.on(1, OperationEvent::Answered(id.clone(), Err(problem.clone())));
        assert_eq!(tracker.operations()[0].is_unsure(), is_open, "{verb:?} {problem:?}");
        let is_lost = commands.iter().any(|one| matches!(one, OperationCommand::TellLost(_)));
        assert_eq!(is_lost, is_open, "{verb:?} {problem:?}");
        let is_gone = commands.contains(&OperationCommand::TellList(ListEvent::Vanished("s".into())));
        assert_eq!(is_gone, problem.is_not_found(), "{verb:?} {problem:?}");
    }
}

#[test]
fn what_cannot_be_noted_for_want_of_a_network_or_a_key_is_not_sent() {
    let page = Problem::Refused(Refusal { status: 401, ..Refusal::default() });
    for (problem, is_sent) in [
        (Problem::Offline, false),
        (Problem::Unreachable, false),
        (Problem::TimedOut, false),
        (refused(401), false),
        (page, true),
        (refused(500), true),
        (Problem::Garbled { why: String::new() }, true),
    ] {
        let mut tracker = signed_in();
        let id = intention(1, Verb::Create).id;
        tracker.on(0, intended(intention(1, Verb::Create)));
        let commands = tracker.on(1, OperationEvent::Noted(id.clone(), Err(problem.clone())));
        assert_eq!(commands.contains(&OperationCommand::Send(id.clone())), is_sent, "{problem:?}");
        let reply = OperationCommand::Answer(id, Reply::Refused(problem.clone()));
        assert_eq!(commands.contains(&reply), !is_sent, "{problem:?}");
    }
}

#[test]
fn what_is_tried_again_is_tried_once_and_not_beside_a_restore() {
    let failed = |number| Operation {
        phase: Phase::Ended { outcome: Outcome::Failed { reason: Some(Arc::from("full")) }, at: T0 },
        told: true,
        ..intention(number, Verb::Create)
    };
    let again = |number, of| OperationEvent::Intended {
        operation: intention(number, Verb::Create),
        instead_of: Some(OperationId::new(T0, of)),
    };
    let mut tracker = signed_in();
    tracker.on(0, OperationEvent::WrittenElsewhere(vec![failed(1)]));
    assert_eq!(tracker.check_again(&failed(1)), Some(Ok(())));
    let restore = Operation { phase: Phase::Sending, ..intention(9, Verb::Restore) };
    let mut restoring = tracker.clone();
    restoring.on(1, OperationEvent::WrittenElsewhere(vec![restore]));
    assert_eq!(restoring.check_again(&failed(1)), Some(Err(Why::MachineIsBeingRestored)));
    let commands = restoring.on(2, again(2, 1));
    let forbidden = Reply::NotPermitted(Why::MachineIsBeingRestored);
    assert_eq!(commands[0], OperationCommand::Answer(OperationId::new(T0, 2), forbidden));
    assert!(!restoring.operations()[0].retried, "it can be tried again later");

    assert!(tracker.on(3, again(2, 1)).contains(&OperationCommand::TakeNote(OperationId::new(T0, 2))));
    let commands = tracker.on(3, again(3, 1));
    let spent = OperationCommand::Answer(OperationId::new(T0, 3), Reply::NotPermitted(Why::IsAskedAgain));
    assert_eq!(commands, [spent]);
    assert_eq!((tracker.operations().len(), tracker.check_again(&tracker.operations()[0])), (2, None));
    // Another tab learns of it too.
    let mut other = signed_in();
    other.on(0, OperationEvent::WrittenElsewhere(vec![failed(1)]));
    other.on(4, OperationEvent::WrittenElsewhere(tracker.operations().to_vec()));
    assert!(other.operations()[0].retried);
}

#[test]
fn what_two_tabs_try_again_in_the_same_moment_is_sent_by_one() {
    let failed = Operation {
        phase: Phase::Ended { outcome: Outcome::Failed { reason: Some(Arc::from("full")) }, at: T0 },
        told: true,
        ..intention(1, Verb::Create)
    };
    let tab = |number| {
        let mut tab = signed_in();
        tab.on(0, OperationEvent::WrittenElsewhere(vec![failed.clone()]));
        let operation = intention(number, Verb::Create);
        tab.on(1, OperationEvent::Intended { operation, instead_of: Some(failed.id.clone()) });
        tab
    };
    let (mut first, mut second) = (tab(2), tab(3));
    // Each hears of the other before its note is there.
    let of_first = first.operations().to_vec();
    first.on(2, OperationEvent::WrittenElsewhere(second.operations().to_vec()));
    second.on(2, OperationEvent::WrittenElsewhere(of_first));
    let noted = |number| OperationEvent::Noted(OperationId::new(T0, number), Ok((Note::default(), Vec::new())));
    let sent = first.on(3, noted(2)).contains(&OperationCommand::Send(OperationId::new(T0, 2)));
    let commands = second.on(3, noted(3));
    let spent = OperationCommand::Answer(OperationId::new(T0, 3), Reply::NotPermitted(Why::IsAskedAgain));
    assert_eq!((sent, commands.contains(&spent)), (true, true), "{commands:?}");
    assert!(!commands.iter().any(|command| matches!(command, OperationCommand::Send(_))));
}

#[test]
fn what_is_tried_again_is_not_sent_where_that_cannot_be_stored() {
    for is_stored in [true, false] {
        let mut tracker = signed_in();
        let failed = Phase::Ended { outcome: Outcome::NotStarted, at: T0 };
        tracker
            .on(0, OperationEvent::WrittenElsewhere(vec![Operation { phase: failed, ..intention(1, Verb::Create) }]));
        let (id, before) = (OperationId::new(T0, 2), OperationId::new(T0, 1));
        let again = OperationEvent::Intended { operation: intention(2, Verb::Create), instead_of: Some(before) };
        tracker.on(1, again);
        tracker.on(1, OperationEvent::Stored(false));
        tracker.on(2, noted(&id));
        let commands = tracker.on(2, OperationEvent::Stored(is_stored));
        // A reload would offer it once more.
        let reply = OperationCommand::Answer(id.clone(), Reply::NotStored);
        assert_eq!(commands.contains(&reply), !is_stored, "{commands:?}");
        assert_eq!(tracker.operation(&id).map(|one| one.phase == Phase::Sending), Some(is_stored));
    }
}

#[test]
fn what_left_no_trace_is_replaced_once_another_was_begun() {
    let traceless = Phase::Unsure { next_look: T0, looks: 2, finding: Finding::Nothing };
    let before = Operation { phase: traceless.clone(), ..intention(1, Verb::Restore) };
    let mut tracker = signed_in();
    tracker.on(0, OperationEvent::WrittenElsewhere(vec![before.clone()]));
    let again = OperationEvent::Intended { operation: intention(2, Verb::Restore), instead_of: Some(before.id) };
    tracker.on(1, again);
    assert_eq!((tracker.phase(), &tracker.operations()[1].phase), (&Phase::Withdrawn, &Phase::Noting));
}

#[test]
fn what_goes_on_on_the_machine_is_looked_at_when_a_person_confirms() {
    for verb in [Verb::Create, Verb::Delete, Verb::Restore] {
        // Another tab restores it, and this one has not drawn that yet.
        let mut tracker = signed_in();
        let restore = Operation { phase: Phase::Sending, ..intention(9, Verb::Restore) };
        tracker.on(0, OperationEvent::WrittenElsewhere(vec![restore]));
        let commands = tracker.on(0, intended(intention(1, verb)));
        let forbidden = Reply::NotPermitted(Why::MachineIsBeingRestored);
        assert_eq!(commands, [OperationCommand::Answer(OperationId::new(T0, 1), forbidden)], "{verb:?}");
        // A colleague restores it, which only the machine's events tell.
        let mut tracker = signed_in();
        let id = intention(1, verb).id;
        tracker.on(0, intended(intention(1, verb)));
        let restoring = Event { name: Arc::from("snapshot-restore"), ..event("e", "in progress", None) };
        let commands = tracker.on(0, OperationEvent::Noted(id.clone(), Ok((Note::default(), vec![restoring]))));
        let reply = OperationCommand::Answer(id, Reply::NotPermitted(Why::OthersRestore));
        assert_eq!(commands, [OperationCommand::Store, reply], "{verb:?}");
    }
}

#[test]
fn whoever_waits_is_answered_when_the_machine_gives_up() {
    let mut tracker = signed_in();
    let id = intention(1, Verb::Create).id;
    tracker.on(0, intended(intention(1, Verb::Create)));
    // The clock jumps while the note is taken.
    let commands = tracker.on(70_000, OperationEvent::Ticked);
    assert!(commands.contains(&OperationCommand::Answer(id.clone(), Reply::GivenUp)), "{commands:?}");
    assert!(!tracker.on(70_001, noted(&id)).contains(&OperationCommand::Send(id)), "nor is it sent afterwards");
    let (mut tracker, id) = sent(Verb::Create);
    let commands = tracker.on(70_000, OperationEvent::Ticked);
    assert!(commands.contains(&OperationCommand::Answer(id, Reply::Begun)), "it is looked for: {commands:?}");
    // Another tab gave it up.
    let mut tracker = signed_in();
    let given_up = Phase::Ended { outcome: Outcome::NotStarted, at: T0 };
    tracker.on(0, intended(intention(1, Verb::Create)));
    let other = Operation { phase: given_up, ..intention(1, Verb::Create) };
    let commands = tracker.on(1, OperationEvent::WrittenElsewhere(vec![other.clone()]));
    assert!(commands.contains(&OperationCommand::Answer(other.id, Reply::GivenUp)), "{commands:?}");
}

#[test]
fn a_restore_whose_error_has_no_reason_is_looked_at_again() {
    let restore = |state, error| Event { name: Arc::from("snapshot-restore"), ..event("e", state, error) };
    for (again, outcome) in [
        (restore("done", None), Outcome::Done),
        (restore("error", None), Outcome::Failed { reason: None }),
        (restore("error", Some("late")), Outcome::Failed { reason: Some(Arc::from("late")) }),
    ] {
        let (mut tracker, id) = following(Verb::Restore);
        tracker.reported(1_500, restore("error", None));
        assert_eq!(asked(&tracker.on(2_000, OperationEvent::Ticked)).check, std::slice::from_ref(&id));
        tracker.on(2_000, OperationEvent::Checked(id, Check::Event(again.clone())));
        assert_eq!(tracker.operations()[0].outcome(), Some(&outcome), "{again:?}");
    }
}

#[test]
fn several_snapshots_that_may_be_it_are_kept_for_the_person() {
    let (mut tracker, id) = sent(Verb::Create);
    tracker.on(0, lost(&id));
    let created = |number: &str| Event { id: EventId::from(number), ..event("e", "done", None) };
    let mine = |id: &str| Snapshot { id: id.into(), ..snapshot("s") };
    let seen = Observation {
        events: vec![created("e2"), created("e1")],
        snapshots: vec![mine("s2"), mine("s1")],
        ..Observation::default()
    };
    tracker.on(10_000, OperationEvent::Looked(id.clone(), Some(seen.clone())));
    assert!(matches!(tracker.phase(), Phase::Unsure { finding: Finding::Undecided, .. }), "it may come clear");
    tracker.on(30_000, OperationEvent::Looked(id, Some(seen)));
    assert!(matches!(tracker.phase(), Phase::Unsure { finding: Finding::Several, .. }));
    let candidate = |id: &str| Candidate { id: id.into(), name: Arc::from("name") };
    assert_eq!(tracker.operations()[0].candidates, [candidate("s2"), candidate("s1")]);
}

#[test]
fn a_lost_answer_is_looked_for_twice_and_then_the_person_is_asked() {
    let (mut tracker, id) = sent(Verb::Restore);
    tracker.on(0, lost(&id));
    assert_eq!((tracker.running(), tracker.open()), (0, 1));
    let mut looked_at = Vec::new();
    for second in 1..=300 {
        let commands = tracker.on(second * 1_000, OperationEvent::Ticked);
        let Some(OperationCommand::Ask(round)) = commands.last() else { continue };
        if round.look_for == [id.clone()] {
            looked_at.push(second);
            // The first attempt fails: it is made up for.
            let happened = match looked_at.len() {
                1 => OperationEvent::Looked(id.clone(), None),
                _ => OperationEvent::Looked(id.clone(), Some(Observation::default())),
            };
            tracker.on(second * 1_000, happened);
        }
        tracker.on(second * 1_000, OperationEvent::RoundEnded(None));
    }
    assert_eq!(looked_at, [10, 20, 40]);
    assert!(matches!(tracker.phase(), Phase::Unsure { finding: Finding::Nothing, looks: 2, .. }));
    tracker.on(300_000, OperationEvent::Dismissed(id));
    assert_eq!(tracker.phase(), &Phase::Withdrawn);
}

#[test]
fn a_lost_answer_whose_effect_is_seen_is_followed() {
    let (mut tracker, id) = sent(Verb::Restore);
    tracker.on(0, lost(&id));
    let event = Event { name: Arc::from("snapshot-restore"), ..event("e", "in progress", None) };
    tracker.on(10_000, OperationEvent::Looked(id, Some(Observation { events: vec![event], ..Observation::default() })));
    assert_eq!(tracker.operations()[0].followed(), Some(&"e".into()));
    assert!(tracker.operations()[0].assumed, "a colleague may have restored it in the same moment");
}

#[test]
fn after_a_restore_however_it_ended_the_way_back_is_looked_for_more_than_once() {
    for (state, error) in [("done", None), ("error", Some("disk full")), ("cancelled", None)] {
        let (mut tracker, id) = sent(Verb::Restore);
        tracker.operations[0].safety_snapshot = true;
        let restore = Event { name: Arc::from("snapshot-restore"), ..event("e", state, error) };
        tracker.on(0, accepted(&id, restore.clone()));
        assert_eq!(asked(&tracker.on(1_000, OperationEvent::Ticked)).find_safety, std::slice::from_ref(&id));
        // The list lags behind.
        let seen = |snapshots| Observation { events: vec![restore.clone()], snapshots, ..Observation::default() };
        tracker.on(1_000, OperationEvent::SafetyLooked(id.clone(), Some(seen(Vec::new()))));
        tracker.on(1_000, OperationEvent::RoundEnded(None));
        assert!(tracker.operations()[0].undo.is_looking());
        assert_eq!(asked(&tracker.on(4_000, OperationEvent::Ticked)).find_safety, std::slice::from_ref(&id));
        tracker.on(4_000, OperationEvent::SafetyLooked(id, Some(seen(vec![snapshot("before")]))));
        assert_eq!(tracker.operations()[0].undo, Undo::Found { id: "before".into(), name: Arc::from("name") });
    }
}

#[test]
fn a_look_for_the_way_back_that_fails_is_made_ever_later_and_not_for_ever() {
    let (mut tracker, id) = sent(Verb::Restore);
    tracker.operations[0].safety_snapshot = true;
    let restore = Event { name: Arc::from("snapshot-restore"), ..event("e", "done", None) };
    tracker.on(0, accepted(&id, restore));
    let mut looked_at = Vec::new();
    for second in 1..=2 * 3_600 {
        let commands = tracker.on(second * 1_000, OperationEvent::Ticked);
        let Some(OperationCommand::Ask(round)) = commands.last() else { continue };
        if round.find_safety == [id.clone()] {
            looked_at.push(second);
            tracker.on(second * 1_000, OperationEvent::SafetyLooked(id.clone(), None));
        }
        tracker.on(second * 1_000, OperationEvent::RoundEnded(None));
    }
    assert_eq!(looked_at[..7], [1, 4, 14, 34, 64, 94, 124]);
    assert_eq!((looked_at.len(), &tracker.operations()[0].undo), (usize::from(UNDO_LOOKS_MAX), &Undo::Missing));
}
