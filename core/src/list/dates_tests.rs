//! When snapshots were taken, against a world that knows.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::list::arena::Side;
use crate::model::snapshot::Snapshot;

const MINUTE_MS: i64 = 60_000;
const DAY: i64 = 24 * 60;

/// What happens in the world. Numbers choose, modulo what there is; times are minutes.
#[derive(Clone, Debug)]
enum Happening {
    Passes(i64),
    Taken {
        machine: u8,
        late: i64,
        own: bool,
    },
    Deleted(u8),
    /// Another machine is hidden from the account, or shown again.
    Hidden(u8),
    /// The list is looked at: so many of the newest.
    Visit(u8),
    /// The clock goes a little wrong.
    Drifts(i64),
    /// It was weeks ahead, and is put right.
    PutRight,
}

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    let one = prop_oneof![
        4 => (1..3 * DAY).prop_map(Happening::Passes),
        2 => (1..90_i64).prop_map(Happening::Passes),
        8 => (any::<u8>(), 0..45_i64, prop::bool::weighted(0.2))
            .prop_map(|(machine, late, own)| Happening::Taken { machine, late, own }),
        3 => any::<u8>().prop_map(Happening::Deleted),
        1 => any::<u8>().prop_map(Happening::Hidden),
        6 => (3..40_u8).prop_map(Happening::Visit),
        1 => (-5..=5_i64).prop_map(Happening::Drifts),
        1 => Just(Happening::PutRight),
    ];
    vec(one, 1..80)
}

/// A snapshot, and what only the world knows of it.
struct Taken {
    snapshot: Snapshot,
    /// The minute of the world.
    at: i64,
    listed_at: i64,
    /// How wrong the clock was then.
    drift: i64,
    own: bool,
}

/// The world, with its time in minutes and a browser in it.
#[derive(Default)]
struct World {
    now: i64,
    taken: Vec<Taken>,
    count: usize,
    hidden: Vec<u8>,
    drift: i64,
    /// The minute in which each machine was created.
    born: Vec<(u8, i64)>,
    /// By how much the clock is ahead.
    ahead: i64,
    visits: Visits,
}

impl World {
    fn local(&self, minute: i64, drift: i64) -> Timestamp {
        Timestamp((minute + drift + self.ahead) * MINUTE_MS)
    }

    /// The newest that the account may see, newest first.
    fn newest(&self, count: usize) -> Vec<&Taken> {
        let is_listed = |one: &&Taken| {
            one.listed_at <= self.now && self.hidden.iter().all(|hidden| one.snapshot.machine_id != machine(*hidden))
        };
        self.taken.iter().rev().filter(is_listed).take(count).collect()
    }

    fn happen(&mut self, happening: &Happening) {
        match *happening {
            Happening::Passes(minutes) => self.now += minutes,
            Happening::Taken { machine: number, late, own } => {
                self.count += 1;
                self.now += 1;
                if self.born.iter().all(|(known, _)| *known != number % 4) {
                    self.born.push((number % 4, self.now));
                    self.now += 1;
                }
                let id = format!("s{}", self.count);
                let snapshot = Snapshot {
                    id: id.as_str().into(),
                    is_auto_snapshot: false,
                    machine_id: machine(number % 4),
                    name: id.as_str().into(),
                };
                let (at, drift) = (self.now, self.drift);
                self.taken.push(Taken { snapshot, at, listed_at: at + late, drift, own });
            }
            Happening::Deleted(number) if !self.taken.is_empty() => {
                // The oldest more often, as rotation does.
                let at = usize::from(number) % self.taken.len().min(if number % 2 == 0 { 3 } else { 100 });
                self.taken.remove(at);
            }
            Happening::Deleted(_) => {}
            Happening::Hidden(number) => match self.hidden.iter().position(|hidden| *hidden == number % 4) {
                Some(at) => drop(self.hidden.remove(at)),
                None => self.hidden.push(number % 4),
            },
            Happening::Visit(count) => {
                let page: Vec<Snapshot> =
                    self.newest(count.into()).into_iter().map(|one| one.snapshot.clone()).collect();
                let now = self.local(self.now, self.drift);
                self.visits.note(now, &page);
                self.visits = Visits::read(&self.visits.write());
            }
            Happening::Drifts(minutes) => self.drift = minutes,
            Happening::PutRight => self.ahead -= 365 * DAY,
        }
    }

    /// What the browser would show of each row, in one order: the row's truth beside it.
    fn shown(&self, sort: Sort) -> Vec<(Timestamp, Span)> {
        let mut seen = self.newest(30);
        match sort {
            Sort::Newest => {}
            Sort::Oldest => seen.reverse(),
            _ => seen.sort_by(|a, b| a.snapshot.name.cmp(&b.snapshot.name)),
        }
        let mut rows = Rows::default();
        rows.begin(sort);
        rows.append(&seen.iter().map(|one| one.snapshot.clone()).collect::<Vec<_>>(), Side::Near);
        let moment = |one: &Taken| self.local(one.at, one.drift);
        let span = |one: &Taken| Span { from: Some(moment(one)), to: Some(moment(one).plus_ms(90_000)) };
        let own: Vec<_> = seen.iter().filter(|one| one.own).map(|one| (one.snapshot.id.clone(), span(one))).collect();
        let born: Vec<_> = self.born.iter().map(|(number, at)| (machine(*number), self.local(*at, 0))).collect();
        let facts = Facts { visits: &self.visits, known: &own, born: &born };
        let dates = Dates::of(self.local(self.now, self.drift), &rows, sort, facts);
        seen.iter().enumerate().map(|(at, one)| (moment(one), dates.at(at))).collect()
    }
}

fn machine(number: u8) -> crate::model::ids::MachineId {
    format!("m{number}").as_str().into()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn no_span_excludes_the_truth(happenings in happenings()) {
        let mut world = World::default();
        for happening in &happenings {
            world.happen(happening);
            for sort in Sort::ALL {
                for (truth, span) in world.shown(sort) {
                    prop_assert!(span.from.is_none_or(|from| from <= truth), "{truth:?} {span:?}");
                    prop_assert!(span.to.is_none_or(|to| truth <= to), "{truth:?} {span:?}");
                }
            }
        }
    }
}

/// A world that is visited once a day, with a schedule for each machine.
fn a_week_of_daily_visits() -> World {
    let mut world = World::default();
    for _ in 0..60 {
        world.happen(&Happening::Taken { machine: 0, late: 5, own: false });
        world.happen(&Happening::Passes(DAY));
    }
    for day in 0..7 {
        world.happen(&Happening::Visit(30));
        for machine in 0..4 {
            world.happen(&Happening::Passes(5 * 60));
            world.happen(&Happening::Taken { machine, late: 5, own: day == 3 && machine == 2 });
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
        let facts = Facts { visits: &Visits::default(), known: &[], born: &born };
        let dates = Dates::of(day(30), &rows, sort, facts);
        let spans: Vec<Span> = (0..seen.len()).map(|at| dates.at(at)).collect();
        assert_eq!(spans, expected, "{sort:?}");
    }
}
