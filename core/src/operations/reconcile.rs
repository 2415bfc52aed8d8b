//! A request whose answer was lost: what can be seen at Paperspace tells whether it was acted on.
//!
//! Only what is newer than the note taken before the request, and belongs to no other operation, can be its effect. An event
//! names no snapshot, automatic snapshots may or may not make events, and lists may lag (`docs/api.md`, Open questions): whatever
//! rests on a guess about these is not said.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::event::{Event, EventState};
use crate::model::ids::{EventId, SnapshotId};
use crate::model::snapshot::Snapshot;
use crate::operations::operation::{CANDIDATES_MAX, Candidate, Note, Operation, Undo, Verb};
use crate::operations::schedule::UNDO_DOUBT_MS;
use crate::planted::{Bug, is_planted};

/// What was seen at Paperspace.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Observation {
    /// The machine's newest events, newest first.
    pub events: Vec<Event>,
    /// The machine's newest snapshots, newest first.
    pub snapshots: Vec<Snapshot>,
    /// For a delete: whether the snapshot is still there.
    pub is_there: bool,
    /// Something of this may not be read: what is missing here proves nothing.
    pub is_blind: bool,
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
            if let Undo::Found { id, .. } = &operation.undo {
                claimed.snapshots.insert(id.clone());
            }
        }
        claimed
    }
}

/// What the observation says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// This is it: the event to follow, and for a create the snapshot.
    Adopt(Event, Option<Snapshot>),
    /// This is most likely it, but may be somebody else's.
    Assume(Event),
    /// It was done, and nothing is left to follow; for a create with its snapshot.
    Done(Option<Snapshot>),
    /// No trace of it.
    Nothing,
    /// A trace that decides nothing yet.
    Undecided,
    /// More than one thing that may be it: for a create these snapshots.
    Several(Vec<Candidate>),
}

/// Judges what was seen.
pub fn judge(operation: &Operation, seen: &Observation, claimed: &Claimed) -> Verdict {
    // Whether a snapshot is there says more than any event, with a note or without.
    if operation.verb == Verb::Delete && !seen.is_there {
        return Verdict::Done(None);
    }
    // Without anything to compare, only its going tells of a delete, and that may take a while.
    if operation.verb == Verb::Delete && (operation.note.is_none() || seen.is_blind) {
        return Verdict::Undecided;
    }
    let Some(note) = &operation.note else {
        // What a restore made is named by nobody; what it leads back to is old.
        let is_create = operation.verb == Verb::Create;
        let own = seen.snapshots.iter().filter(|one| is_create && one.name == operation.snapshot_name);
        return Verdict::Several(candidates(own.filter(|one| !claimed.snapshots.contains(&one.id))));
    };
    if seen.is_blind {
        return Verdict::Undecided;
    }
    let events: Vec<&Event> = unclaimed(operation.verb, newer(note, &seen.events), claimed).collect();
    match (operation.verb, events.as_slice()) {
        (Verb::Create, events) => judge_create(operation, seen, events, claimed),
        (_, []) => Verdict::Nothing,
        (Verb::Delete, events) if events.iter().any(|event| event.state.is_open()) => Verdict::Undecided,
        // It may be one of these that failed, or be done with a row that is still shown for a moment.
        (Verb::Delete, _) => Verdict::Several(Vec::new()),
        // A colleague may have restored the machine in the same moment.
        (Verb::Restore, [event]) => Verdict::Assume((*event).clone()),
        (Verb::Restore, _) => Verdict::Several(Vec::new()),
    }
}

/// The events before the one that was noted; all where none was.
fn newer<'a>(note: &'a Note, events: &'a [Event]) -> impl Iterator<Item = &'a Event> {
    events.iter().take_while(|event| note.newest_event.as_ref() != Some(&event.id))
}

fn unclaimed<'a>(
    verb: Verb,
    events: impl Iterator<Item = &'a Event>,
    claimed: &Claimed,
) -> impl Iterator<Item = &'a Event> {
    events.filter(move |event| *event.name == *verb.event_name() && !claimed.events.contains(&event.id))
}

fn candidates<'a>(snapshots: impl Iterator<Item = &'a Snapshot>) -> Vec<Candidate> {
    let candidate = |one: &Snapshot| Candidate { id: one.id.clone(), name: Arc::clone(&one.name) };
    snapshots.take(CANDIDATES_MAX).map(candidate).collect()
}

