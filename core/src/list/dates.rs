//! Between which moments snapshots were taken. The API gives no date, so this is put together from what is certain: own operations,
//! what was listed on one visit and not on another ([`Visits`]), that no snapshot is older than its machine, and Paperspace's order
//! over all machines, by which each known time bounds all that is older and all that is newer.
//!
//! Moments are by this browser's clock. One that was far ahead on one visit and right on the next, without ever going
//! backwards in between, is not noticed.

use rustc_hash::FxHashMap;

use crate::list::arena::{Handle, PLACED_HERE, Side};
use crate::list::elsewhere::{self, Causes};
use crate::list::query::Sort;
use crate::list::rows::Rows;
pub use crate::list::span::Span;
use crate::list::visits::{Look, Visits};
use crate::model::ids::{MachineId, SnapshotId};
use crate::model::time::Timestamp;

/// How much later than it was taken a snapshot may show in the list. How late that is, nobody has settled.
pub const LISTED_LATE_MS: i64 = 3_600_000;

/// Rows above a look's newest that are asked whether their machine could be seen then.
const NEWCOMERS_ASKED: usize = 50;

/// Of a longer list it is not asked which is the oldest of each machine: that would take milliseconds at each change.
const BORN_ROWS_MAX: usize = 20_000;

/// When the rows of one list were taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dates {
    /// By number in the list: what is known of single snapshots.
    known: Vec<(usize, Span)>,
    /// By number in a list of the newest first: what follows for that row and for others.
    marks: Vec<(usize, Span)>,
    /// The rows, where they are in the order of their age.
    aged: Option<Aged>,
}

/// What is known beside the list.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub visits: &'a Visits,
    /// Of single snapshots.
    pub known: &'a [(SnapshotId, Span)],
    /// When machines were created, by Paperspace's clock: not sorted, and of some only.
    pub born: &'a [(MachineId, Timestamp)],
    pub causes: &'a Causes,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Aged {
    rows: usize,
    is_oldest_first: bool,
}

impl Aged {
    /// The number of a row in a list of the newest first, and back.
    fn turned(self, at: usize) -> usize {
        if self.is_oldest_first { self.rows.saturating_sub(at + 1) } else { at }
    }
}

impl Dates {
    pub fn of(now: Timestamp, rows: &Rows, sort: Sort, facts: Facts<'_>) -> Self {
        let listed = rows.listed();
        let is_oldest_first = sort == Sort::Oldest;
        let aged = (!sort.is_by_name()).then_some(Aged { rows: listed.len(), is_oldest_first });
        let looks = facts.visits.looks(now);
        let places = places(rows, looks, facts.known);
        let known: Vec<(usize, Span)> =
            facts.known.iter().filter_map(|(id, span)| Some((*places.get(&rows.get(id)?.handle)?, *span))).collect();
        let mut marks = Vec::new();
        if let Some(aged) = aged {
            marks.extend(known.iter().map(|(at, span)| (aged.turned(*at), span.widened())));
            for look in looks {
                marks.extend(cut(rows, aged, facts.visits, look, &places));
            }
            marks.extend(born(now, rows, aged, facts.born));
            spread(&mut marks);
        }
        let dates = Self { known, marks, aged };
        dates.with_events(rows, facts.causes)
    }

    /// With what the team's events say of rows of which nothing better is known.
    fn with_events(mut self, rows: &Rows, causes: &Causes) -> Self {
        let Some(aged) = self.aged else { return self };
        let newest = (0..rows.listed().len()).filter_map(|at| {
            let at = aged.turned(at);
            let row = rows.store().row(*rows.listed().get(at)?)?;
            let is_known = self.known.iter().any(|(known, _)| *known == at);
            (!is_known).then(|| (at, row, self.at(at)))
        });
        let told = elsewhere::told(rows, newest, causes);
        if !told.is_empty() {
            self.marks.extend(told.iter().map(|(at, span)| (aged.turned(*at), span.widened())));
            spread(&mut self.marks);
            self.known.extend(told);
        }
        self
    }

