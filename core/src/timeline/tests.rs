//! Tables and properties of the layout: no place says more than is known, and nothing is lost.

use std::sync::Arc;

use proptest::prelude::*;

use super::axis::{Axis, Unit, ticks};
use super::happenings::{Account, Happening, Tone, happenings};
use super::layout::{ARROWS_MAX, Frame, Look, Picture, Step, Story, What, picture};
use crate::list::dates::Span;
use crate::model::event::{Event, EventState};
use crate::model::ids::SnapshotId;
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;
use crate::operations::operation::{Operation, OperationId, Outcome, Phase, Verb};

const DAY: i64 = 86_400_000;
const NOW: i64 = 1_795_000_000_000;
const FRAME: Frame = Frame { width: 1_000, pitch: 28, label: (90, 20) };

fn ago(days: f64) -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "a few years in milliseconds")]
    Timestamp(NOW - (days * 86_400_000.0) as i64)
}

fn event(id: &str, name: &str, state: EventState, at: Option<Timestamp>) -> Event {
    Event {
        id: id.into(),
        name: Arc::from(name),
        state,
        machine_id: None,
        dt_created: at,
        dt_started: None,
        dt_finished: None,
        error: None,
    }
}

fn operation(verb: Verb, on: &str, number: u32, at: Timestamp, phase: Phase) -> Operation {
    let on = Snapshot { id: on.into(), is_auto_snapshot: false, machine_id: "m".into(), name: Arc::from("s") };
    let intended = Operation::intended(OperationId::new(at, number), verb, &on, Arc::from("m"), at);
    Operation { phase, ..intended }
}

fn done() -> Phase {
    Phase::Ended { outcome: Outcome::Done, at: Timestamp(NOW) }
}

fn moment(days: f64) -> Span {
    Span { from: Some(ago(days)), to: Some(ago(days).plus_ms(8_000)) }
}

fn before(days: f64) -> Span {
    Span { from: None, to: Some(ago(days)) }
}

fn between(from: f64, to: f64) -> Span {
    Span { from: Some(ago(from)), to: Some(ago(to)) }
}

fn drawn(spans: &[Span], happenings: &[Happening], created: Option<Timestamp>, frame: Frame) -> Picture {
    let snapshots: Vec<_> =
        spans.iter().enumerate().map(|(at, span)| (SnapshotId::from(format!("s{at}").as_str()), *span)).collect();
    let story = Story { snapshots: &snapshots, happenings, created, now: Timestamp(NOW) };
    picture(&story, &frame, start_of)
}

/// A calendar of whole days since 1970, with months of 30.
fn start_of(at: Timestamp, unit: Unit) -> Timestamp {
    let ms = match unit {
        Unit::Hour => 3_600_000,
        Unit::Day => DAY,
        Unit::Month => 30 * DAY,
        Unit::Year => 365 * DAY,
    };
    Timestamp(at.0.div_euclid(ms) * ms)
}

/// The look and the share of each mark, from the left.
fn looks(picture: &Picture) -> Vec<(Look, usize)> {
    picture.marks.iter().map(|mark| (mark.look, mark.count)).collect()
}

#[test]
fn what_is_known_decides_what_a_snapshot_looks_like() {
    let created = Some(ago(100.0));
    for (what, spans, created, expected) in [
        ("nothing", vec![], created, vec![]),
        ("a moment", vec![moment(5.0)], created, vec![(Look::Dot, 1)]),
        ("a span", vec![between(9.0, 5.0)], created, vec![(Look::Hollow, 1)]),
        ("an end", vec![before(5.0)], created, vec![(Look::Hollow, 1)]),
        ("a beginning", vec![Span { from: Some(ago(5.0)), to: None }], created, vec![(Look::Hollow, 1)]),
        ("nothing of it", vec![Span::default()], created, vec![(Look::Apart, 1)]),
        ("nothing of any", vec![Span::default(); 3], None, vec![(Look::Apart, 1); 3]),
        ("two at once", vec![moment(5.0), moment(5.001)], created, vec![(Look::Dot, 2)]),
        ("before a clock that was set back", vec![moment(-3.0)], created, vec![(Look::Dot, 1)]),
        ("more than fit", vec![Span::default(); 600], created, vec![(Look::Apart, 17); 25]),
    ] {
        let picture = drawn(&spans, &[], created, FRAME);
        if spans.len() < 600 {
            assert_eq!(looks(&picture), expected, "{what}");
        }
        assert_eq!(picture.stops.len(), spans.len(), "{what}");
    }
}

