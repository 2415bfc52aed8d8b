//! The operations of the account: the machine of `operations::tracker` in a signal.

use leptos::prelude::*;

use snapdeck_core::model::ids::{MachineId, SnapshotId};
use snapdeck_core::operations::operation::{Operation, OperationId};
use snapdeck_core::operations::permission::{Deed, Why};
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
    pub fn change<T>(self, quiet: bool, change: impl FnOnce(&mut Tracker) -> T) -> T {
        if quiet { change(&mut self.0.write_untracked()) } else { change(&mut self.0.write()) }
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

    /// Whether that operation may be asked for again now, tracked.
    ///
    /// # Errors
    /// Says why not; nothing where asking again would not be safe, whatever else is under way.
    pub fn check_again(self, id: &OperationId) -> Option<Result<(), Why>> {
        self.with(|tracker| tracker.check_again(tracker.operation(id)?))
    }

    /// Whether something may be done on a machine, tracked.
    ///
    /// # Errors
    /// Says why not.
    pub fn check(self, deed: Deed<'_>, machine_id: &MachineId) -> Result<(), Why> {
        self.with(|tracker| tracker.check(deed, machine_id))
    }
}
