//! A snapshot.

use std::sync::Arc;

use serde::Serialize;

use crate::clock::Millis;
use crate::paging::OrderBy;
use crate::store::Row;

/// Exactly the four fields of the API reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    pub id: Arc<str>,
    pub is_auto_snapshot: bool,
    pub machine_id: Arc<str>,
    pub name: Arc<str>,
    /// Lists show it from then on (`Switches::list_lag_ms`).
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
