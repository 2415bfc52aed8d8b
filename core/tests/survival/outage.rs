//! Long schedules on a simulated clock: an outage of the service, and of the network; and who asks for all tabs.

use snapdeck_core::operations::operation::{Finding, Operation, Outcome, Phase, Verb};
use snapdeck_core::planted::Bug;

use crate::action::Action;
use crate::fault::{EventList, Fault};
use crate::simulation::Simulation;

/// The length of each outage.
const OUTAGE_MS: u64 = 5 * 60_000;

/// Operations under way during it.
const OPERATIONS: usize = 50;

/// A visible tab that follows many operations, none of which ends soon.
fn busy(bug: Option<Bug>) -> Simulation {
    let mut run = Simulation::new(bug);
    run.device.network.sandbox.world().event_ms = 3_600_000..=3_600_000;
    begin(&mut run, OPERATIONS);
    run
}

fn begin(run: &mut Simulation, count: usize) {
    for pick in 0..count {
        run.begin(Verb::Create, pick);
        run.pass(700);
    }
}

/// Lets time pass, and says how often events were asked for meanwhile.
fn asked_in(run: &mut Simulation, ms: u64) -> u64 {
    let before = run.device.network.sent();
    run.pass(ms);
    run.device.network.sent() - before
}

/// The same beside a restore that has just ended, so that the snapshot which leads back from it is looked for.
fn busy_after_a_restore() -> Simulation {
    let mut run = Simulation::new(None);
    run.device.network.sandbox.world().event_ms = 3_600_000..=3_600_000;
    let elsewhere = |pick: &usize| run.targets[pick % run.targets.len()].machine_id != run.targets[0].machine_id;
    let picks: Vec<usize> = (0..2 * OPERATIONS).filter(elsewhere).take(OPERATIONS).collect();
    for pick in picks {
        run.begin(Verb::Create, pick);
        run.pass(700);
    }
    run.device.network.sandbox.world().event_ms = 2_000..=2_000;
    run.begin(Verb::Restore, 0);
    let is_over = |run: &Simulation| {
        let tracker = run.tab().state().tracker.borrow();
        tracker.operations().iter().any(|one| one.undo.is_looking())
    };
    let is_in_time = (0..400).any(|_| {
        run.pass(50);
        is_over(&run)
    });
    assert!(is_in_time, "the restore ends");
    run
}

#[test]
fn while_the_service_fails_no_more_is_sent_than_in_health() {
    let healthy = asked_in(&mut busy_after_a_restore(), OUTAGE_MS);
    for fault in [Fault::Refused(503), Fault::Refused(429), Fault::Before, Fault::TimedOut, Fault::Stopped(502)] {
        let mut run = busy_after_a_restore();
        run.device.network.fail_reads(fault, 10_000);
        let failing = asked_in(&mut run, OUTAGE_MS);
        println!("{fault:?} for 5 min, 50 operations and a restore: {failing} requests, {healthy} in health");
        assert!(failing >= 9 && failing <= healthy, "{fault:?}: {failing} requests, {healthy} in health");
        run.device.network.heal();
        // One interval of what has been under way for so long, with what chance adds, and an answer that is still awaited.
        let first = asked_in(&mut run, 45_000);
        assert!(first >= 1, "{fault:?}: nothing was asked after the recovery");
    }
}

#[test]
fn while_the_browser_is_offline_nothing_is_sent_and_one_question_follows() {
    let mut run = busy(None);
    run.pass(10_000);
    run.act(&Action::Online(false));
    assert_eq!(asked_in(&mut run, OUTAGE_MS), 0);
    let before = run.device.network.sent();
    run.act(&Action::Online(true));
    run.pass(2_000);
    assert_eq!(run.device.network.sent() - before, 1, "one catch-up within two seconds, and no burst");
}

#[test]
fn fifty_operations_cost_one_list_a_round_and_five_tabs_cost_no_more() {
    let one = asked_in(&mut busy(None), 60_000);
    let mut run = busy(None);
    for _ in 0..4 {
        run.act(&Action::OpenTab);
    }
    let five = asked_in(&mut run, 60_000);
    println!("50 operations followed for 60 s: {one} requests with one tab, {five} with five (preflights not counted)");
    assert!(one <= 30 && five <= one + 4, "{one} {five}");
}

