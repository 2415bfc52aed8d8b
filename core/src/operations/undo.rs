//! Whether a restore is being undone or was, and whether it waits for the user to look: the operations say so.

use rustc_hash::FxHashSet;

use crate::model::ids::SnapshotId;
use crate::operations::operation::{Operation, OperationId, Outcome, Undo, Verb};

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Undoing {
    /// Not begun, or it failed.
    No,
    /// It runs, or may run because its answer was lost.
    Running,
    Done,
}

/// How far undoing an operation has come. One of several tries counts if it succeeded.
pub fn undoing(id: &OperationId, operations: &[Operation]) -> Undoing {
    let undoes = operations.iter().filter(|one| one.undo_of.as_ref() == Some(id));
    let how_far = undoes.map(|one| match one.outcome() {
        Some(Outcome::Done) => Undoing::Done,
        None if one.is_open() => Undoing::Running,
        _ => Undoing::No,
    });
    how_far.max().unwrap_or(Undoing::No)
}

/// Whether a snapshot was deleted from here.
pub fn is_deleted(id: &SnapshotId, operations: &[Operation]) -> bool {
    let is_deletion = |one: &Operation| one.verb == Verb::Delete && one.outcome() == Some(&Outcome::Done);
    operations.iter().any(|one| is_deletion(one) && one.snapshot_id.as_ref() == Some(id))
}

/// Whether the user should look at the machine: it was restored, and a way back is known or looked for.
pub fn wants_check(operation: &Operation) -> bool {
    let is_own_restore = operation.verb == Verb::Restore && !operation.assumed && operation.undo_of.is_none();
    is_own_restore && operation.outcome() == Some(&Outcome::Done) && operation.undo != Undo::No
}

/// The restores to look at, newest first: of each machine the last one, until it is undone or kept. `operations` are in the order
/// in which they were started.
pub fn to_check(operations: &[Operation]) -> impl Iterator<Item = &Operation> {
    let mut machines = FxHashSet::default();
    let counts =
        |one: &&Operation| one.verb == Verb::Restore && (one.is_open() || one.outcome() == Some(&Outcome::Done));
    let last = operations.iter().rev().filter(counts).filter(move |one| machines.insert(&one.machine_id));
    let has_way_back = |one: &Operation| !matches!(&one.undo, Undo::Found { id, .. } if is_deleted(id, operations));
    last.filter(move |one| wants_check(one) && !one.kept && has_way_back(one))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::snapshot::Snapshot;
    use crate::model::time::Timestamp;
    use crate::operations::operation::{Phase, Verb};

    fn restore(number: u32, undo_of: Option<u32>, phase: Phase) -> Operation {
        let id = |number| OperationId::new(Timestamp(0), number);
        let on = Snapshot { id: "s".into(), is_auto_snapshot: false, machine_id: "m".into(), name: Arc::from("s") };
        let intended = Operation::intended(id(number), Verb::Restore, &on, Arc::from("m"), Timestamp(0));
        Operation { undo_of: undo_of.map(id), phase, ..intended }
    }

    #[test]
    fn a_restore_is_undone_by_the_one_that_says_so_and_ended_well() {
        let ended = |outcome| Phase::Ended { outcome, at: Timestamp(1) };
        let (done, failed) = (ended(Outcome::Done), ended(Outcome::Failed { reason: Some(Arc::from("full")) }));
        for (others, expected) in [
            (vec![], Undoing::No),
            (vec![restore(2, None, done.clone())], Undoing::No),
            (vec![restore(2, Some(7), done.clone())], Undoing::No),
            (vec![restore(2, Some(1), Phase::Noting)], Undoing::Running),
            (vec![restore(2, Some(1), Phase::Sending)], Undoing::Running),
            (vec![restore(2, Some(1), Phase::unsure(Timestamp(0)))], Undoing::Running),
            (vec![restore(2, Some(1), Phase::Withdrawn)], Undoing::No),
            (vec![restore(2, Some(1), failed.clone())], Undoing::No),
            (vec![restore(2, Some(1), ended(Outcome::Unknown))], Undoing::No),
            (vec![restore(2, Some(1), done.clone())], Undoing::Done),
            (vec![restore(2, Some(1), failed.clone()), restore(3, Some(1), Phase::Sending)], Undoing::Running),
            (vec![restore(2, Some(1), failed), restore(3, Some(1), done.clone())], Undoing::Done),
        ] {
            let first = restore(1, None, done.clone());
            let all: Vec<_> = [first.clone()].into_iter().chain(others).collect();
            assert_eq!(undoing(&first.id, &all), expected, "{all:?}");
        }
    }

    #[test]
    fn the_last_restore_of_each_machine_waits_for_a_look_until_it_is_undone_or_kept() {
        let ended = |outcome| Phase::Ended { outcome, at: Timestamp(1) };
        let (done, failed) = (ended(Outcome::Done), ended(Outcome::Failed { reason: None }));
        let found = || Undo::Found { id: "safety".into(), name: Arc::from("n") };
        let looking = || Undo::Looking { next_look: Timestamp(2), looks: 0 };
        let waiting = |number| Operation { undo: found(), ..restore(number, None, done.clone()) };
        let elsewhere = |number| Operation { machine_id: "other".into(), ..waiting(number) };
        let deletion =
            |phase| Operation { verb: Verb::Delete, snapshot_id: Some("safety".into()), ..restore(2, None, phase) };
        for (what, operations, expected) in [
            ("none", vec![], vec![]),
            ("one", vec![waiting(1)], vec![1]),
            ("one of each machine", vec![waiting(1), elsewhere(2), waiting(3)], vec![3, 2]),
            ("no safety snapshot", vec![restore(1, None, done.clone())], vec![]),
            ("it is looked for", vec![Operation { undo: looking(), ..waiting(1) }], vec![1]),
            ("it was not found", vec![Operation { undo: Undo::Missing, ..waiting(1) }], vec![1]),
            ("it failed", vec![Operation { phase: failed.clone(), ..waiting(1) }], vec![]),
            ("perhaps another's", vec![Operation { assumed: true, ..waiting(1) }], vec![]),
            ("kept", vec![Operation { kept: true, ..waiting(1) }], vec![]),
            ("the one before a kept one", vec![waiting(1), Operation { kept: true, ..waiting(2) }], vec![]),
            ("being undone", vec![waiting(1), restore(2, Some(1), Phase::Sending)], vec![]),
            ("undone", vec![waiting(1), Operation { undo_of: Some(waiting(1).id), ..waiting(2) }], vec![]),
            ("undoing failed", vec![waiting(1), restore(2, Some(1), failed.clone())], vec![1]),
            ("the way back was deleted", vec![waiting(1), deletion(done.clone())], vec![]),
            ("deleting it failed", vec![waiting(1), deletion(failed)], vec![1]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|number| waiting(number).id).collect();
            let to_check: Vec<_> = to_check(&operations).map(|one| one.id.clone()).collect();
            assert_eq!(to_check, expected, "{what}");
        }
    }
}
