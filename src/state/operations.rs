//! The operations of the account: the machine of `domain::tracker` in a signal.

use leptos::prelude::*;

use crate::domain::ids::{MachineId, SnapshotId};
use crate::domain::operation::{Operation, Verb};
use crate::domain::permission::{self, Why};
use crate::domain::snapshot::Snapshot;
use crate::domain::time::Timestamp;
use crate::domain::tracker::{Command, Happened, Tracker};

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Operations {
    tracker: RwSignal<Tracker>,
    run: StoredValue<Option<Callback<Command>>>,
}

impl Operations {
    /// No operations, and their place in the context.
    pub fn provide() -> Self {
        let operations = Self { tracker: RwSignal::new(Tracker::default()), run: StoredValue::new(None) };
        provide_context(operations);
        operations
    }

    /// The operations of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Names who carries out what the tracker wants done. Done once, by its driver.
    pub fn carried_out_by(self, run: Callback<Command>) {
        self.run.set_value(Some(run));
    }

    /// Tells the tracker what happened, and has carried out, in order, what follows from it.
    pub fn tell(self, now: Timestamp, chance: f64, happened: Happened) {
        let silent = matches!(happened, Happened::Ticked | Happened::RoundEnded(_) | Happened::LeftToOther(_));
        let mut commands = Vec::new();
        let step = |tracker: &mut Tracker| commands = tracker.step(now, chance, happened);
        // Looking at the clock changes nothing that anybody sees.
        if silent {
            self.tracker.update_untracked(step);
        } else {
            self.tracker.update(step);
        }
        if let Some(run) = self.run.get_value() {
            commands.into_iter().for_each(|command| run.run(command));
        }
    }

    /// Looks at the operations, tracked.
    pub fn with<T>(self, look: impl FnOnce(&Tracker) -> T) -> T {
        self.tracker.with(look)
    }

    /// Looks at the operations, untracked.
    pub fn with_untracked<T>(self, look: impl FnOnce(&Tracker) -> T) -> T {
        self.tracker.with_untracked(look)
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