    /// What is known of the row with that number in the list.
    pub fn at(&self, row: usize) -> Span {
        let known = self
            .known
            .iter()
            .filter(|(at, _)| *at == row)
            .fold(Span::default(), |all, (_, span)| all.narrowed_by(*span));
        let Some(aged) = self.aged else { return known };
        let row = aged.turned(row);
        let newer = self.marks.partition_point(|(at, _)| *at <= row);
        let older = self.marks.partition_point(|(at, _)| *at < row);
        let to = newer.checked_sub(1).and_then(|at| self.marks[at].1.to);
        let from = self.marks.get(older).and_then(|(_, span)| span.from);
        Span { from, to }.narrowed_by(known)
    }
}

/// Where in the list the rows are that anything is known of.
fn places(rows: &Rows, looks: &[Look], known: &[(SnapshotId, Span)]) -> FxHashMap<Handle, usize> {
    let ids = looks.iter().flat_map(|look| &look.newest).chain(known.iter().map(|(id, _)| id));
    let mut places: FxHashMap<Handle, usize> = ids
        .filter_map(|id| rows.get(id))
        .filter(|row| rows.store().side(row.handle) == Some(Side::Near))
        .map(|row| (row.handle, usize::MAX))
        .collect();
    let mut missing = places.len();
    for (at, handle) in rows.listed().iter().enumerate() {
        // They are among the newest: of a long list only the beginning is looked at.
        if missing == 0 {
            break;
        }
        if let Some(place) = places.get_mut(handle) {
            *place = at;
            missing -= 1;
        }
    }
    places.retain(|handle, place| *place != usize::MAX && !rows.store().is_noted(*handle, PLACED_HERE));
    places
}

/// The oldest of each machine, as far as that says more than what is older still.
fn born(now: Timestamp, rows: &Rows, aged: Aged, born: &[(MachineId, Timestamp)]) -> Vec<(usize, Span)> {
    let (listed, store) = (rows.listed(), rows.store());
    if listed.len() > BORN_ROWS_MAX {
        return Vec::new();
    }
    // What the clock of this browser has not come to says that one of the two is wrong.
    let of = |id: &MachineId| born.iter().find(|(known, at)| known == id && *at <= now).map(|(_, at)| *at);
    let mut left: Vec<Option<Timestamp>> = store.machines().iter().map(of).collect();
    let mut latest = None;
    let mark = |at: usize| {
        let row = store.row(*listed.get(aged.turned(at))?)?;
        let born = left.get_mut(row.machine)?.take()?;
        (latest < Some(born) && !store.is_noted(row.handle, PLACED_HERE)).then(|| {
            latest = Some(born);
            (at, Span { from: latest, to: None }.widened())
        })
    };
    (0..listed.len()).rev().filter_map(mark).collect()
}

/// The first of its newest that is still there was taken before a look, and what stands above it after the look: all
/// that stood there then is known by its id.
fn cut(
    rows: &Rows,
    aged: Aged,
    visits: &Visits,
    look: &Look,
    places: &FxHashMap<Handle, usize>,
) -> impl Iterator<Item = (usize, Span)> {
    let place = |id: &SnapshotId| places.get(&rows.get(id)?.handle).copied();
    let anchor = look.newest.iter().find_map(place).map(|at| aged.turned(at));
    let is_newcomer = |at: &usize| {
        let row = rows.listed().get(aged.turned(*at)).and_then(|handle| rows.store().row(*handle));
        row.is_some_and(|row| {
            let was_there = look.newest.iter().any(|id| id.as_str() == row.id);
            !was_there && visits.saw(look, row.machine_id) && !rows.store().is_noted(row.handle, PLACED_HERE)
        })
    };
    let above = anchor.map_or(0..0, |anchor| anchor.saturating_sub(NEWCOMERS_ASKED)..anchor);
    let newcomer = above.rev().find(is_newcomer);
    let before = anchor.map(|at| (at, Span { from: None, to: Some(look.first) }.widened()));
    let after = Timestamp(look.last.0 - LISTED_LATE_MS);
    before.into_iter().chain(newcomer.map(|at| (at, Span { from: Some(after), to: None })))
}

/// Lets each mark say what follows from all others: what is older was not taken later.
fn spread(marks: &mut [(usize, Span)]) {
    marks.sort_unstable_by_key(|(at, _)| *at);
    let mut to: Option<Timestamp> = None;
    for (_, span) in marks.iter_mut() {
        to = [to, span.to].into_iter().flatten().min();
        span.to = to;
    }
    let mut from = None;
    for (_, span) in marks.iter_mut().rev() {
        from = span.from.max(from);
        span.from = from;
    }
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
