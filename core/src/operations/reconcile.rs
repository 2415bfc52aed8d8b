//! A request whose answer was lost: what can be seen at the provider tells whether it was acted on.
//!
//! Only what is newer than the note taken before the request, and belongs to no other operation, can be its effect.

use std::collections::HashSet;

use crate::model::event::{Event, EventState};
use crate::model::ids::{EventId, SnapshotId};
use crate::model::snapshot::Snapshot;
use crate::operations::operation::{Operation, Verb};

/// What was seen at the provider.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Look {
    /// The machine's newest events, newest first.
    pub events: Vec<Event>,
    /// The machine's newest snapshots, newest first.
    pub snapshots: Vec<Snapshot>,
    /// For a delete: whether the snapshot is still there.
    pub is_there: bool,
}

/// What belongs to other operations already.
#[derive(Debug, Default)]
pub struct Claimed {
    events: HashSet<EventId>,
    snapshots: HashSet<SnapshotId>,
}

impl Claimed {
    /// What all operations but one have.
    pub fn by_others<'a>(operations: impl IntoIterator<Item = &'a Operation>, but: &Operation) -> Self {
        let mut claimed = Self::default();
        for operation in operations.into_iter().filter(|operation| operation.id != but.id) {
            claimed.events.extend(operation.event.clone());
            claimed.snapshots.extend(operation.snapshot_id.clone().filter(|_| operation.verb == Verb::Create));
        }
        claimed
    }
}

/// What the look says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// This is it: the event to follow, and for a create the snapshot.
    Adopt(Event, Option<Snapshot>),
    /// It was done, and nothing is left to follow.
    Done,
    /// No trace of it.
    Nothing,
    /// A trace that decides nothing yet.
    Undecided,
    /// More than one thing that may be it.
    Several,
}

/// Judges what was seen.
pub fn judge(operation: &Operation, look: &Look, claimed: &Claimed) -> Verdict {
    let Some(note) = &operation.note else { return Verdict::Several };
    let name = operation.verb.event_name();
    let events: Vec<&Event> = look
        .events
        .iter()
        .take_while(|event| note.newest_event.as_ref() != Some(&event.id))
        .filter(|event| *event.name == *name && !claimed.events.contains(&event.id))
        .collect();
    match operation.verb {
        Verb::Create => judge_create(operation, look, &events, claimed),
        // Whether a snapshot is there says more than any event: an event names none.
        Verb::Delete if !look.is_there => Verdict::Done,
        Verb::Delete if events.iter().any(|event| event.state.is_open()) => Verdict::Undecided,
        Verb::Delete => Verdict::Nothing,
        Verb::Restore => match events.as_slice() {
            [] => Verdict::Nothing,
            [event] => Verdict::Adopt((*event).clone(), None),
            _ => Verdict::Several,
        },
    }
}

fn noted_snapshots(operation: &Operation) -> &[SnapshotId] {
    operation.note.as_ref().map(|note| note.newest_snapshots.as_slice()).unwrap_or_default()
}

/// What stands before all that was noted, and is nobody's.
fn newcomers<'a>(
    operation: &Operation,
    snapshots: &'a [Snapshot],
    claimed: &Claimed,
) -> impl Iterator<Item = &'a Snapshot> {
    let noted = noted_snapshots(operation);
    snapshots
        .iter()
        .take_while(|snapshot| !noted.contains(&snapshot.id))
        .filter(|snapshot| !claimed.snapshots.contains(&snapshot.id))
}

/// A snapshot may be listed later than its event, or go with an event that fails.
fn judge_create(operation: &Operation, look: &Look, events: &[&Event], claimed: &Claimed) -> Verdict {
    let newcomers: Vec<&Snapshot> = newcomers(operation, &look.snapshots, claimed).collect();
    // Where all that was noted is gone, old and new cannot be told apart.
    let is_certain = noted_snapshots(operation).is_empty() || newcomers.len() < look.snapshots.len();
    let own: Vec<&&Snapshot> = newcomers.iter().filter(|one| one.name == operation.snapshot_name).collect();
    match (own.as_slice(), events) {
        ([snapshot], [event]) if is_certain => Verdict::Adopt((*event).clone(), Some((**snapshot).clone())),
        ([_], []) => Verdict::Undecided,
        ([], [event]) if event.state.is_bad_end() => Verdict::Adopt((*event).clone(), None),
        // Each event is explained by a newcomer of another name: none of them is ours.
        ([], events) if events.len() <= newcomers.len() => Verdict::Nothing,
        ([], _) => Verdict::Undecided,
        _ => Verdict::Several,
    }
}

/// The snapshot that a restore took first: the only newcomer that is nobody's.
pub fn find_safety_snapshot<'a>(
    operation: &Operation,
    snapshots: &'a [Snapshot],
    claimed: &Claimed,
) -> Result<&'a Snapshot, usize> {
    let mut newcomers = newcomers(operation, snapshots, claimed).filter(|snapshot| !snapshot.is_auto_snapshot);
    match (newcomers.next(), newcomers.count()) {
        (Some(snapshot), 0) if operation.note.is_some() => Ok(snapshot),
        (Some(_), more) => Err(more + 1),
        (None, _) => Err(0),
    }
}

impl Verb {
    /// The name of the events that tell its progress.
    pub fn event_name(self) -> &'static str {
        match self {
            Self::Create => "snapshot-create",
            Self::Delete => "snapshot-delete",
            Self::Restore => "snapshot-restore",
        }
    }

    /// What the events of that name tell the progress of.
    pub fn of_event(name: &str) -> Option<Self> {
        [Self::Create, Self::Delete, Self::Restore].into_iter().find(|verb| verb.event_name() == name)
    }
}

impl EventState {
    /// Whether it can still change; an unknown state can.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::New | Self::InProgress | Self::Other(_))
    }

    /// Whether it ended and did not do its work.
    pub fn is_bad_end(&self) -> bool {
        matches!(self, Self::Error | Self::Cancelled)
    }
}

#[cfg(test)]
#[path = "reconcile_tests.rs"]
mod tests;
