//! Whether a restore is being undone or was: the one that undoes it says so.

use crate::operations::operation::{Operation, OperationId, Outcome};

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
}
