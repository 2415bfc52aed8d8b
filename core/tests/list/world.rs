//! A service with a few snapshots, as keyset cursors walk it, and a list that looks at it.

mod checks;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use snapdeck_core::list::cache::KeptList;
use snapdeck_core::list::inventory::{Command, Happened, Inventory, Ticket};
use snapdeck_core::list::query::{Query, Sort};
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::model::time::Timestamp;

/// What is done to the list, to the service, or to what is under way between them.
#[derive(Clone, Copy, Debug)]
pub enum Action {
    Open(u8),
    More,
    Rest,
    Stop,
    Refresh,
    CameBack,
    Restart,
    Answer(u8),
    Fail(u8),
    /// By this page, which tells its list, or by somebody else.
    Create(bool),
    Rename(u8, bool),
    Delete(u8, bool),
    /// The service gives a cursor that it gave before.
    Circle,
    /// The service gives none, though more exist.
    NoCursor,
    SignOut,
    /// The page is closed, somebody else deletes one of the rows and makes another, and the page is opened again.
    Return(u8),
}

/// What is done wrong on purpose, to see that it is found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bug {
    StaleAnswersCount,
    DeletedRowsAreForgotten,
    PagesGetLost,
    CirclesAreWalked,
    RenamesAreForgotten,
    FailuresEmptyTheList,
    TwinsAreStrangers,
    TheOtherAccountStays,
    WhatWasKeptStays,
}

/// A page that the list waits for.
pub struct Asked {
    ticket: Ticket,
    pub query: Query,
    pub after: Option<String>,
    pub account: u8,
}

/// The service, the list, and what is under way.
pub struct World {
    pub list: Inventory,
    pub bug: Option<Bug>,
    /// Of two accounts, in the order of creation.
    pub rows: [Vec<Snapshot>; 2],
    account: u8,
    query: Query,
    asked: Vec<Asked>,
    pub next_id: u32,
    /// Rows that were there and stayed as they are since the list began.
    untouched: HashSet<String>,
    /// Told to the list, and not to come back.
    deleted: HashSet<String>,
    /// Names that the list was told, where nobody else changed them since.
    renamed: HashMap<String, Arc<str>>,
    /// Kept from an earlier visit, and gone before this one.
    ghosts: HashSet<String>,
    pub circles: usize,
    pub no_cursors: usize,
    now: Timestamp,
}

fn query(number: u8) -> Query {
    let sort = [Sort::Newest, Sort::Oldest, Sort::NameAsc, Sort::NameDesc][usize::from(number % 4)];
    Query { machine_id: number.is_multiple_of(3).then(|| format!("m{}", number % 2).as_str().into()), sort }
}

impl World {
    pub fn new(bug: Option<Bug>) -> Self {
        let mut world = Self {
            list: Inventory::default(),
            bug,
            rows: [Vec::new(), Vec::new()],
            account: 0,
            query: query(1),
            asked: Vec::new(),
            next_id: 0,
            untouched: HashSet::new(),
            deleted: HashSet::new(),
            renamed: HashMap::new(),
            ghosts: HashSet::new(),
            circles: 0,
            no_cursors: 0,
            now: Timestamp(1_795_000_000_000),
        };
        for account in [0, 1] {
            (0..14).for_each(|_| drop(world.add(account)));
        }
        world.open(1);
        world
    }

    fn add(&mut self, account: u8) -> Snapshot {
        let number = self.next_id;
        self.next_id += 1;
        let snapshot = Snapshot {
            id: format!("{account}-{number}").as_str().into(),
            is_auto_snapshot: number.is_multiple_of(3),
            machine_id: format!("m{}", number % 2).as_str().into(),
            // Names repeat, and their order is not that of creation.
            name: format!("n{}", number * 7 % 11).into(),
        };
        self.rows[usize::from(account)].push(snapshot.clone());
        snapshot
    }

    pub fn tell(&mut self, happened: Happened) {
        let wants_head = matches!(happened, Happened::RefreshWanted | Happened::CameBack);
        for Command::Fetch { ticket, query, after } in self.list.step(self.now, happened) {
            assert!(!wants_head || after.is_none());
            self.asked.push(Asked { ticket, query, after, account: self.account });
        }
    }

    fn open(&mut self, number: u8) {
        self.query = query(number);
        self.begin();
        self.tell(Happened::Opened(query(number)));
    }

    /// From here on rows that stay must be seen.
    fn begin(&mut self) {
        self.untouched = self.rows[usize::from(self.account)].iter().map(|row| row.id.to_string()).collect();
    }

