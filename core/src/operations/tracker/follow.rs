//! What answers and events do to an operation.

use std::sync::Arc;

use crate::list::inventory::ListEvent;
use crate::model::event::{Accepted, Event, EventState};
use crate::model::ids::SnapshotId;
use crate::model::problem::Problem;
use crate::model::time::Timestamp;
use crate::operations::operation::{Finding, Note, Operation, OperationId, Outcome, Phase, Undo, Verb};
use crate::operations::permission::Why;
use crate::operations::reconcile::{Claimed, Observation, Verdict, WayBack, find_way_back, judge};
use crate::operations::schedule::{LOOKS, LOOKS_MAX, UNDO_LOOKS, UNDO_LOOKS_MAX, look_after_ms, undo_after_ms};
use crate::operations::tracker::{Check, Effects, OperationCommand, Reply, Tracker, is_before_answer};
use crate::operations::undo::wants_check;
use crate::planted::{Bug, is_planted};

impl Tracker {
    /// Sends the request once the note is made, unless the machine's events forbid it. Without a connection nothing is sent; if
    /// only the note cannot be read, the operation goes on without it.
    pub(super) fn note(&mut self, id: &OperationId, noted: Result<(Note, Vec<Event>), Problem>, effects: &mut Effects) {
        let Some(operation) = self.operation(id).filter(|one| one.phase == Phase::Noting) else { return };
        // Two tabs tried the same operation again: only the first goes on.
        let is_second = |one: &Operation| {
            let is_of_same = one.again_of.is_some() && one.again_of == operation.again_of;
            is_of_same && one.id < *id && one.phase != Phase::Withdrawn
        };
        if self.operations.iter().any(is_second) && !is_planted(Bug::TriesAgainTwice) {
            self.change(id, is_before_answer, Phase::Withdrawn, effects);
            return effects.answer(id, Reply::NotPermitted(Why::IsAskedAgain));
        }
        // Two tabs restored the same machine at the same moment, each before it knew of the other.
        let is_rival = |one: &Operation| {
            let is_of_same = one.verb == Verb::Restore && one.machine_id == operation.machine_id && one.id != *id;
            is_of_same && one.is_running() && (one.phase != Phase::Noting || one.id < *id)
        };
        if operation.verb == Verb::Restore && self.operations.iter().any(is_rival) {
            self.change(id, is_before_answer, Phase::Withdrawn, effects);
            return effects.answer(id, Reply::NotPermitted(Why::MachineIsBeingRestored));
        }
        let note = match noted {
            Ok((note, events)) => {
                if self.is_restored_elsewhere(operation, &events) && !is_planted(Bug::BeginsUnchecked) {
                    self.change(id, is_before_answer, Phase::Withdrawn, effects);
                    return effects.answer(id, Reply::NotPermitted(Why::OthersRestore));
                }
                Some(if is_planted(Bug::NotesNothing) { Note::default() } else { note })
            }
            Err(problem) if keeps_from_sending(&problem) => {
                self.change(id, is_before_answer, Phase::Withdrawn, effects);
                return effects.answer(id, Reply::Refused(problem));
            }
            Err(_) => None,
        };
        if let Some(operation) = self.in_phase(id, |_| true) {
            operation.note = note;
            operation.phase = Phase::Sending;
            effects.store = true;
            effects.then.push(OperationCommand::Send(id.clone()));
            self.about_to_send = Some(id.clone());
        }
    }

    /// Does not send what is stored as unsent if that cannot be updated: after a reload, it would be denied.
    pub(super) fn stored(&mut self, is_stored: bool, effects: &mut Effects) {
        let about_to_send = self.about_to_send.take();
        if is_stored {
            let unsent = self.operations.iter().filter(|one| one.phase == Phase::Noting);
            self.stored_unsent = unsent.map(|one| one.id.clone()).collect();
        } else if let Some(id) = about_to_send.filter(|id| self.stored_unsent.contains(id)) {
            self.change(&id, |phase| *phase == Phase::Sending, Phase::Withdrawn, effects);
            effects.answer(&id, Reply::NotStored);
        }
    }

    /// Whether somebody else is restoring the machine.
    fn is_restored_elsewhere(&self, operation: &Operation, events: &[Event]) -> bool {
        let is_own = |event: &Event| self.operations.iter().any(|one| one.event.as_ref() == Some(&event.id));
        let restore = Verb::Restore.event_name();
        events.iter().any(|event| {
            *event.name == *restore
                && event.state.is_open()
                && event.machine_id.as_ref() == Some(&operation.machine_id)
                && !is_own(event)
        })
    }

