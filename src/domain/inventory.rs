//! The list of snapshots as a machine: pages in, rows out, and what to fetch next.
//!
//! `step` takes what happened and answers what to do. Nothing that arrives late can harm: every fetch carries a ticket,
//! and an answer with an old one is dropped.

use std::collections::HashSet;

use crate::domain::ids::SnapshotId;
use crate::domain::page::Page;
use crate::domain::problem::Problem;
use crate::domain::query::Query;
use crate::domain::rows::Rows;
use crate::domain::snapshot::Snapshot;

/// Rows to a page: the most that the API gives (`api.md`, Snapshots).
pub const PAGE_LIMIT: u32 = 120;

/// Which fetch an answer belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Ticket(u64);

/// What happened.
#[derive(Clone, Debug)]
pub enum Happened {
    /// A person looks at a list: another one, or for the first time.
    Opened(Query),
    /// The end of what is loaded came into sight, or a person asked for more, or tries again.
    MoreWanted,
    /// The list may be out of date.
    RefreshWanted,
    /// The list moved while it was loading: a person wants it from the beginning.
    RestartWanted,
    /// A page arrived.
    PageArrived(Ticket, Page<Snapshot>),
    /// A page did not arrive.
    PageFailed(Ticket, Problem),
    /// A snapshot was made here and is known before any list shows it.
    Created(Snapshot),
    /// The making of a snapshot failed, or so it is said: the next list decides whether it is there.
    Doubted(SnapshotId),
    /// A snapshot has another name.
    Renamed(Snapshot),
    /// A snapshot is gone for good.
    Vanished(SnapshotId),
    /// Nobody is signed in any more.
    SignedOut,
}

/// What to do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Command {
    /// Fetch a page and report it with the ticket.
    Fetch {
        /// To be given back with the answer.
        ticket: Ticket,
        /// Which list.
        query: Query,
        /// Where the page starts; none for the first.
        after: Option<String>,
    },
}

/// Whether rows follow those that are loaded.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Rest {
    /// They do, behind this cursor; none while not even the first page is here.
    More(Option<String>),
    /// They do not.
    Complete,
    /// The service said that more exist and gave no way to get there, or one that leads in a circle.
    Lost,
}

/// A fetch under way.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Fetching {
    ticket: Ticket,
    part: Part,
}

/// Which part of the list a fetch is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Part {
    /// What follows the loaded rows.
    Next,
    /// The first page again, over loaded rows.
    Head,
}

/// The list.
#[derive(Clone, Debug)]
pub struct Inventory {
    query: Option<Query>,
    rows: Rows,
    rest: Rest,
    cursors: HashSet<String>,
    fetching: Option<Fetching>,
    problem: Option<(Part, Problem)>,
    last_ticket: u64,
}

impl Default for Inventory {
    fn default() -> Self {
        Self {
            query: None,
            rows: Rows::default(),
            rest: Rest::More(None),
            cursors: HashSet::new(),
            fetching: None,
            problem: None,
            last_ticket: 0,
        }
    }
}

impl Inventory {
    /// Takes in what happened.
    pub fn step(&mut self, happened: Happened) -> Vec<Command> {
        match happened {
            Happened::Opened(query) => self.open(query),
            Happened::MoreWanted => self.want_more(),
            Happened::RefreshWanted => self.want_head(),
            Happened::RestartWanted => self.restart(),
            Happened::PageArrived(ticket, page) => self.receive(ticket, page),
            Happened::PageFailed(ticket, problem) => self.fail(ticket, problem),
            Happened::Created(snapshot) => {
                if let Some(query) = self.query.as_ref().filter(|_| !self.is_blank()) {
                    self.rows.welcome(snapshot, query, self.rest == Rest::Complete);
                }
                Vec::new()
            }
            Happened::Doubted(id) => {
                self.rows.doubt(&id);
                self.want_head()
            }
            Happened::Renamed(snapshot) => {
                self.rows.rename(snapshot);
                Vec::new()
            }
            Happened::Vanished(id) => {
                self.rows.remove(id);
                Vec::new()
            }
            Happened::SignedOut => {
                *self = Self { last_ticket: self.last_ticket, ..Self::default() };
                Vec::new()
            }
        }
    }

    /// The loaded rows, in the order of the query.
    pub fn rows(&self) -> &[Snapshot] {
        self.rows.all()
    }

    /// A loaded row.
    pub fn row(&self, id: &SnapshotId) -> Option<&Snapshot> {
        self.rows.get(id)
    }

    /// Whether rows follow.
    pub fn rest(&self) -> &Rest {
        &self.rest
    }

    /// Whether the first page of this list was never seen.
    pub fn is_blank(&self) -> bool {
        self.rows.all().is_empty() && matches!(self.rest, Rest::More(None))
    }

    /// Whether a next page is on its way.
    pub fn is_loading(&self) -> bool {
        self.fetching.is_some_and(|fetching| fetching.part == Part::Next)
    }

    /// Why the next page did not come.
    pub fn next_problem(&self) -> Option<&Problem> {
        self.problem.as_ref().filter(|(part, _)| *part == Part::Next).map(|(_, problem)| problem)
    }

    /// Why the list could not be brought up to date.
    pub fn refresh_problem(&self) -> Option<&Problem> {
        self.problem.as_ref().filter(|(part, _)| *part == Part::Head).map(|(_, problem)| problem)
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
        match (&self.rest, self.is_loading()) {
            (Rest::More(after), false) => {
                let after = after.clone();
                self.problem = None;
                self.fetch(after, Part::Next)
            }
            _ => Vec::new(),
        }
    }

    /// Asks for the first page again, unless the list is on its way anyway.
    fn want_head(&mut self) -> Vec<Command> {
        if self.is_blank() {
            return self.want_more();
        }
        self.fetch(None, Part::Head)
    }

    fn fetch(&mut self, after: Option<String>, part: Part) -> Vec<Command> {
        let Some(query) = self.query.clone() else { return Vec::new() };
        self.last_ticket += 1;
        let ticket = Ticket(self.last_ticket);
        self.fetching = Some(Fetching { ticket, part });
        vec![Command::Fetch { ticket, query, after }]
    }

    fn receive(&mut self, ticket: Ticket, page: Page<Snapshot>) -> Vec<Command> {
        let Some(fetching) = self.fetching.filter(|fetching| fetching.ticket == ticket) else {
            return Vec::new();
        };
        self.fetching = None;
        self.problem = None;
        let rest = |list: &mut Self| list.rest_after(page.has_more, page.next_page);
        match fetching.part {
            Part::Next => {
                self.rest = rest(self);
                self.rows.append(page.items);
            }
            Part::Head => {
                if !self.rows.replace_head(page.items, page.has_more) {
                    self.cursors.clear();
                    self.rest = rest(self);
                }
            }
        }
        Vec::new()
    }

    fn fail(&mut self, ticket: Ticket, problem: Problem) -> Vec<Command> {
        if let Some(fetching) = self.fetching.filter(|fetching| fetching.ticket == ticket) {
            self.fetching = None;
            self.problem = Some((fetching.part, problem));
        }
        Vec::new()
    }

    fn rest_after(&mut self, has_more: bool, next_page: Option<String>) -> Rest {
        match next_page {
            _ if !has_more => Rest::Complete,
            Some(cursor) if self.cursors.insert(cursor.clone()) => Rest::More(Some(cursor)),
            _ => Rest::Lost,
        }
    }
}

#[cfg(test)]
#[path = "inventory_tests.rs"]
mod tests;
