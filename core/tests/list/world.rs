//! A service with a few snapshots, as keyset cursors walk it, and a list that looks at it.

mod actions;
mod checks;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use snapdeck_core::list::inventory::{Inventory, ListCommand, ListEvent, Ticket};
use snapdeck_core::list::query::{Query, Sort};
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::model::page::Page;
use snapdeck_core::model::problem::{Problem, Refusal};
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::planted::{self, Bug};

pub use self::actions::Action;
use crate::hits::Hit;

/// A page that the list waits for.
#[derive(Clone)]
pub struct Asked {
    ticket: Ticket,
    pub query: Query,
    pub after: Option<String>,
    pub account: u8,
    /// What the service has answered, and is on its way.
    answer: Option<Page<Snapshot>>,
}

/// The service, the list, and what is under way.
pub struct World {
    pub list: Inventory,
    /// Of two accounts, in the order of creation.
    pub rows: [Vec<Snapshot>; 2],
    account: u8,
    query: Query,
    asked: Vec<Asked>,
    reads: Vec<SnapshotId>,
    pub next_id: u64,
    /// Made here, and not listed yet.
    pub lagging: HashSet<String>,
    /// Made here: what was loaded then, which is older.
    newcomers: HashMap<String, HashSet<String>>,
    /// Made here and shown since.
    must_show: HashSet<String>,
    /// Made here, and by now for pages to decide about: listed once, or said to have failed.
    settled: HashSet<String>,
    /// Told to the list, and not to come back.
    deleted: HashSet<String>,
    /// Names that the list was told, where nobody else changed them since.
    renamed: HashMap<String, Arc<str>>,
    /// When others last took or renamed a snapshot.
    changed_at: HashMap<String, Timestamp>,
    /// Listed late: a walk may have passed where it stands.
    passed: HashSet<String>,
    /// Something was renamed in a list by name: rows changed places while they were walked over.
    has_shuffled: bool,
    pub circular: bool,
    pub no_cursor: bool,
    pub empty_page: bool,
    pub repeats_rows: bool,
    now: Timestamp,
}

fn query(number: u8) -> Query {
    let sort = [Sort::Newest, Sort::Oldest, Sort::NameAsc, Sort::NameDesc][usize::from(number % 4)];
    Query { machine_id: number.is_multiple_of(3).then(|| format!("m{}", number % 2).as_str().into()), sort }
}

impl World {
    pub fn new(bug: Option<Bug>) -> Self {
        planted::plant(bug);
        let mut world = Self {
            list: Inventory::default(),
            rows: [Vec::new(), Vec::new()],
            account: 0,
            query: query(1),
            asked: Vec::new(),
            reads: Vec::new(),
            next_id: 0,
            lagging: HashSet::new(),
            newcomers: HashMap::new(),
            must_show: HashSet::new(),
            settled: HashSet::new(),
            deleted: HashSet::new(),
            renamed: HashMap::new(),
            changed_at: HashMap::new(),
            passed: HashSet::new(),
            has_shuffled: false,
            circular: false,
            no_cursor: false,
            empty_page: false,
            repeats_rows: false,
            now: Timestamp(1_795_000_000_000),
        };
        for account in [0, 1] {
            (0..14).for_each(|_| drop(world.add(account)));
        }
        world.tell(ListEvent::Opened(world.query.clone()));
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

    fn is_by_name(&self) -> bool {
        matches!(self.query.sort, Sort::NameAsc | Sort::NameDesc)
    }

    fn tell(&mut self, event: ListEvent) {
        let was_checking = self.list.is_loading_rest() && self.list.rows().far().is_empty();
        for command in self.list.step(self.now, event) {
            match command {
                ListCommand::Fetch { ticket, query, after } => {
                    Hit::CheckedAgain.note_if(
                        !was_checking
                            && after.is_none()
                            && self.list.is_loading_rest()
                            && self.list.rows().far().is_empty(),
                    );
                    self.asked.push(Asked { ticket, query, after, account: self.account, answer: None });
                }
                ListCommand::Read { id } => self.reads.push(id),
            }
        }
        let shown = |id: &String| !self.settled.contains(id) && self.list.row(&id.as_str().into()).is_some();
        self.must_show.extend(self.newcomers.keys().filter(|id| shown(id)).cloned());
    }

    /// The service answers, and the answer is on its way.
    fn serve(&mut self, which: usize) {
        let Some(at) = which.checked_rem(self.asked.len()) else { return };
        if self.asked[at].answer.is_none() {
            let page = self.page(&self.asked[at].clone());
            self.asked[at].answer = Some(page);
        }
    }

    fn answer(&mut self, which: usize) {
        let Some(at) = which.checked_rem(self.asked.len()) else { return };
        let Asked { answer, ticket, .. } = self.asked[at].clone();
        Hit::StalePage.note_if(answer.is_some());
        let old_name = |row: &Snapshot| self.renamed.get(row.id.as_str()).is_some_and(|name| *name != row.name);
        Hit::StaleName.note_if(answer.iter().flat_map(|page| &page.items).any(old_name));
        let page = answer.unwrap_or_else(|| self.page(&self.asked[at].clone()));
        self.asked.remove(at);
        for row in &page.items {
            // Listed once: from now on the pages say where it stands, and whether it does.
            self.settled.insert(row.id.to_string());
            self.must_show.remove(row.id.as_str());
        }
        self.tell(ListEvent::PageArrived(ticket, page));
    }

    fn fail(&mut self, which: usize, problem: Problem) {
        let Some(at) = which.checked_rem(self.asked.len()) else { return };
        let ticket = self.asked.remove(at).ticket;
        let before = (self.list.refresh_problem().is_some(), self.list.next_problem().is_some());
        self.tell(ListEvent::PageFailed(ticket, problem));
        Hit::RefreshFailed.note_if(!before.0 && self.list.refresh_problem().is_some());
        Hit::NextFailed.note_if(!before.1 && self.list.next_problem().is_some());
    }

    /// Asking for one snapshot is never behind.
    fn answer_read(&mut self, fails: bool) {
        let Some(id) = self.reads.pop() else { return };
        let there = self.rows[usize::from(self.account)].iter().find(|row| row.id == id).cloned();
        let (status, code) = (404, Some("NOT_FOUND".to_owned()));
        let answer = match there {
            _ if fails => Err(Problem::Refused(Refusal { status, ..Refusal::default() })),
            Some(snapshot) => Ok(snapshot),
            None => Err(Problem::Refused(Refusal { status, code, ..Refusal::default() })),
        };
        match &answer {
            Ok(_) => Hit::DoubtedAndThere.note(),
            Err(_) if fails => {
                Hit::DoubtedAndUnanswered.note();
                self.must_show.remove(id.as_str());
                self.settled.insert(id.to_string());
            }
            Err(_) => {
                Hit::DoubtedAndGone.note();
                self.deleted.insert(id.to_string());
            }
        }
        self.tell(ListEvent::ReadEnded(id, answer));
    }
}
