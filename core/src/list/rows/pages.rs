//! Merging a page into the rows. The page is newer: its rows move to where it has them, and rows that it covers but does not
//! have are deleted.

use super::{Rows, Run};
use crate::list::arena::{Handle, IN_PAGE, PLACED_HERE, REACHED, Row, Side};
use crate::model::snapshot::Snapshot;
use crate::planted::{Bug, is_planted};

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Settled {
    /// It has a row that was waiting to be confirmed, where it was expected.
    pub is_known: bool,
    /// It has a row that this walk had seen: rows moved between pages, and some may not have been seen.
    pub has_moved: bool,
    /// It has rows of the other side: nothing lies between the two.
    pub has_met: bool,
}

impl Rows {
    /// Appends a page to a side.
    pub fn append(&mut self, page: &[Snapshot], side: Side) -> Settled {
        let end = self.run(side).rows.len();
        self.settle(page, side, end, end == self.run(side).seen)
    }

    /// Appends a page while a walk goes over that side. Rows that the walk has seen stay where they are: ahead of it, its next
    /// page would delete them.
    pub fn append_ahead(&mut self, page: &[Snapshot], side: Side) -> Settled {
        let run = self.run(side);
        let seen = run.rows.get(..run.seen).unwrap_or_default();
        let is_seen = |row: &&Snapshot| self.get(&row.id).is_some_and(|known| seen.contains(&known.handle));
        let (behind, ahead): (Vec<_>, Vec<_>) = page.iter().partition(is_seen);
        let ahead: Vec<Snapshot> = ahead.into_iter().cloned().collect();
        let settled = self.settle(&ahead, side, self.run(side).rows.len(), false);
        Settled { has_moved: settled.has_moved || !behind.is_empty(), ..settled }
    }

    /// Merges a page behind the rows that the walk has seen.
    pub fn confirm(&mut self, page: &[Snapshot], side: Side) -> Settled {
        self.settle(page, side, self.run(side).seen, true)
    }

    /// A walk over a side begins.
    pub fn unsee(&mut self, side: Side) {
        self.run_mut(side).seen = 0;
    }

    /// The walk ends early; the rest of the side counts as seen.
    pub fn trust(&mut self, side: Side) {
        self.run_mut(side).seen = self.run(side).rows.len();
    }

    /// The walk is past the rows that it has not seen: they are deleted.
    pub fn drop_unseen(&mut self, side: Side) {
        let run = self.run_mut(side);
        let unseen = run.rows.split_off(run.seen);
        self.edition += u64::from(!unseen.is_empty());
        self.dismiss(&unseen);
    }

    /// Both sides have met and become one. A walk over the near side goes on over it.
    pub fn join(&mut self, walks_on: bool) {
        let Run { rows, seen } = std::mem::take(&mut self.far);
        for handle in &rows {
            self.store.set_side(*handle, Some(Side::Near));
        }
        if self.unseen(Side::Near) == 0 && seen == rows.len() && !walks_on {
            self.near.seen += seen;
        }
        self.edition += u64::from(!rows.is_empty());
        self.near.rows.extend(rows.into_iter().rev());
    }

    fn settle(&mut self, page: &[Snapshot], side: Side, at: usize, is_seen: bool) -> Settled {
        let has_met = self.meets(page, side.other());
        let Some(taken) = self.take_in(page) else { return Settled { has_met, ..Settled::default() } };
        if self.run(side).rows.get(at..).is_some_and(|waiting| waiting.starts_with(&taken)) && !has_met {
            self.unmark(&taken);
            self.run_mut(side).seen += if is_seen { taken.len() } else { 0 };
            return Settled { is_known: true, has_moved: false, has_met };
        }
        let is_known = self.drop_covered(side, at, has_met);
        let has_moved = self.run(side).rows.iter().take(at).any(|handle| self.store.is_noted(*handle, IN_PAGE));
        let at = at - self.pull_page(&taken, side, at);
        let run = self.run_mut(side);
        let is_appended = at == run.rows.len();
        run.rows.splice(at..at, taken.iter().copied());
        run.seen += if is_seen { taken.len() } else { 0 };
        self.edition += u64::from(!is_appended);
        taken.iter().for_each(|handle| self.stand(*handle, side));
        self.unmark(&taken);
        Settled { is_known, has_moved, has_met }
    }

