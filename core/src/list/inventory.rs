//! The list of snapshots as a machine: pages in, rows out, and what to fetch next.
//!
//! `step` takes what happened and answers what to do. Nothing that arrives late can harm: every fetch carries a ticket,
//! and an answer with an old one is dropped.
//!
//! The whole list is loaded from both ends at once: the API gives one page at a time and each cursor comes with the page
//! before, so that a second chain, in the opposite order, is what halves the time. (A chain for each machine would come
//! without the order between machines: snapshots have no date.)
//!
//! The first page, the list of an earlier visit and a refresh are one thing: a walk over what is shown, in its place, page
//! by page (`refreshing`). What was made or renamed here stands by our word until a page shows it (`edits`).

mod edits;
mod fetching;
mod messages;
mod own;
mod part;
mod refresh;
mod refreshing;

use std::sync::Arc;

pub use self::messages::{ListCommand, ListEvent, Ticket};
use self::own::Own;
use self::part::{Aim, Part};
use self::refresh::{Reach, Refresh};
use crate::list::arena::{Row, Side};
use crate::list::cache::{KeptList, ROWS_MAX};
use crate::list::query::Query;
use crate::list::rows::Rows;
use crate::list::walk::{Pagination, Walk};
use crate::model::ids::{MachineId, SnapshotId};
use crate::model::problem::Problem;
use crate::model::remote::STALE_AFTER_MS;
use crate::model::time::Timestamp;
use crate::planted::{Bug, is_planted};

/// The most pages that a refresh walks which no person asked for.
pub const REFRESH_PAGES_MAX: usize = 10;

/// The list.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    query: Option<Query>,
    rows: Rows,
    walk: Walk,
    far_walk: Walk,
    refresh: Option<Refresh>,
    /// A refresh that waits for the end of what is under way.
    deferred: Option<Reach>,
    wants_next: bool,
    /// All is wanted, not only what is scrolled to.
    wants_rest: bool,
    /// All was loaded, and this is asked for once more: what was made meanwhile would be there.
    checking: Option<Part>,
    fetching: Vec<(Ticket, Part)>,
    problems: Vec<(Part, Problem)>,
    has_moved: bool,
    updated_at: Option<Timestamp>,
    /// When the rows were last seen that are kept from an earlier visit.
    kept_at: Option<Timestamp>,
    /// When a refresh last began, whatever came of it.
    looked_at: Option<Timestamp>,
    own: Own,
    reads: Vec<SnapshotId>,
    last_ticket: u64,
}

