//! The open questions of the contract as switches: nobody has settled them, so the dashboard is tried both ways.

use serde::{Deserialize, Serialize};

use crate::clock::Millis;

/// How the service answers where `docs/api.md` says "open". The default is what seems likeliest.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Switches {
    /// Pages of other origins may call: preflights are answered and answers can be read.
    pub cors: bool,
    /// Such pages may read `Retry-After`.
    pub expose_retry_after: bool,
    /// Byte counts of machines are JSON strings, as in live answers.
    pub live_strings: bool,
    /// Cursors count rows, so that rows move between pages while others come and go.
    pub offset_cursors: bool,
    /// The status (409 or 412) that refuses to restore a machine that is not off.
    pub restore_needs_off: Option<u16>,
    /// A name can be given once on each machine.
    pub unique_names: bool,
    /// The most snapshots that a machine may have.
    pub snapshots_per_machine: Option<usize>,
    /// How long after it was asked for a new snapshot shows in lists, in milliseconds.
    pub list_lag_ms: Millis,
    /// Automatic snapshots make `snapshot-create` events.
    pub auto_snapshot_events: bool,
    /// Machines may not be listed or read.
    pub machines_forbidden: bool,
    /// What `/auth/session` answers.
    pub session: SessionAnswer,
}

/// What `/auth/session` answers.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SessionAnswer {
    /// Who the key belongs to.
    #[default]
    Person,
    /// `null`, as for a wrong key.
    Null,
    /// 404: there is no such call.
    Missing,
    /// 200 with nothing in it.
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