#[test]
fn what_says_the_same_shares_an_outline_and_others_lie_in_lanes() {
    for (what, spans, lanes) in [
        ("the same", vec![between(9.0, 5.0), between(9.0, 5.0)], 1),
        ("one after the other", vec![between(5.0, 2.0), between(9.0, 5.0)], 2),
        ("overlapping", vec![between(7.0, 2.0), between(9.0, 5.0)], 2),
        ("a moment within", vec![between(9.0, 5.0), moment(7.0)], 1),
    ] {
        let picture = drawn(&spans, &[], Some(ago(10.0)), FRAME);
        assert_eq!(picture.outlines.len(), lanes, "{what}");
        let ys: Vec<u32> = picture.outlines.iter().map(|one| one.y).collect();
        match what {
            "one after the other" => assert_eq!(ys[0], ys[1], "{what}"),
            "overlapping" => assert_ne!(ys[0], ys[1], "{what}"),
            _ => {}
        }
    }
    // Nothing says when a machine was created: an outline without a beginning is open.
    let open = |created| drawn(&[before(5.0)], &[], created, FRAME).outlines[0];
    assert!(open(None).is_open && open(None).x == 0);
    assert!(!open(Some(ago(10.0))).is_open);
}

#[test]
fn a_long_past_of_which_nothing_is_known_is_shortened() {
    let picture = drawn(&[moment(3.0), before(30.0)], &[], Some(ago(700.0)), FRAME);
    let axis = picture.axis.expect("an axis");
    let knee = axis.knee.expect("a knee");
    assert!((200..300).contains(&knee), "{knee}");
    assert!(drawn(&[moment(3.0)], &[], Some(ago(4.0)), FRAME).axis.expect("an axis").knee.is_none());
}

#[test]
fn an_event_of_our_own_operation_is_told_once_and_leads_to_its_snapshot() {
    let mut own = operation(Verb::Restore, "s1", 1, ago(1.0), done());
    own.event = Some("e1".into());
    let assumed = Operation { assumed: true, ..operation(Verb::Restore, "s0", 2, ago(3.0), done()) };
    let elsewhere = Operation { machine_id: "other".into(), ..operation(Verb::Restore, "s0", 3, ago(3.0), done()) };
    let refused = operation(Verb::Restore, "s0", 4, ago(3.0), Phase::Withdrawn);
    let events = [
        event("e1", "snapshot-restore", EventState::Done, Some(ago(1.0))),
        event("e2", "snapshot-restore", EventState::Done, Some(ago(2.0))),
        event("e3", "start", EventState::Done, Some(ago(2.5))),
        event("e4", "stop", EventState::Error, Some(ago(4.0))),
        event("e5", "stop", EventState::Done, None),
    ];
    let all = happenings(&"m".into(), &events, [&own, &assumed, &elsewhere, &refused]);
    let told: Vec<_> = all.iter().map(|one| (one.key(), one.tone(), one.is_marked(), one.source().is_some())).collect();
    let expected = [
        (own.id.as_str(), Tone::Done, true, true),
        ("e2", Tone::Done, true, false),
        ("e3", Tone::Done, false, false),
        (assumed.id.as_str(), Tone::Done, true, false),
        ("e4", Tone::Failed, true, false),
        ("e5", Tone::Done, false, false),
    ];
    assert_eq!(told, expected);
    let picture = drawn(&[moment(0.5), moment(2.0)], &all, Some(ago(5.0)), FRAME);
    let [arrow] = picture.arrows[..] else { panic!("one arrow: {:?}", picture.arrows) };
    let (from, to) = (picture.marks[arrow.from], picture.marks[arrow.to]);
    assert!(from.y < to.y && to.x < from.x, "back and down: {from:?} {to:?}");
    assert_eq!((to.look, from.look), (Look::Dot, Look::Happening(Tone::Done)));
    assert_eq!((arrow.curve[0].1, arrow.curve[3].0), (from.y, to.x));
    assert_eq!(picture.axis.expect("an axis").minor.len(), 1, "what has no date is in the list only");
}

