//! A machine event: how a client follows what it started.

use std::sync::Arc;

use serde::ser::{Serialize, SerializeStruct as _, Serializer};

use crate::clock::{Millis, rfc3339};
use crate::paging::OrderBy;
use crate::store::Row;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventState {
    /// Queued.
    New,
    /// The API writes it with a space.
    InProgress,
    Done,
    Error,
    Cancelled,
}

impl EventState {
    pub fn text(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::InProgress => "in progress",
            Self::Done => "done",
            Self::Error => "error",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Error | Self::Cancelled)
    }
}

/// All eight fields are always present in answers, and none names a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineEvent {
    pub id: Arc<str>,
    /// Such as `snapshot-create`.
    pub name: &'static str,
    pub state: EventState,
    pub machine_id: Arc<str>,
    pub created_ms: Millis,
    pub started_ms: Option<Millis>,
    pub finished_ms: Option<Millis>,
    pub error: Option<String>,
}

impl Serialize for MachineEvent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Event", 8)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("name", self.name)?;
        out.serialize_field("state", self.state.text())?;
        out.serialize_field("machineId", &self.machine_id)?;
        out.serialize_field("dtCreated", &rfc3339(self.created_ms))?;
        out.serialize_field("dtStarted", &self.started_ms.map(rfc3339))?;
        out.serialize_field("dtFinished", &self.finished_ms.map(rfc3339))?;
        out.serialize_field("error", &self.error)?;
        out.end()
    }
}

impl Row for MachineEvent {
    const ORDERS: &'static [OrderBy] = &[OrderBy::DtCreated];

    fn id(&self) -> &Arc<str> {
        &self.id
    }

    fn machine_id(&self) -> Option<&Arc<str>> {
        Some(&self.machine_id)
    }

    fn sort_text(&self, _by: OrderBy) -> Option<Arc<str>> {
        None
    }
}
