//! How far an operation is, and how it ended.

use std::sync::Arc;

use crate::model::event::EventState;
use crate::model::time::Timestamp;
use crate::operations::schedule::look_after_ms;

/// In order: no operation goes back to an earlier phase.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Phase {
    /// Stored. The [`Note`](super::Note) is being made; nothing was sent.
    Noting,
    /// The request was sent, or is about to be.
    Sending,
    /// The answer was lost: it is not known whether Paperspace acted.
    Unsure {
        /// By this browser's clock.
        next_look: Timestamp,
        /// How often it was looked for.
        looks: u8,
        finding: Finding,
    },
    /// Accepted: its event reports the progress.
    Following { state: EventState },
    /// The event ended in an error without a reason, which also happens to operations that succeeded: a second look decides.
    Checking,
    /// Refused, and the dialog said so. Kept so that other tabs forget it too.
    Withdrawn,
    Ended {
        outcome: Outcome,
        /// When this browser learned of it.
        at: Timestamp,
    },
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    Done,
    Failed {
        reason: Option<Arc<str>>,
    },
    Cancelled,
    /// Paperspace no longer knows the event.
    Unknown,
    /// The page was closed before the request was sent.
    NotStarted,
}

/// The result of looking for a request whose answer was lost.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Finding {
    /// Not decided yet.
    #[default]
    Undecided,
    /// Nothing shows that it was started.
    Nothing,
    /// Something happened that may be it.
    Several,
}

/// Looks are counted up to this.
pub const UNSURE_LOOKS_MAX: u8 = 100;

impl Phase {
    pub fn unsure(now: Timestamp) -> Self {
        Self::Unsure { next_look: now.plus_ms(look_after_ms(0)), looks: 0, finding: Finding::Undecided }
    }

    /// For merging two tabs: the higher one knows more.
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
