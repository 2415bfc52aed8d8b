//! Walks that go over what is shown, in its place: a page settles the rows that it covers, all others stay.

use super::Inventory;
use super::fetching::{Aim, Part};
use crate::list::arena::Side;
use crate::list::rows::Settled;
use crate::list::walk::{Pagination, Walk};
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;
use crate::planted::{Bug, is_planted};

/// Pages in a row that show nothing of what is waited for, before that is taken to be gone. Once one has shown some, the
/// next that does not is beyond it.
const STRANGE_PAGES_MAX: usize = 3;

/// How far a refresh goes.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Reach {
    /// To the first row that is known: what lies behind was just loaded.
    Known,
    /// Over so many pages at most.
    Pages(usize),
    /// Over all that is loaded.
    All,
}

/// A refresh that is under way.
#[derive(Clone, Debug)]
pub(super) struct Refresh {
    reach: Reach,
    near: Option<Lap>,
    far: Option<Lap>,
    /// It goes on to the end of the list, for that was loaded.
    to_the_end: bool,
    pages: usize,
    /// When its first page was asked for: all that it confirms was seen after that.
    since: Option<Timestamp>,
    has_moved: bool,
}

/// The walk over one side.
#[derive(Clone, Debug, Default)]
struct Lap {
    walk: Walk,
    has_shown: bool,
    strange_pages: usize,
}

impl Lap {
    fn is_beyond(&self) -> bool {
        self.strange_pages >= if self.has_shown { 1 } else { STRANGE_PAGES_MAX }
    }
}

impl Refresh {
    fn lap(&mut self, side: Side) -> &mut Option<Lap> {
        if side == Side::Near { &mut self.near } else { &mut self.far }
    }

    /// Which sides it is still under way on.
    pub(super) fn sides(&self) -> impl Iterator<Item = Side> {
        let (near, far) = (self.near.is_some(), self.far.is_some());
        Side::BOTH.into_iter().filter(move |side| if *side == Side::Near { near } else { far })
    }

    /// Where its next page starts on a side.
    pub(super) fn next(&self, side: Side) -> Option<Option<String>> {
        let lap = if side == Side::Near { &self.near } else { &self.far };
        lap.as_ref()?.walk.next()
    }

    /// The two ends have met: the far one is part of the near one.
    pub(super) fn join(&mut self) {
        self.far = None;
        self.to_the_end = true;
    }
}

impl Inventory {
    /// Begins a refresh, or puts it off to the end of what is under way: that may have seen what is to be seen anew.
    pub(super) fn want_refresh(&mut self, reach: Reach) {
        let has_failed = self.problems.iter().any(|(part, _)| part.aim == Aim::Again);
        let is_under_way = self.refresh.is_some() && !has_failed;
        if self.is_loading_rest() || is_under_way || (self.checking.is_some() && reach != Reach::All) {
            self.deferred = self.deferred.max(Some(reach)).filter(|_| !self.is_blank());
        } else if self.query.is_some() {
            self.begin(reach);
        }
    }

    /// Whether a walk goes over a side.
    pub(super) fn is_refreshing(&self, side: Side) -> bool {
        self.refresh.iter().flat_map(Refresh::sides).any(|other| other == side)
    }

    pub(super) fn begin(&mut self, reach: Reach) {
        // A page of the far end that is on its way would count as seen by this refresh.
        self.fetching.retain(|(_, part)| *part == Part { side: Side::Near, aim: Aim::Next });
        self.problems.retain(|(part, _)| part.aim != Aim::Again);
        self.stop_checking();
        let far = !self.rows.far().is_empty() && reach != Reach::Known;
        self.refresh = Some(Refresh {
            reach,
            near: Some(Lap::default()),
            far: far.then(Lap::default),
            to_the_end: *self.walk.rest() == Pagination::Complete && reach != Reach::Known,
            pages: 0,
            since: None,
            has_moved: false,
        });
        Side::BOTH.into_iter().for_each(|side| self.rows.unsee(side));
    }

    /// Takes in a page of a refresh; `rows` is how many it had.
    pub(super) fn confirm(&mut self, side: Side, items: &[Snapshot], go_on: impl FnOnce(&mut Walk)) -> Settled {
        let settled = self.rows.confirm(items, side);
        let Some(refresh) = &mut self.refresh else { return settled };
        let Some(mut lap) = refresh.lap(side).take() else { return settled };
        go_on(&mut lap.walk);
        refresh.pages += 1;
        refresh.has_moved |= settled.has_moved;
        lap.has_shown |= settled.is_known;
        lap.strange_pages = if settled.is_known { 0 } else { lap.strange_pages + usize::from(!items.is_empty()) };
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
            // What lies between was not seen, and there is no way to it.
            self.walk.lose();
        }
        settled
    }

    /// Ends a refresh that is under way on no side.
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

    /// The first page of a refresh is asked for.
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
