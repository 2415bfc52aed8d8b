//! Whether something may be started now, and if not, why.

use crate::model::ids::{MachineId, SnapshotId};
use crate::operations::operation::{Operation, Verb};

/// Why something cannot be started.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Why {
    /// The machine is being restored.
    MachineIsBeingRestored,
    /// The snapshot is being deleted.
    SnapshotIsBeingDeleted,
    /// The snapshot is still being taken.
    SnapshotIsBeingTaken,
    /// Another restore of the machine may be under way: its answer was lost.
    RestoreIsUnsure,
}

/// Whether a snapshot of that machine can be taken.
///
/// # Errors
/// Says why not.
pub fn can_create<'a>(machine_id: &MachineId, operations: impl IntoIterator<Item = &'a Operation>) -> Result<(), Why> {
    match open_restore(machine_id, operations) {
        Some(why) => Err(why),
        None => Ok(()),
    }
}

/// Whether that snapshot can be renamed, restored or deleted, as far as its machine and itself are concerned.
///
/// # Errors
/// Says why not.
pub fn can_change<'a>(
    verb: Option<Verb>,
    snapshot_id: &SnapshotId,
    machine_id: &MachineId,
    operations: impl IntoIterator<Item = &'a Operation> + Clone,
) -> Result<(), Why> {
    let own = operations.clone().into_iter().filter(|operation| operation.snapshot_id.as_ref() == Some(snapshot_id));
    for operation in own.filter(|operation| operation.is_running()) {
        match operation.verb {
            Verb::Delete => return Err(Why::SnapshotIsBeingDeleted),
            Verb::Create if verb.is_some() => return Err(Why::SnapshotIsBeingTaken),
            Verb::Create | Verb::Restore => {}
        }
    }
    // A new name touches no disk: it waits for nothing.
    match verb.and_then(|_| open_restore(machine_id, operations)) {
        Some(why) => Err(why),
        None => Ok(()),
    }
}

fn open_restore<'a>(machine_id: &MachineId, operations: impl IntoIterator<Item = &'a Operation>) -> Option<Why> {
    let restores = |operation: &&Operation| operation.verb == Verb::Restore && operation.machine_id == *machine_id;
    operations.into_iter().filter(restores).find_map(|operation| {
        if operation.is_running() {
            Some(Why::MachineIsBeingRestored)
        } else if operation.is_open() {
            Some(Why::RestoreIsUnsure)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::snapshot::Snapshot;
    use crate::model::time::Timestamp;
    use crate::operations::operation::{OperationId, Outcome, Phase};

    fn operation(verb: Verb, snapshot: &str, phase: Phase) -> Operation {
        let on =
            Snapshot { id: snapshot.into(), is_auto_snapshot: false, machine_id: "m".into(), name: Arc::from("s") };
        let id = OperationId::new(Timestamp(0), 0);
        let intended = Operation::intended(id, verb, &on, Arc::from("m"), Timestamp(0));
        Operation { snapshot_id: Some(snapshot.into()), phase, ..intended }
    }

    #[test]
    fn what_is_under_way_decides_what_can_be_started() {
        let ended = || Phase::Ended { outcome: Outcome::Done, at: Timestamp(1) };
        for (running, verb, expected) in [
            (vec![], Some(Verb::Delete), Ok(())),
            (vec![operation(Verb::Delete, "s", Phase::Sending)], Some(Verb::Delete), Err(Why::SnapshotIsBeingDeleted)),
            (vec![operation(Verb::Delete, "s", Phase::Sending)], None, Err(Why::SnapshotIsBeingDeleted)),
            (vec![operation(Verb::Delete, "other", Phase::Sending)], Some(Verb::Delete), Ok(())),
            (vec![operation(Verb::Delete, "s", ended())], Some(Verb::Restore), Ok(())),
            (vec![operation(Verb::Create, "s", Phase::Sending)], Some(Verb::Restore), Err(Why::SnapshotIsBeingTaken)),
            (vec![operation(Verb::Create, "s", Phase::Sending)], None, Ok(())),
            (
                vec![operation(Verb::Restore, "other", Phase::Sending)],
                Some(Verb::Restore),
                Err(Why::MachineIsBeingRestored),
            ),
            (
                vec![operation(Verb::Restore, "other", Phase::unsure(Timestamp(0)))],
                Some(Verb::Restore),
                Err(Why::RestoreIsUnsure),
            ),
            (vec![operation(Verb::Restore, "other", Phase::Sending)], None, Ok(())),
            (vec![operation(Verb::Restore, "other", ended())], Some(Verb::Restore), Ok(())),
        ] {
            assert_eq!(can_change(verb, &"s".into(), &"m".into(), &running), expected, "{verb:?} {running:?}");
        }
        let restore = [operation(Verb::Restore, "s", Phase::Sending)];
        assert_eq!(can_create(&"m".into(), &restore), Err(Why::MachineIsBeingRestored));
        assert_eq!(can_create(&"other".into(), &restore), Ok(()));
    }
}
