//! The operations of the account: the machine of `operations::tracker` in a signal.

use leptos::prelude::*;

use snapdeck_core::model::ids::{MachineId, SnapshotId};
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::{Operation, Verb};
use snapdeck_core::operations::permission::{self, Why};
use snapdeck_core::operations::tracker::Tracker;

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Operations(RwSignal<Tracker>);

impl Operations {
    /// No operations, and their place in the context.
    pub fn provide() -> Self {
        let operations = Self(RwSignal::new(Tracker::default()));
        provide_context(operations);
        operations
    }

    /// The operations of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Lets the tracker take something in. `quiet` where nothing changes that anybody sees.
    pub fn change(self, quiet: bool, change: impl FnOnce(&mut Tracker)) {
        if quiet {
            self.0.update_untracked(change);
        } else {
            self.0.update(change);
        }
    }

    /// Looks at the operations, tracked.
    pub fn with<T>(self, look: impl FnOnce(&Tracker) -> T) -> T {
        self.0.with(look)
    }

    /// Looks at the operations, untracked.
    pub fn with_untracked<T>(self, look: impl FnOnce(&Tracker) -> T) -> T {
        self.0.with_untracked(look)
    }

    /// What is happening to a snapshot, tracked: the newest operation on it that is open.
    pub fn on_snapshot(self, id: &SnapshotId) -> Option<Operation> {
        let is_it = |operation: &&Operation| operation.is_open() && operation.snapshot_id.as_ref() == Some(id);
        self.with(|tracker| tracker.operations().iter().rev().find(is_it).cloned())
    }

    /// Whether something can be started on a snapshot, tracked. No verb means a rename.
    ///
    /// # Errors
    /// Says why not.
    pub fn can_change(self, verb: Option<Verb>, snapshot: &Snapshot) -> Result<(), Why> {
        self.with(|tracker| permission::can_change(verb, &snapshot.id, &snapshot.machine_id, tracker.operations()))
    }

    /// Whether a snapshot of a machine can be taken, tracked.
    ///
    /// # Errors
    /// Says why not.
    pub fn can_create(self, machine_id: &MachineId) -> Result<(), Why> {
        self.with(|tracker| permission::can_create(machine_id, tracker.operations()))
    }
}
