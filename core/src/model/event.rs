//! An event of a machine: how the API tells what became of a create, a delete or a restore.

use std::sync::Arc;

use serde::Deserialize;

use crate::model::ids::{EventId, MachineId};
use crate::model::snapshot::Snapshot;
use crate::model::time::{Timestamp, lenient_date};

/// An event. It names no snapshot: only the answer that carries both ties them together.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// Opaque.
    pub id: EventId,
    /// Such as `snapshot-create`; an open set.
    pub name: Arc<str>,
    /// How far it is.
    pub state: EventState,
    /// The machine it happens to.
    #[serde(default)]
    pub machine_id: Option<MachineId>,
    /// When it was asked for, by the provider's clock.
    #[serde(default, deserialize_with = "lenient_date")]
    pub dt_created: Option<Timestamp>,
    /// When its turn came.
    #[serde(default, deserialize_with = "lenient_date")]
    pub dt_started: Option<Timestamp>,
    /// When it ended.
    #[serde(default, deserialize_with = "lenient_date")]
    pub dt_finished: Option<Timestamp>,
    /// Why it failed, where the provider says so.
    #[serde(default)]
    pub error: Option<Arc<str>>,
}

/// The answer to what takes time: the snapshot, and the event that tells its progress. Nothing else ties the two.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct Accepted {
    /// The snapshot it is about.
    pub data: Snapshot,
    /// The event to follow.
    pub event: Event,
}

/// How far an event is. The set is open: an unknown state is shown as its own text and counts as not ended.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(from = "Arc<str>")]
pub enum EventState {
    /// Waiting for its turn.
    New,
    /// Under way.
    InProgress,
    /// Ended well.
    Done,
    /// Ended badly, or so the provider says.
    Error,
    /// Ended without having done its work.
    Cancelled,
    /// A state that the reference does not name.
    Other(Arc<str>),
}

impl From<Arc<str>> for EventState {
    fn from(text: Arc<str>) -> Self {
        match &*text {
            "new" => Self::New,
            "in progress" => Self::InProgress,
            "done" => Self::Done,
            "error" => Self::Error,
            "cancelled" => Self::Cancelled,
            _ => Self::Other(text),
        }
    }
}

impl From<EventState> for Arc<str> {
    fn from(state: EventState) -> Self {
        match state {
            EventState::New => Arc::from("new"),
            EventState::InProgress => Arc::from("in progress"),
            EventState::Done => Arc::from("done"),
            EventState::Error => Arc::from("error"),
            EventState::Cancelled => Arc::from("cancelled"),
            EventState::Other(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_survives_being_written_and_read() {
        for text in ["new", "in progress", "done", "error", "cancelled", "in_progress", "paused", ""] {
            let state = EventState::from(Arc::<str>::from(text));
            assert_eq!(&*Arc::<str>::from(state), text);
        }
    }
}
