//! What answers and reports do to an operation: from its acceptance, or its loss, to its end.

use std::sync::Arc;

use crate::model::event::{Event, EventState};
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;
use crate::operations::operation::{Finding, OperationId, Outcome, Phase, Undo, Verb};
use crate::operations::reconcile::{Claimed, Look, Verdict, find_safety_snapshot, judge};
use crate::operations::schedule::{LOOKS, LOOKS_MAX, look_after_ms};
use crate::operations::tracker::{Effects, Tracker, is_before_answer};

impl Tracker {
    pub(super) fn accept(
        &mut self,
        id: &OperationId,
        snapshot: Option<Snapshot>,
        event: &Event,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Some(operation) =
            self.in_phase(id, |phase| is_before_answer(phase) || matches!(phase, Phase::Unsure { .. }))
        else {
            return;
        };
        operation.snapshot_id = snapshot.map(|snapshot| snapshot.id).or(operation.snapshot_id.take());
        operation.event = Some(event.id.clone());
        operation.phase = Phase::Following { state: event.state.clone() };
        effects.store = true;
        // New work is looked at at once, even where older work is looked at rarely.
        self.soon = true;
        self.report(std::slice::from_ref(event), now, effects);
    }

    pub(super) fn report(&mut self, events: &[Event], now: Timestamp, effects: &mut Effects) {
        for event in events {
            let Some(operation) = self.operations.iter_mut().find(|one| one.followed() == Some(&event.id)) else {
                continue;
            };
            let reason = event.error.clone().filter(|reason| !reason.trim().is_empty());
            let id = operation.id.clone();
            match (&event.state, reason) {
                (EventState::Done, _) => {
                    self.team.learn_duration(event);
                    self.end(&id, Outcome::Done, now, effects);
                }
                (EventState::Error, None) if operation.verb != Verb::Restore => {
                    operation.phase = Phase::Checking;
                    effects.store = true;
                    self.soon = true;
                }
                (EventState::Error, reason) => self.end(&id, Outcome::Failed { reason }, now, effects),
                (EventState::Cancelled, _) => self.end(&id, Outcome::Cancelled, now, effects),
                (open, _) => {
                    let phase = Phase::Following { state: open.clone() };
                    effects.store |= operation.phase != phase;
                    operation.phase = phase;
                }
            }
        }
    }

    pub(super) fn look(&mut self, id: &OperationId, look: &Look, now: Timestamp, effects: &mut Effects) {
        let Some(operation) = self.operation(id).filter(|operation| operation.is_unsure()) else { return };
        let Phase::Unsure { looks, .. } = operation.phase else { return };
        let verdict = judge(operation, look, &Claimed::by_others(&self.operations, operation));
        let looks = looks.saturating_add(1);
        let again = |finding| Phase::Unsure { next_look: now.plus_ms(look_after_ms(looks)), looks, finding };
        let phase = match verdict {
            Verdict::Adopt(event, snapshot) => return self.accept(id, snapshot, &event, now, effects),
            Verdict::Done => return self.end(id, Outcome::Done, now, effects),
            Verdict::Nothing if looks >= LOOKS => again(Finding::Nothing),
            Verdict::Undecided if looks >= LOOKS_MAX => again(Finding::Several),
            Verdict::Nothing | Verdict::Undecided => again(Finding::Undecided),
            Verdict::Several => again(Finding::Several),
        };
        self.change(id, |_| true, phase, effects);
    }

    /// An error without a reason is only an error where the snapshot says so too.
    pub(super) fn check(&mut self, id: &OperationId, is_there: bool, now: Timestamp, effects: &mut Effects) {
        let Some(operation) = self.in_phase(id, |phase| *phase == Phase::Checking) else { return };
        let was_done = is_there == (operation.verb == Verb::Create);
        let outcome = if was_done { Outcome::Done } else { Outcome::Failed { reason: None } };
        self.end(id, outcome, now, effects);
    }

    pub(super) fn find_way_back(&mut self, id: &OperationId, snapshots: &[Snapshot], effects: &mut Effects) {
        let Some(operation) = self.operation(id).filter(|operation| operation.undo == Undo::Looking) else { return };
        let claimed = Claimed::by_others(&self.operations, operation);
        let undo = match find_safety_snapshot(operation, snapshots, &claimed) {
            Ok(found) => Undo::Found { id: found.id.clone(), name: Arc::clone(&found.name) },
            Err(0) => Undo::Missing,
            Err(_) => Undo::Several,
        };
        if let Some(operation) = self.in_phase(id, |_| true) {
            operation.undo = undo;
            effects.store = true;
        }
    }

    pub(super) fn end(&mut self, id: &OperationId, outcome: Outcome, now: Timestamp, effects: &mut Effects) {
        let Some(operation) = self.in_phase(id, |phase| !matches!(phase, Phase::Ended { .. } | Phase::Withdrawn))
        else {
            return;
        };
        let has_way_back = operation.verb == Verb::Restore && operation.safety_snapshot && outcome == Outcome::Done;
        if has_way_back {
            operation.undo = Undo::Looking;
        }
        operation.phase = Phase::Ended { outcome, at: now };
        self.soon |= has_way_back;
        self.to_tell.push(id.clone());
        self.to_notify.push(id.clone());
        self.trim();
        effects.store = true;
    }
}
