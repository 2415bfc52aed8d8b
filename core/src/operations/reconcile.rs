//! Finding out whether a request whose answer was lost was carried out.
//!
//! Only what is newer than the note from before the request, and not claimed by another operation, can be its result. Events do
//! not name snapshots, automatic snapshots may or may not have events, and lists may lag (`docs/api.md`, Open questions):
//! nothing here guesses about these.

use std::sync::Arc;

use rustc_hash::FxHashSet;

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
    /// For a delete: the snapshot still exists.
    pub is_there: bool,
    /// Part of it could not be read, so what is missing proves nothing.
    pub is_blind: bool,
}

/// What belongs to other operations.
#[derive(Debug, Default)]
pub struct Claimed {
    events: FxHashSet<EventId>,
    /// Those among them that are only assumed to be another's.
    assumed: FxHashSet<EventId>,
    snapshots: FxHashSet<SnapshotId>,
    /// Restores of which it is known what they made: nothing, or the safety snapshot that was found.
    settled: FxHashSet<EventId>,
}

impl Claimed {
    pub fn by_others<'a>(operations: impl IntoIterator<Item = &'a Operation>, but: &Operation) -> Self {
        let mut claimed = Self::default();
        for operation in operations.into_iter().filter(|operation| operation.id != but.id) {
            claimed.events.extend(operation.event.clone());
            claimed.assumed.extend(operation.event.clone().filter(|_| operation.assumed));
            claimed.snapshots.extend(operation.snapshot_id.clone().filter(|_| operation.verb == Verb::Create));
            if let Undo::Found { id, .. } = &operation.undo {
                claimed.snapshots.insert(id.clone());
            }
            let is_settled = !operation.safety_snapshot || matches!(operation.undo, Undo::Found { .. });
            let settled = operation.event.clone().filter(|_| is_settled && !operation.assumed);
            claimed.settled.extend(settled.filter(|_| operation.verb == Verb::Restore));
        }
        claimed
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// Its event, and for a create its snapshot.
    Adopt(Event, Option<Snapshot>),
    /// Most likely its event, but it may be somebody else's.
    Assume(Event),
    /// It was done and there is no event to follow; for a create with its snapshot.
    Done(Option<Snapshot>),
    Nothing,
    /// There is a trace, but it decides nothing yet.
    Undecided,
    /// Several may be it; for a create these snapshots.
    Several(Vec<Candidate>),
}

pub fn judge(operation: &Operation, seen: &Observation, claimed: &Claimed) -> Verdict {
    // Whether the snapshot exists says more than any event.
    if operation.verb == Verb::Delete && !seen.is_there {
        return Verdict::Done(None);
    }
    // Without a note, only the snapshot's disappearance tells, and that may take a while.
    if operation.verb == Verb::Delete && (operation.note.is_none() || seen.is_blind) {
        return Verdict::Undecided;
    }
    let Some(note) = &operation.note else {
        // A restore's safety snapshot has no known name.
        let is_create = operation.verb == Verb::Create;
        let own = seen.snapshots.iter().filter(|one| is_create && one.name == operation.snapshot_name);
        return Verdict::Several(candidates(own.filter(|one| !claimed.snapshots.contains(&one.id))));
    };
    if seen.is_blind {
        return Verdict::Undecided;
    }
    let events: Vec<&Event> = unclaimed(operation.verb, newer(note, &seen.events), claimed).collect();
    let is_its_name = |event: &&Event| *event.name == *operation.verb.event_name();
    let may_be_its = newer(note, &seen.events).filter(is_its_name).any(|event| claimed.assumed.contains(&event.id));
    match (operation.verb, events.as_slice()) {
        // Of two whose answers were lost, the other one took what may be this one's.
        (_, []) if may_be_its => Verdict::Several(Vec::new()),
        (Verb::Create, events) => judge_create(operation, seen, events, claimed),
        (_, []) => Verdict::Nothing,
        (Verb::Delete, events) if events.iter().any(|event| event.state.is_open()) => Verdict::Undecided,
        // One of these may be it and have failed, or it is done and the list lags.
        (Verb::Delete, _) => Verdict::Several(Vec::new()),
        // A colleague may have restored the machine at the same time.
        (Verb::Restore, [event]) => Verdict::Assume((*event).clone()),
        (Verb::Restore, _) => Verdict::Several(Vec::new()),
    }
}

