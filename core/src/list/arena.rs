//! Where snapshots are kept, each once: texts in chunks, what is fixed in size in records.
//!
//! Linear memory never shrinks, so that nothing large may grow by being copied: chunks are filled and stay where they are.
//! What is replaced or taken out leaves its text behind until the list begins anew.

mod texts;

use std::hash::{BuildHasher as _, BuildHasherDefault};
use std::sync::Arc;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

pub use self::texts::Handle;
use self::texts::Texts;
use crate::model::ids::{MachineId, SnapshotId};
use crate::model::snapshot::{Kind, Snapshot};

// What is noted with each pair of texts: flags, and below them the number of the machine.
const AUTOMATIC: u32 = 1 << 31;
const LISTED: u32 = 1 << 30;
const FAR: u32 = 1 << 29;
const REPEATED: u32 = 1 << 28;
/// Its name counts among those that may repeat.
const NAMED: u32 = 1 << 27;
/// Stands where we put it: no page has shown its place yet, so it tells nothing about how far a page reaches.
pub(super) const PLACED_HERE: u32 = 1 << 26;
/// In the page that is being taken in.
pub(super) const IN_PAGE: u32 = 1 << 25;
/// In that page, in the order in which we know it: all before it is covered by the page.
pub(super) const REACHED: u32 = 1 << 24;
const MACHINE: u32 = REACHED - 1;

/// From which end of the list a row was reached.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Side {
    /// From the first row on.
    Near,
    /// From the last row on, backwards.
    Far,
}

impl Side {
    /// Both, the near one first.
    pub const BOTH: [Self; 2] = [Self::Near, Self::Far];

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        if self == Self::Near { Self::Far } else { Self::Near }
    }
}

/// A snapshot as the store holds it.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Finds it again.
    pub handle: Handle,
    /// Opaque.
    pub id: &'a str,
    /// The machine whose disk it holds.
    pub machine_id: &'a MachineId,
    /// The number of that machine in this store ([`Store::machines`]).
    pub machine: usize,
    /// Not unique.
    pub name: &'a str,
    /// Who took it.
    pub kind: Kind,
    /// Another one that is listed has the same name.
    pub is_repeated: bool,
}

impl Row<'_> {
    /// The snapshot by itself.
    pub fn to_snapshot(self) -> Snapshot {
        Snapshot {
            id: SnapshotId::from(self.id),
            is_auto_snapshot: self.kind == Kind::Automatic,
            machine_id: self.machine_id.clone(),
            name: Arc::from(self.name),
        }
    }
}

/// The store.
#[derive(Clone, Debug, Default)]
pub struct SnapshotArena {
    texts: Texts,
    machines: Vec<MachineId>,
    /// The numbers of the machines, in the order of their ids.
    machine_order: Vec<u32>,
    by_id: HashTable<Handle>,
    /// For each name one that has it.
    by_name: HashTable<Handle>,
}

fn hash(text: &str) -> u64 {
    BuildHasherDefault::<FxHasher>::default().hash_one(text)
}