    fn touch(&mut self, id: &str) {
        self.untouched.remove(id);
    }

    pub fn act(&mut self, action: Action) {
        self.now = self.now.plus_ms(7_000);
        let own = usize::from(self.account);
        match action {
            Action::Open(number) if query(number) != self.query => self.open(number),
            Action::Open(_) => self.tell(Happened::Opened(self.query.clone())),
            Action::More => self.tell(Happened::MoreWanted),
            Action::Rest => self.tell(Happened::RestWanted),
            Action::Stop => self.tell(Happened::RestStopped),
            Action::Refresh => self.tell(Happened::RefreshWanted),
            Action::CameBack => self.tell(Happened::CameBack),
            Action::Restart => {
                self.begin();
                self.tell(Happened::RestartWanted);
            }
            Action::Answer(which) => self.answer(usize::from(which)),
            Action::Fail(which) => self.fail(usize::from(which)),
            Action::Create(here) => {
                let snapshot = self.add(self.account);
                if here {
                    self.tell(Happened::Created(snapshot));
                }
            }
            Action::Rename(which, here) => {
                let Some(at) = usize::from(which).checked_rem(self.rows[own].len()) else { return };
                let name: Arc<str> = format!("r{}", self.next_id % 9).into();
                self.next_id += 1;
                self.rows[own][at].name = Arc::clone(&name);
                let row = self.rows[own][at].clone();
                self.touch(row.id.as_str());
                self.renamed.remove(row.id.as_str());
                if here && self.bug != Some(Bug::RenamesAreForgotten) {
                    self.tell(Happened::Renamed(row.clone()));
                }
                if here {
                    self.renamed.insert(row.id.to_string(), name);
                }
            }
            Action::Delete(which, here) => {
                let Some(at) = usize::from(which).checked_rem(self.rows[own].len()) else { return };
                let row = self.rows[own].remove(at);
                self.touch(row.id.as_str());
                if here && self.bug != Some(Bug::DeletedRowsAreForgotten) {
                    self.tell(Happened::Vanished(row.id.clone()));
                }
                if here {
                    self.deleted.insert(row.id.to_string());
                }
            }
            Action::Circle => self.circles += 1,
            Action::NoCursor => self.no_cursors += 1,
            Action::SignOut => {
                self.account = 1 - self.account;
                self.deleted.clear();
                self.renamed.clear();
                self.ghosts.clear();
                if self.bug != Some(Bug::TheOtherAccountStays) {
                    self.tell(Happened::SignedOut);
                }
                self.open(2);
            }
            Action::Return(which) => self.come_back(which),
        }
    }

    fn come_back(&mut self, which: u8) {
        let own = usize::from(self.account);
        let kept = KeptList::of(&self.list, |_| None);
        self.act(Action::Delete(which, false));
        drop(self.add(self.account));
        self.list = Inventory::default();
        self.asked.clear();
        self.begin();
        self.ghosts.clear();
        self.tell(Happened::Opened(self.query.clone()));
        let Some(kept) = kept else { return };
        let is_gone = |row: &&Snapshot| !self.rows[own].iter().any(|there| there.id == row.id);
        self.ghosts = kept.rows.iter().filter(is_gone).map(|row| row.id.to_string()).collect();
        let ghosts: Vec<Snapshot> = kept.rows.iter().filter(is_gone).cloned().collect();
        self.tell(Happened::Recalled(kept));
        if self.bug == Some(Bug::WhatWasKeptStays) {
            self.answer(0);
            ghosts.into_iter().for_each(|row| self.tell(Happened::Created(row)));
        }
    }

    fn answer(&mut self, which: usize) {
        let Some(at) = which.checked_rem(self.asked.len()) else { return };
        let asked = self.asked.remove(at);
        let page = self.page(&asked);
        let newest = self.asked.last().map(|asked| asked.ticket);
        let ticket = match self.bug {
            Some(Bug::StaleAnswersCount) => newest.unwrap_or(asked.ticket),
            _ => asked.ticket,
        };
        self.tell(Happened::PageArrived(ticket, page));
    }

    fn fail(&mut self, which: usize) {
        let Some(at) = which.checked_rem(self.asked.len()) else { return };
        let asked = self.asked.remove(at);
        if self.bug == Some(Bug::FailuresEmptyTheList) {
            self.tell(Happened::RestartWanted);
        }
        self.tell(Happened::PageFailed(asked.ticket, Problem::TimedOut));
    }

    /// Whether a failed answer left what was there.
    pub fn loaded(&self) -> usize {
        self.list.rows().loaded()
    }
}
