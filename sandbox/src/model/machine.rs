//! A machine, its hardware and its schedule.

use std::sync::Arc;

use serde::ser::{Serialize, Serializer};
use serde_json::json;

use crate::clock::{Millis, rfc3339};
use crate::paging::OrderBy;
use crate::store::Row;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    Hourly,
    Daily,
    Weekly,
    Monthly,
}

impl Frequency {
    fn text(self) -> &'static str {
        match self {
            Self::Hourly => "hourly",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
        }
    }

    pub fn period_ms(self) -> Millis {
        const HOUR_MS: Millis = 3_600_000;
        match self {
            Self::Hourly => HOUR_MS,
            Self::Daily => 24 * HOUR_MS,
            Self::Weekly => 7 * 24 * HOUR_MS,
            Self::Monthly => 30 * 24 * HOUR_MS,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AutoSnapshots {
    pub frequency: Frequency,
    /// When one more is taken, the oldest is deleted.
    pub save_count: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MachineType {
    /// Such as `C5` or `A4000`.
    pub name: &'static str,
    pub cpus: u32,
    pub ram_bytes: u64,
    /// Name and memory in bytes.
    pub accelerator: Option<(&'static str, u64)>,
    /// US dollars per hour.
    pub usage_rate: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Machine {
    pub id: Arc<str>,
    pub name: Arc<str>,
    /// One of the API's eight states.
    pub state: &'static str,
    pub os: &'static str,
    pub machine_type: &'static MachineType,
    pub storage_total_bytes: u64,
    pub storage_used_bytes: u64,
    /// Such as `East Coast (NY2)`.
    pub region: &'static str,
    pub private_ip: String,
    pub public_ip: Option<String>,
    pub auto_snapshots: Option<AutoSnapshots>,
    pub created_ms: Millis,
    pub modified_ms: Millis,
}

impl Serialize for Machine {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = self.machine_type;
        let accelerators =
            kind.accelerator.map(|(name, memory)| json!([{ "name": name, "memory": memory, "count": 1 }]));
        json!({
            "id": self.id, "name": self.name, "state": self.state, "os": self.os,
            "machineType": kind.name, "agentType": if self.os.starts_with("Windows") { "WindowsDesktop" } else { "LinuxHeadless" },
            "cpus": kind.cpus, "ram": kind.ram_bytes,
            "storageTotal": self.storage_total_bytes, "storageUsed": self.storage_used_bytes,
            "accelerators": accelerators, "region": self.region,
            "privateIp": self.private_ip, "networkId": "n7qk3wzpd", "publicIp": self.public_ip,
            "publicIpType": if self.public_ip.is_some() { "dynamic" } else { "none" },
            "autoShutdownEnabled": false, "autoShutdownTimeout": null, "autoShutdownForce": null,
            "autoSnapshotEnabled": self.auto_snapshots.is_some(),
            "autoSnapshotFrequency": self.auto_snapshots.map(|auto| auto.frequency.text()),
            "autoSnapshotSaveCount": self.auto_snapshots.map(|auto| auto.save_count),
            "updatesPending": false, "restorePointEnabled": false, "restorePointFrequency": null,
            "restorePointSnapshotId": null, "usageRate": kind.usage_rate, "storageRate": 0.007,
            "dtCreated": rfc3339(self.created_ms), "dtModified": rfc3339(self.modified_ms), "dtDeleted": null,
            "reservation": null,
        })
        .serialize(serializer)
    }
}

impl Row for Machine {
    const ORDERS: &'static [OrderBy] = &[OrderBy::DtCreated, OrderBy::Name, OrderBy::State];

    fn id(&self) -> &Arc<str> {
        &self.id
    }

    fn machine_id(&self) -> Option<&Arc<str>> {
        None
    }

    fn sort_text(&self, by: OrderBy) -> Option<Arc<str>> {
        match by {
            OrderBy::DtCreated => None,
            OrderBy::Name => Some(Arc::clone(&self.name)),
            OrderBy::State => Some(Arc::from(self.state)),
        }
    }
}