impl SnapshotArena {
    /// An empty store, in which no handle of this one means anything.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self { texts: self.texts.emptied(), ..Self::default() }
    }

    /// A snapshot. `None` for a handle of another store.
    pub fn row(&self, handle: Handle) -> Option<Row<'_>> {
        let notes = self.texts.notes(handle)?;
        let (id, name) = self.texts.of(handle);
        let machine = (notes & MACHINE) as usize;
        Some(Row {
            handle,
            id,
            machine_id: self.machines.get(machine)?,
            machine,
            name,
            kind: if notes & AUTOMATIC == 0 { Kind::Manual } else { Kind::Automatic },
            is_repeated: notes & REPEATED != 0,
        })
    }

    /// The machines of all rows, by their numbers.
    pub fn machines(&self) -> &[MachineId] {
        &self.machines
    }

    /// Finds a snapshot.
    pub fn find(&self, id: &str) -> Option<Handle> {
        self.by_id.find(hash(id), |handle| self.texts.of(*handle).0 == id).copied()
    }

    /// On which side a snapshot stands. `None` where it is in no list: it was in one, or is not yet.
    pub fn side(&self, handle: Handle) -> Option<Side> {
        match self.texts.notes(handle)? & (LISTED | FAR) {
            LISTED => Some(Side::Near),
            FAR => Some(Side::Far),
            _ => None,
        }
    }

    /// Notes where a snapshot stands from now on.
    pub fn set_side(&mut self, handle: Handle, side: Option<Side>) {
        let flag = match side {
            None => 0,
            Some(Side::Near) => LISTED,
            Some(Side::Far) => FAR,
        };
        self.texts.note(handle, |notes| notes & !(LISTED | FAR) | flag);
    }

    /// Whether one of the notes for rows is set ([`PLACED_HERE`], [`IN_PAGE`], [`REACHED`]).
    pub(super) fn is_noted(&self, handle: Handle, note: u32) -> bool {
        self.texts.notes(handle).is_some_and(|notes| notes & note != 0)
    }

    /// Sets or takes away notes for rows.
    pub(super) fn set_noted(&mut self, handle: Handle, note: u32, set: bool) {
        self.texts.note(handle, |notes| if set { notes | note } else { notes & !note });
    }

    /// Takes in a snapshot, or what is new of one that is here. `None` where there is no room for it.
    pub fn put(&mut self, snapshot: &Snapshot) -> Option<Handle> {
        let (id, name) = (snapshot.id.as_str(), &*snapshot.name);
        if let Some(handle) = self.find(id) {
            self.rename(handle, name);
            self.note_name(handle, name);
            return Some(handle);
        }
        let kind = if snapshot.is_auto_snapshot { AUTOMATIC } else { 0 };
        let machine = self.machine(&snapshot.machine_id)?;
        let handle = self.texts.add(id, name, machine | kind)?;
        let Self { texts, by_id, .. } = self;
        by_id.insert_unique(hash(id), handle, |handle| hash(texts.of(*handle).0));
        self.note_name(handle, name);
        Some(handle)
    }

    /// Gives a snapshot another name.
    pub fn rename(&mut self, handle: Handle, name: &str) {
        if self.texts.of(handle).1 == name {
            return;
        }
        self.forget(handle);
        self.texts.rename(handle, name);
        self.note_name(handle, name);
    }

    /// A snapshot that is listed no more, or gets another name, has none that another could be mistaken for. Looks through
    /// all rows where there was one.
    pub fn forget(&mut self, handle: Handle) {
        let name = self.texts.of(handle).1.to_owned();
        let was_repeated = self.texts.notes(handle).is_some_and(|notes| notes & REPEATED != 0);
        self.texts.note(handle, |notes| notes & !(REPEATED | NAMED));
        let others: Vec<Handle> = match was_repeated {
            true => self.texts.handles().filter(|other| self.is_called(*other, &name)).collect(),
            false => Vec::new(),
        };
        let Self { texts, by_name, .. } = self;
        if let Ok(entry) = by_name.find_entry(hash(&name), |other| texts.of(*other).1 == name) {
            match (*entry.get() == handle, others.first()) {
                (true, Some(other)) => *entry.into_mut() = *other,
                (true, None) => drop(entry.remove()),
                (false, _) => {}
            }
        }
        if let [only] = others.as_slice() {
            self.texts.note(*only, |notes| notes & !REPEATED);
        }
    }

    fn is_called(&self, handle: Handle, name: &str) -> bool {
        self.texts.notes(handle).is_some_and(|notes| notes & NAMED != 0) && self.texts.of(handle).1 == name
    }

    fn machine(&mut self, id: &MachineId) -> Option<u32> {
        let name = |number: &u32| self.machines.get(*number as usize).map(MachineId::as_str);
        match self.machine_order.binary_search_by(|number| name(number).cmp(&Some(id.as_str()))) {
            Ok(at) => self.machine_order.get(at).copied(),
            Err(at) => {
                let number = u32::try_from(self.machines.len()).ok().filter(|number| *number <= MACHINE)?;
                self.machines.push(id.clone());
                self.machine_order.insert(at, number);
                Some(number)
            }
        }
    }

    fn note_name(&mut self, handle: Handle, name: &str) {
        let Self { texts, by_name, .. } = self;
        let other = by_name.find(hash(name), |other| texts.of(*other).1 == name).copied();
        match other {
            None => {
                by_name.insert_unique(hash(name), handle, |handle| hash(texts.of(*handle).1));
            }
            Some(other) if other != handle => {
                self.texts.note(handle, |notes| notes | REPEATED);
                self.texts.note(other, |notes| notes | REPEATED);
            }
            Some(_) => {}
        }
        self.texts.note(handle, |notes| notes | NAMED);
    }
}