#[test]
fn a_poller_that_is_killed_is_replaced() {
    let mut run = busy(None);
    run.act(&Action::OpenTab);
    run.pass(5_000);
    run.act(&Action::KillTab);
    let after = asked_in(&mut run, 8_000);
    assert!(after >= 1, "nobody asks any more");
}

/// Two tabs, of which the one that asks for all is hidden just after it asked; how long the other waits until it asks, once it is
/// looked at.
fn wait_after_hand_over(bug: Option<Bug>, operations: usize) -> u64 {
    let mut run = Simulation::new(bug);
    run.device.network.sandbox.world().event_ms = 3_600_000..=3_600_000;
    run.act(&Action::OpenTab);
    run.act(&Action::Show(false));
    run.act(&Action::SwitchTab);
    begin(&mut run, operations);
    run.pass(180_000);
    let before = run.device.network.sent();
    // The first tab asks, and is hidden in the next moment.
    while run.device.network.sent() == before {
        run.pass(100);
    }
    run.pass(400);
    run.act(&Action::Show(false));
    run.act(&Action::SwitchTab);
    let before = run.device.network.sent();
    run.act(&Action::Show(true));
    let mut waited_ms = 0;
    while run.device.network.sent() == before {
        run.pass(100);
        waited_ms += 100;
    }
    waited_ms
}

#[test]
fn a_tab_that_is_seen_asks_at_once_whatever_a_hidden_one_holds() {
    for operations in [0, 1, 5] {
        let waited_ms = wait_after_hand_over(None, operations);
        assert!(waited_ms <= 2_000, "{operations} operations: {waited_ms} ms");
        // The lease would bind it where the hidden tab kept it as if it were seen.
        let bound_ms = wait_after_hand_over(Some(Bug::HiddenTabsKeepTheLease), operations);
        println!("{operations} operations: {waited_ms} ms, {bound_ms} ms where the lease is kept");
        assert!(bound_ms > 2_000, "{operations} operations: {bound_ms} ms");
    }
}

#[test]
fn a_tab_that_nobody_sees_asks_every_fifteen_seconds_and_with_nothing_to_do_not_at_all() {
    let mut run = busy(None);
    run.act(&Action::Show(false));
    let hidden = asked_in(&mut run, 60_000);
    assert!((3..=5).contains(&hidden), "{hidden}");
    let mut idle = Simulation::new(None);
    idle.pass(1_000);
    let seen = asked_in(&mut idle, 10 * 60_000);
    assert!((9..=10).contains(&seen), "once a minute: {seen}");
    idle.act(&Action::Show(false));
    assert_eq!(asked_in(&mut idle, 10 * 60_000), 0);
    let before = idle.device.network.sent();
    idle.act(&Action::Show(true));
    idle.pass(1_000);
    assert_eq!(idle.device.network.sent() - before, 1, "one on return");
}

/// The end of an operation is told after this time at most, in the median over its first two minutes.
const TOLD_AFTER_MS: u64 = 2_500;

#[test]
fn an_end_in_the_first_two_minutes_is_told_within_two_and_a_half_seconds() {
    const STEP_MS: u64 = 50;
    let mut waits: Vec<u64> = (1..=59)
        .map(|number| {
            let mut run = Simulation::new(None);
            // Drawn so that the ends lie all over the two minutes and in step with no interval.
            let ends_after_ms = 2_017 * number;
            run.device.network.sandbox.world().event_ms = ends_after_ms..=ends_after_ms;
            run.begin(Verb::Create, usize::try_from(number).expect("a small number"));
            run.settle();
            let id = run.intentions[0].id.clone();
            while run.device.network.deeds(&id).events.is_empty() {
                run.pass(STEP_MS);
            }
            run.pass(u64::try_from(ends_after_ms).expect("a positive time"));
            let mut waited = 0;
            while run.told.is_empty() {
                run.pass(STEP_MS);
                waited += STEP_MS;
            }
            waited
        })
        .collect();
    waits.sort_unstable();
    let (median, longest) = (waits[waits.len() / 2], waits[waits.len() - 1]);
    println!("from an event's end to being told, in ms: median {median}, longest {longest}");
    assert!(median <= TOLD_AFTER_MS, "{waits:?}");
}