impl Inventory {
    /// Takes in what happened.
    pub fn step(&mut self, now: Timestamp, event: ListEvent) -> Vec<ListCommand> {
        match event {
            ListEvent::Opened(query) if self.query.as_ref() == Some(&query) => {
                if self.is_blank() {
                    self.want_more();
                }
            }
            ListEvent::Opened(query) => self.open(query),
            ListEvent::Recalled(kept) => self.recall(&kept),
            ListEvent::MoreWanted => self.want_more(),
            ListEvent::RestWanted => self.want_rest(),
            ListEvent::RestStopped => self.wants_rest = self.checking.is_some(),
            ListEvent::RefreshWanted => self.want_refresh(Reach::All),
            ListEvent::Outdated => self.want_refresh(Reach::Pages(REFRESH_PAGES_MAX)),
            ListEvent::CameBack => {
                let has_failed = self.problems.iter().any(|(part, _)| part.aim == Aim::Again);
                if has_failed || self.looked_at.is_none_or(|looked_at| now.since(looked_at) >= STALE_AFTER_MS) {
                    self.want_refresh(Reach::Pages(REFRESH_PAGES_MAX));
                }
            }
            ListEvent::BackOnline => {
                self.problems.retain(|(_, why)| !matches!(why, Problem::Offline | Problem::Unreachable));
            }
            ListEvent::KeyRenewed => self.problems.retain(|(_, problem)| !problem.is_unauthorized()),
            ListEvent::PageArrived(ticket, page) => self.receive(ticket, page),
            ListEvent::PageFailed(ticket, problem) => self.fail(ticket, problem),
            ListEvent::Created(snapshot) => self.welcome(snapshot),
            ListEvent::Doubted(id) => self.reads.push(id),
            ListEvent::ReadEnded(id, answer) => self.decide(id, &answer),
            ListEvent::Renamed(snapshot) => self.rename(snapshot),
            ListEvent::Vanished(id) => self.vanish(id),
            ListEvent::SignedOut => self.sign_out(),
        }
        self.drive(now)
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
    pub fn rest(&self) -> &Pagination {
        if self.checking.is_some() { &Pagination::Checking } else { self.walk.rest() }
    }

    /// Whether nothing is known of this list but what was kept of it.
    pub fn is_blank(&self) -> bool {
        *self.walk.rest() == Pagination::NotStarted
    }

    /// Whether a next page is on its way.
    pub fn is_loading(&self) -> bool {
        let is_next = |part: &Part| part.aim == Aim::Next || self.is_blank();
        self.fetching.iter().any(|(_, part)| part.side == Side::Near && is_next(part))
    }

    /// Whether all that is not here is being loaded.
    pub fn is_loading_rest(&self) -> bool {
        self.wants_rest && self.next_problem().is_none()
    }

    /// Whether so many pages in a row were empty that only a person goes on.
    pub fn is_tired(&self) -> bool {
        self.walk.is_tired()
    }

    /// Since when all that is shown is known to be so; in an earlier visit, where rows of that are shown.
    pub fn updated_at(&self) -> Option<Timestamp> {
        self.updated_at.or(self.kept_at)
    }

    /// When what is loaded was last asked for once more, whatever came of it.
    pub fn looked_at(&self) -> Option<Timestamp> {
        self.looked_at
    }

    /// Why a next page did not come.
    pub fn next_problem(&self) -> Option<&Problem> {
        self.problems.iter().find(|(part, _)| !self.refreshes(*part)).map(|(_, problem)| problem)
    }

    /// Why the list could not be brought up to date.
    pub fn refresh_problem(&self) -> Option<&Problem> {
        self.problems.iter().find(|(part, _)| self.refreshes(*part)).map(|(_, problem)| problem)
    }

    /// Whether such a page would only bring up to date what is shown.
    fn refreshes(&self, part: Part) -> bool {
        part.aim == Aim::Again && self.checking.is_none() && !(self.is_blank() && self.rows.is_empty())
    }

    /// Whether rows moved while they were being loaded, so that some may be missing here.
    pub fn has_moved(&self) -> bool {
        self.has_moved
    }

    /// Whether a snapshot is known to be gone.
    pub fn is_gone(&self, id: &SnapshotId) -> bool {
        self.rows.is_gone(id)
    }

    /// Forgets the rows, but not what was done to them here, and begins with the first page.
    fn open(&mut self, query: Query) {
        self.rows.begin(query.sort);
        *self = Self {
            query: Some(query),
            rows: std::mem::take(&mut self.rows),
            own: std::mem::take(&mut self.own),
            reads: std::mem::take(&mut self.reads),
            last_ticket: self.last_ticket,
            ..Self::default()
        };
        self.begin(Reach::All);
    }

    /// What is cached of this list. `None` while its first page was not seen, and while rows are shown that come from the
    /// cache themselves. `name_of` tells what a machine is called.
    pub fn to_cache(&self, name_of: impl Fn(&MachineId) -> Option<Arc<str>>) -> Option<KeptList> {
        let (query, at) = self.query.as_ref().zip(self.updated_at())?;
        if self.is_blank() || self.rows.unconfirmed() > 0 {
            return None;
        }
        let store = self.rows.store();
        let listed = self.rows.listed().iter().take(ROWS_MAX);
        let rows = listed.filter_map(|handle| store.row(*handle)).map(Row::to_snapshot).collect();
        let named = store.machines().iter().filter_map(|id| Some((id.clone(), name_of(id)?)));
        Some(KeptList { query: query.clone(), at, machines: named.collect(), rows })
    }

    /// Shows the rows of an earlier visit, where those of this one are not here yet.
    fn recall(&mut self, kept: &KeptList) {
        if self.is_blank() && self.rows.is_empty() && self.query.as_ref() == Some(&kept.query) {
            self.rows.recall(&kept.rows);
            self.kept_at = Some(kept.at);
        }
    }

    fn sign_out(&mut self) {
        if is_planted(Bug::TheOtherAccountStays) {
            self.query = None;
            return;
        }
        self.rows.sign_out();
        *self = Self { rows: std::mem::take(&mut self.rows), last_ticket: self.last_ticket, ..Self::default() };
    }
}

#[cfg(test)]
#[path = "inventory_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "inventory_order_tests.rs"]
mod order_tests;

#[cfg(test)]
#[path = "inventory_refresh_tests.rs"]
mod refresh_tests;
