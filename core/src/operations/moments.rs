//! When snapshots were taken: what own operations say for certain, and the events that others may have taken theirs by.

use crate::list::elsewhere::{Cause, Causes};
use crate::list::span::Span;
use crate::model::event::EventState;
use crate::model::ids::SnapshotId;
use crate::model::time::Timestamp;
use crate::operations::operation::{Operation, Outcome, Phase, Undo, Verb};
use crate::operations::team::{Foreign, Team};

/// Between the request and the end that was seen. What a clock said that was set back since is left out.
pub fn moments(operations: &[Operation], now: Timestamp) -> Vec<(SnapshotId, Span)> {
    let moment = |operation: &Operation| {
        let id = match (operation.verb, &operation.undo) {
            (Verb::Create, _) if !operation.assumed => operation.snapshot_id.clone(),
            (Verb::Restore, Undo::Found { id, .. }) => Some(id.clone()),
            _ => None,
        }?;
        let to = match &operation.phase {
            Phase::Ended { outcome: Outcome::Done, at } => *at,
            _ => return None,
        };
        Some((id, Span { from: Some(operation.asked_at), to: Some(to) })).filter(|_| to <= now)
    };
    operations.iter().filter_map(moment).collect()
}

/// By which of the team's events snapshots may have come.
pub fn causes(team: &Team) -> Causes {
    let cause = |event: &Foreign| Cause {
        event_id: event.event_id.clone(),
        machine_id: event.machine_id.clone(),
        began: event.since.or(event.started),
        ended: event.finished,
        has_taken: event.verb == Verb::Create && event.state == EventState::Done,
    };
    let may_take = |event: &&Foreign| matches!(event.verb, Verb::Create | Verb::Restore);
    Causes { all: team.events().iter().filter(may_take).map(cause).collect(), since: team.since() }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::operations::operation::OperationId;

    fn operation(verb: Verb, phase: Phase, undo: Undo) -> Operation {
        Operation {
            id: OperationId::from("o"),
            verb,
            machine_id: "m".into(),
            machine_name: Arc::from("m"),
            snapshot_id: Some("s".into()),
            snapshot_name: Arc::from("s"),
            safety_snapshot: true,
            asked_at: Timestamp(1_000),
            event: None,
            note: None,
            undo,
            assumed: false,
            retried: false,
            again_of: None,
            undo_of: None,
            kept: false,
            candidates: Vec::new(),
            told: true,
            phase,
        }
    }

    #[test]
    fn what_was_taken_here_was_taken_between_request_and_end() {
        let ended = |outcome| Phase::Ended { outcome, at: Timestamp(5_000) };
        let found = || Undo::Found { id: "safety".into(), name: Arc::from("n") };
        let taken =
            |id: &str| vec![(SnapshotId::from(id), Span { from: Some(Timestamp(1_000)), to: Some(Timestamp(5_000)) })];
        for (operation, now, expected) in [
            (operation(Verb::Create, ended(Outcome::Done), Undo::No), 9_000, taken("s")),
            (operation(Verb::Create, ended(Outcome::Done), Undo::No), 2_000, Vec::new()),
            (operation(Verb::Create, ended(Outcome::Unknown), Undo::No), 9_000, Vec::new()),
            (operation(Verb::Create, Phase::Sending, Undo::No), 9_000, Vec::new()),
            (Operation { assumed: true, ..operation(Verb::Create, ended(Outcome::Done), Undo::No) }, 9_000, Vec::new()),
            (operation(Verb::Delete, ended(Outcome::Done), Undo::No), 9_000, Vec::new()),
            (operation(Verb::Restore, ended(Outcome::Done), Undo::No), 9_000, Vec::new()),
            (operation(Verb::Restore, ended(Outcome::Done), found()), 9_000, taken("safety")),
        ] {
            let taken = moments(std::slice::from_ref(&operation), Timestamp(now));
            assert_eq!(taken, expected, "{operation:?} {now}");
        }
    }
}
