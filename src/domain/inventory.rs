//! The list of snapshots as a machine: pages in, rows out, and what to fetch next.
//!
//! `step` takes what happened and answers what to do. Nothing that arrives late can harm: every fetch carries a ticket,
//! and an answer with an old one is dropped.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::ids::{MachineId, SnapshotId};
use crate::domain::page::Page;
use crate::domain::problem::Problem;
use crate::domain::snapshot::Snapshot;

/// Rows to a page: the most that the API gives (`api.md`, Snapshots).
pub const PAGE_LIMIT: u32 = 120;

/// The order of the list, with the words of the page for it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Sort {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// By name, A to Z.
    NameAsc,
    /// By name, Z to A.
    NameDesc,
}

/// What of the snapshots is listed: the part that the server can do.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Query {
    /// Only the snapshots of this machine.
    pub machine_id: Option<MachineId>,
    /// In this order.
    pub sort: Sort,
}

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
    rows: Vec<Snapshot>,
    ids: HashSet<SnapshotId>,
    rest: Rest,
    cursors: HashSet<String>,
    fetching: Option<Fetching>,
    problem: Option<(Part, Problem)>,
    newcomers: HashSet<SnapshotId>,
    gone: HashSet<SnapshotId>,
    moved: bool,
    last_ticket: u64,
}

impl Default for Inventory {
    fn default() -> Self {
        Self {
            query: None,
            rows: Vec::new(),
            ids: HashSet::new(),
            rest: Rest::More(None),
            cursors: HashSet::new(),
            fetching: None,
            problem: None,
            newcomers: HashSet::new(),
            gone: HashSet::new(),
            moved: false,
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
            Happened::Created(snapshot) => self.welcome(snapshot),
            Happened::Renamed(snapshot) => {
                if let Some(row) = self.rows.iter_mut().find(|row| row.id == snapshot.id) {
                    row.name = snapshot.name;
                }
                Vec::new()
            }
            Happened::Vanished(id) => {
                self.drop_row(&id);
                self.gone.insert(id);
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
        &self.rows
    }

    /// A loaded row.
    pub fn row(&self, id: &SnapshotId) -> Option<&Snapshot> {
        if !self.ids.contains(id) {
            return None;
        }
        self.rows.iter().find(|row| row.id == *id)
    }

    /// Whether rows follow.
    pub fn rest(&self) -> &Rest {
        &self.rest
    }

    /// Whether the first page of this list was never seen.
    pub fn is_blank(&self) -> bool {
        self.rows.is_empty() && matches!(self.rest, Rest::More(None))
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
        self.moved
    }

    /// Whether a snapshot is known to be gone.
    pub fn is_gone(&self, id: &SnapshotId) -> bool {
        self.gone.contains(id)
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
        *self = Self {
            query: self.query.take(),
            gone: std::mem::take(&mut self.gone),
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
        match fetching.part {
            Part::Next => self.append(page),
            Part::Head => self.merge_head(page),
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

    fn append(&mut self, page: Page<Snapshot>) {
        self.rest = self.rest_after(&page);
        for row in page.items {
            if self.gone.contains(&row.id) {
                continue;
            }
            if self.ids.insert(row.id.clone()) {
                self.rows.push(row);
            } else if !self.newcomers.remove(&row.id) {
                // A row that was already here came again: the window moved, and what moved out of it was not seen.
                self.moved = true;
            }
        }
    }

    fn rest_after(&mut self, page: &Page<Snapshot>) -> Rest {
        match &page.next_page {
            _ if !page.has_more => Rest::Complete,
            Some(cursor) if self.cursors.insert(cursor.clone()) => Rest::More(Some(cursor.clone())),
            _ => Rest::Lost,
        }
    }

    /// Puts a fresh first page in the place of the rows that it covers. Rows behind it stay.
    fn merge_head(&mut self, page: Page<Snapshot>) {
        let covered = match page.items.last() {
            Some(last) if page.has_more => self.rows.iter().position(|row| row.id == last.id).map(|at| at + 1),
            _ => None,
        };
        let mut known = std::mem::take(&mut self.rows);
        let tail = match covered {
            Some(covered) => known.split_off(covered),
            // The page is the whole list, or shares nothing with what was loaded: begin again from it.
            None => {
                self.cursors.clear();
                self.rest = self.rest_after(&page);
                self.moved = false;
                Vec::new()
            }
        };
        for row in &page.items {
            self.newcomers.remove(&row.id);
        }
        let unlisted: Vec<Snapshot> = known.into_iter().filter(|row| self.newcomers.contains(&row.id)).collect();
        self.ids.clear();
        for row in unlisted.into_iter().chain(page.items).chain(tail) {
            if !self.gone.contains(&row.id) && self.ids.insert(row.id.clone()) {
                self.rows.push(row);
            }
        }
    }

    /// Puts a new snapshot where the list would show it, if that place is loaded.
    fn welcome(&mut self, snapshot: Snapshot) -> Vec<Command> {
        let Some(query) = &self.query else { return Vec::new() };
        let elsewhere = query.machine_id.as_ref().is_some_and(|machine_id| *machine_id != snapshot.machine_id);
        if elsewhere || self.is_blank() || self.ids.contains(&snapshot.id) || self.gone.contains(&snapshot.id) {
            return Vec::new();
        }
        let end = self.rows.len();
        let at = match query.sort {
            Sort::Newest => 0,
            Sort::Oldest => end,
            Sort::NameAsc => self.rows.iter().position(|row| row.name > snapshot.name).unwrap_or(end),
            Sort::NameDesc => self.rows.iter().position(|row| row.name < snapshot.name).unwrap_or(end),
        };
        if at == end && end > 0 && self.rest != Rest::Complete {
            return Vec::new();
        }
        self.ids.insert(snapshot.id.clone());
        self.newcomers.insert(snapshot.id.clone());
        self.rows.insert(at, snapshot);
        Vec::new()
    }

    fn drop_row(&mut self, id: &SnapshotId) {
        if self.ids.remove(id) {
            self.rows.retain(|row| row.id != *id);
            self.newcomers.remove(id);
        }
    }
}

impl Query {
    /// Whether a name is the one of another snapshot of that machine: allowed, but worth a warning.
    pub fn name_exists<'a>(rows: impl IntoIterator<Item = &'a Snapshot>, machine_id: &MachineId, name: &str) -> bool {
        rows.into_iter().any(|row| row.machine_id == *machine_id && *row.name == *name)
    }
}

/// The names that stand more than once in the loaded rows: those need an id beside them to be told apart.
pub fn repeated_names(rows: &[Snapshot]) -> HashSet<Arc<str>> {
    let mut seen = HashSet::new();
    rows.iter().filter(|row| !seen.insert(Arc::clone(&row.name))).map(|row| Arc::clone(&row.name)).collect()
}

#[cfg(test)]
#[path = "inventory_tests.rs"]
mod tests;
