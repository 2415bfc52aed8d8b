//! A world that knows when its snapshots were taken, with a browser in it that does not.

use proptest::collection::vec;
use proptest::prelude::*;

use super::{DAY, MINUTE_MS};
use crate::list::arena::Side;
use crate::list::dates::{Dates, Facts, Span};
use crate::list::elsewhere::{Cause, Causes};
use crate::list::query::Sort;
use crate::list::rows::Rows;
use crate::list::visits::Visits;
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;

/// What happens in the world. Numbers choose, modulo what there is; times are minutes.
#[derive(Clone, Debug)]
pub(super) enum Happening {
    Passes(i64),
    Taken {
        machine: u8,
        late: i64,
        own: bool,
        how: How,
    },
    /// A create that came to nothing.
    Failed(u8),
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

/// How a snapshot comes about, and what the team's events tell of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum How {
    ByHand,
    /// As nothing is that is known of.
    Silently,
    BySchedule {
        has_event: bool,
    },
    /// Before a restore, which has an event of its own.
    ForSafety {
        has_event: bool,
    },
}

fn how() -> impl Strategy<Value = How> {
    prop_oneof![
        4 => Just(How::ByHand),
        2 => any::<bool>().prop_map(|has_event| How::BySchedule { has_event }),
        1 => any::<bool>().prop_map(|has_event| How::ForSafety { has_event }),
    ]
}

pub(super) fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    let one = prop_oneof![
        4 => (1..3 * DAY).prop_map(Happening::Passes),
        2 => (1..90_i64).prop_map(Happening::Passes),
        8 => (any::<u8>(), 0..45_i64, prop::bool::weighted(0.2), how())
            .prop_map(|(machine, late, own, how)| Happening::Taken { machine, late, own, how }),
        1 => any::<u8>().prop_map(Happening::Failed),
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
pub(super) struct World {
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
    /// The machine, whether it is a create or a restore, and whether it was done, from one minute to another.
    events: Vec<(u8, bool, bool, i64, i64)>,
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

    pub(super) fn happen(&mut self, happening: &Happening) {
        match *happening {
            Happening::Passes(minutes) => self.now += minutes,
            Happening::Failed(number) => self.events.push((number % 4, true, false, self.now - 3, self.now)),
            Happening::Taken { machine: number, late, own, how } => {
                self.count += 1;
                self.now += 1;
                if self.born.iter().all(|(known, _)| *known != number % 4) {
                    self.born.push((number % 4, self.now));
                    self.now += 1;
                }
                let id = format!("s{}", self.count);
                let snapshot = Snapshot {
                    id: id.as_str().into(),
                    is_auto_snapshot: matches!(how, How::BySchedule { .. }),
                    machine_id: machine(number % 4),
                    name: id.as_str().into(),
                };
                let (at, drift) = (self.now, self.drift);
                let (has_event, has_restore) = match how {
                    How::ByHand => (true, false),
                    How::Silently => (false, false),
                    How::BySchedule { has_event } => (has_event, false),
                    How::ForSafety { has_event } => (has_event, true),
                };
                // Some take hours.
                let began = at - if self.count.is_multiple_of(7) { 200 } else { 2 };
                self.events.extend(has_event.then_some((number % 4, true, true, began, at + 1)));
                self.events.extend(has_restore.then_some((number % 4, false, true, at - 2, at + 9)));
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

    /// As far back as the newest dozens reach.
    fn causes(&self) -> Causes {
        let cause = |(at, (number, is_create, is_done, began, ended)): (usize, &(u8, bool, bool, i64, i64))| Cause {
            event_id: format!("e{at}").as_str().into(),
            machine_id: machine(*number),
            began: Some(self.local(*began, 0)),
            ended: Some(self.local(*ended, 0)),
            has_taken: *is_create && *is_done,
        };
        let mut all: Vec<Cause> = self.events.iter().enumerate().map(cause).collect();
        all.sort_by_key(|cause| std::cmp::Reverse(cause.began));
        all.truncate(24);
        let since = all.last().and_then(|oldest| oldest.began);
        Causes { all, since }
    }

    /// What the browser would show of each row, in one order: the row's truth beside it.
    pub(super) fn shown(&self, sort: Sort) -> Vec<(Timestamp, Span)> {
        self.shown_with(sort, &self.causes())
    }

    pub(super) fn shown_with(&self, sort: Sort, causes: &Causes) -> Vec<(Timestamp, Span)> {
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
        let facts = Facts { visits: &self.visits, known: &own, born: &born, causes };
        let dates = Dates::of(self.local(self.now, self.drift), &rows, sort, facts);
        seen.iter().enumerate().map(|(at, one)| (moment(one), dates.at(at))).collect()
    }
}

pub(super) fn machine(number: u8) -> crate::model::ids::MachineId {
    format!("m{number}").as_str().into()
}
