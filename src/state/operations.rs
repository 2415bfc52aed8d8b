//! The account's operations: the core's tracker in a signal.

use leptos::prelude::*;

use snapdeck_core::model::ids::{MachineId, SnapshotId};
use snapdeck_core::operations::operation::{Operation, OperationId};
use snapdeck_core::operations::permission::{Deed, Why};
use snapdeck_core::operations::tracker::Tracker;
use snapdeck_core::operations::undo::{Undoing, undoing};

#[derive(Clone, Copy, Debug)]
pub struct Operations(RwSignal<Tracker>);

impl Operations {
    pub fn provide() -> Self {
        let operations = Self(RwSignal::new(Tracker::default()));
        provide_context(operations);
        operations
    }

    pub fn expect() -> Self {
        expect_context()
    }

    /// Changes the tracker. `quiet` when nothing visible changes.
    pub fn change<T>(self, quiet: bool, change: impl FnOnce(&mut Tracker) -> T) -> T {
        if quiet { change(&mut self.0.write_untracked()) } else { change(&mut self.0.write()) }
    }

    /// Tracked.
    pub fn with<T>(self, look: impl FnOnce(&Tracker) -> T) -> T {
        self.0.with(look)
    }

    pub fn with_untracked<T>(self, look: impl FnOnce(&Tracker) -> T) -> T {
        self.0.with_untracked(look)
    }

    /// The newest open operation on a snapshot; tracked.
    pub fn on_snapshot(self, id: &SnapshotId) -> Option<Operation> {
        let is_it = |operation: &&Operation| operation.is_open() && operation.snapshot_id.as_ref() == Some(id);
        self.with(|tracker| tracker.operations().iter().rev().find(is_it).cloned())
    }

    /// Whether the operation may be started again now; tracked. None where that would never be safe.
    pub fn check_again(self, id: &OperationId) -> Option<Result<(), Why>> {
        self.with(|tracker| tracker.check_again(tracker.operation(id)?))
    }

    /// How far undoing it has come; tracked.
    pub fn undoing(self, id: &OperationId) -> Undoing {
        self.with(|tracker| undoing(id, tracker.operations()))
    }

    /// Whether something may be done on a machine; tracked.
    pub fn check(self, deed: Deed<'_>, machine_id: &MachineId) -> Result<(), Why> {
        self.with(|tracker| tracker.check(deed, machine_id))
    }
}