#[test]
fn a_restore_that_failed_or_whose_snapshot_is_gone_has_no_arrow() {
    let failed = Phase::Ended { outcome: Outcome::Failed { reason: None }, at: Timestamp(NOW) };
    let one = operation(Verb::Restore, "s0", 1, ago(1.0), failed);
    let two = operation(Verb::Restore, "gone", 2, ago(2.0), done());
    let picture = drawn(&[moment(3.0)], &happenings(&"m".into(), &[], [&one, &two]), None, FRAME);
    assert_eq!((picture.arrows.len(), picture.stops.len()), (0, 3));
    let looks: Vec<Look> = picture.marks.iter().map(|mark| mark.look).collect();
    assert_eq!(looks, [Look::Happening(Tone::Done), Look::Happening(Tone::Failed), Look::Dot]);
}

#[test]
fn keys_lead_through_all_in_order_and_pressing_a_mark_again_to_those_behind_it() {
    let restored = [Happening {
        at: Some(ago(4.0)),
        account: Account::Event(event("e", "snapshot-restore", EventState::Done, Some(ago(4.0)))),
    }];
    let picture = drawn(&[moment(1.0), moment(1.001), moment(1.002), moment(8.0)], &restored, Some(ago(9.0)), FRAME);
    let whats: Vec<What> = picture.stops.iter().map(|stop| stop.what).collect();
    let snapshot = What::Snapshot;
    assert_eq!(whats, [snapshot(3), What::Happening(0), snapshot(2), snapshot(1), snapshot(0)]);
    for (at, step, expected) in [
        (0, Step::Newer, 1),
        (4, Step::Newer, 4),
        (1, Step::Older, 0),
        (0, Step::Older, 0),
        (2, Step::Oldest, 0),
        (2, Step::Newest, 4),
    ] {
        assert_eq!(picture.step(at, step), expected, "{at} {step:?}");
    }
    let mark = picture.stops[4].mark;
    for (at, expected) in [(0, 4), (4, 3), (3, 2), (2, 4)] {
        assert_eq!(picture.press(mark, at), Some(expected), "{at}");
    }
    assert_eq!((picture.rank(2), picture.rank(4), picture.rank(0), picture.rank(9)), ((1, 3), (3, 3), (1, 1), (0, 0)));
    assert_eq!((Picture::default().step(0, Step::Newer), Picture::default().press(0, 0)), (0, None));
}

#[test]
fn the_axis_has_few_dates_and_each_begins_a_unit() {
    for (days, unit) in [
        (0.1, None),
        (0.9, Some(Unit::Hour)),
        (4.0, Some(Unit::Day)),
        (30.0, Some(Unit::Day)),
        (200.0, Some(Unit::Month)),
        (700.0, Some(Unit::Month)),
        (4_000.0, Some(Unit::Year)),
    ] {
        let axis = Axis::new(ago(days), ago(days), Timestamp(NOW), false, (14, 986));
        let ticks = ticks(&axis, 90, start_of);
        assert!(ticks.len() <= 9 && (ticks.len() >= 3 || days < 1.0), "{days}: {ticks:?}");
        assert!(ticks.iter().all(|tick| Some(tick.unit) == unit || days < 1.0), "{days}: {ticks:?}");
        assert!(
            ticks.iter().all(|tick| tick.unit == Unit::Hour || start_of(tick.at, tick.unit) == tick.at),
            "{ticks:?}"
        );
        assert!(ticks.windows(2).all(|pair| pair[0].x + 70 < pair[1].x), "{days}: {ticks:?}");
        assert!(ticks.iter().all(|tick| tick.x >= 104 && tick.x <= 896), "{days}: {ticks:?}");
    }
}

