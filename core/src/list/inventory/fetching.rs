//! Which page to fetch next, and taking it in.

use super::Inventory;
use super::messages::{ListCommand, Ticket};
use super::part::{Aim, Part};
use super::refresh::{Reach, Refresh};
use crate::list::arena::Side;
use crate::list::query::{Query, Sort};
use crate::list::rows::Settled;
use crate::list::walk::{Pagination, Walk};
use crate::model::page::Page;
use crate::model::problem::Problem;
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;
use crate::planted::{Bug, is_planted};

impl Inventory {
    pub(super) fn want_more(&mut self) {
        self.forget_next_problems();
        if !self.is_blank() {
            self.wants_next = true;
        } else if self.refresh.is_none() && self.query.is_some() {
            // The first page comes with a refresh.
            self.begin(Reach::All);
        }
    }

    /// A failed refresh must not block this.
    pub(super) fn want_rest(&mut self) {
        if self.refresh_problem().is_some() && !self.is_blank() {
            self.refresh = None;
            self.problems.clear();
        }
        self.forget_next_problems();
        self.wants_rest = true;
    }

    fn forget_next_problems(&mut self) {
        let mut problems = std::mem::take(&mut self.problems);
        problems.retain(|(part, _)| self.refreshes(*part) && !self.is_blank());
        self.problems = problems;
    }

    /// Fetches everything that is wanted and not being fetched. What failed waits until the user tries again.
    pub(super) fn drive(&mut self, now: Timestamp) -> Vec<ListCommand> {
        if matches!(self.walk.rest(), Pagination::Complete | Pagination::Broken) && self.checking.is_none() {
            (self.wants_next, self.wants_rest) = (false, false);
        }
        if self.refresh.is_none() && !self.is_loading_rest() && self.checking.is_none() {
            self.deferred.take().into_iter().for_each(|reach| self.begin(reach));
        }
        let mut wanted: Vec<Part> = Vec::new();
        wanted.extend(self.refresh.iter().flat_map(Refresh::sides).map(|side| Part { side, aim: Aim::Again }));
        let goes_on = matches!(self.walk.rest(), Pagination::More(_)) && self.checking.is_none();
        let loads_rest = goes_on && self.is_loading_rest() && self.refresh.is_none();
        if goes_on && (self.wants_next || loads_rest) {
            wanted.push(Part { side: Side::Near, aim: Aim::Next });
        }
        if loads_rest && !self.far_walk.is_tired() {
            wanted.push(Part { side: Side::Far, aim: Aim::Next });
        }
        wanted.extend(self.checking);
        wanted.retain(|part| !self.problems.iter().any(|(failed, _)| failed == part));
        let mut commands: Vec<ListCommand> = wanted.into_iter().filter_map(|part| self.fetch(now, part)).collect();
        commands.extend(self.reads.drain(..).map(|id| ListCommand::Read { id }));
        commands
    }

    fn fetch(&mut self, now: Timestamp, part: Part) -> Option<ListCommand> {
        if self.fetching.iter().any(|(_, other)| *other == part) {
            return None;
        }
        let after = match part.aim {
            Aim::Next | Aim::Newest => self.walk_of(part.side).next(),
            Aim::Again => self.refresh.as_ref()?.next(part.side),
        }?;
        let query = self.query.as_ref()?;
        let query = match part {
            Part { aim: Aim::Newest, .. } => Query { sort: Sort::Newest, ..query.clone() },
            Part { side: Side::Far, .. } => query.reversed(),
            Part { side: Side::Near, .. } => query.clone(),
        };
        if part.aim == Aim::Again {
            self.note_look(now);
        }
        self.last_ticket += 1;
        let ticket = Ticket(self.last_ticket);
        self.fetching.push((ticket, part));
        Some(ListCommand::Fetch { ticket, query, after })
    }

    pub(super) fn walk_of(&mut self, side: Side) -> &mut Walk {
        if side == Side::Near { &mut self.walk } else { &mut self.far_walk }
    }

    /// Ends a fetch. `None` for an old ticket.
    fn settle(&mut self, ticket: Ticket) -> Option<Part> {
        let at = self.fetching.iter().position(|(own, _)| *own == ticket);
        let late = is_planted(Bug::StaleAnswersCount).then_some(Part { side: Side::Near, aim: Aim::Next });
        at.map(|at| self.fetching.swap_remove(at).1).or(late)
    }

    pub(super) fn fail(&mut self, ticket: Ticket, problem: Problem) {
        if let Some(part) = self.settle(ticket) {
            self.problems.push((part, problem));
            if is_planted(Bug::FailuresDropRows) {
                self.rows.drop_unseen(part.side);
            }
        }
    }

