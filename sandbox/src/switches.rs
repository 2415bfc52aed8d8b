//! Open questions about the API as switches, so that the dashboard is tested both ways.

use serde::{Deserialize, Serialize};

use crate::clock::Millis;

/// What `docs/api.md` calls "open". The defaults seem most likely.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Switches {
    /// Pages of other origins may call.
    pub cors: bool,
    /// They may read `Retry-After`.
    pub expose_retry_after: bool,
    /// Byte counts are strings, as in live answers.
    pub live_strings: bool,
    /// Cursors count rows, so rows move between pages while others come and go.
    pub offset_cursors: bool,
    /// Restoring a machine that is not off is refused with this status, 409 or 412.
    pub restore_needs_off: Option<u16>,
    /// Names are unique per machine.
    pub unique_names: bool,
    /// The maximum.
    pub snapshots_per_machine: Option<usize>,
    /// How long a new snapshot is missing in lists.
    pub list_lag_ms: Millis,
    pub auto_snapshot_events: bool,
    pub machines_forbidden: bool,
    pub session: SessionAnswer,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SessionAnswer {
    #[default]
    Person,
    /// `null`, as for an invalid key.
    Null,
    /// 404.
    Missing,
    /// 200 without a body.
    Nothing,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            cors: true,
            expose_retry_after: false,
            live_strings: false,
            offset_cursors: false,
            restore_needs_off: None,
            unique_names: false,
            snapshots_per_machine: None,
            list_lag_ms: 0,
            auto_snapshot_events: true,
            machines_forbidden: false,
            session: SessionAnswer::Person,
        }
    }
}
