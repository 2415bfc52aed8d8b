//! The loaded rows in their order, and how many of them the current walk has seen.

mod pages;
mod places;

pub use self::pages::Settled;
use crate::list::arena::{Handle, Row, Side, SnapshotArena};
use crate::list::query::Sort;
use crate::model::ids::{MachineId, SnapshotId};
use crate::model::snapshot::{Kind, Snapshot};

/// Consecutive rows from one end of the list.
#[derive(Clone, Debug, Default)]
struct Run {
    rows: Vec<Handle>,
    /// How many at the start the last walk has seen. The others are older, and stay until a page settles them.
    seen: usize,
}

/// No snapshot is in here twice, and none that is known to be deleted.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    store: SnapshotArena,
    near: Run,
    /// From the last row backwards. The rows between are not loaded.
    far: Run,
    manual: usize,
    /// Deleted; a late page may still show them.
    gone: Vec<SnapshotId>,
    /// Sorted by name, so renaming moves a row.
    by_name: bool,
    edition: u64,
}

impl Rows {
    /// Rows on the near side.
    pub fn len(&self) -> usize {
        self.near.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.near.rows.is_empty()
    }

    /// Rows on both sides.
    pub fn loaded(&self) -> usize {
        self.near.rows.len() + self.far.rows.len()
    }

    pub fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Manual => self.manual,
            Kind::Automatic => self.loaded() - self.manual,
        }
    }

    /// Rows from the cache, or that the current refresh has not reached.
    pub fn unconfirmed(&self) -> usize {
        self.unseen(Side::Near) + self.unseen(Side::Far)
    }

    /// Rows of a side that the current walk has not seen.
    pub fn unseen(&self, side: Side) -> usize {
        self.run(side).rows.len() - self.run(side).seen
    }

    /// The near side.
    pub fn listed(&self) -> &[Handle] {
        &self.near.rows
    }

    /// The far side, last row first.
    pub fn far(&self) -> &[Handle] {
        &self.far.rows
    }

    /// The number of a row of the near side. Costs a look at all before it.
    pub fn position(&self, handle: Handle) -> Option<usize> {
        self.near.rows.iter().position(|other| *other == handle)
    }

    pub fn store(&self) -> &SnapshotArena {
        &self.store
    }

    /// All loaded rows in order.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.near.rows.iter().chain(self.far.rows.iter().rev()).filter_map(|handle| self.store.row(*handle))
    }

    pub fn get(&self, id: &SnapshotId) -> Option<Row<'_>> {
        let handle = self.store.find(id.as_str()).filter(|handle| self.store.side(*handle).is_some())?;
        self.store.row(handle)
    }

    /// Whether a loaded snapshot of the machine has this name: allowed, but worth a warning.
    pub fn has_name(&self, machine_id: &MachineId, name: &str) -> bool {
        self.iter().any(|row| row.machine_id == machine_id && row.name == name)
    }

    /// Changes with everything but rows appended to a side. While it stays the same, earlier search results stay valid.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    pub fn is_gone(&self, id: &SnapshotId) -> bool {
        self.gone.contains(id)
    }

    /// Starts another list. Deleted snapshots stay deleted.
    pub fn begin(&mut self, sort: Sort) {
        self.clear();
        self.by_name = sort.is_by_name();
    }

    fn clear(&mut self) {
        (self.near, self.far, self.manual) = (Run::default(), Run::default(), 0);
        self.store = self.store.emptied();
        self.edition += 1;
    }

    pub fn sign_out(&mut self) {
        self.clear();
        self.gone.clear();
    }

    /// Starts with cached rows.
    pub fn recall(&mut self, rows: &[Snapshot]) {
        for row in rows {
            let Some(handle) = self.store.put(row).filter(|_| !self.gone.contains(&row.id)) else { continue };
            if self.store.side(handle).is_none() {
                self.stand(handle, Side::Near);
                self.near.rows.push(handle);
            }
        }
        self.edition += 1;
    }

    pub fn remove(&mut self, id: SnapshotId) {
        if let Some(handle) = self.store.find(id.as_str()) {
            self.take_out(handle);
            self.store.forget(handle);
        }
        if !self.gone.contains(&id) {
            self.gone.push(id);
        }
    }

    /// Its name still counts, since the row may be put back.
    fn take_out(&mut self, handle: Handle) {
        let Some(side) = self.store.side(handle) else { return };
        let run = self.run_mut(side);
        if let Some(at) = run.rows.iter().position(|other| *other == handle) {
            run.rows.remove(at);
            run.seen -= usize::from(at < run.seen);
        }
        self.leave(handle);
        self.edition += 1;
    }

    fn run(&self, side: Side) -> &Run {
        if side == Side::Near { &self.near } else { &self.far }
    }

    fn run_mut(&mut self, side: Side) -> &mut Run {
        if side == Side::Near { &mut self.near } else { &mut self.far }
    }

    fn stand(&mut self, handle: Handle, side: Side) {
        if self.store.side(handle).is_none() {
            self.manual += usize::from(self.is_manual(handle));
        }
        self.store.set_side(handle, Some(side));
    }

    fn leave(&mut self, handle: Handle) {
        self.store.set_side(handle, None);
        self.manual -= usize::from(self.is_manual(handle));
    }

    fn is_manual(&self, handle: Handle) -> bool {
        self.store.row(handle).is_some_and(|row| row.kind == Kind::Manual)
    }
}
