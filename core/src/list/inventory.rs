//! The list of snapshots as a machine: pages in, rows out, and what to fetch next.
//!
//! `step` takes what happened and answers what to do. Nothing that arrives late can harm: every fetch carries a ticket,
//! and an answer with an old one is dropped.
//!
//! The whole list is loaded from both ends at once: the API gives one page at a time and each cursor comes with the page
//! before, so that a second chain, in the opposite order, is what halves the time. (A chain for each machine would come
//! without the order between machines: snapshots have no date.)

mod messages;

use std::sync::Arc;

pub use self::messages::{Command, Happened, Ticket};
use crate::list::arena::{Place, Row};
use crate::list::cache::KeptList;
use crate::list::query::Query;
use crate::list::rows::Rows;
use crate::list::walk::{Rest, Walk};
use crate::model::ids::SnapshotId;
use crate::model::page::Page;
use crate::model::problem::Problem;
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;

/// Rows to a page: the most that the API gives (`api.md`, Snapshots).
pub const PAGE_LIMIT: u32 = 120;

/// How old a list may be before it is asked for again when a person comes back to it, in milliseconds.
pub const STALE_AFTER_MS: u64 = 30_000;

/// Which part of the list a fetch is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Part {
    /// What follows the loaded rows.
    Next,
    /// The first page again, over loaded rows.
    Head,
    /// What comes before the rows that were reached from the other end.
    Far,
}

/// The list.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    query: Option<Query>,
    rows: Rows,
    walk: Walk,
    far_walk: Walk,
    /// All is wanted, not only what is scrolled to.
    wants_rest: bool,
    fetching: Vec<(Ticket, Part)>,
    problem: Option<(Part, Problem)>,
    updated_at: Option<Timestamp>,
    /// When the rows were last seen that are kept from an earlier visit.
    kept_at: Option<Timestamp>,
    /// Names given here, and the last fetch that may still bring the old one.
    renamed: Vec<(Snapshot, Ticket)>,
    last_ticket: u64,
}

impl Inventory {
    /// Takes in what happened.
    pub fn step(&mut self, now: Timestamp, happened: Happened) -> Vec<Command> {
        match happened {
            Happened::Opened(query) => return self.open(query),
            Happened::Recalled(kept) => self.recall(&kept),
            Happened::MoreWanted => return self.want_more(),
            Happened::RestWanted => return self.want_rest(),
            Happened::RestStopped => self.wants_rest = false,
            Happened::RefreshWanted => return self.want_head(),
            Happened::CameBack => {
                let is_stale = self.updated_at.is_none_or(|updated_at| now.since(updated_at) >= STALE_AFTER_MS);
                return if is_stale { self.want_head() } else { Vec::new() };
            }
            Happened::RestartWanted => return self.restart(),
            Happened::PageArrived(ticket, page) => return self.receive(now, ticket, page),
            Happened::PageFailed(ticket, problem) => self.fail(ticket, problem),
            Happened::Created(snapshot) => {
                if let Some(query) = self.query.as_ref().filter(|_| !self.is_blank()) {
                    self.rows.welcome(&snapshot, query, *self.walk.rest() == Rest::Complete);
                }
            }
            Happened::Doubted(id) => {
                self.rows.doubt(&id);
                return self.want_head();
            }
            Happened::Renamed(snapshot) => {
                self.rows.rename(&snapshot.id, &snapshot.name);
                self.renamed.retain(|(other, _)| other.id != snapshot.id);
                self.renamed.push((snapshot, Ticket(self.last_ticket)));
            }
            Happened::Vanished(id) => self.rows.remove(id),
            Happened::SignedOut => *self = Self { last_ticket: self.last_ticket, ..Self::default() },
        }
        Vec::new()
    }

    /// Which list it is.
    pub fn query(&self) -> Option<&Query> {
        self.query.as_ref()
    }

