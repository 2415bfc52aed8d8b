//! What persons, colleagues, the network and the service do.

use std::sync::Arc;

use snapdeck_core::list::inventory::{Inventory, ListEvent};
use snapdeck_core::list::query::Sort;
use snapdeck_core::model::problem::{Problem, Refusal};

use super::{World, query};
use crate::hits::Hit;

/// What is done to the list, to the service, or to what is under way between them.
#[derive(Clone, Copy, Debug)]
pub enum Action {
    Open(u8),
    More,
    Pagination,
    Stop,
    Refresh,
    Outdated,
    CameBack,
    BackOnline,
    KeyRenewed,
    /// The service answers, but the answer takes its time.
    Serve(u8),
    /// An answer arrives.
    Answer(u8),
    Fail(u8, u8),
    /// By this page, which tells its list, or by somebody else; shown by the listing at once or later.
    Create(bool, bool),
    /// The listing shows all that was made.
    CatchUp,
    Rename(u8, bool),
    Delete(u8, bool),
    /// The making of one of the newcomers is said to have failed.
    Doubt(u8, bool),
    AnswerRead(bool),
    /// The service gives cursors that it gave before, or gives them rightly again.
    Circle,
    /// The service gives none, though more exist.
    NoCursor,
    EmptyPage,
    /// A page holds a row twice, and one of the page before: the window moved.
    RepeatRows,
    SignOut,
    /// The page is closed, somebody else deletes one of the rows and makes another, and the page is opened again.
    Return(u8),
}

impl World {
    pub fn act(&mut self, action: Action) {
        self.now = self.now.plus_ms(7_000);
        match action {
            Action::Open(number) => self.open(number),
            Action::More => self.tell(ListEvent::MoreWanted),
            Action::Pagination => self.tell(ListEvent::RestWanted),
            Action::Stop => self.tell(ListEvent::RestStopped),
            Action::Refresh => self.refresh(ListEvent::RefreshWanted),
            Action::Outdated => self.refresh(ListEvent::Outdated),
            Action::CameBack => self.refresh(ListEvent::CameBack),
            Action::BackOnline => self.retry(ListEvent::BackOnline, Hit::BackOnline),
            Action::KeyRenewed => self.retry(ListEvent::KeyRenewed, Hit::KeyRenewed),
            Action::Serve(which) => self.serve(which.into()),
            Action::Answer(which) => self.answer(which.into()),
            Action::Fail(which, how) => {
                let unauthorized = Problem::Refused(Refusal::unauthorized());
                let problem = [Problem::TimedOut, Problem::Offline, unauthorized][usize::from(how % 3)].clone();
                self.fail(which.into(), problem);
            }
            Action::Create(here, lags) => self.create(here, lags),
            Action::CatchUp => self.lagging.clear(),
            Action::Rename(which, here) => self.rename(which.into(), here),
            Action::Delete(which, here) => self.delete(which.into(), here),
            Action::Doubt(which, there) => self.doubt(which.into(), there),
            Action::AnswerRead(fails) => self.answer_read(fails),
            Action::Circle => self.circular = !self.circular,
            Action::NoCursor => self.no_cursor = true,
            Action::EmptyPage => self.empty_page = true,
            Action::RepeatRows => self.repeats_rows = true,
            Action::SignOut => self.sign_out(),
            Action::Return(which) => self.come_back(which),
        }
    }

    fn open(&mut self, number: u8) {
        if query(number) != self.query {
            self.must_show.clear();
        }
        self.query = query(number);
        self.tell(ListEvent::Opened(self.query.clone()));
    }

    fn refresh(&mut self, event: ListEvent) {
        let is_first = |after: &Option<String>| after.is_none();
        let list = &self.list;
        Hit::RefreshWhileBlank.note_if(list.is_blank());
        Hit::RefreshWhileNextPage.note_if(list.is_loading() && !list.is_blank());
        Hit::RefreshWhileTheRest.note_if(list.is_loading_rest());
        Hit::RefreshAfterFailure.note_if(list.refresh_problem().is_some());
        let unconfirmed = list.rows().unconfirmed() > 0 && list.refresh_problem().is_none();
        Hit::RefreshWhileRefreshing.note_if(unconfirmed && !list.is_blank());
        let before = self.asked.len();
        self.tell(event);
        let fresh = self.asked.iter().skip(before);
        Hit::RefreshOfBothEnds.note_if(fresh.filter(|asked| is_first(&asked.after)).count() == 2);
    }

