//! The rows of the list: which are here, in which order, and what is known of those that are not in it.

use std::collections::HashSet;

use crate::domain::ids::SnapshotId;
use crate::domain::query::{Query, Sort};
use crate::domain::snapshot::Snapshot;

/// The loaded rows. No snapshot is in them twice, and none that is known to be gone.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    list: Vec<Snapshot>,
    ids: HashSet<SnapshotId>,
    /// Made here and not yet seen in any page.
    newcomers: HashSet<SnapshotId>,
    /// Gone for good; a late page may still show them.
    gone: HashSet<SnapshotId>,
    moved: bool,
}

impl Rows {
    /// The rows, in the order of the query.
    pub fn all(&self) -> &[Snapshot] {
        &self.list
    }

    /// One of them.
    pub fn get(&self, id: &SnapshotId) -> Option<&Snapshot> {
        if !self.ids.contains(id) {
            return None;
        }
        self.list.iter().find(|row| row.id == *id)
    }

    /// Whether a snapshot is known to be gone.
    pub fn is_gone(&self, id: &SnapshotId) -> bool {
        self.gone.contains(id)
    }

    /// Whether a page brought a row again: then the window of the pages moved, and what moved out of it was not seen.
    pub fn have_moved(&self) -> bool {
        self.moved
    }

    /// Forgets the rows, but not what is gone.
    pub fn clear(&mut self) {
        *self = Self { gone: std::mem::take(&mut self.gone), ..Self::default() };
    }

    /// Adds the rows of a next page.
    pub fn append(&mut self, page: Vec<Snapshot>) {
        for row in page {
            if self.gone.contains(&row.id) {
                continue;
            }
            if self.ids.insert(row.id.clone()) {
                self.list.push(row);
            } else if !self.newcomers.remove(&row.id) {
                self.moved = true;
            }
        }
    }

    /// Puts a fresh first page in the place of the rows that it covers. Answers whether rows behind it stayed; where the
    /// page is the whole list or shares nothing with what was here, none do.
    pub fn replace_head(&mut self, page: Vec<Snapshot>, has_more: bool) -> bool {
        let covered = match page.last() {
            Some(last) if has_more => self.list.iter().position(|row| row.id == last.id).map(|at| at + 1),
            _ => None,
        };
        let mut known = std::mem::take(&mut self.list);
        let tail = covered.map(|covered| known.split_off(covered));
        self.moved &= tail.is_some();
        for row in &page {
            self.newcomers.remove(&row.id);
        }
        let unlisted: Vec<Snapshot> = known.into_iter().filter(|row| self.newcomers.contains(&row.id)).collect();
        self.ids.clear();
        let stayed = tail.is_some();
        for row in unlisted.into_iter().chain(page).chain(tail.into_iter().flatten()) {
            if !self.gone.contains(&row.id) && self.ids.insert(row.id.clone()) {
                self.list.push(row);
            }
        }
        stayed
    }

    /// Puts a new snapshot where the list would show it, if that place is loaded.
    pub fn welcome(&mut self, snapshot: Snapshot, query: &Query, is_complete: bool) {
        let elsewhere = query.machine_id.as_ref().is_some_and(|machine_id| *machine_id != snapshot.machine_id);
        if elsewhere || self.ids.contains(&snapshot.id) || self.gone.contains(&snapshot.id) {
            return;
        }
        let end = self.list.len();
        let at = match query.sort {
            Sort::Newest => 0,
            Sort::Oldest => end,
            Sort::NameAsc => self.list.iter().position(|row| row.name > snapshot.name).unwrap_or(end),
            Sort::NameDesc => self.list.iter().position(|row| row.name < snapshot.name).unwrap_or(end),
        };
        if at == end && end > 0 && !is_complete {
            return;
        }
        self.ids.insert(snapshot.id.clone());
        self.newcomers.insert(snapshot.id.clone());
        self.list.insert(at, snapshot);
    }

    /// What made a snapshot is over, badly: from now on the lists decide whether it is there.
    pub fn doubt(&mut self, id: &SnapshotId) {
        self.newcomers.remove(id);
    }

    /// Gives a snapshot its new name, where it is.
    pub fn rename(&mut self, snapshot: Snapshot) {
        if let Some(row) = self.list.iter_mut().find(|row| row.id == snapshot.id) {
            row.name = snapshot.name;
        }
    }

    /// Takes a snapshot out for good.
    pub fn remove(&mut self, id: SnapshotId) {
        if self.ids.remove(&id) {
            self.list.retain(|row| row.id != id);
            self.newcomers.remove(&id);
        }
        self.gone.insert(id);
    }
}
