//! The list of snapshots as a machine: pages in, rows out, and what to fetch next.
//!
//! Nothing that arrives late can do harm: every fetch carries a ticket, and an answer with an old one is dropped.
//!
//! The whole list is loaded from both ends at once. Each cursor comes with the page before it, so a second chain in the
//! opposite order is what halves the time. (One chain per machine would lose the order between machines: snapshots have no
//! date.)
//!
//! The first page, the cached list and a refresh are one thing: a walk over the shown rows, in place, page by page
//!  (`refreshing`). What was made or renamed here stands by our word until a page shows it (`edits`).

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
use crate::list::visits::Visits;
use crate::list::walk::{Pagination, Walk};
use crate::model::ids::{MachineId, SnapshotId};
use crate::model::problem::Problem;
use crate::model::remote::STALE_AFTER_MS;
use crate::model::time::Timestamp;
use crate::planted::{Bug, is_planted};

/// The most pages of a refresh that the user did not ask for.
pub const REFRESH_PAGES_MAX: usize = 10;

#[derive(Clone, Debug, Default)]
pub struct Inventory {
    query: Option<Query>,
    rows: Rows,
    walk: Walk,
    far_walk: Walk,
    refresh: Option<Refresh>,
    /// A refresh that waits for running fetches.
    deferred: Option<Reach>,
    wants_next: bool,
    /// Load everything, not only what is scrolled to.
    wants_rest: bool,
    /// All was loaded. This part is fetched once more, since snapshots created meanwhile would be in it.
    checking: Option<Part>,
    fetching: Vec<(Ticket, Part)>,
    problems: Vec<(Part, Problem)>,
    has_moved: bool,
    updated_at: Option<Timestamp>,
    /// When the cached rows were last confirmed.
    kept_at: Option<Timestamp>,
    /// When a refresh last began, successful or not.
    looked_at: Option<Timestamp>,
    own: Own,
    visits: Visits,
    reads: Vec<SnapshotId>,
    last_ticket: u64,
}

impl Inventory {
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
            ListEvent::Visited(visits) => self.visits = visits,
            ListEvent::Created(snapshot) => self.welcome(snapshot),
            ListEvent::Doubted(id) => self.reads.push(id),
            ListEvent::ReadEnded(id, answer) => self.decide(id, &answer),
            ListEvent::Renamed(snapshot) => self.rename(snapshot),
            ListEvent::Vanished(id) => self.vanish(id),
            ListEvent::SignedOut => self.sign_out(),
        }
        self.drive(now)
    }

    pub fn query(&self) -> Option<&Query> {
        self.query.as_ref()
    }

    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    pub fn row(&self, id: &SnapshotId) -> Option<Row<'_>> {
        self.rows.get(id)
    }

    /// Whether rows follow.
    pub fn rest(&self) -> &Pagination {
        if self.checking.is_some() { &Pagination::Checking } else { self.walk.rest() }
    }

    /// Whether nothing but the cache is known of this list.
    pub fn is_blank(&self) -> bool {
        *self.walk.rest() == Pagination::NotStarted
    }

    /// Whether a next page is on its way.
    pub fn is_loading(&self) -> bool {
        let is_next = |part: &Part| part.aim == Aim::Next || self.is_blank();
        self.fetching.iter().any(|(_, part)| part.side == Side::Near && is_next(part))
    }

    /// Whether what is loaded is being brought up to date.
    pub fn is_being_refreshed(&self) -> bool {
        self.refresh.is_some()
    }

    /// Whether everything that is missing is being loaded.
    pub fn is_loading_rest(&self) -> bool {
        self.wants_rest && self.next_problem().is_none()
    }

    /// Whether so many empty pages came in a row that the user must say whether to go on.
    pub fn is_tired(&self) -> bool {
        self.walk.is_tired()
    }

    /// When all shown rows were last confirmed; on an earlier visit, while cached rows are shown.
    pub fn updated_at(&self) -> Option<Timestamp> {
        self.updated_at.or(self.kept_at)
    }

    /// What this and earlier visits saw.
    pub fn visits(&self) -> &Visits {
        &self.visits
    }

    /// When a refresh last began, successful or not.
    pub fn looked_at(&self) -> Option<Timestamp> {
        self.looked_at
    }

    /// Why a next page failed.
    pub fn next_problem(&self) -> Option<&Problem> {
        self.problems.iter().find(|(part, _)| !self.refreshes(*part)).map(|(_, problem)| problem)
    }

    /// Why a refresh failed.
    pub fn refresh_problem(&self) -> Option<&Problem> {
        self.problems.iter().find(|(part, _)| self.refreshes(*part)).map(|(_, problem)| problem)
    }

    /// Whether such a page only refreshes what is shown.
    fn refreshes(&self, part: Part) -> bool {
        part.aim == Aim::Again && self.checking.is_none() && !(self.is_blank() && self.rows.is_empty())
    }

    /// Whether rows moved between pages while loading, so some may be missing.
    pub fn has_moved(&self) -> bool {
        self.has_moved
    }

    /// Whether a snapshot is known to be deleted.
    pub fn is_gone(&self, id: &SnapshotId) -> bool {
        self.rows.is_gone(id)
    }

    /// Starts over with the first page. What was created or renamed here is not forgotten.
    fn open(&mut self, query: Query) {
        self.rows.begin(query.sort);
        *self = Self {
            query: Some(query),
            rows: std::mem::take(&mut self.rows),
            own: std::mem::take(&mut self.own),
            visits: std::mem::take(&mut self.visits),
            reads: std::mem::take(&mut self.reads),
            last_ticket: self.last_ticket,
            ..Self::default()
        };
        self.begin(Reach::All);
    }

    /// What to cache. `None` before the first page, and while cached rows are still shown. `name_of` names a machine.
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

    /// Shows cached rows until the first page is here.
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
