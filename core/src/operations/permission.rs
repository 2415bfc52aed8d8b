//! What may be started now, and why not.

use crate::model::ids::{MachineId, SnapshotId};
use crate::operations::operation::{Finding, Operation, OperationId, Outcome, Phase, Verb};
use crate::operations::team::Foreign;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Why {
    MachineIsBeingRestored,
    OthersRestore,
    SnapshotIsBeingDeleted,
    /// The answer to its delete was lost.
    DeleteIsUnsure,
    SnapshotIsBeingTaken,
    /// The answer to another restore of the machine was lost.
    RestoreIsUnsure,
    /// It has already been tried again.
    IsAskedAgain,
    /// The restore that it would undo was undone.
    IsUndone,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Deed<'a> {
    Create,
    Rename(&'a SnapshotId),
    Delete(&'a SnapshotId),
    Restore(&'a SnapshotId),
    /// Restores the safety snapshot of a restore.
    Undo(&'a SnapshotId, &'a OperationId),
    /// What an operation does, once more where it was tried before.
    Begin(&'a Operation),
}

impl<'a> Deed<'a> {
    fn snapshot_id(self) -> Option<&'a SnapshotId> {
        match self {
            Self::Create => None,
            Self::Rename(id) | Self::Delete(id) | Self::Restore(id) | Self::Undo(id, _) => Some(id),
            Self::Begin(operation) => operation.snapshot_id.as_ref(),
        }
    }

    /// The restore that it undoes.
    fn undo_of(self) -> Option<&'a OperationId> {
        match self {
            Self::Undo(_, of) => Some(of),
            Self::Begin(operation) => operation.undo_of.as_ref(),
            _ => None,
        }
    }
}

/// Checks against everything that runs on the machine, started here or by others.
///
/// # Errors
/// Why not.
pub fn check<'a>(
    deed: Deed<'_>,
    machine_id: &MachineId,
    operations: impl IntoIterator<Item = &'a Operation> + Clone,
    foreign: impl IntoIterator<Item = &'a Foreign>,
) -> Result<(), Why> {
    let about = deed.snapshot_id();
    let own = operations.clone().into_iter().filter(|one| about.is_some() && one.snapshot_id.as_ref() == about);
    let is_rename = matches!(deed, Deed::Rename(_));
    for operation in own {
        match operation.verb {
            Verb::Delete if operation.is_running() => return Err(Why::SnapshotIsBeingDeleted),
            Verb::Delete if is_looked_for(operation) => return Err(Why::DeleteIsUnsure),
            Verb::Create if !is_rename && operation.is_running() => return Err(Why::SnapshotIsBeingTaken),
            Verb::Create | Verb::Delete | Verb::Restore => {}
        }
    }
    // Renaming does not touch the disk.
    if is_rename {
        return Ok(());
    }
    let undoes = |one: &Operation| one.undo_of.is_some() && one.undo_of.as_ref() == deed.undo_of();
    if operations.clone().into_iter().any(|one| undoes(one) && one.outcome() == Some(&Outcome::Done)) {
        return Err(Why::IsUndone);
    }
    let restores = |operation: &&Operation| operation.verb == Verb::Restore && operation.machine_id == *machine_id;
    for operation in operations.into_iter().filter(restores) {
        if operation.is_running() {
            return Err(Why::MachineIsBeingRestored);
        }
        if operation.is_unsure() {
            return Err(Why::RestoreIsUnsure);
        }
    }
    let is_restored = foreign.into_iter().any(|one| one.verb == Verb::Restore && one.machine_id == *machine_id);
    if is_restored { Err(Why::OthersRestore) } else { Ok(()) }
}

fn is_looked_for(operation: &Operation) -> bool {
    matches!(operation.phase, Phase::Unsure { finding: Finding::Undecided, .. })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::event::EventState;
    use crate::model::snapshot::Snapshot;
    use crate::model::time::Timestamp;

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
        let unsure = || Phase::unsure(Timestamp(0));
        let traceless = || Phase::Unsure { next_look: Timestamp(0), looks: 2, finding: Finding::Nothing };
        let (s, restored) = (SnapshotId::from("s"), Err(Why::MachineIsBeingRestored));
        let (create, rename) = (Deed::Create, Deed::Rename(&s));
        let (delete, restore) = (Deed::Delete(&s), Deed::Restore(&s));
        for (running, deed, expected) in [
            (vec![], delete, Ok(())),
            (vec![operation(Verb::Delete, "s", Phase::Sending)], delete, Err(Why::SnapshotIsBeingDeleted)),
            (vec![operation(Verb::Delete, "s", Phase::Sending)], rename, Err(Why::SnapshotIsBeingDeleted)),
            (vec![operation(Verb::Delete, "s", unsure())], delete, Err(Why::DeleteIsUnsure)),
            (vec![operation(Verb::Delete, "s", unsure())], restore, Err(Why::DeleteIsUnsure)),
            (vec![operation(Verb::Delete, "s", traceless())], delete, Ok(())),
            (vec![operation(Verb::Delete, "other", Phase::Sending)], delete, Ok(())),
            (vec![operation(Verb::Delete, "s", ended())], restore, Ok(())),
            (vec![operation(Verb::Create, "s", Phase::Sending)], restore, Err(Why::SnapshotIsBeingTaken)),
            (vec![operation(Verb::Create, "s", Phase::Sending)], rename, Ok(())),
            (vec![operation(Verb::Restore, "other", Phase::Sending)], restore, restored),
            (vec![operation(Verb::Restore, "other", Phase::Sending)], delete, restored),
            (vec![operation(Verb::Restore, "other", Phase::Sending)], create, restored),
            (vec![operation(Verb::Restore, "other", unsure())], restore, Err(Why::RestoreIsUnsure)),
            (vec![operation(Verb::Restore, "other", Phase::Sending)], rename, Ok(())),
            (vec![operation(Verb::Restore, "other", ended())], restore, Ok(())),
        ] {
            assert_eq!(check(deed, &"m".into(), &running, []), expected, "{deed:?} {running:?}");
        }
        let elsewhere = [operation(Verb::Restore, "s", Phase::Sending)];
        assert_eq!(check(Deed::Create, &"other".into(), &elsewhere, []), Ok(()));
    }

    #[test]
    fn a_restore_is_undone_once() {
        let ended = |outcome| Phase::Ended { outcome, at: Timestamp(1) };
        let (first, other) = (OperationId::new(Timestamp(0), 7), OperationId::new(Timestamp(0), 8));
        let undo = |of: &OperationId, phase| Operation {
            undo_of: Some(of.clone()),
            ..operation(Verb::Restore, "safety", phase)
        };
        let safety = SnapshotId::from("safety");
        let failed = || ended(Outcome::Failed { reason: Some(Arc::from("full")) });
        let again = undo(&first, failed());
        for deed in [Deed::Undo(&safety, &first), Deed::Begin(&again)] {
            for (before, expected) in [
                (vec![], Ok(())),
                (vec![undo(&first, failed())], Ok(())),
                (vec![undo(&other, ended(Outcome::Done))], Ok(())),
                (vec![operation(Verb::Restore, "safety", ended(Outcome::Done))], Ok(())),
                (vec![undo(&first, Phase::Sending)], Err(Why::MachineIsBeingRestored)),
                (vec![undo(&first, ended(Outcome::Done))], Err(Why::IsUndone)),
            ] {
                assert_eq!(check(deed, &"m".into(), &before, []), expected, "{deed:?} {before:?}");
            }
        }
        let undone = [undo(&first, ended(Outcome::Done))];
        assert_eq!(check(Deed::Restore(&safety), &"m".into(), &undone, []), Ok(()), "it is a snapshot as any other");
    }

    #[test]
    fn what_colleagues_restore_is_left_alone() {
        let foreign = |verb| Foreign {
            event_id: "e".into(),
            verb,
            machine_id: "m".into(),
            state: EventState::InProgress,
            since: None,
            started: None,
            finished: None,
            reason: None,
        };
        let s = SnapshotId::from("s");
        for (verb, deed, machine, expected) in [
            (Verb::Restore, Deed::Create, "m", Err(Why::OthersRestore)),
            (Verb::Restore, Deed::Delete(&s), "m", Err(Why::OthersRestore)),
            (Verb::Restore, Deed::Restore(&s), "m", Err(Why::OthersRestore)),
            (Verb::Restore, Deed::Rename(&s), "m", Ok(())),
            (Verb::Restore, Deed::Restore(&s), "other", Ok(())),
            (Verb::Create, Deed::Restore(&s), "m", Ok(())),
        ] {
            assert_eq!(check(deed, &machine.into(), [], &[foreign(verb)]), expected, "{verb:?} {deed:?}");
        }
    }
}
