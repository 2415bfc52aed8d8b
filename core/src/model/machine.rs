//! A machine, as far as it matters for its snapshots.

use std::sync::Arc;

use serde::{Deserialize, Deserializer};

use crate::model::ids::{MachineId, SnapshotId};
use crate::model::lenient::Scalar;
use crate::model::time::{Timestamp, lenient_date};

/// Only id, name and state are required; the API may leave out everything else.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct Machine {
    pub id: MachineId,
    pub name: Arc<str>,
    pub state: MachineState,
    /// The operating system, for display.
    #[serde(default)]
    pub os: Option<Arc<str>>,
    /// Such as `A4000`.
    #[serde(default)]
    pub machine_type: Option<Arc<str>>,
    /// Such as `East Coast (NY2)`.
    #[serde(default)]
    pub region: Option<Arc<str>>,
    #[serde(default)]
    pub cpus: Option<u32>,
    /// In bytes.
    #[serde(default, deserialize_with = "bytes")]
    pub ram: Option<u64>,
    /// In bytes.
    #[serde(default, deserialize_with = "bytes")]
    pub storage_total: Option<u64>,
    #[serde(default)]
    pub auto_snapshot_enabled: Option<bool>,
    /// `hourly`, `daily`, `weekly`, `monthly`, or any other.
    #[serde(default)]
    pub auto_snapshot_frequency: Option<Arc<str>>,
    #[serde(default)]
    pub auto_snapshot_save_count: Option<u32>,
    /// The machine returns to this snapshot when it shuts down.
    #[serde(default)]
    pub restore_point_snapshot_id: Option<SnapshotId>,
    #[serde(default, deserialize_with = "lenient_date")]
    pub dt_created: Option<Timestamp>,
}

/// An unknown state is shown as it is.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(transparent)]
pub struct MachineState(Arc<str>);

impl MachineState {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the state is about to change: a bad moment for a restore.
    pub fn is_in_transition(&self) -> bool {
        matches!(self.as_str(), "starting" | "stopping" | "restarting" | "upgrading" | "provisioning")
    }
}

/// Byte counts are integers in the API reference and strings in live answers (`docs/api.md`, Around it).
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
    use crate::json::{self, Json};

    #[test]
    fn byte_counts_are_read_as_numbers_and_as_strings() {
        for (ram, expected) in
            [("8589934592", Some(8 << 30)), ("\"8589934592\"", Some(8 << 30)), ("null", None), ("\"much\"", None)]
        {
            let text = format!(r#"{{"id":"ps1","name":"m","state":"ready","ram":{ram}}}"#);
            let machine: Machine = json::decode(&Json::read(&text).expect("JSON")).expect("a machine");
            assert_eq!(machine.ram, expected, "{ram}");
        }
    }

    #[test]
    fn an_unknown_state_is_kept_as_its_own_text() {
        let json = Json::read(r#"{"id":"ps1","name":"m","state":"defragmenting"}"#).expect("JSON");
        let machine: Machine = json::decode(&json).expect("a machine");
        assert_eq!(machine.state.as_str(), "defragmenting");
        assert!(!machine.state.is_in_transition());
    }
}
