//! Walks over the shown rows in place: a page settles the rows that it covers, all others stay.

use super::Inventory;
use super::part::{Aim, Part};
use super::refresh::{Reach, Refresh};
use crate::list::arena::Side;
use crate::list::rows::Settled;
use crate::list::walk::{Pagination, Walk};
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;
use crate::planted::{Bug, is_planted};

impl Inventory {
    /// Begins a refresh, or defers it: a running one may be past the rows that changed.
    pub(super) fn want_refresh(&mut self, reach: Reach) {
        let has_failed = self.problems.iter().any(|(part, _)| part.aim == Aim::Again);
        let is_under_way = self.refresh.is_some() && !has_failed;
        if self.is_loading_rest() || is_under_way || (self.checking.is_some() && reach != Reach::All) {
            self.deferred = self.deferred.max(Some(reach)).filter(|_| !self.is_blank());
        } else if self.query.is_some() {
            self.begin(reach);
        }
    }

    pub(super) fn is_refreshing(&self, side: Side) -> bool {
        self.refresh.iter().flat_map(Refresh::sides).any(|other| other == side)
    }

    pub(super) fn begin(&mut self, reach: Reach) {
        // A far page that is being fetched would count as seen by this refresh.
        self.fetching.retain(|(_, part)| *part == Part { side: Side::Near, aim: Aim::Next });
        self.problems.retain(|(part, _)| part.aim != Aim::Again);
        self.stop_checking();
        let goes_far = reach != Reach::Known;
        let has_far = goes_far && !self.rows.far().is_empty();
        let to_the_end = goes_far && *self.walk.rest() == Pagination::Complete;
        self.refresh = Some(Refresh::new(reach, has_far, to_the_end));
        Side::BOTH.into_iter().for_each(|side| self.rows.unsee(side));
    }

    pub(super) fn confirm(&mut self, side: Side, items: &[Snapshot], go_on: impl FnOnce(&mut Walk)) -> Settled {
        let settled = self.rows.confirm(items, side);
        let Some(refresh) = &mut self.refresh else { return settled };
        let Some(mut lap) = refresh.lap(side).take() else { return settled };
        go_on(&mut lap.walk);
        refresh.pages += 1;
        refresh.has_moved |= settled.has_moved;
        lap.note_page(items.len(), settled.is_known);
        let (reach, to_the_end, pages) = (refresh.reach, refresh.to_the_end && side == Side::Near, refresh.pages);
        let is_end = *lap.walk.rest() == Pagination::Complete;
        if is_end || (lap.is_beyond() && reach != Reach::Known) {
            self.rows.drop_unseen(side);
        }
        if is_planted(Bug::RefreshIsOnePage) || (reach == Reach::Known && settled.is_known) {
            self.rows.trust(side);
            return settled;
        }
        let is_seen = self.rows.unseen(side) == 0 && (is_end || !to_the_end);
        let is_stuck = lap.walk.next().is_none() || lap.walk.is_tired();
        let is_enough = matches!(reach, Reach::Pages(max) if pages >= max);
        if (is_seen && reach != Reach::Known)
            || ((is_stuck || is_enough) && *self.walk_of(side).rest() == Pagination::NotStarted)
        {
            self.wants_next |= self.rows.is_empty() && !lap.walk.is_tired();
            *self.walk_of(side) = lap.walk;
            self.fetching.retain(|(_, part)| *part != Part { side, aim: Aim::Next });
        } else if !is_stuck && !is_enough {
            self.refresh.iter_mut().for_each(|refresh| *refresh.lap(side) = Some(lap.clone()));
        } else if reach == Reach::Known && !is_end {
            // The rows between were not seen and cannot be reached.
            self.walk.lose();
        }
        settled
    }

    /// Ends a refresh that is finished on both sides.
    pub(super) fn end_refresh(&mut self) {
        if self.refresh.as_ref().is_none_or(|refresh| refresh.sides().next().is_some()) {
            return;
        }
        let Some(Refresh { reach, since, has_moved, .. }) = self.refresh.take() else { return };
        self.has_moved |= has_moved;
        if reach == Reach::Known {
            self.checking = None;
            return;
        }
        if self.rows.unconfirmed() == 0 {
            (self.updated_at, self.has_moved) = (since, has_moved);
            if reach == Reach::All {
                self.ask_for_newcomers();
            }
        }
    }

    pub(super) fn note_look(&mut self, now: Timestamp) {
        let updates_early = is_planted(Bug::UpdatedTooEarly);
        if let Some(refresh) = self.refresh.as_mut().filter(|refresh| refresh.pages == 0) {
            refresh.since = Some(now);
            if refresh.reach != Reach::Known {
                self.looked_at = Some(now);
                self.updated_at = if updates_early { Some(now) } else { self.updated_at };
            }
        }
    }
}
