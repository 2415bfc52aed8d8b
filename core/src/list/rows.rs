//! The rows of the list: which are here, in which order, and what is known of those that are not in it.

mod kept;

use crate::list::arena::{Handle, KEPT, MISPLACED, NEWCOMER, Place, Row, Store};
use crate::list::query::{Query, Sort};
use crate::model::ids::{MachineId, SnapshotId};
use crate::model::snapshot::{Kind, Snapshot};

/// The loaded rows. No snapshot is in them twice, and none that is known to be gone.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    store: Store,
    /// From the first one on, in the order of the query.
    list: Vec<Handle>,
    /// From the last one on, in the opposite order; what lies between is not loaded.
    far: Vec<Handle>,
    manual: usize,
    /// How many at the end of `list` are kept from an earlier visit and were not seen in any page since.
    kept: usize,
    /// A page from one end held a row of the other: what is new from now on may belong among rows that were loaded before.
    overlaps: bool,
    /// Gone for good; a late page may still show them.
    gone: Vec<SnapshotId>,
    moved: bool,
    edition: u64,
}

impl Rows {
    /// How many follow from the first one on.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether none do.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many are loaded: those reached from the other end too.
    pub fn loaded(&self) -> usize {
        self.list.len() + self.far.len()
    }

    /// How many of the loaded ones are of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Manual => self.manual,
            Kind::Automatic => self.loaded() - self.manual,
        }
    }

    /// Those that follow from the first one on.
    pub fn listed(&self) -> &[Handle] {
        &self.list
    }

    /// Those that were reached from the other end, the last one first.
    pub fn far(&self) -> &[Handle] {
        &self.far
    }

    /// Where the texts are.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// All that are loaded, in the order of the query.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.list.iter().chain(self.far.iter().rev()).filter_map(|handle| self.store.row(*handle))
    }

    /// One of the loaded ones.
    pub fn get(&self, id: &SnapshotId) -> Option<Row<'_>> {
        let handle = self.store.find(id.as_str()).filter(|handle| self.store.place(*handle) != Place::Nowhere)?;
        self.store.row(handle)
    }

    /// Whether a name is the one of a loaded snapshot of that machine: allowed, but worth a warning.
    pub fn has_name(&self, machine_id: &MachineId, name: &str) -> bool {
        self.iter().any(|row| row.machine_id == machine_id && row.name == name)
    }

    /// Grows with every change other than rows that come to the end of a part: what was found before holds for as long
    /// as it stays the same.
    pub fn edition(&self) -> u64 {
        self.edition
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
        *self = Self {
            store: self.store.emptied(),
            gone: std::mem::take(&mut self.gone),
            edition: self.edition + 1,
            ..Self::default()
        };
    }

    /// Whether a page goes on with what was reached from the other side: its end is known there, and all behind where
    /// that begins. One known row is no proof: somebody may have made or renamed others around it. Nor is one that has
    /// another name now: it may have moved.
    pub fn meets(&self, page: &[Snapshot], other_side: Place) -> bool {
        let is_known = |row: &Snapshot| {
            let known = self.get(&row.id).filter(|known| self.store.place(known.handle) == other_side);
            known.is_some_and(|known| known.name == &*row.name)
        };
        let mut rows = page.iter().filter(|row| !self.gone.contains(&row.id)).map(is_known);
        let first = rows.by_ref().position(|known| known);
        let behind: Vec<bool> = rows.collect();
        first.is_some() && !behind.is_empty() && behind.iter().all(|known| *known)
    }

    /// Adds the rows of a next page from the first row on, or from the other end. What the other side has already stays there.
    pub fn append(&mut self, page: &[Snapshot], side: Place) {
        let kept = if side == Place::Listed { self.make_way(page) } else { Vec::new() };
        let overlaps = self.overlaps || page.iter().any(|row| self.get(&row.id).is_some());
        for row in page {
            if self.gone.contains(&row.id) {
                continue;
            }
            let has_moved = self.get(&row.id).is_some_and(|known| known.name != &*row.name);
            let Some(handle) = self.store.put(row) else { continue };
            if has_moved {
                self.store.set_noted(handle, MISPLACED, true);
            }
            match self.store.place(handle) {
                Place::Nowhere => {
                    self.stand(handle, side);
                    if overlaps {
                        self.store.set_noted(handle, MISPLACED, true);
                    }
                    if side == Place::Far {
                        self.far.push(handle);
                    } else {
                        self.list.push(handle);
                    }
                }
                place if place == side => {
                    self.moved |= !self.store.is_noted(handle, NEWCOMER);
                    self.store.set_noted(handle, NEWCOMER, false);
                }
                _ => self.overlaps = true,
            }
        }
        if side == Place::Listed {
            self.kept = kept.len();
            self.list.extend(kept);
        }
    }

    /// What was reached from the two ends has met: one list.
    pub fn join(&mut self) {
        let far = std::mem::take(&mut self.far);
        for handle in &far {
            self.store.set_place(*handle, Place::Listed);
        }
        self.list.extend(far.into_iter().rev());
        self.overlaps = false;
        self.edition += 1;
    }

    /// Puts a fresh first page in the place of the rows that it covers. Answers whether rows behind it stayed; where the
    /// page is the whole list or shares nothing with what was here, none do.
    pub fn replace_head(&mut self, page: &[Snapshot], has_more: bool) -> bool {
        self.edition += 1;
        let last = page.iter().rev().filter(|_| has_more).find_map(|row| self.placed(row));
        let covered = last.and_then(|last| self.list.iter().position(|handle| *handle == last)).map(|at| at + 1);
        let mut known = std::mem::take(&mut self.list);
        let behind = covered.map(|covered| known.split_off(covered));
        self.moved &= behind.is_some();
        let stayed = behind.is_some();
        if !stayed {
            // What the far end left to the rows that were here is not here any more.
            let far = std::mem::take(&mut self.far);
            self.dismiss(&far);
            self.overlaps = false;
        }
        let mut behind = behind.unwrap_or_default();
        let head = page.iter().filter(|row| !self.gone.contains(&row.id)).filter_map(|row| self.store.put(row));
        let head: Vec<Handle> = head.collect();
        for handle in &head {
            self.store.set_noted(*handle, NEWCOMER | MISPLACED | KEPT, false);
        }
        let unlisted: Vec<Handle> =
            known.iter().filter(|handle| self.store.is_noted(**handle, NEWCOMER)).copied().collect();
        known.iter().for_each(|handle| self.leave(*handle));
        let risen: Vec<Handle> =
            head.iter().filter(|handle| self.store.place(**handle) == Place::Listed).copied().collect();
        if !risen.is_empty() {
            behind.retain(|handle| !risen.contains(handle));
        }
        for handle in unlisted.into_iter().chain(head) {
            match self.store.place(handle) {
                Place::Nowhere => {
                    self.stand(handle, Place::Listed);
                    self.list.push(handle);
                }
                Place::Listed if risen.contains(&handle) => self.list.push(handle),
                // It came twice, or stands at the far end, where it stays.
                Place::Listed | Place::Far => {}
            }
        }
        self.list.extend(behind);
        self.kept = self.list.iter().rev().take_while(|handle| self.store.is_noted(**handle, KEPT)).count();
        let dropped: Vec<Handle> =
            known.into_iter().filter(|handle| self.store.place(*handle) == Place::Nowhere).collect();
        dropped.into_iter().for_each(|handle| self.store.forget(handle));
        stayed
    }

    /// Puts a new snapshot where the list would show it, if that place is loaded.
    pub fn welcome(&mut self, snapshot: &Snapshot, query: &Query, is_complete: bool) {
        let elsewhere = query.machine_id.as_ref().is_some_and(|machine_id| *machine_id != snapshot.machine_id);
        if elsewhere || self.get(&snapshot.id).is_some() || self.gone.contains(&snapshot.id) {
            return;
        }
        let end = self.list.len();
        let behind = |handle: &Handle| {
            let Some(row) = self.store.row(*handle) else { return false };
            if query.sort == Sort::NameAsc { *row.name > *snapshot.name } else { *row.name < *snapshot.name }
        };
        let at = match query.sort {
            Sort::Newest => 0,
            Sort::Oldest => end,
            Sort::NameAsc | Sort::NameDesc => self.list.iter().position(behind).unwrap_or(end),
        };
        let is_loaded = at <= end - self.kept && (at < end || end == 0 || is_complete);
        if !is_loaded {
            return;
        }
        let Some(handle) = self.store.put(snapshot) else { return };
        self.stand(handle, Place::Listed);
        self.store.set_noted(handle, NEWCOMER, true);
        self.list.insert(at, handle);
        self.edition += 1;
    }

    /// What made a snapshot is over, badly: from now on the lists decide whether it is there.
    pub fn doubt(&mut self, id: &SnapshotId) {
        if let Some(handle) = self.store.find(id.as_str()) {
            self.store.set_noted(handle, NEWCOMER, false);
        }
    }

    /// Gives a snapshot its new name, where it is.
    pub fn rename(&mut self, id: &SnapshotId, name: &str) {
        if let Some(handle) = self.store.find(id.as_str()) {
            self.store.rename(handle, name);
            self.store.set_noted(handle, MISPLACED, true);
            self.edition += 1;
        }
    }

    /// Takes a snapshot out for good.
    pub fn remove(&mut self, id: SnapshotId) {
        if let Some(handle) = self.store.find(id.as_str()).filter(|handle| self.store.place(*handle) != Place::Nowhere)
        {
            let side = if self.store.place(handle) == Place::Far { &mut self.far } else { &mut self.list };
            side.retain(|other| *other != handle);
            self.kept -= usize::from(self.store.is_noted(handle, KEPT));
            self.leave(handle);
            self.store.forget(handle);
            self.store.set_noted(handle, NEWCOMER, false);
            self.edition += 1;
        }
        if !self.gone.contains(&id) {
            self.gone.push(id);
        }
    }

    /// A row of a page, if it is listed and stands where a page put it: then all before it was covered by that page.
    fn placed(&self, row: &Snapshot) -> Option<Handle> {
        let handle = self.store.find(row.id.as_str())?;
        let is_placed = self.store.place(handle) == Place::Listed
            && !self.store.is_noted(handle, NEWCOMER | MISPLACED | KEPT)
            && self.store.row(handle)?.name == &*row.name;
        is_placed.then_some(handle)
    }

    fn stand(&mut self, handle: Handle, place: Place) {
        self.store.set_place(handle, place);
        self.manual += usize::from(self.is_manual(handle));
    }

    fn leave(&mut self, handle: Handle) {
        self.store.set_place(handle, Place::Nowhere);
        self.store.set_noted(handle, KEPT, false);
        self.manual -= usize::from(self.is_manual(handle));
    }

    fn is_manual(&self, handle: Handle) -> bool {
        self.store.row(handle).is_some_and(|row| row.kind == Kind::Manual)
    }
}