    /// Where somebody else restored a machine since we did, nobody needs to look at what ours became. `events` are the newest.
    pub(super) fn notice_restores(&mut self, events: &[Event], effects: &mut Effects) {
        let restore = Verb::Restore.event_name();
        let own: Vec<_> = self.operations.iter().filter_map(|one| one.event.clone()).collect();
        let is_other = |event: &&Event| {
            let is_well = event.state.is_open() || event.state == EventState::Done;
            *event.name == *restore && is_well && !own.contains(&event.id)
        };
        for operation in self.operations.iter_mut().filter(|one| wants_check(one) && !one.kept) {
            // A list without ours may be older than it.
            let Some(at) = events.iter().position(|event| Some(&event.id) == operation.event.as_ref()) else {
                continue;
            };
            let mut newer = events.iter().take(at).filter(is_other);
            if newer.any(|event| event.machine_id.as_ref() == Some(&operation.machine_id)) {
                operation.kept = true;
                effects.store = true;
            }
        }
    }

    /// Another tab may have marked the operation as unsure meanwhile, but this one has the answer.
    pub(super) fn answered(
        &mut self,
        id: &OperationId,
        answer: Result<Accepted, Problem>,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Some(operation) = self.operation(id).cloned() else { return };
        match answer {
            Ok(accepted) => {
                if operation.verb == Verb::Create {
                    effects.then.push(OperationCommand::TellList(ListEvent::Created(accepted.data.clone())));
                    effects.then.push(OperationCommand::StoreLastMachine(operation.machine_id.clone()));
                }
                self.accept(id, Some(accepted.data.id), &accepted.event, now, effects);
                // What has ended by now is told as ended.
                let running = self.operation(id).filter(|operation| operation.is_running()).cloned();
                effects.then.extend(running.map(OperationCommand::TellBegun));
                effects.answer(id, Reply::Begun);
            }
            Err(problem) if problem.is_outcome_unknown() || is_conflict(&operation, &problem) => {
                self.change(id, is_before_answer, Phase::unsure(now), effects);
                effects.then.push(OperationCommand::TellLost(operation));
                effects.answer(id, Reply::Begun);
            }
            Err(problem) => {
                let is_open: fn(&Phase) -> bool = match is_planted(Bug::RefusalsAreIgnored) {
                    true => is_before_answer,
                    false => |phase| is_before_answer(phase) || matches!(phase, Phase::Unsure { .. }),
                };
                self.change(id, is_open, Phase::Withdrawn, effects);
                if let Some(gone) = operation.snapshot_id.filter(|_| problem.is_not_found()) {
                    if let Some(undone) = operation.undo_of.and_then(|of| self.in_phase(&of, |_| true)) {
                        undone.undo = Undo::Missing;
                        effects.store = true;
                    }
                    effects.then.push(OperationCommand::TellList(ListEvent::Vanished(gone)));
                }
                effects.answer(id, Reply::Refused(problem));
            }
        }
    }

    pub(super) fn accept(
        &mut self,
        id: &OperationId,
        snapshot_id: Option<SnapshotId>,
        event: &Event,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Some(operation) =
            self.in_phase(id, |phase| is_before_answer(phase) || matches!(phase, Phase::Unsure { .. }))
        else {
            return;
        };
        operation.snapshot_id = snapshot_id.or(operation.snapshot_id.take());
        operation.event = Some(event.id.clone());
        operation.phase = Phase::Following { state: event.state.clone() };
        effects.store = true;
        // Poll new operations at once, even if older ones are polled rarely.
        self.soon = true;
        self.report(event, now, effects);
    }

    pub(super) fn report(&mut self, event: &Event, now: Timestamp, effects: &mut Effects) {
        let Some(operation) = self.operations.iter_mut().find(|one| one.followed() == Some(&event.id)) else { return };
        let id = operation.id.clone();
        match outcome_of(event) {
            None if event.state == EventState::Error => {
                operation.phase = Phase::Checking;
                effects.store = true;
                self.soon = true;
            }
            None => {
                let phase = Phase::Following { state: event.state.clone() };
                effects.store |= operation.phase != phase;
                operation.phase = phase;
            }
            Some(outcome) => {
                let is_wrong = operation.assumed && is_planted(Bug::AssumedOnesEndWell);
                let outcome = if is_wrong { Outcome::Done } else { outcome };
                self.team.learn_duration(event);
                self.end(&id, outcome, now, effects);
            }
        }
    }

