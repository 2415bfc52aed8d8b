//! The rows of the list: which are here, in which order, and which of them the walk that goes over them has seen.

mod pages;
mod places;

pub use self::pages::Settled;
use crate::list::arena::{Handle, Row, Side, SnapshotArena};
use crate::list::query::Sort;
use crate::model::ids::{MachineId, SnapshotId};
use crate::model::snapshot::{Kind, Snapshot};

/// Rows that follow each other from one end on.
#[derive(Clone, Debug, Default)]
struct Run {
    rows: Vec<Handle>,
    /// How many at its beginning the last walk has seen. What follows is older: it stays until a page settles it.
    seen: usize,
}

/// The loaded rows. No snapshot is in them twice, and none that is known to be gone.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    store: SnapshotArena,
    /// From the first one on, in the order of the query.
    near: Run,
    /// From the last one on, in the opposite order; what lies between is not loaded.
    far: Run,
    manual: usize,
    /// Gone for good; a late page may still show them.
    gone: Vec<SnapshotId>,
    /// A row that is renamed stands elsewhere.
    by_name: bool,
    edition: u64,
}

impl Rows {
    /// How many follow from the first one on.
    pub fn len(&self) -> usize {
        self.near.rows.len()
    }

    /// Whether none do.
    pub fn is_empty(&self) -> bool {
        self.near.rows.is_empty()
    }

    /// How many are loaded: those reached from the other end too.
    pub fn loaded(&self) -> usize {
        self.near.rows.len() + self.far.rows.len()
    }

    /// How many of the loaded ones are of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Manual => self.manual,
            Kind::Automatic => self.loaded() - self.manual,
        }
    }

    /// How many are shown as they were in an earlier visit, or before the refresh that has not come to them.
    pub fn unconfirmed(&self) -> usize {
        self.unseen(Side::Near) + self.unseen(Side::Far)
    }

    /// How many of one side the walk that goes over it has not seen.
    pub fn unseen(&self, side: Side) -> usize {
        self.run(side).rows.len() - self.run(side).seen
    }

    /// Those that follow from the first one on.
    pub fn listed(&self) -> &[Handle] {
        &self.near.rows
    }

    /// Those that were reached from the other end, the last one first.
    pub fn far(&self) -> &[Handle] {
        &self.far.rows
    }

    /// Where the texts are.
    pub fn store(&self) -> &SnapshotArena {
        &self.store
    }

    /// All that are loaded, in the order of the query.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.near.rows.iter().chain(self.far.rows.iter().rev()).filter_map(|handle| self.store.row(*handle))
    }

    /// One of the loaded ones.
    pub fn get(&self, id: &SnapshotId) -> Option<Row<'_>> {
        let handle = self.store.find(id.as_str()).filter(|handle| self.store.side(*handle).is_some())?;
        self.store.row(handle)
    }

    /// Whether a name is the one of a loaded snapshot of that machine: allowed, but worth a warning.
    pub fn has_name(&self, machine_id: &MachineId, name: &str) -> bool {
        self.iter().any(|row| row.machine_id == machine_id && row.name == name)
    }

    /// Grows with every change other than rows that come to the end of a side: what was found before holds for as long
    /// as it stays the same.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// Whether a snapshot is known to be gone.
    pub fn is_gone(&self, id: &SnapshotId) -> bool {
        self.gone.contains(id)
    }

    /// Forgets the rows, but not what is gone, and begins a list in an order.
    pub fn begin(&mut self, sort: Sort) {
        self.clear();
        self.by_name = sort.is_by_name();
    }

    fn clear(&mut self) {
        (self.near, self.far, self.manual) = (Run::default(), Run::default(), 0);
        self.store = self.store.emptied();
        self.edition += 1;
    }

    /// Forgets the rows and what is gone: nobody is signed in any more.
    pub fn sign_out(&mut self) {
        self.clear();
        self.gone.clear();
    }

    /// Begins with the rows of an earlier visit.
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

    /// Takes a snapshot out for good.
    pub fn remove(&mut self, id: SnapshotId) {
        if let Some(handle) = self.store.find(id.as_str()) {
            self.take_out(handle);
            self.store.forget(handle);
        }
        if !self.gone.contains(&id) {
            self.gone.push(id);
        }
    }

    /// Takes a row out of its side; its name still counts, for it may be put back.
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