#[test]
fn a_revoked_key_is_tried_once_and_everything_waits_for_another() {
    let mut run = busy(None);
    run.pass(10_000);
    run.act(&Action::Revoke);
    assert_eq!(asked_in(&mut run, OUTAGE_MS), 1, "the one that learns of it");
    run.act(&Action::Renew { area: snapdeck_core::runner::Area::Device, session_fails: false });
    assert!(asked_in(&mut run, 12_000) >= 1, "it goes on");
}

/// Whether many operations end although the list of events tells nothing of them.
fn do_all_end(list: EventList, bug: Option<Bug>) -> bool {
    let mut run = Simulation::new(bug);
    run.device.network.set_event_list(list);
    run.device.network.sandbox.world().event_ms = 2_000..=2_000;
    begin(&mut run, 12);
    run.pass(300_000);
    let tracker = run.tab().state().tracker.borrow();
    // Some creates of the simulation fail later.
    let ended = |one: &Operation| matches!(one.outcome(), Some(Outcome::Done | Outcome::Failed { .. }));
    tracker.operations().len() == 12 && tracker.operations().iter().all(ended)
}

#[test]
fn many_operations_end_while_the_list_of_events_is_refused_or_malformed_or_fails() {
    for list in [EventList::Works, EventList::Refused, EventList::Malformed, EventList::Fails] {
        assert!(do_all_end(list, None), "{list:?}");
    }
    for list in [EventList::Refused, EventList::Fails] {
        assert!(!do_all_end(list, Some(Bug::OnlyListsAreAsked)), "{list:?}: it would be seen");
    }
}

/// A delete in one tab, in the moment after another tab began to restore the same machine: how many deletes are sent.
fn deletes_beside_a_restore(bug: Option<Bug>) -> usize {
    let mut run = Simulation::new(bug);
    run.device.network.sandbox.world().event_ms = 3_600_000..=3_600_000;
    run.act(&Action::OpenTab);
    run.pass(2_000);
    run.begin(Verb::Restore, 0);
    run.used = 1 - run.used;
    run.begin(Verb::Delete, 0);
    run.pass(10_000);
    let deletes = run.intentions.iter().filter(|one| one.verb == Verb::Delete);
    deletes.map(|one| run.device.network.deeds(&one.id).sent).sum()
}

#[test]
fn what_another_tab_has_just_begun_is_looked_at_before_anything_begins() {
    assert_eq!(deletes_beside_a_restore(None), 0);
    assert_eq!(deletes_beside_a_restore(Some(Bug::BeginsUnchecked)), 1, "it would be seen");
}

/// What becomes of an operation whose answer is lost while no list of events can be read.
fn end_of_a_lost_one(verb: Verb, list: EventList) -> Operation {
    let mut run = Simulation::new(None);
    run.device.network.set_event_list(list);
    run.device.network.next_write(Fault::After);
    run.begin(verb, 0);
    run.pass(15 * 60_000);
    let tracker = run.tab().state().tracker.borrow();
    tracker.operations()[0].clone()
}

#[test]
fn what_was_lost_is_looked_for_to_its_end_while_no_list_of_events_can_be_read() {
    for list in [EventList::Refused, EventList::Malformed] {
        let deleted = end_of_a_lost_one(Verb::Delete, list);
        assert_eq!(deleted.outcome(), Some(&Outcome::Done), "{list:?}: the snapshot itself tells");
        for verb in [Verb::Create, Verb::Restore] {
            let lost = end_of_a_lost_one(verb, list);
            let is_left_to_the_person = matches!(lost.phase, Phase::Unsure { finding: Finding::Several, .. });
            assert!(is_left_to_the_person, "{list:?}: {lost:?}");
        }
    }
}
