//! The operations as a machine: intentions, answers and reports in; what to store, ask and tell out.
//!
//! The caller stores the ledger when told to, before it does anything else that the same step asked for: that is how
//! an operation is written down before its request leaves.

use std::sync::Arc;

use crate::domain::event::{Event, EventState};
use crate::domain::ids::EventId;
use crate::domain::operation::{Operation, OperationId, Outcome, Phase, Verb};
use crate::domain::schedule::next_poll_after_ms;
use crate::domain::snapshot::Snapshot;
use crate::domain::time::Timestamp;

/// How many ended operations are remembered.
pub const ENDED_MAX: usize = 100;

/// Up to how many events are asked for one by one; more are looked up in one list, whose preflight the browser keeps.
pub const ASK_EACH_MAX: usize = 2;

/// What happened.
#[derive(Clone, Debug)]
pub enum Happened {
    /// The page was loaded and this is what the ledger holds.
    Remembered(Vec<Operation>),
    /// Another tab wrote the ledger.
    WrittenElsewhere(Vec<Operation>),
    /// A person asked for something. Its request leaves once this is stored.
    Intended(Operation),
    /// The provider accepted it.
    Accepted(OperationId, Snapshot, Event),
    /// The provider refused it before anything happened.
    Refused(OperationId),
    /// No answer came.
    AnswerLost(OperationId),
    /// The provider told how far an event is.
    Reported(Event),
    /// The provider does not know an event any more.
    EventVanished(EventId),
    /// A round of asking is over, whatever it brought.
    RoundEnded,
    /// The time to look again may have come.
    Ticked,
    /// The account changed: forget all here, the stored ledger of the other account stays.
    Forgotten,
}

/// What to do, in this order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Command {
    /// Store the ledger.
    Store,
    /// Ask for each of these events.
    AskEach(Vec<EventId>),
    /// Ask for the newest events in one list, then for each of these that it did not hold.
    AskList(Vec<EventId>),
    /// Say to the machine that time has passed, at this moment.
    WakeAt(Timestamp),
    /// Tell the person how an operation ended, and bring the list up to date.
    Tell(Operation),
}

/// The operations of an account.
#[derive(Clone, Debug, Default)]
pub struct Tracker {
    operations: Vec<Operation>,
    asking: bool,
    next_look: Option<Timestamp>,
}

impl Tracker {
    /// Takes in what happened at a moment. `chance` is a random number in 0..1.
    pub fn step(&mut self, now: Timestamp, chance: f64, happened: Happened) -> Vec<Command> {
        let mut commands = Vec::new();
        match happened {
            Happened::Remembered(stored) => self.remember(stored, &mut commands),
            Happened::WrittenElsewhere(stored) => self.absorb(stored),
            Happened::Intended(operation) => {
                self.operations.push(operation);
                commands.push(Command::Store);
            }
            Happened::Accepted(id, snapshot, event) => self.accept(&id, snapshot, event, now, &mut commands),
            Happened::Refused(id) => self.set_phase(&id, Phase::Withdrawn, &mut commands),
            Happened::AnswerLost(id) => self.set_phase(&id, Phase::Unsure, &mut commands),
            Happened::Reported(event) => self.report(&event, now, &mut commands),
            Happened::EventVanished(event_id) => self.end(&event_id, Outcome::Unknown, now, &mut commands),
            Happened::RoundEnded => {
                self.asking = false;
                self.next_look = None;
            }
            Happened::Ticked => {}
            Happened::Forgotten => *self = Self::default(),
        }
        self.plan(now, chance, &mut commands);
        commands
    }

    /// All that are known, in the order they were asked for.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// How many are under way.
    pub fn running(&self) -> usize {
        self.operations.iter().filter(|operation| operation.is_running()).count()
    }

