//! Placing a snapshot that no page has placed: it was created or renamed here.

use super::Rows;
use crate::list::arena::{Handle, PLACED_HERE, Row, Side};
use crate::list::query::{Query, Sort};
use crate::model::ids::SnapshotId;
use crate::model::snapshot::Snapshot;
use crate::planted::{Bug, is_planted};

impl Rows {
    /// Takes a row out while a page is merged that may not know of it; [`Rows::place`] puts it back. Returns whether it was
    /// there.
    pub fn lift(&mut self, id: &SnapshotId) -> bool {
        let handle = self.get(id).map(|row| row.handle);
        handle.into_iter().for_each(|handle| self.take_out(handle));
        handle.is_some()
    }

    /// Inserts a snapshot where it is sorted, if that part is loaded.
    pub fn place(&mut self, snapshot: &Snapshot, query: &Query, is_complete: bool) {
        let elsewhere = query.machine_id.as_ref().is_some_and(|machine_id| *machine_id != snapshot.machine_id);
        if self.get(&snapshot.id).is_some() || self.gone.contains(&snapshot.id) {
            return;
        }
        let spot = if elsewhere { None } else { self.spot(&snapshot.name, query.sort, is_complete) };
        let Some((side, at)) = spot else {
            if let Some(handle) = self.store.find(snapshot.id.as_str()) {
                self.store.forget(handle);
            }
            return;
        };
        let Some(handle) = self.store.put(snapshot) else { return };
        self.stand(handle, side);
        self.store.set_noted(handle, PLACED_HERE, true);
        let run = self.run_mut(side);
        run.rows.insert(at, handle);
        run.seen += usize::from(at <= run.seen);
        self.edition += 1;
    }

    /// Renames a row without moving it.
    pub fn rename(&mut self, id: &SnapshotId, name: &str) {
        if let Some(handle) = self.store.find(id.as_str()) {
            self.store.rename(handle, name);
            self.edition += 1;
        }
    }

    fn spot(&self, name: &str, sort: Sort, is_complete: bool) -> Option<(Side, usize)> {
        let (near, far) = (&self.near.rows, &self.far.rows);
        let end = if !far.is_empty() { Some((Side::Far, 0)) } else { is_complete.then_some((Side::Near, near.len())) };
        match sort {
            Sort::Newest => return Some((Side::Near, 0)),
            Sort::Oldest => return end,
            Sort::NameAsc | Sort::NameDesc if is_planted(Bug::NewcomersRise) => return Some((Side::Near, 0)),
            Sort::NameAsc | Sort::NameDesc => {}
        }
        // The API compares bytes. Among equal names, this one is the newest.
        let follows = |row: Row<'_>| if sort == Sort::NameAsc { row.name > name } else { row.name <= name };
        let follows = |handle: &Handle| self.store.row(*handle).is_some_and(follows);
        if let Some(at) = near.iter().position(follows) {
            return Some((Side::Near, at));
        }
        // Behind the last loaded row with the same name: a page may have passed it already.
        if near.last().and_then(|last| self.store.row(*last)).is_some_and(|last| last.name == name) {
            return Some((Side::Near, near.len()));
        }
        match far.iter().rposition(follows) {
            Some(at) if at + 1 == far.len() => None,
            Some(at) => Some((Side::Far, at + 1)),
            None => end,
        }
    }
}