    pub(super) fn look(&mut self, id: &OperationId, seen: &Observation, now: Timestamp, effects: &mut Effects) {
        let Some(operation) = self.operation(id).filter(|operation| operation.is_unsure()) else { return };
        let Phase::Unsure { looks, .. } = operation.phase else { return };
        let verdict = judge(operation, seen, &Claimed::by_others(&self.operations, operation));
        let looks = looks.saturating_add(1);
        let again = |finding| Phase::Unsure { next_look: now.plus_ms(look_after_ms(looks)), looks, finding };
        let (phase, candidates) = match verdict {
            Verdict::Adopt(event, snapshot) => {
                let snapshot_id = snapshot.map(|snapshot| snapshot.id);
                return self.accept(id, snapshot_id, &event, now, effects);
            }
            Verdict::Assume(event) => {
                self.in_phase(id, |_| true).into_iter().for_each(|operation| operation.assumed = true);
                return self.accept(id, None, &event, now, effects);
            }
            Verdict::Done(snapshot) => {
                let found = snapshot.map(|snapshot| snapshot.id);
                let operation = self.in_phase(id, |_| found.is_some());
                operation.into_iter().for_each(|operation| operation.snapshot_id.clone_from(&found));
                return self.end(id, Outcome::Done, now, effects);
            }
            Verdict::Nothing if looks >= LOOKS => (again(Finding::Nothing), Vec::new()),
            Verdict::Several(candidates) if looks >= LOOKS => (again(Finding::Several), candidates),
            Verdict::Undecided if looks >= LOOKS_MAX => (again(Finding::Several), Vec::new()),
            Verdict::Nothing | Verdict::Undecided | Verdict::Several(_) => (again(Finding::Undecided), Vec::new()),
        };
        if let Some(operation) = self.in_phase(id, |_| true) {
            operation.candidates = candidates;
        }
        self.change(id, |_| true, phase, effects);
    }

    /// An error without a reason only counts if a second look confirms it.
    pub(super) fn checked(&mut self, id: &OperationId, check: Check, now: Timestamp, effects: &mut Effects) {
        let Some(operation) = self.operation(id).filter(|one| one.phase == Phase::Checking) else { return };
        let outcome = match check {
            Check::IsThere(is_there) if is_there == (operation.verb == Verb::Create) => Outcome::Done,
            Check::IsThere(_) => Outcome::Failed { reason: None },
            Check::Event(event) => outcome_of(&event).unwrap_or(Outcome::Failed { reason: None }),
        };
        self.end(id, outcome, now, effects);
    }

    /// `seen` is `None` if the look failed.
    pub(super) fn look_for_way_back(
        &mut self,
        id: &OperationId,
        seen: Option<&Observation>,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Some(operation) = self.operation(id) else { return };
        let Undo::Looking { looks, .. } = operation.undo else { return };
        let looks = looks.saturating_add(1);
        let is_last = looks >= UNDO_LOOKS || is_planted(Bug::OneLookFindsTheWayBack);
        let claimed = Claimed::by_others(&self.operations, operation);
        let undo = match seen.map(|seen| find_way_back(operation, seen, &claimed)) {
            Some(WayBack::Found(found)) => Undo::Found { id: found.id, name: Arc::clone(&found.name) },
            Some(WayBack::NotSeen) if is_last => Undo::Missing,
            Some(WayBack::Several) if is_last => Undo::Several,
            None if looks >= UNDO_LOOKS_MAX => Undo::Missing,
            _ => Undo::Looking { next_look: now.plus_ms(undo_after_ms(looks)), looks },
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
        // Even a failed restore may have begun.
        let has_way_back = operation.verb == Verb::Restore && operation.safety_snapshot && operation.event.is_some();
        if has_way_back {
            operation.undo = Undo::Looking { next_look: now.plus_ms(undo_after_ms(0)), looks: 0 };
        }
        operation.phase = Phase::Ended { outcome, at: now };
        self.soon |= has_way_back;
        self.to_tell.push(id.clone());
        self.to_notify.push(id.clone());
        self.tell_list(id, effects);
        self.trim();
        effects.store = true;
    }

    pub(super) fn tell_list(&self, id: &OperationId, effects: &mut Effects) {
        let Some(operation) = self.operation(id) else { return };
        let done = operation.outcome() == Some(&Outcome::Done);
        let event = match (&operation.snapshot_id, operation.verb) {
            (Some(id), Verb::Delete) if done => ListEvent::Vanished(id.clone()),
            (Some(id), Verb::Create) if !done => ListEvent::Doubted(id.clone()),
            _ => ListEvent::Outdated,
        };
        effects.then.push(OperationCommand::TellList(event));
    }
}

/// `None` while the event is open, and for an error without a reason.
fn outcome_of(event: &Event) -> Option<Outcome> {
    let reason = event.error.clone().filter(|reason| !reason.trim().is_empty());
    match (&event.state, reason) {
        (EventState::Done, _) => Some(Outcome::Done),
        (EventState::InProgress, _) if is_planted(Bug::EndsAreToldEarly) => Some(Outcome::Done),
        (EventState::Error, Some(reason)) => Some(Outcome::Failed { reason: Some(reason) }),
        (EventState::Cancelled, _) => Some(Outcome::Cancelled),
        _ => None,
    }
}

/// Whether the request would fail like the note: there is no connection, or the token is not accepted.
fn keeps_from_sending(problem: &Problem) -> bool {
    matches!(problem, Problem::Offline | Problem::Unreachable | Problem::TimedOut) || problem.is_unauthorized()
}

/// A delete may be refused because it is running already: browsers resend a request whose connection closed without an
/// answer.
fn is_conflict(operation: &Operation, problem: &Problem) -> bool {
    operation.verb == Verb::Delete && problem.status() == Some(409)
}