    /// One by its id.
    pub fn operation(&self, id: &OperationId) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == *id)
    }

    fn remember(&mut self, stored: Vec<Operation>, commands: &mut Vec<Command>) {
        self.absorb(stored);
        let mut changed = false;
        for operation in &mut self.operations {
            // The page that sent it is gone, and the answer with it.
            if operation.phase == Phase::Sending {
                operation.phase = Phase::Unsure;
                changed = true;
            }
        }
        if changed {
            commands.push(Command::Store);
        }
    }

    /// Takes over from another tab what it knows better. Whatever this tab knows better stays.
    fn absorb(&mut self, stored: Vec<Operation>) {
        for other in stored {
            match self.operations.iter_mut().find(|own| own.id == other.id) {
                Some(own) => own.merge(other),
                None => self.operations.push(other),
            }
        }
        self.operations.sort_by(|a, b| a.id.cmp(&b.id));
        self.trim();
    }

    fn accept(
        &mut self,
        id: &OperationId,
        snapshot: Snapshot,
        event: Event,
        now: Timestamp,
        commands: &mut Vec<Command>,
    ) {
        let Some(operation) = self.operations.iter_mut().find(|operation| operation.id == *id) else { return };
        operation.snapshot_id = Some(snapshot.id);
        operation.phase = Phase::Following { event_id: event.id.clone(), state: event.state.clone() };
        commands.push(Command::Store);
        // New work is looked at soon, even where older work is looked at rarely.
        self.next_look = None;
        self.report(&event, now, commands);
    }

    fn set_phase(&mut self, id: &OperationId, phase: Phase, commands: &mut Vec<Command>) {
        let open =
            self.operations.iter_mut().find(|operation| operation.id == *id && operation.phase == Phase::Sending);
        if let Some(operation) = open {
            operation.phase = phase;
            commands.push(Command::Store);
        }
    }

    fn report(&mut self, event: &Event, now: Timestamp, commands: &mut Vec<Command>) {
        let outcome = match &event.state {
            EventState::Done => Outcome::Done,
            EventState::Error => {
                Outcome::Failed { reason: event.error.clone().filter(|reason| !reason.trim().is_empty()) }
            }
            EventState::Cancelled => Outcome::Cancelled,
            EventState::New | EventState::InProgress | EventState::Other(_) => {
                let followed = self.operations.iter_mut().find(|operation| operation.event_id() == Some(&event.id));
                if let Some(Operation { phase: Phase::Following { state, .. }, .. }) = followed
                    && *state != event.state
                {
                    *state = event.state.clone();
                    commands.push(Command::Store);
                }
                return;
            }
        };
        self.end(&event.id, outcome, now, commands);
    }

    fn end(&mut self, event_id: &EventId, outcome: Outcome, now: Timestamp, commands: &mut Vec<Command>) {
        let Some(operation) = self.operations.iter_mut().find(|operation| operation.event_id() == Some(event_id))
        else {
            return;
        };
        operation.phase = Phase::Ended { outcome, at: now };
        let told = operation.clone();
        self.trim();
        commands.push(Command::Store);
        commands.push(Command::Tell(told));
    }

    /// Forgets the oldest ended operations above the limit.
    fn trim(&mut self) {
        let closed = self.operations.iter().filter(|operation| !operation.is_open()).count();
        let mut surplus = closed.saturating_sub(ENDED_MAX);
        self.operations.retain(|operation| {
            let drop = surplus > 0 && !operation.is_open();
            surplus -= usize::from(drop);
            !drop
        });
    }

    /// Decides when to look next, or looks now.
    fn plan(&mut self, now: Timestamp, chance: f64, commands: &mut Vec<Command>) {
        if self.asking {
            return;
        }
        let followed: Vec<&Operation> =
            self.operations.iter().filter(|operation| operation.event_id().is_some()).collect();
        let Some(youngest) = followed.iter().map(|operation| operation.asked_at).max() else {
            self.next_look = None;
            return;
        };
        let after_ms = next_poll_after_ms(now.since(youngest), chance);
        match self.next_look {
            // A clock that jumped far ahead or back must not make us wait for longer than one interval.
            Some(at) if now < at && at <= now.plus_ms(after_ms) => {}
            Some(at) if at <= now => {
                let event_ids: Vec<EventId> =
                    followed.iter().filter_map(|operation| operation.event_id().cloned()).collect();
                self.asking = true;
                commands.push(if event_ids.len() <= ASK_EACH_MAX {
                    Command::AskEach(event_ids)
                } else {
                    Command::AskList(event_ids)
                });
            }
            _ => {
                let at = now.plus_ms(after_ms);
                self.next_look = Some(at);
                commands.push(Command::WakeAt(at));
            }
        }
    }
}

impl Operation {
    /// Something that a person asks for now, before anything of it has happened.
    pub fn intended(id: OperationId, verb: Verb, on: &Snapshot, machine_name: Arc<str>, asked_at: Timestamp) -> Self {
        Self {
            id,
            verb,
            machine_id: on.machine_id.clone(),
            machine_name,
            snapshot_id: (verb != Verb::Create).then(|| on.id.clone()),
            snapshot_name: Arc::clone(&on.name),
            safety_snapshot: false,
            asked_at,
            phase: Phase::Sending,
        }
    }
}

#[cfg(test)]
#[path = "tracker_tests.rs"]
mod tests;