    pub(super) fn receive(&mut self, ticket: Ticket, page: Page<Snapshot>) {
        let Some(part) = self.settle(ticket) else { return };
        let Part { side, aim } = part;
        let Page { mut items, has_more, next_page } = page;
        let count = items.len();
        let has_more = has_more && !(count == 0 && is_planted(Bug::EmptyPagesEnd));
        let circles = is_planted(Bug::CirclesAreWalked);
        let go_on = move |walk: &mut Walk| {
            if circles {
                walk.forget_cursors();
            }
            walk.go_on(count, has_more, next_page);
        };
        let lifted = self.correct(ticket, &mut items);
        let settled = match aim {
            Aim::Again => self.confirm(side, &items, go_on),
            Aim::Next => self.append(side, &items, go_on),
            Aim::Newest => self.add_newest(&items, go_on),
        };
        let is_end = aim == Aim::Next && *self.walk_of(side).rest() == Pagination::Complete;
        if settled.has_met || is_end {
            self.finish(part, is_end);
        }
        self.end_refresh();
        lifted.iter().for_each(|own| self.place(own));
    }

    fn append(&mut self, side: Side, items: &[Snapshot], go_on: impl FnOnce(&mut Walk)) -> Settled {
        let is_ahead = self.is_refreshing(side);
        let settled = if is_ahead { self.rows.append_ahead(items, side) } else { self.rows.append(items, side) };
        self.has_moved |= settled.has_moved;
        let walk = self.walk_of(side);
        go_on(walk);
        let (is_tired, is_over) = (walk.is_tired(), walk.next().is_none());
        if side == Side::Near {
            self.wants_next &= items.is_empty() && !is_tired;
            self.wants_rest &= !is_tired;
        } else if self.checking.is_some()
            && (is_tired || is_over)
            && !settled.has_met
            && *self.far_walk.rest() != Pagination::Complete
        {
            // The rows between the two ends were not seen and cannot be reached.
            self.walk.lose();
            self.checking = None;
        }
        settled
    }

    /// Puts new snapshots where they are sorted. A page that brings nothing new ends the search for them.
    fn add_newest(&mut self, items: &[Snapshot], go_on: impl FnOnce(&mut Walk)) -> Settled {
        let before = self.rows.loaded();
        items.iter().for_each(|row| self.place(row));
        go_on(&mut self.far_walk);
        let (is_over, is_tired) = (self.far_walk.next().is_none(), self.far_walk.is_tired());
        if (self.rows.loaded() == before && !items.is_empty()) || is_over || is_tired {
            if *self.far_walk.rest() == Pagination::Broken || is_tired {
                // Newer snapshots were not seen and cannot be reached.
                self.walk.lose();
            }
            self.stop_checking();
        }
        Settled::default()
    }

    pub(super) fn stop_checking(&mut self) {
        if self.checking.take().is_some_and(|part| part.aim == Aim::Newest) {
            self.far_walk = Walk::default();
        }
    }

    /// All is loaded, but snapshots may have been created meanwhile. Fetches once more the end where they would be, unless
    /// the last page came from there.
    fn finish(&mut self, part: Part, is_end: bool) {
        let was_checking = self.checking.take().is_some();
        self.rows.join(self.is_refreshing(Side::Near));
        self.walk.complete();
        self.far_walk = Walk::default();
        let stays = |part: &Part| *part == Part { side: Side::Near, aim: Aim::Again };
        self.fetching.retain(|(_, part)| stays(part));
        self.problems.retain(|(part, _)| stays(part));
        self.refresh.iter_mut().for_each(Refresh::join);
        let ended_at = is_end.then(|| part.side.other());
        let to_check = match self.query.as_ref().map(|query| query.sort) {
            Some(Sort::Newest) if self.refresh.is_none() && ended_at != Some(Side::Near) => {
                Some(Part { side: Side::Near, aim: Aim::Again })
            }
            Some(Sort::Oldest) if ended_at != Some(Side::Far) => Some(Part { side: Side::Far, aim: Aim::Next }),
            Some(Sort::NameAsc | Sort::NameDesc) => Some(Part { side: Side::Far, aim: Aim::Newest }),
            _ => None,
        };
        let is_due = part.aim == Aim::Next && !was_checking && !is_planted(Bug::EndsAreBelieved);
        let to_check = to_check.filter(|_| is_due);
        if to_check.is_some_and(|part| part.aim == Aim::Again) {
            self.begin(Reach::Known);
        }
        self.checking = to_check;
        self.wants_rest = to_check.is_some();
    }
}
