//! A snapshot.

use std::sync::Arc;

use serde::Serialize;

use crate::clock::Millis;
use crate::paging::OrderBy;
use crate::store::Row;

/// A snapshot, with exactly the four fields of the reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// Opaque.
    pub id: Arc<str>,
    /// Taken by the schedule of its machine, not by a person.
    pub is_auto_snapshot: bool,
    /// The machine whose disk it holds.
    pub machine_id: Arc<str>,
    /// Not unique.
    pub name: Arc<str>,
    /// From when on lists show it (`Switches::list_lag_ms`).
    #[serde(skip)]
    pub listed_ms: Millis,
}

impl Row for Snapshot {
    const ORDERS: &'static [OrderBy] = &[OrderBy::DtCreated, OrderBy::Name];

    fn id(&self) -> &Arc<str> {
        &self.id
    }

    fn machine_id(&self) -> Option<&Arc<str>> {
        Some(&self.machine_id)
    }

    fn sort_text(&self, by: OrderBy) -> Option<Arc<str>> {
        (by == OrderBy::Name).then(|| Arc::clone(&self.name))
    }
}
