//! What happened to a machine: its events, and what was done to it from here, each once.

use std::cmp::Reverse;

use crate::model::event::{Event, EventState};
use crate::model::ids::{MachineId, SnapshotId};
use crate::model::time::Timestamp;
use crate::operations::operation::{Operation, Outcome, Phase, Verb};

/// Who tells of it. An operation tells more: it knows its snapshot.
#[derive(Clone, Debug, PartialEq)]
pub enum Account {
    Event(Event),
    Own(Box<Operation>),
}

/// Something that happened to a machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// None for an event without a date.
    pub at: Option<Timestamp>,
    pub account: Account,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tone {
    Running,
    Done,
    Failed,
    /// Its answer was lost, or nobody knows how it ended.
    Unsure,
}

/// All of them, newest first. `operations` may be of any machine.
pub fn happenings<'a>(
    machine_id: &MachineId,
    events: &[Event],
    operations: impl IntoIterator<Item = &'a Operation>,
) -> Vec<Happening> {
    let is_one = |one: &&Operation| one.machine_id == *machine_id && has_happened(one);
    let own: Vec<&Operation> = operations.into_iter().filter(is_one).collect();
    let is_foreign = |event: &&Event| !own.iter().any(|one| one.event.as_ref() == Some(&event.id));
    let of_event =
        |event: &Event| Happening { at: event.dt_started.or(event.dt_created), account: Account::Event(event.clone()) };
    let of_own =
        |one: &&Operation| Happening { at: Some(one.asked_at), account: Account::Own(Box::new((*one).clone())) };
    let mut all: Vec<Happening> =
        own.iter().map(of_own).chain(events.iter().filter(is_foreign).map(of_event)).collect();
    all.sort_by_key(|one| Reverse(one.at));
    all
}

/// Whether anything was sent.
fn has_happened(operation: &Operation) -> bool {
    !matches!(operation.phase, Phase::Withdrawn | Phase::Ended { outcome: Outcome::NotStarted, .. })
}

impl Happening {
    pub fn tone(&self) -> Tone {
        match &self.account {
            Account::Event(event) => match event.state {
                EventState::Done => Tone::Done,
                EventState::Error | EventState::Cancelled => Tone::Failed,
                EventState::New | EventState::InProgress | EventState::Other(_) => Tone::Running,
            },
            Account::Own(operation) => match operation.outcome() {
                Some(Outcome::Done) => Tone::Done,
                Some(Outcome::Failed { .. } | Outcome::Cancelled) => Tone::Failed,
                None if operation.is_running() => Tone::Running,
                _ => Tone::Unsure,
            },
        }
    }

    pub fn is_restore(&self) -> bool {
        match &self.account {
            Account::Event(event) => &*event.name == "snapshot-restore",
            Account::Own(operation) => operation.verb == Verb::Restore,
        }
    }

    /// Whether the picture has a mark for it. Of what went well, only a restore: a snapshot that was taken has a mark of its own.
    pub fn is_marked(&self) -> bool {
        self.at.is_some() && (self.is_restore() || self.tone() != Tone::Done)
    }

    /// The snapshot that the machine went back to. Only an operation knows, and only one whose event is surely its own.
    pub fn source(&self) -> Option<&SnapshotId> {
        match &self.account {
            Account::Own(one) if one.verb == Verb::Restore && !one.assumed => {
                one.snapshot_id.as_ref().filter(|_| matches!(self.tone(), Tone::Done | Tone::Running))
            }
            _ => None,
        }
    }

    /// What tells it from the others.
    pub fn key(&self) -> &str {
        match &self.account {
            Account::Event(event) => event.id.as_str(),
            Account::Own(operation) => operation.id.as_str(),
        }
    }
}
