//! Long schedules on a simulated clock: an outage of the service, and of the network.

use snapdeck_core::operations::operation::Verb;

use crate::action::{Action, Fault};
use crate::simulation::Simulation;

/// The length of each outage.
const OUTAGE_MS: u64 = 5 * 60_000;

/// Operations under way during it.
const OPERATIONS: usize = 50;

/// A visible tab that follows many operations, none of which ends soon.
fn busy() -> Simulation {
    let mut run = Simulation::new(None);
    run.wire.sandbox.world().event_ms = 3_600_000..=3_600_000;
    for pick in 0..OPERATIONS {
        run.act(&Action::Begin { verb: Verb::Create, pick, note: Fault::None, send: Fault::None, twice: false });
    }
    run
}

/// Lets time pass, and says how many requests were sent meanwhile.
fn requests_in(run: &mut Simulation, ms: u64) -> u64 {
    let before = run.wire.sent();
    run.pass(ms);
    run.wire.sent() - before
}

#[test]
fn while_the_service_fails_no_more_is_sent_than_in_health() {
    let healthy = requests_in(&mut busy(), OUTAGE_MS);
    for fault in [Fault::Refused(503), Fault::Refused(429), Fault::Before, Fault::TimedOut] {
        let mut run = busy();
        run.wire.fail_reads(fault, 10_000);
        let failing = requests_in(&mut run, OUTAGE_MS);
        assert!(failing > 10 && failing <= healthy, "{fault:?}: {failing} requests, {healthy} in health");
        run.wire.heal();
        // One interval of what has been under way for so long, with what chance adds.
        let first = requests_in(&mut run, 12_000);
        assert!(first >= 1, "{fault:?}: nothing was asked after the recovery");
        println!("{fault:?} for 5 min, 50 operations: {failing} requests, {healthy} in health");
    }
}

#[test]
fn while_the_browser_is_offline_nothing_is_sent_and_one_question_follows() {
    let mut run = busy();
    run.pass(10_000);
    run.act(&Action::Online(false));
    assert_eq!(requests_in(&mut run, OUTAGE_MS), 0);
    let before = run.wire.sent();
    run.act(&Action::Online(true));
    let caught_up = run.wire.sent() - before + requests_in(&mut run, 2_000);
    assert_eq!(caught_up, 1, "one catch-up within two seconds, and no burst");
}

#[test]
fn fifty_operations_cost_one_list_a_round_and_five_tabs_cost_no_more() {
    let one = requests_in(&mut busy(), 60_000);
    let mut run = busy();
    for _ in 0..4 {
        run.act(&Action::OpenTab);
    }
    let five = requests_in(&mut run, 60_000);
    println!("50 operations followed for 60 s: {one} requests with one tab, {five} with five (preflights not counted)");
    assert!(one <= 30 && five <= one + 4, "{one} {five}");
}

#[test]
fn a_poller_that_is_killed_is_replaced() {
    let mut run = busy();
    run.act(&Action::OpenTab);
    run.pass(5_000);
    run.act(&Action::KillTab);
    let after = requests_in(&mut run, 6_000);
    assert!(after >= 1, "nobody asks any more");
    run.act(&Action::OpenTab);
    run.act(&Action::Show(false));
    run.act(&Action::SwitchTab);
    let hidden_leads = requests_in(&mut run, 20_000);
    assert!(hidden_leads >= 4, "a tab that is seen asks in its own time: {hidden_leads}");
}

#[test]
fn a_tab_that_nobody_sees_asks_every_fifteen_seconds_and_with_nothing_to_do_not_at_all() {
    let mut run = busy();
    run.act(&Action::Show(false));
    let hidden = requests_in(&mut run, 60_000);
    assert!((3..=5).contains(&hidden), "{hidden}");
    let mut idle = Simulation::new(None);
    idle.pass(1_000);
    let seen = requests_in(&mut idle, 10 * 60_000);
    assert!((9..=10).contains(&seen), "once a minute: {seen}");
    idle.act(&Action::Show(false));
    assert_eq!(requests_in(&mut idle, 10 * 60_000), 0);
    let before = idle.wire.sent();
    idle.act(&Action::Show(true));
    assert_eq!(idle.wire.sent() - before, 1, "one on return");
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
            run.wire.sandbox.world().event_ms = ends_after_ms..=ends_after_ms;
            run.act(&Action::Begin {
                verb: Verb::Create,
                pick: usize::try_from(number).expect("a small number"),
                note: Fault::None,
                send: Fault::None,
                twice: false,
            });
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
    let mut run = busy();
    run.pass(10_000);
    run.act(&Action::Revoke);
    assert_eq!(requests_in(&mut run, OUTAGE_MS), 1, "the one that learns of it");
    run.act(&Action::Renew);
    assert!(requests_in(&mut run, 12_000) >= 1, "it goes on");
}
