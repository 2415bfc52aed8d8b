//! When snapshots were taken, against a world that knows.

use proptest::prelude::*;

use super::*;
use crate::list::arena::Side;
use crate::model::snapshot::Snapshot;

const MINUTE_MS: i64 = 60_000;
const DAY: i64 = 24 * 60;

#[path = "dates_world.rs"]
mod world;

use self::world::{Happening, How, World, happenings, machine};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn no_span_excludes_the_truth(happenings in happenings()) {
        let mut world = World::default();
        for happening in &happenings {
            world.happen(happening);
            for sort in Sort::ALL {
                for (truth, span) in world.shown_with(sort, &Causes::default()) {
                    prop_assert!(span.from.is_none_or(|from| from <= truth), "{truth:?} {span:?}");
                    prop_assert!(span.to.is_none_or(|to| truth <= to), "{truth:?} {span:?}");
                }
                for (truth, span) in world.shown(sort) {
                    // By this browser's clock, or by Paperspace's.
                    let (early, late) = (Timestamp(truth.0 - 5 * MINUTE_MS), Timestamp(truth.0 + 5 * MINUTE_MS));
                    prop_assert!(span.from.is_none_or(|from| from <= late), "{truth:?} {span:?}");
                    prop_assert!(span.to.is_none_or(|to| early <= to), "{truth:?} {span:?}");
                }
            }
        }
    }
}

/// A world that is visited once a day, with a schedule for each machine.
fn a_week_of_daily_visits() -> World {
    let mut world = World::default();
    for _ in 0..60 {
        world.happen(&Happening::Taken { machine: 0, late: 5, own: false, how: How::BySchedule { has_event: false } });
        world.happen(&Happening::Passes(DAY));
    }
    for day in 0..7 {
        world.happen(&Happening::Visit(30));
        for machine in 0..4 {
            world.happen(&Happening::Passes(5 * 60));
            world.happen(&Happening::Taken {
                machine,
                late: 5,
                own: day == 3 && machine == 2,
                how: How::BySchedule { has_event: false },
            });
        }
        world.happen(&Happening::Passes(3 * 60));
    }
    world.happen(&Happening::Visit(30));
    world
}

#[test]
fn after_a_week_of_daily_visits_nearly_all_of_that_week_is_known_to_about_a_day() {
    let world = a_week_of_daily_visits();
    let shown = world.shown(Sort::Newest);
    assert!(shown.iter().all(|(_, span)| span.is_known()));
    // Twenty-four were taken after the first visit; those of that first day have no machine that was seen before it.
    let days = |span: &Span| Some(span.to?.0 - span.from?.0).filter(|ms| *ms <= 2 * DAY * MINUTE_MS);
    let known = shown.iter().take(24).filter(|(_, span)| days(span).is_some()).count();
    assert!(known >= 22, "{known}: {shown:?}");
    let own = shown.iter().filter(|(_, span)| days(span).is_some_and(|ms| ms < 5 * MINUTE_MS)).count();
    assert_eq!(own, 1, "one was taken here, and its moment is known");
    // The same from the other end, and by name no more than what is known of each.
    let mut oldest = world.shown(Sort::Oldest);
    oldest.reverse();
    assert_eq!(oldest, shown);
    assert_eq!(world.shown(Sort::NameAsc).iter().filter(|(_, span)| span.is_known()).count(), 1);
}

#[test]
fn spans_that_contradict_each_other_say_nothing() {
    let span = |from: Option<i64>, to: Option<i64>| Span { from: from.map(Timestamp), to: to.map(Timestamp) };
    for (one, other, both) in [
        (span(Some(1), None), span(None, Some(5)), span(Some(1), Some(5))),
        (span(Some(1), Some(9)), span(Some(3), Some(5)), span(Some(3), Some(5))),
        (span(Some(6), None), span(None, Some(5)), span(None, None)),
        (span(None, None), span(None, Some(5)), span(None, Some(5))),
    ] {
        assert_eq!((one.narrowed_by(other), other.narrowed_by(one)), (both, both));
    }
}

#[test]
fn no_snapshot_is_older_than_its_machine_nor_is_what_is_newer() {
    let row = |id: &str, number: u8| Snapshot {
        id: id.into(),
        is_auto_snapshot: false,
        machine_id: machine(number),
        name: id.into(),
    };
    // The newest first; machine 2 is not known, and machine 3 was created in the future.
    let seen = [row("f", 3), row("e", 0), row("d", 2), row("c", 1), row("b", 0), row("a", 2)];
    let day = |day: i64| Timestamp(day * DAY * MINUTE_MS);
    let born = [(machine(0), day(1)), (machine(1), day(5)), (machine(3), day(90))];
    let not_before = |at: i64| Span { from: Some(day(at)), to: None }.widened();
    let mut expected = [not_before(5), not_before(5), not_before(5), not_before(5), not_before(1), Span::default()];
    for sort in [Sort::Newest, Sort::Oldest] {
        let mut rows = Rows::default();
        rows.begin(sort);
        let mut listed = seen.to_vec();
        if sort == Sort::Oldest {
            listed.reverse();
            expected.reverse();
        }
        rows.append(&listed, Side::Near);
        let facts = Facts { visits: &Visits::default(), known: &[], born: &born, causes: &Causes::default() };
        let dates = Dates::of(day(30), &rows, sort, facts);
        let spans: Vec<Span> = (0..seen.len()).map(|at| dates.at(at)).collect();
        assert_eq!(spans, expected, "{sort:?}");
    }
}

#[test]
fn what_others_take_by_hand_has_the_moment_of_its_event_if_no_other_can_be_its_own() {
    let by_hand = |machine| Happening::Taken { machine, late: 0, own: false, how: How::ByHand };
    let safety = Happening::Taken { machine: 1, late: 0, own: false, how: How::ForSafety { has_event: false } };
    let scheduled = Happening::Taken { machine: 1, late: 0, own: false, how: How::BySchedule { has_event: true } };
    let silent = Happening::Taken { machine: 1, late: 0, own: false, how: How::Silently };
    let minutes = |span: Span| span.from.zip(span.to).map_or(DAY, |(from, to)| (to.0 - from.0) / MINUTE_MS);
    let newest_after = |between: &[Happening]| {
        let mut world = World::default();
        for machine in 0..4 {
            world.happen(&by_hand(machine));
            world.happen(&Happening::Passes(DAY));
        }
        world.happen(&Happening::Visit(30));
        world.happen(&Happening::Passes(DAY));
        for happening in between {
            world.happen(happening);
            world.happen(&Happening::Passes(60));
        }
        world.happen(&Happening::Passes(DAY));
        world.happen(&Happening::Visit(30));
        world.shown(Sort::Newest)[0].1
    };
    assert_eq!(minutes(newest_after(&[by_hand(1)])), 3, "the only event is its own");
    assert_eq!(minutes(newest_after(&[by_hand(2), by_hand(1)])), 3, "what happens on other machines is no matter");
    let uncertain = [
        vec![by_hand(1), by_hand(1)],
        vec![Happening::Failed(1), by_hand(1)],
        vec![by_hand(1), safety],
        vec![scheduled, by_hand(1)],
        vec![silent, by_hand(1)],
    ];
    for between in uncertain {
        assert!(minutes(newest_after(&between)) > 2 * DAY, "{between:?}");
    }
}
