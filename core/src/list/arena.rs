//! All snapshots, each once: texts in chunks, everything else in records of fixed size.
//!
//! Linear memory never shrinks, so nothing large may grow by copying: a full chunk stays where it is. Replaced and removed
//! texts stay behind until the list starts over.

mod texts;

use std::hash::{BuildHasher as _, BuildHasherDefault};
use std::sync::Arc;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

pub use self::texts::Handle;
use self::texts::Texts;
use crate::model::ids::{MachineId, SnapshotId};
use crate::model::snapshot::{Kind, Snapshot};

// The notes of a record: flags, and below them the number of its machine.
const AUTOMATIC: u32 = 1 << 31;
const LISTED: u32 = 1 << 30;
const FAR: u32 = 1 << 29;
const REPEATED: u32 = 1 << 28;
/// Its name counts in the search for repeated names.
const NAMED: u32 = 1 << 27;
/// We placed it, no page has: so it does not tell how far a page reaches.
pub(super) const PLACED_HERE: u32 = 1 << 26;
/// In the current page.
pub(super) const IN_PAGE: u32 = 1 << 25;
/// In the current page, in its known order: the page covers all rows before it.
pub(super) const REACHED: u32 = 1 << 24;
const MACHINE: u32 = REACHED - 1;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Side {
    Near,
    /// Backwards from the last row.
    Far,
}

impl Side {
    pub const BOTH: [Self; 2] = [Self::Near, Self::Far];

    #[must_use]
    pub fn other(self) -> Self {
        if self == Self::Near { Self::Far } else { Self::Near }
    }
}

/// A snapshot in the arena.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub handle: Handle,
    pub id: &'a str,
    pub machine_id: &'a MachineId,
    /// The index of its machine in [`SnapshotArena::machines`].
    pub machine: usize,
    pub name: &'a str,
    pub kind: Kind,
    /// Another listed snapshot has the same name.
    pub is_repeated: bool,
}

impl Row<'_> {
    pub fn to_snapshot(self) -> Snapshot {
        Snapshot {
            id: SnapshotId::from(self.id),
            is_auto_snapshot: self.kind == Kind::Automatic,
            machine_id: self.machine_id.clone(),
            name: Arc::from(self.name),
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct SnapshotArena {
    texts: Texts,
    machines: Vec<MachineId>,
    /// Indices of `machines`, sorted by id.
    machine_order: Vec<u32>,
    by_id: HashTable<Handle>,
    /// One snapshot per name.
    by_name: HashTable<Handle>,
}

fn hash(text: &str) -> u64 {
    BuildHasherDefault::<FxHasher>::default().hash_one(text)
}

impl SnapshotArena {
    /// An empty arena for which all handles of this one are invalid.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self { texts: self.texts.emptied(), ..Self::default() }
    }

    /// `None` for a handle from before [`Self::emptied`].
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

    /// The machines of all rows, by index.
    pub fn machines(&self) -> &[MachineId] {
        &self.machines
    }

    pub fn find(&self, id: &str) -> Option<Handle> {
        self.by_id.find(hash(id), |handle| self.texts.of(*handle).0 == id).copied()
    }

    /// `None` for a snapshot that is not listed, or not any more.
    pub fn side(&self, handle: Handle) -> Option<Side> {
        match self.texts.notes(handle)? & (LISTED | FAR) {
            LISTED => Some(Side::Near),
            FAR => Some(Side::Far),
            _ => None,
        }
    }

    pub fn set_side(&mut self, handle: Handle, side: Option<Side>) {
        let flag = match side {
            None => 0,
            Some(Side::Near) => LISTED,
            Some(Side::Far) => FAR,
        };
        self.texts.note(handle, |notes| notes & !(LISTED | FAR) | flag);
    }

    /// Reads the flags of the rows ([`PLACED_HERE`], [`IN_PAGE`], [`REACHED`]).
    pub(super) fn is_noted(&self, handle: Handle, note: u32) -> bool {
        self.texts.notes(handle).is_some_and(|notes| notes & note != 0)
    }

    pub(super) fn set_noted(&mut self, handle: Handle, note: u32, set: bool) {
        self.texts.note(handle, |notes| if set { notes | note } else { notes & !note });
    }

    /// Adds a snapshot or updates its name. `None` when the arena is full.
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

    pub fn rename(&mut self, handle: Handle, name: &str) {
        if self.texts.of(handle).1 == name {
            return;
        }
        self.forget(handle);
        self.texts.rename(handle, name);
        self.note_name(handle, name);
    }

    /// Stops counting the name of a snapshot that is not listed any more or is renamed. Scans all rows if it was repeated.
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