    /// Whether a row's place can be trusted to tell how far a page reaches. Not if we placed it, or if it was renamed in a list
    /// sorted by name.
    fn is_sure(&self, known: Row<'_>, row: &Snapshot) -> bool {
        (known.name == &*row.name || !self.by_name) && !self.store.is_noted(known.handle, PLACED_HERE)
    }

    /// Whether a page has rows of the other side.
    fn meets(&self, page: &[Snapshot], other_side: Side) -> bool {
        let is_there = |known: &Row<'_>| self.store.side(known.handle) == Some(other_side);
        page.iter().any(|row| self.get(&row.id).filter(is_there).is_some_and(|known| self.is_sure(known, row)))
    }

    /// Stores and marks the rows of a page, each once. `None` if there are none.
    fn take_in(&mut self, page: &[Snapshot]) -> Option<Vec<Handle>> {
        let mut taken = Vec::with_capacity(page.len());
        for row in page {
            if self.gone.contains(&row.id) && !is_planted(Bug::GoneRowsReturn) {
                continue;
            }
            let known = self.get(&row.id);
            let is_renamed = known.is_some_and(|known| known.name != &*row.name);
            let is_sure = known.is_some_and(|known| self.is_sure(known, row));
            let Some(handle) = self.store.put(row) else { continue };
            if self.store.is_noted(handle, IN_PAGE) {
                continue;
            }
            self.store.set_noted(handle, if is_sure { IN_PAGE | REACHED } else { IN_PAGE }, true);
            self.edition += u64::from(is_renamed);
            taken.push(handle);
        }
        if is_planted(Bug::OrderIsReversed) {
            taken.reverse();
        }
        (!taken.is_empty()).then_some(taken)
    }

    fn unmark(&mut self, taken: &[Handle]) {
        taken.iter().for_each(|handle| self.store.set_noted(*handle, IN_PAGE | REACHED | PLACED_HERE, false));
    }

    /// Removes the waiting rows that the page would have if they still existed: those before the last row that it has.
    fn drop_covered(&mut self, side: Side, at: usize, has_met: bool) -> bool {
        let reached = |handle: &Handle| self.store.is_noted(*handle, REACHED);
        let waiting = self.run(side).rows.get(at..).unwrap_or_default();
        let last = waiting.iter().rposition(reached).map(|last| last + 1);
        let covered = if has_met { waiting.len() } else { last.unwrap_or(0) };
        let beyond = &self.run(side.other()).rows;
        let first = beyond.iter().position(reached).filter(|_| has_met).unwrap_or(beyond.len());
        let is_missing = |handle: &&Handle| !self.store.is_noted(**handle, IN_PAGE);
        let gone: Vec<Handle> =
            waiting.iter().take(covered).chain(beyond.iter().skip(first)).filter(is_missing).copied().collect();
        if !gone.is_empty() && !is_planted(Bug::CoveredRowsStay) {
            self.dismiss(&gone);
            let store = &self.store;
            for run in [&mut self.near, &mut self.far] {
                let mut seen = 0..run.seen;
                run.rows.retain(|handle| {
                    let stays = store.side(*handle).is_some();
                    run.seen -= usize::from(seen.next().is_some() && !stays);
                    stays
                });
            }
            self.edition += 1;
        }
        last.is_some()
    }

    /// Takes the page's rows out of their old places. Returns how many were before `at`.
    fn pull_page(&mut self, taken: &[Handle], side: Side, at: usize) -> usize {
        if taken.iter().all(|handle| self.store.side(*handle).is_none()) || is_planted(Bug::RowsStandTwice) {
            return 0;
        }
        let store = &self.store;
        let mut before = 0;
        for (run, own) in [(&mut self.near, side == Side::Near), (&mut self.far, side == Side::Far)] {
            let (mut number, seen) = (0, run.seen);
            run.rows.retain(|handle| {
                let goes = store.is_noted(*handle, IN_PAGE);
                run.seen -= usize::from(goes && number < seen);
                before += usize::from(goes && own && number < at);
                number += 1;
                !goes
            });
        }
        self.edition += 1;
        before
    }

    fn dismiss(&mut self, handles: &[Handle]) {
        for handle in handles {
            self.leave(*handle);
            self.store.forget(*handle);
        }
    }
}