    /// The loaded rows.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// A loaded row.
    pub fn row(&self, id: &SnapshotId) -> Option<Row<'_>> {
        self.rows.get(id)
    }

    /// Whether rows follow.
    pub fn rest(&self) -> &Rest {
        self.walk.rest()
    }

    /// Whether the first page of this list was never seen.
    pub fn is_blank(&self) -> bool {
        *self.walk.rest() == Rest::Unseen
    }

    /// Whether a next page is on its way.
    pub fn is_loading(&self) -> bool {
        self.is_fetching(Part::Next)
    }

    /// Whether all that is not here is being loaded.
    pub fn is_loading_rest(&self) -> bool {
        self.wants_rest && self.next_problem().is_none()
    }

    /// When the first page last came; in an earlier visit, where rows are kept of that and nothing came since.
    pub fn updated_at(&self) -> Option<Timestamp> {
        self.updated_at.or(self.kept_at)
    }

    /// Why a next page did not come.
    pub fn next_problem(&self) -> Option<&Problem> {
        self.problem.as_ref().filter(|(part, _)| !self.refreshes(*part)).map(|(_, problem)| problem)
    }

    /// Why the list could not be brought up to date.
    pub fn refresh_problem(&self) -> Option<&Problem> {
        self.problem.as_ref().filter(|(part, _)| self.refreshes(*part)).map(|(_, problem)| problem)
    }

    /// Whether such a page would only bring up to date what is shown.
    fn refreshes(&self, part: Part) -> bool {
        part == Part::Head || (part == Part::Next && self.is_blank() && self.rows.kept() > 0)
    }

    /// Whether rows moved while they were being loaded, so that some may be missing here.
    pub fn has_moved(&self) -> bool {
        self.rows.have_moved()
    }

    /// Whether a snapshot is known to be gone.
    pub fn is_gone(&self, id: &SnapshotId) -> bool {
        self.rows.is_gone(id)
    }

    fn open(&mut self, query: Query) -> Vec<Command> {
        if self.query.as_ref() == Some(&query) {
            return if self.is_blank() { self.want_more() } else { Vec::new() };
        }
        self.query = Some(query);
        self.restart()
    }

    /// Shows the rows of an earlier visit, where those of this one are not here yet.
    fn recall(&mut self, kept: &KeptList) {
        if self.is_blank() && self.rows.is_empty() && self.query.as_ref() == Some(&kept.query) {
            self.rows.recall(&kept.rows);
            self.kept_at = Some(kept.at);
        }
    }

    /// Forgets the rows, but not what is known to be gone, and begins with the first page.
    fn restart(&mut self) -> Vec<Command> {
        self.rows.clear();
        *self = Self {
            query: self.query.take(),
            rows: std::mem::take(&mut self.rows),
            last_ticket: self.last_ticket,
            ..Self::default()
        };
        self.want_more()
    }

    fn want_more(&mut self) -> Vec<Command> {
        self.problem = None;
        if self.wants_rest {
            return self.want_rest();
        }
        self.fetch(self.walk.next(), Part::Next)
    }

    /// Asks for the next page of both walks. The one from the far end waits until the list is known to go on.
    fn want_rest(&mut self) -> Vec<Command> {
        self.problem = None;
        self.wants_rest = !matches!(self.walk.rest(), Rest::Complete | Rest::Lost);
        let mut commands = self.fetch(self.walk.next(), Part::Next);
        if matches!(self.walk.rest(), Rest::More(_)) && self.rows.kept() == 0 {
            commands.extend(self.fetch(self.far_walk.next(), Part::Far));
        }
        commands
    }

    /// Asks for the first page again, unless it is on its way.
    fn want_head(&mut self) -> Vec<Command> {
        if self.is_blank() {
            return self.want_more();
        }
        self.fetch(Some(None), Part::Head)
    }

    /// Fetches a page, unless there is none, or one for the same part is on its way.
    fn fetch(&mut self, after: Option<Option<String>>, part: Part) -> Vec<Command> {
        let (Some(query), Some(after), false) = (self.query.as_ref(), after, self.is_fetching(part)) else {
            return Vec::new();
        };
        let query = if part == Part::Far { query.reversed() } else { query.clone() };
        self.last_ticket += 1;
        let ticket = Ticket(self.last_ticket);
        self.fetching.push((ticket, part));
        vec![Command::Fetch { ticket, query, after }]
    }

    fn is_fetching(&self, part: Part) -> bool {
        self.fetching.iter().any(|(_, other)| *other == part)
    }

    /// Which part an answer is for; that fetch is over. `None` where nobody waits for it any more.
    fn settle(&mut self, ticket: Ticket) -> Option<Part> {
        let at = self.fetching.iter().position(|(own, _)| *own == ticket)?;
        Some(self.fetching.swap_remove(at).1)
    }

    fn receive(&mut self, now: Timestamp, ticket: Ticket, page: Page<Snapshot>) -> Vec<Command> {
        let Some(part) = self.settle(ticket) else { return Vec::new() };
        if self.problem.as_ref().is_some_and(|(other, _)| *other == part) {
            self.problem = None;
        }
        let Page { mut items, has_more, next_page } = page;
        for (known, _) in self.renamed.iter().filter(|(_, last)| ticket.0 <= last.0) {
            items.iter_mut().filter(|row| row.id == known.id).for_each(|row| row.name = Arc::clone(&known.name));
        }
        self.renamed.retain(|(_, last)| self.fetching.iter().any(|(ticket, _)| ticket.0 <= last.0));
        let met = match part {
            Part::Next => {
                self.updated_at = self.updated_at.or(Some(now));
                let met = self.rows.meets(&items, Place::Far);
                self.rows.append(&items, Place::Listed);
                self.walk.go_on(has_more, next_page);
                if self.walk.next().is_none() {
                    self.rows.drop_kept();
                }
                met || *self.walk.rest() == Rest::Complete
            }
            Part::Far => {
                let met = self.rows.meets(&items, Place::Listed);
                self.rows.append(&items, Place::Far);
                self.far_walk.go_on(has_more, next_page);
                met || *self.far_walk.rest() == Rest::Complete
            }
            Part::Head => {
                self.updated_at = Some(now);
                if !self.rows.replace_head(&items, has_more) {
                    self.start_over(has_more, next_page);
                }
                false
            }
        };
        if met {
            self.finish();
        }
        match self.next_problem() {
            None if self.wants_rest => self.want_rest(),
            // What is kept is brought up to date page by page.
            None if self.rows.kept() > 0 => self.fetch(self.walk.next(), Part::Next),
            _ => Vec::new(),
        }
    }

    /// The first page shares nothing with what was here: what follows it is to be fetched anew, from both ends.
    fn start_over(&mut self, has_more: bool, next_page: Option<String>) {
        self.far_walk = Walk::default();
        self.fetching.retain(|(_, part)| *part == Part::Head);
        self.walk = Walk::default();
        self.walk.go_on(has_more, next_page);
    }

    /// All is here.
    fn finish(&mut self) {
        self.rows.join();
        self.walk.complete();
        self.far_walk = Walk::default();
        self.wants_rest = false;
        self.fetching.retain(|(_, part)| *part == Part::Head);
    }

    fn fail(&mut self, ticket: Ticket, problem: Problem) {
        if let Some(part) = self.settle(ticket) {
            self.problem = Some((part, problem));
        }
    }
}

#[cfg(test)]
#[path = "inventory_tests.rs"]
mod tests;
