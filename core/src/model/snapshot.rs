//! A snapshot: four fields and no date (`docs/api.md`, Snapshots).

use std::sync::Arc;

use serde::Deserialize;

use crate::model::ids::{MachineId, SnapshotId};

#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    pub id: SnapshotId,
    pub is_auto_snapshot: bool,
    pub machine_id: MachineId,
    pub name: Arc<str>,
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Kind {
    Manual,
    /// Taken by the machine's schedule, and deleted by it when newer ones exist.
    Automatic,
}

impl Snapshot {
    pub fn kind(&self) -> Kind {
        if self.is_auto_snapshot { Kind::Automatic } else { Kind::Manual }
    }
}
