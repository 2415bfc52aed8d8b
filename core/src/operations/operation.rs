//! A create, a delete or a restore that a person asked for here, from before its request leaves until its outcome was told.

use std::sync::Arc;

use crate::model::event::EventState;
use crate::model::ids::{EventId, MachineId, SnapshotId};
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;
use crate::operations::schedule::look_after_ms;

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

/// How many of a machine's newest snapshots a note names.
pub const NOTED_SNAPSHOTS: u32 = 5;

/// The way back from a restore: the answer to it does not name the safety snapshot, so it is looked for afterwards.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub enum Undo {
    /// There is none, or not yet.
    #[default]
    No,
    /// The newcomer is being looked for.
    Looking,
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

/// How far an operation is. Later phases come later: nothing goes back.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Phase {
    /// Written down; what is newest is being noted. Nothing was sent.
    Noting,
    /// The request is leaving or its answer is on its way.
    Sending,
    /// The answer was lost: nobody here knows whether the provider acted.
    Unsure {
        /// When the provider is looked at next, by this browser's clock.
        next_look: Timestamp,
        /// How often it was looked at since.
        looks: u8,
        /// What that brought.
        finding: Finding,
    },
    /// Accepted: its event tells its progress.
    Following {
        /// The last state that was seen.
        state: EventState,
    },
    /// The event ended in an error without a reason, which has been seen on operations that did finish: the snapshot is
    /// looked at before it is called failed.
    Checking,
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
    /// Nothing was sent: the page went away before.
    NotStarted,
}

/// What looking for the effect of a request whose answer was lost has brought so far.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Finding {
    /// Nothing that decides it; it is looked at again.
    Undecided,
    /// Nothing happened, as far as anybody can see.
    Nothing,
    /// Something happened that may or may not be it.
    Several,
}

/// More looks than this are not counted.
pub const UNSURE_LOOKS_MAX: u8 = 100;

impl Phase {
    /// The answer was just lost.
    pub fn unsure(now: Timestamp) -> Self {
        Self::Unsure { next_look: now.plus_ms(look_after_ms(0)), looks: 0, finding: Finding::Undecided }
    }

    /// The place in the order of phases, for merging what two tabs know.
    fn rank(&self) -> u8 {
        match self {
            Self::Noting => 0,
            Self::Sending => 1,
            Self::Unsure { looks, .. } => 2 + (*looks).min(UNSURE_LOOKS_MAX),
            Self::Following { .. } => 3 + UNSURE_LOOKS_MAX,
            Self::Checking => 4 + UNSURE_LOOKS_MAX,
            Self::Withdrawn | Self::Ended { .. } => 5 + UNSURE_LOOKS_MAX,
        }
    }
}

impl Undo {
    /// Whether the way back is still looked for, or nobody knows yet that there is one.
    fn is_open(&self) -> bool {
        matches!(self, Self::No | Self::Looking)
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
            event: None,
            note: None,
            undo: Undo::No,
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

    /// The snapshot that it is about, as far as it is known here.
    pub fn subject(&self) -> Snapshot {
        Snapshot {
            id: self.snapshot_id.clone().unwrap_or_else(|| "".into()),
            is_auto_snapshot: false,
            machine_id: self.machine_id.clone(),
            name: Arc::clone(&self.snapshot_name),
        }
    }

    /// Whether it may be asked for again without harm: it failed for a reason, or left no trace.
    pub fn is_safe_again(&self) -> bool {
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
        let told = self.told || other.told;
        if other.phase.rank() > self.phase.rank() {
            *self = other;
        } else if self.undo.is_open() && !other.undo.is_open() {
            self.undo = other.undo;
        }
        self.told = told;
    }
}