    fn retry(&mut self, event: ListEvent, hit: Hit) {
        let before = self.asked.len();
        self.tell(event);
        hit.note_if(self.asked.len() > before);
    }

    fn create(&mut self, here: bool, lags: bool) {
        let snapshot = self.add(self.account);
        if here {
            let id = snapshot.id.to_string();
            if lags {
                self.lagging.insert(id.clone());
                self.passed.insert(id.clone());
            }
            let is_listed = |id: &String| !self.newcomers.contains_key(id);
            let loaded = self.list.rows().iter().map(|row| row.id.to_owned()).filter(is_listed).collect();
            self.newcomers.insert(id, loaded);
            self.tell(ListEvent::Created(snapshot.clone()));
            Hit::OwnNewcomerByName.note_if(self.is_by_name() && self.list.row(&snapshot.id).is_some());
        }
    }

    fn rename(&mut self, which: usize, here: bool) {
        let rows = &mut self.rows[usize::from(self.account)];
        let Some(at) = which.checked_rem(rows.len()) else { return };
        let name: Arc<str> = format!("{}{}", ["m", "n", "r"][which % 3], self.next_id % 9).into();
        self.next_id += 1;
        self.has_shuffled |= matches!(self.query.sort, Sort::NameAsc | Sort::NameDesc);
        rows[at].name = Arc::clone(&name);
        let row = rows[at].clone();
        if here {
            Hit::OwnRenameByName.note_if(self.is_by_name() && self.list.row(&row.id).is_some());
            self.renamed.insert(row.id.to_string(), name);
            self.tell(ListEvent::Renamed(row));
        } else {
            self.renamed.remove(row.id.as_str());
            if !self.newcomers.contains_key(row.id.as_str()) {
                self.changed_at.insert(row.id.to_string(), self.now);
            }
        }
    }

    fn delete(&mut self, which: usize, here: bool) {
        let rows = &mut self.rows[usize::from(self.account)];
        let Some(at) = which.checked_rem(rows.len()) else { return };
        let row = rows.remove(at);
        self.must_show.remove(row.id.as_str());
        let was_made_here = self.newcomers.remove(row.id.as_str()).is_some();
        if here {
            self.deleted.insert(row.id.to_string());
            self.tell(ListEvent::Vanished(row.id));
        } else if !was_made_here {
            self.changed_at.insert(row.id.to_string(), self.now);
        }
    }

    fn doubt(&mut self, which: usize, there: bool) {
        let mut ids: Vec<String> = self.newcomers.keys().cloned().collect();
        ids.sort_unstable();
        let Some(at) = which.checked_rem(ids.len()) else { return };
        if !there {
            self.rows[usize::from(self.account)].retain(|row| row.id.as_str() != ids[at]);
            self.must_show.remove(&ids[at]);
            self.newcomers.remove(&ids[at]);
        }
        self.passed.insert(ids[at].clone());
        self.tell(ListEvent::Doubted(ids[at].as_str().into()));
    }

    fn forget(&mut self) {
        self.reads.clear();
        self.newcomers.clear();
        self.must_show.clear();
        self.renamed.clear();
        self.changed_at.clear();
        self.lagging.clear();
    }

    fn sign_out(&mut self) {
        Hit::OtherAccount.note();
        self.account = 1 - self.account;
        self.deleted.clear();
        self.forget();
        self.tell(ListEvent::SignedOut);
        self.query = query(2);
        self.tell(ListEvent::Opened(self.query.clone()));
    }

    fn come_back(&mut self, which: u8) {
        let kept = self.list.to_cache(|_| None);
        self.delete(which.into(), false);
        drop(self.add(self.account));
        self.list = Inventory::default();
        self.asked.clear();
        // What was done here before is forgotten by the list, too; what was made here may stand in what was kept.
        let newcomers = std::mem::take(&mut self.newcomers);
        self.forget();
        self.settled.extend(newcomers.keys().cloned());
        self.newcomers = newcomers;
        self.deleted.clear();
        self.tell(ListEvent::Opened(self.query.clone()));
        if let Some(kept) = kept {
            Hit::Recalled.note();
            self.tell(ListEvent::Recalled(kept));
        }
    }
}
