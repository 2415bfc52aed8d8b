//! A create, a delete or a restore that a person asked for here, from before its request leaves until its outcome was told.

mod phase;

use std::sync::Arc;

pub use self::phase::{Finding, Outcome, Phase, UNSURE_LOOKS_MAX};
use crate::model::ids::{EventId, MachineId, SnapshotId};
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;

/// What is being done.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Verb {
    /// A snapshot is taken.
    Create,
    /// A snapshot is deleted.
    Delete,
    /// A machine goes back to a snapshot.
    Restore,
}

/// Names an operation in this browser. The provider does not know it.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OperationId(Arc<str>);

impl OperationId {
    /// An id out of the moment of the intention and a random number.
    pub fn new(at: Timestamp, random: u32) -> Self {
        Self(Arc::from(format!("{:011x}-{random:08x}", at.0)))
    }

    /// An id that was written down.
    pub fn from(text: &str) -> Self {
        Self(Arc::from(text))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An operation, as the ledger in local storage keeps it. It holds everything that is needed to go on after a reload.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Operation {
    /// Names it.
    pub id: OperationId,
    /// What is being done.
    pub verb: Verb,
    /// The machine it happens to.
    pub machine_id: MachineId,
    /// The machine's name as it was shown when the person asked.
    pub machine_name: Arc<str>,
    /// The snapshot; a create learns it from the answer.
    pub snapshot_id: Option<SnapshotId>,
    /// The snapshot's name as it was shown when the person asked.
    pub snapshot_name: Arc<str>,
    /// For a restore: whether a safety snapshot is taken first.
    pub safety_snapshot: bool,
    /// When the person asked, by this browser's clock.
    pub asked_at: Timestamp,
    /// The event that tells its progress, once it is known; it stays its own after it ended.
    pub event: Option<EventId>,
    /// What was the newest just before the request left; none where it could not be read.
    pub note: Option<Note>,
    /// For a restore that is over: the way back.
    pub undo: Undo,
    /// Its answer was lost, and what it follows is only most likely its own: nobody could tell it from a colleague's.
    pub assumed: bool,
    /// It was asked for again, as another operation.
    pub retried: bool,
    /// What it is asked for in the place of.
    pub again_of: Option<OperationId>,
    /// The snapshots that may be its effect, where its answer was lost and more than one may be it.
    pub candidates: Vec<Candidate>,
    /// Whether the person was told how it ended.
    pub told: bool,
    /// How far it is.
    pub phase: Phase,
}

/// What a machine had newest just before a request left. Names are not unique, snapshots have no date and clocks differ:
/// only what stands before these in the provider's own order is certainly newer.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Note {
    /// The machine's newest event; none where it had none.
    pub newest_event: Option<EventId>,
    /// The machine's newest snapshots, newest first; several, since some may be deleted meanwhile.
    pub newest_snapshots: Vec<SnapshotId>,
}

/// A snapshot that may be what an operation made.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Candidate {
    /// Its id.
    pub id: SnapshotId,
    /// Its name when it was seen.
    pub name: Arc<str>,
}

/// How many candidates are kept: a person has to look at each.
pub const CANDIDATES_MAX: usize = 20;

/// How many of a machine's newest snapshots a note names.
pub const NOTED_SNAPSHOTS: u32 = 5;

/// The way back from a restore: the answer to it does not name the safety snapshot, so it is looked for afterwards.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub enum Undo {
    /// There is none, or not yet.
    #[default]
    No,
    /// The newcomer is being looked for.
    Looking {
        /// When the machine's snapshots are looked at next, by this browser's clock.
        next_look: Timestamp,
        /// How often they were looked at.
        looks: u8,
    },
    /// This is it.
    Found {
        /// Its id.
        id: SnapshotId,
        /// Its name.
        name: Arc<str>,
    },
    /// No snapshot came.
    Missing,
    /// More than one came, and nobody can tell which it is.
    Several,
}

impl Undo {
    /// Whether the way back is still looked for.
    pub fn is_looking(&self) -> bool {
        matches!(self, Self::Looking { .. })
    }

    /// The place in the order of what is known, for merging what two tabs know.
    fn rank(&self) -> u8 {
        match self {
            Self::No => 0,
            Self::Looking { looks, .. } => 1 + (*looks).min(UNSURE_LOOKS_MAX),
            Self::Found { .. } | Self::Missing | Self::Several => 2 + UNSURE_LOOKS_MAX,
        }
    }
}

impl Operation {
    /// A delete or a restore that a person asks for now, before anything of it has happened.
    pub fn intended(id: OperationId, verb: Verb, on: &Snapshot, machine_name: Arc<str>, asked_at: Timestamp) -> Self {
        let create = Self::create(id, on.machine_id.clone(), Arc::clone(&on.name), machine_name, asked_at);
        Self { verb, snapshot_id: (verb != Verb::Create).then(|| on.id.clone()), ..create }
    }

    /// A snapshot that a person asks for now, before anything of it has happened.
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
            candidates: Vec::new(),
            told: false,
            phase: Phase::Noting,
        }
    }

    /// Whether it is under way as far as anybody knows.
    pub fn is_running(&self) -> bool {
        matches!(self.phase, Phase::Noting | Phase::Sending | Phase::Following { .. } | Phase::Checking)
    }

    /// Whether its answer was lost and nobody knows yet whether it was started.
    pub fn is_unsure(&self) -> bool {
        matches!(self.phase, Phase::Unsure { .. })
    }

    /// Whether something about it can still change.
    pub fn is_open(&self) -> bool {
        self.is_running() || self.is_unsure()
    }

    /// The snapshot that it is about; none for a create whose answer did not come.
    pub fn snapshot(&self) -> Option<Snapshot> {
        Some(Snapshot {
            id: self.snapshot_id.clone()?,
            is_auto_snapshot: false,
            machine_id: self.machine_id.clone(),
            name: Arc::clone(&self.snapshot_name),
        })
    }

    /// Whether it may be asked for again without harm: it failed for a reason, or left no trace, and was not asked for again yet.
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

    /// The event that is followed.
    pub fn followed(&self) -> Option<&EventId> {
        self.event.as_ref().filter(|_| matches!(self.phase, Phase::Following { .. }))
    }

    /// How it ended, if it did.
    pub fn outcome(&self) -> Option<&Outcome> {
        match &self.phase {
            Phase::Ended { outcome, .. } => Some(outcome),
            _ => None,
        }
    }

    /// Takes over what another tab knows, where it is further.
    pub fn merge(&mut self, other: Self) {
        let (told, retried) = (self.told || other.told, self.retried || other.retried);
        if other.phase.rank() > self.phase.rank() {
            *self = other;
        } else if other.undo.rank() > self.undo.rank() {
            self.undo = other.undo;
        }
        (self.told, self.retried) = (told, retried);
    }
}
