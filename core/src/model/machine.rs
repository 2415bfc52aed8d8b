//! A machine, as far as a person who looks at snapshots wants to know it.

use std::sync::Arc;

use serde::{Deserialize, Deserializer};

use crate::model::ids::{MachineId, SnapshotId};
use crate::model::lenient::Scalar;

/// A machine. What the API may leave out or change is optional: only the id and the name are needed to show a snapshot.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Machine {
    /// Opaque.
    pub id: MachineId,
    /// Not unique.
    pub name: Arc<str>,
    /// An open set; see [`MachineState`].
    pub state: MachineState,
    /// The operating system as shown text.
    #[serde(default)]
    pub os: Option<Arc<str>>,
    /// The hardware's name, such as `A4000`.
    #[serde(default)]
    pub machine_type: Option<Arc<str>>,
    /// Shown text such as `East Coast (NY2)`.
    #[serde(default)]
    pub region: Option<Arc<str>>,
    /// Virtual processors.
    #[serde(default)]
    pub cpus: Option<u32>,
    /// Memory in bytes.
    #[serde(default, deserialize_with = "bytes")]
    pub ram: Option<u64>,
    /// Disk in bytes.
    #[serde(default, deserialize_with = "bytes")]
    pub storage_total: Option<u64>,
    /// Whether a schedule takes snapshots.
    #[serde(default)]
    pub auto_snapshot_enabled: Option<bool>,
    /// How often: `hourly`, `daily`, `weekly`, `monthly`; an open set.
    #[serde(default)]
    pub auto_snapshot_frequency: Option<Arc<str>>,
    /// How many of them are kept.
    #[serde(default)]
    pub auto_snapshot_save_count: Option<u32>,
    /// The snapshot that the machine returns to when it shuts down.
    #[serde(default)]
    pub restore_point_snapshot_id: Option<SnapshotId>,
}

/// What a machine is doing. The API's set is open: an unknown one is shown as its own text.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(transparent)]
pub struct MachineState(Arc<str>);

impl MachineState {
    /// The text of the API.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the machine is on its way from one state to another: a bad moment to restore it.
    pub fn is_in_transition(&self) -> bool {
        matches!(self.as_str(), "starting" | "stopping" | "restarting" | "upgrading" | "provisioning")
    }
}

/// Byte counts are integers in the document and JSON strings in live answers (`docs/api.md`, Around it).
fn bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    Ok(match Scalar::deserialize(deserializer)? {
        Scalar::Number(number) => Some(number),
        Scalar::Text(text) => text.parse().ok(),
        Scalar::Other => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn byte_counts_are_read_as_numbers_and_as_strings() {
        for (ram, expected) in
            [("8589934592", Some(8 << 30)), ("\"8589934592\"", Some(8 << 30)), ("null", None), ("\"much\"", None)]
        {
            let text = format!(r#"{{"id":"ps1","name":"m","state":"ready","ram":{ram}}}"#);
            let machine: Machine = json::decode(&text).expect("a machine");
            assert_eq!(machine.ram, expected, "{ram}");
        }
    }

    #[test]
    fn an_unknown_state_is_kept_as_its_own_text() {
        let machine: Machine = json::decode(r#"{"id":"ps1","name":"m","state":"defragmenting"}"#).expect("a machine");
        assert_eq!(machine.state.as_str(), "defragmenting");
        assert!(!machine.state.is_in_transition());
    }
}