prop_compose! {
    fn any_span()(kind in 0..5, from in 0.0..800.0_f64, length in 0.0..100.0_f64) -> Span {
        match kind {
            0 | 1 => moment(from),
            2 => between(from + length, from),
            3 => before(from),
            _ => Span::default(),
        }
    }
}

fn any_happening() -> impl Strategy<Value = Happening> {
    (prop::option::of(-20.0..800.0_f64), 0..3_usize, 0..60_u32).prop_map(|(days, state, number)| {
        let at = days.map(ago);
        let account = match state {
            0 => Account::Own(Box::new(operation(Verb::Restore, &format!("s{number}"), number, ago(1.0), done()))),
            1 => Account::Event(event("e", "stop", EventState::Error, at)),
            _ => Account::Event(event("e", "start", EventState::Done, at)),
        };
        Happening { at, account }
    })
}

proptest! {
    #[test]
    fn nothing_is_lost_nothing_is_outside_and_what_is_older_stands_left(
        mut spans in prop::collection::vec(any_span(), 0..80),
        mut happened in prop::collection::vec(any_happening(), 0..30),
        created in prop::option::of(-5.0..900.0_f64),
        width in 200_u32..1_600,
        pitch in prop::sample::select(vec![28_u32, 44]),
    ) {
        let newest = |span: &Span| span.to.or(span.from).unwrap_or(Timestamp(0));
        spans.sort_by_key(|span| std::cmp::Reverse(newest(span)));
        happened.sort_by_key(|one| std::cmp::Reverse(one.at));
        let picture = drawn(&spans, &happened, created.map(ago), Frame { width, pitch, label: (60, 20) });
        // Each snapshot and each happening with a mark is a stop, once.
        let mut snapshots: Vec<usize> = Vec::new();
        for stop in &picture.stops {
            if let What::Snapshot(at) = stop.what {
                snapshots.push(at);
            }
        }
        let oldest_first: Vec<usize> = (0..spans.len()).rev().collect();
        prop_assert_eq!(&snapshots, &oldest_first);
        let marked = happened.iter().filter(|one| one.is_marked()).count();
        prop_assert_eq!(picture.stops.len(), spans.len() + marked);
        prop_assert_eq!(picture.marks.iter().map(|mark| mark.count).sum::<usize>(), picture.stops.len());
        prop_assert!(picture.arrows.len() <= ARROWS_MAX);
        for mark in &picture.marks {
            prop_assert!(mark.count > 0 && mark.x <= width && mark.y + pitch / 2 <= picture.height, "{:?}", mark);
        }
        for one in &picture.outlines {
            prop_assert!(one.x + one.width <= width && one.y + one.height <= picture.height, "{:?}", one);
        }
        // Those beside each other can be told apart.
        for (at, one) in picture.marks.iter().enumerate() {
            for other in &picture.marks[at + 1..] {
                prop_assert!(one.y != other.y || one.x.abs_diff(other.x) + 8 >= pitch, "{:?} {:?}", one, other);
            }
        }
        // Of those whose moment is known, none stands right of a newer one.
        let dot = |at: usize| {
            let stop = picture.stops.iter().find(|stop| stop.what == What::Snapshot(at))?;
            Some(picture.marks[stop.mark]).filter(|mark| mark.look == Look::Dot)
        };
        let mut dots: Vec<_> = (0..spans.len()).filter_map(|at| Some((spans[at].from?, dot(at)?.x))).collect();
        dots.sort();
        prop_assert!(dots.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{:?}", dots);
    }
}