/// What stands before all that was noted, and is nobody's.
fn newcomers<'a>(note: &Note, snapshots: &'a [Snapshot], claimed: &Claimed) -> impl Iterator<Item = &'a Snapshot> {
    snapshots
        .iter()
        .take_while(|snapshot| !note.newest_snapshots.contains(&snapshot.id))
        .filter(|snapshot| !claimed.snapshots.contains(&snapshot.id))
}

/// Where all that was noted is gone, old and new cannot be told apart.
fn tells_new_from_old(note: &Note, snapshots: &[Snapshot]) -> bool {
    note.newest_snapshots.is_empty() || snapshots.iter().any(|one| note.newest_snapshots.contains(&one.id))
}

/// A snapshot may be listed later than its event, or go with an event that fails.
fn judge_create(operation: &Operation, seen: &Observation, events: &[&Event], claimed: &Claimed) -> Verdict {
    let Some(note) = &operation.note else { return Verdict::Undecided };
    let new: Vec<&Snapshot> = newcomers(note, &seen.snapshots, claimed).collect();
    let own: Vec<&Snapshot> = new.iter().filter(|one| one.name == operation.snapshot_name).copied().collect();
    let are_done = events.iter().all(|event| event.state == EventState::Done);
    let is_explained = is_planted(Bug::EventsAreExplainedAway) && events.len() <= new.len();
    match (own.as_slice(), events) {
        ([], []) => Verdict::Nothing,
        ([], _) if is_explained => Verdict::Nothing,
        // It failed, and its snapshot went with it; or somebody else's did.
        ([], [event]) if event.state.is_bad_end() => Verdict::Assume((*event).clone()),
        ([], _) | ([_], []) => Verdict::Undecided,
        (own, _) if !tells_new_from_old(note, &seen.snapshots) => Verdict::Several(candidates(own.iter().copied())),
        ([snapshot], [event]) => Verdict::Adopt((*event).clone(), Some((*snapshot).clone())),
        // Which of the events is its own does not matter once all have ended well.
        ([snapshot], _) if are_done => Verdict::Done(Some((*snapshot).clone())),
        ([_], events) if events.iter().any(|event| event.state.is_open()) => Verdict::Undecided,
        (own, _) => Verdict::Several(candidates(own.iter().copied())),
    }
}

/// The way back from a restore, as far as it can be told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum WayBack {
    /// This snapshot was taken first.
    Found(Snapshot),
    /// None is listed, or what is may not be read.
    NotSeen,
    /// More than one may be it.
    Several,
}

/// Looks for the snapshot that a restore took first: the only newcomer that is nobody's, where nothing else on the machine can
/// have made it.
pub fn find_way_back(operation: &Operation, seen: &Observation, claimed: &Claimed) -> WayBack {
    if seen.is_blind {
        return WayBack::NotSeen;
    }
    let Some(note) = operation.note.as_ref().filter(|note| tells_new_from_old(note, &seen.snapshots)) else {
        return WayBack::Several;
    };
    let mut newcomers = newcomers(note, &seen.snapshots, claimed).filter(|snapshot| !snapshot.is_auto_snapshot);
    let is_alone = others_near(operation, note, seen, claimed) == 0;
    match (newcomers.next(), newcomers.next()) {
        (None, _) => WayBack::NotSeen,
        (Some(snapshot), None) if is_alone || is_planted(Bug::OneLookFindsTheWayBack) => {
            WayBack::Found(snapshot.clone())
        }
        (Some(_), _) => WayBack::Several,
    }
}

/// How many other events may have made a snapshot that is listed since the note: newer ones, and those that were still going on or
/// had just ended when the restore began.
fn others_near(operation: &Operation, note: &Note, seen: &Observation, claimed: &Claimed) -> usize {
    let own = operation.event.as_ref();
    let began = seen.events.iter().find(|event| Some(&event.id) == own).and_then(|event| event.dt_created);
    let is_near = |event: &&Event| {
        event.state.is_open()
            || newer(note, &seen.events).any(|newer| newer.id == event.id)
            || began
                .zip(event.dt_finished.or(event.dt_created))
                .is_none_or(|(began, at)| began.since(at) < UNDO_DOUBT_MS)
    };
    let creates = unclaimed(Verb::Create, seen.events.iter(), claimed);
    let restores = seen.events.iter().filter(|event| *event.name == *Verb::Restore.event_name());
    let restores = restores.filter(|event| Some(&event.id) != own);
    creates.chain(restores).filter(is_near).count()
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
