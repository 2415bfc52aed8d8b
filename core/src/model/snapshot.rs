//! A snapshot: four fields and no date (`docs/api.md`, Snapshots).

use std::sync::Arc;

use serde::Deserialize;

use crate::model::ids::{MachineId, SnapshotId};

/// A snapshot as the reference describes it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// Opaque.
    pub id: SnapshotId,
    /// Taken by the machine's schedule.
    pub is_auto_snapshot: bool,
    /// The machine whose disk it holds.
    pub machine_id: MachineId,
    /// Not unique.
    pub name: Arc<str>,
}

/// Who took a snapshot.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Kind {
    /// A person or a program.
    Manual,
    /// The machine's schedule; such a snapshot is rotated away in time.
    Automatic,
}

impl Snapshot {
    /// Who took it.
    pub fn kind(&self) -> Kind {
        if self.is_auto_snapshot { Kind::Automatic } else { Kind::Manual }
    }
}