/// The events before the noted one; all, if there was none.
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

/// The unclaimed snapshots before all noted ones.
fn newcomers<'a>(note: &Note, snapshots: &'a [Snapshot], claimed: &Claimed) -> impl Iterator<Item = &'a Snapshot> {
    snapshots
        .iter()
        .take_while(|snapshot| !note.newest_snapshots.contains(&snapshot.id))
        .filter(|snapshot| !claimed.snapshots.contains(&snapshot.id))
}

/// If all noted snapshots are gone, old and new cannot be told apart.
fn tells_new_from_old(note: &Note, snapshots: &[Snapshot]) -> bool {
    note.newest_snapshots.is_empty() || snapshots.iter().any(|one| note.newest_snapshots.contains(&one.id))
}

/// A snapshot may be listed later than its event, or disappear with an event that fails.
fn judge_create(operation: &Operation, seen: &Observation, events: &[&Event], claimed: &Claimed) -> Verdict {
    let Some(note) = &operation.note else { return Verdict::Undecided };
    let new: Vec<&Snapshot> = newcomers(note, &seen.snapshots, claimed).collect();
    let own: Vec<&Snapshot> = new.iter().filter(|one| one.name == operation.snapshot_name).copied().collect();
    let are_done = events.iter().all(|event| event.state == EventState::Done);
    let is_explained = is_planted(Bug::EventsAreExplainedAway) && events.len() <= new.len();
    match (own.as_slice(), events) {
        ([], []) => Verdict::Nothing,
        ([], _) if is_explained => Verdict::Nothing,
        // It failed and its snapshot disappeared, or somebody else's did.
        ([], [event]) if event.state.is_bad_end() => Verdict::Assume((*event).clone()),
        ([], _) | ([_], []) => Verdict::Undecided,
        (own, _) if !tells_new_from_old(note, &seen.snapshots) => Verdict::Several(candidates(own.iter().copied())),
        ([snapshot], [event]) => Verdict::Adopt((*event).clone(), Some((*snapshot).clone())),
        // Once all have succeeded, it does not matter which is its own.
        ([snapshot], _) if are_done => Verdict::Done(Some((*snapshot).clone())),
        ([_], events) if events.iter().any(|event| event.state.is_open()) => Verdict::Undecided,
        (own, _) => Verdict::Several(candidates(own.iter().copied())),
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum WayBack {
    /// The safety snapshot.
    Found(Snapshot),
    /// Not listed, or the list could not be read.
    NotSeen,
    Several,
}

/// Looks for a restore's safety snapshot: the only unclaimed new snapshot, if nothing else on the machine can have made it.
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

/// How many other events may have made a snapshot since the note: newer ones, and those that still ran or had just ended when
/// the restore began.
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
    let restores = restores.filter(|event| Some(&event.id) != own && !claimed.settled.contains(&event.id));
    creates.chain(restores).filter(is_near).count()
}

impl Verb {
    /// The name of its events.
    pub fn event_name(self) -> &'static str {
        match self {
            Self::Create => "snapshot-create",
            Self::Delete => "snapshot-delete",
            Self::Restore => "snapshot-restore",
        }
    }

    pub fn of_event(name: &str) -> Option<Self> {
        [Self::Create, Self::Delete, Self::Restore].into_iter().find(|verb| verb.event_name() == name)
    }
}

impl EventState {
    /// Whether it can still change. An unknown state can.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::New | Self::InProgress | Self::Other(_))
    }

    pub fn is_bad_end(&self) -> bool {
        matches!(self, Self::Error | Self::Cancelled)
    }
}

#[cfg(test)]
#[path = "reconcile_tests.rs"]
mod tests;
