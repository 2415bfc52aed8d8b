//! A create, a delete or a restore that a person asked for here, from before its request leaves until its outcome was told.

use std::sync::Arc;

use crate::domain::event::EventState;
use crate::domain::ids::{EventId, MachineId, SnapshotId};
use crate::domain::time::Timestamp;

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
    /// How far it is.
    pub phase: Phase,
}

/// How far an operation is. Later phases come later: nothing goes back.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Phase {
    /// Written down; the request is leaving or its answer is on its way.
    Sending,
    /// The answer was lost: nobody here knows whether the provider acted.
    Unsure,
    /// Accepted, with the event that tells its progress.
    Following {
        /// The event.
        event_id: EventId,
        /// The last state that was seen.
        state: EventState,
    },
    /// Refused before anything happened; the person was told in the dialog. Kept so that another tab forgets it too.
    Withdrawn,
    /// Over.
    Ended {
        /// How.
        outcome: Outcome,
        /// When this browser learnt of it.
        at: Timestamp,
    },
}

/// How an operation ended.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// Well.
    Done,
    /// The provider reported an error, with its reason where it gave one.
    Failed {
        /// The reason.
        reason: Option<Arc<str>>,
    },
    /// The provider cancelled it.
    Cancelled,
    /// The event disappeared, so that nobody can tell.
    Unknown,
}

impl Phase {
    /// The place in the order of phases, for merging what two tabs know.
    fn rank(&self) -> u8 {
        match self {
            Self::Sending => 0,
            Self::Unsure => 1,
            Self::Following { .. } => 2,
            Self::Withdrawn | Self::Ended { .. } => 3,
        }
    }
}

impl Operation {
    /// Whether it is under way as far as anybody knows.
    pub fn is_running(&self) -> bool {
        matches!(self.phase, Phase::Sending | Phase::Following { .. })
    }

    /// Whether something about it can still change.
    pub fn is_open(&self) -> bool {
        self.is_running() || self.phase == Phase::Unsure
    }

    /// The event that is followed.
    pub fn event_id(&self) -> Option<&EventId> {
        match &self.phase {
            Phase::Following { event_id, .. } => Some(event_id),
            _ => None,
        }
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
        if other.phase.rank() > self.phase.rank() {
            *self = other;
        }
    }
}
