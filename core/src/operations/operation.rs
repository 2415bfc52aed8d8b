//! A create, a delete or a restore that was started here.

mod phase;

use std::sync::Arc;

pub use self::phase::{Finding, Outcome, Phase, UNSURE_LOOKS_MAX};
use crate::model::ids::{EventId, MachineId, SnapshotId};
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Verb {
    Create,
    Delete,
    Restore,
}

/// Only this browser knows it; Paperspace does not.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OperationId(Arc<str>);

impl OperationId {
    /// Made of the time of the request and a random number.
    pub fn new(at: Timestamp, random: u32) -> Self {
        Self(Arc::from(format!("{:011x}-{random:08x}", at.0)))
    }

    pub fn from(text: &str) -> Self {
        Self(Arc::from(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Holds everything that is needed to go on after a reload.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Operation {
    pub id: OperationId,
    pub verb: Verb,
    pub machine_id: MachineId,
    /// As shown when the user confirmed.
    pub machine_name: Arc<str>,
    /// A create learns it from the answer.
    pub snapshot_id: Option<SnapshotId>,
    /// As shown when the user confirmed.
    pub snapshot_name: Arc<str>,
    /// A restore takes a safety snapshot first.
    pub safety_snapshot: bool,
    /// By this browser's clock.
    pub asked_at: Timestamp,
    /// The event that reports its progress, once known. Kept after the end, so that nothing else claims it.
    pub event: Option<EventId>,
    /// `None` if it could not be read.
    pub note: Option<Note>,
    /// For a restore that has ended.
    pub undo: Undo,
    /// The answer was lost, and the followed event is only most likely its own: it may be a colleague's.
    pub assumed: bool,
    /// It was tried again, as another operation.
    pub retried: bool,
    /// The operation that it tries again.
    pub again_of: Option<OperationId>,
    /// The restore that this one undoes.
    pub undo_of: Option<OperationId>,
    /// The user looked at what a restore brought back, and keeps it.
    pub kept: bool,
    /// After a lost answer: the snapshots that may be its result.
    pub candidates: Vec<Candidate>,
    /// The user was told the outcome.
    pub told: bool,
    pub phase: Phase,
}

/// What was newest on the machine just before the request. Names are not unique, snapshots have no date and clocks differ:
/// only what Paperspace sorts before these is certainly newer.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Note {
    /// `None` if the machine had no events.
    pub newest_event: Option<EventId>,
    /// Newest first; several, since some may be deleted meanwhile.
    pub newest_snapshots: Vec<SnapshotId>,
}

#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Candidate {
    pub id: SnapshotId,
    pub name: Arc<str>,
}

/// The user has to look at each.
pub const CANDIDATES_MAX: usize = 20;

/// How many snapshots a note names.
pub const NOTED_SNAPSHOTS: u32 = 5;

/// The safety snapshot of a restore. No answer names it, so it is searched for afterwards.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub enum Undo {
    /// None, or not yet.
    #[default]
    No,
    Looking {
        /// By this browser's clock.
        next_look: Timestamp,
        /// How often it was looked for.
        looks: u8,
    },
    Found {
        id: SnapshotId,
        name: Arc<str>,
    },
    /// There is no new snapshot.
    Missing,
    /// More than one snapshot is new, and nothing tells which it is.
    Several,
}

impl Undo {
    pub fn is_looking(&self) -> bool {
        matches!(self, Self::Looking { .. })
    }

    /// For merging two tabs: the higher one knows more.
    fn rank(&self) -> u8 {
        match self {
            Self::No => 0,
            Self::Looking { looks, .. } => 1 + (*looks).min(UNSURE_LOOKS_MAX),
            Self::Found { .. } | Self::Missing | Self::Several => 2 + UNSURE_LOOKS_MAX,
        }
    }
}

impl Operation {
    pub fn intended(id: OperationId, verb: Verb, on: &Snapshot, machine_name: Arc<str>, asked_at: Timestamp) -> Self {
        let create = Self::create(id, on.machine_id.clone(), Arc::clone(&on.name), machine_name, asked_at);
        Self { verb, snapshot_id: (verb != Verb::Create).then(|| on.id.clone()), ..create }
    }

    pub fn create(
        id: OperationId,
        machine_id: MachineId,
        name: Arc<str>,
        machine_name: Arc<str>,
        asked_at: Timestamp,
    ) -> Self {
        Self {
            id,
            verb: Verb::Create,
            machine_id,
            machine_name,
            snapshot_id: None,
            snapshot_name: name,
            safety_snapshot: false,
            asked_at,
            event: None,
            note: None,
            undo: Undo::No,
            assumed: false,
            retried: false,
            again_of: None,
            undo_of: None,
            kept: false,
            candidates: Vec::new(),
            told: false,
            phase: Phase::Noting,
        }
    }

    pub fn is_running(&self) -> bool {
        matches!(self.phase, Phase::Noting | Phase::Sending | Phase::Following { .. } | Phase::Checking)
    }

    /// Whether the answer was lost and it is not known whether it was started.
    pub fn is_unsure(&self) -> bool {
        matches!(self.phase, Phase::Unsure { .. })
    }

    pub fn is_open(&self) -> bool {
        self.is_running() || self.is_unsure()
    }

    /// `None` for a create without an answer.
    pub fn snapshot(&self) -> Option<Snapshot> {
        Some(Snapshot {
            id: self.snapshot_id.clone()?,
            is_auto_snapshot: false,
            machine_id: self.machine_id.clone(),
            name: Arc::clone(&self.snapshot_name),
        })
    }

    /// Whether it is safe to try again: it failed with a reason or left no trace, and was not tried again yet.
    pub fn is_safe_again(&self) -> bool {
        if self.retried {
            return false;
        }
        match &self.phase {
            Phase::Unsure { finding, .. } => *finding == Finding::Nothing,
            Phase::Ended { outcome, .. } => {
                matches!(outcome, Outcome::Failed { reason: Some(_) } | Outcome::Cancelled | Outcome::NotStarted)
            }
            _ => false,
        }
    }

    /// The safety snapshot of a restore, once it was found.
    pub fn way_back(&self) -> Option<Snapshot> {
        let Undo::Found { id, name } = &self.undo else { return None };
        let (id, name, machine_id) = (id.clone(), Arc::clone(name), self.machine_id.clone());
        Some(Snapshot { id, name, is_auto_snapshot: false, machine_id })
    }

    pub fn followed(&self) -> Option<&EventId> {
        self.event.as_ref().filter(|_| matches!(self.phase, Phase::Following { .. }))
    }

    pub fn outcome(&self) -> Option<&Outcome> {
        match &self.phase {
            Phase::Ended { outcome, .. } => Some(outcome),
            _ => None,
        }
    }

    /// Takes over what another tab knows better.
    pub fn merge(&mut self, other: Self) {
        let (told, retried) = (self.told || other.told, self.retried || other.retried);
        let kept = self.kept || other.kept;
        if other.phase.rank() > self.phase.rank() {
            *self = other;
        } else if other.undo.rank() > self.undo.rank() {
            self.undo = other.undo;
        }
        (self.told, self.retried, self.kept) = (told, retried, kept);
    }
}
