//! How far an operation is, and how it ended.

use std::sync::Arc;

use crate::model::event::EventState;
use crate::model::time::Timestamp;
use crate::operations::schedule::look_after_ms;

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
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Finding {
    /// Nothing that decides it; it is looked at again.
    #[default]
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
    pub(super) fn rank(&self) -> u8 {
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
