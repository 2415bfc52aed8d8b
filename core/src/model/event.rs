//! A machine event: how the API reports the progress of a create, a delete or a restore.

use std::sync::Arc;

use serde::Deserialize;

use crate::model::ids::{EventId, MachineId};
use crate::model::snapshot::Snapshot;
use crate::model::time::{Timestamp, lenient_date};

/// It does not name its snapshot: only [`Accepted`] ties the two.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    pub id: EventId,
    /// Such as `snapshot-create`; any other is possible.
    pub name: Arc<str>,
    pub state: EventState,
    #[serde(default)]
    pub machine_id: Option<MachineId>,
    /// When it was requested, by Paperspace's clock.
    #[serde(default, deserialize_with = "lenient_date")]
    pub dt_created: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient_date")]
    pub dt_started: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient_date")]
    pub dt_finished: Option<Timestamp>,
    /// Why it failed, if Paperspace says so.
    #[serde(default)]
    pub error: Option<Arc<str>>,
}

/// The answer to a create, a delete or a restore.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct Accepted {
    pub data: Snapshot,
    pub event: Event,
}

/// An unknown state is shown as it is and counts as not ended.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(from = "Arc<str>")]
pub enum EventState {
    /// Queued.
    New,
    InProgress,
    Done,
    /// Failed, or so Paperspace says.
    Error,
    Cancelled,
    /// Not in the API reference.
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
