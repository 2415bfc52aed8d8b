//! The jobs of machines, and what becomes of them.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::clock::Millis;

/// What an event reports on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// The snapshot is listed at once; the event says when it can be used.
    Create {
        snapshot_id: Arc<str>,
    },
    /// The snapshot is listed until the event is done.
    Delete {
        snapshot_id: Arc<str>,
    },
    Restore {
        snapshot_id: Arc<str>,
        safety_snapshot: bool,
    },
}

impl Job {
    pub fn snapshot_id(&self) -> &Arc<str> {
        match self {
            Self::Create { snapshot_id } | Self::Delete { snapshot_id } | Self::Restore { snapshot_id, .. } => {
                snapshot_id
            }
        }
    }

    pub fn event_name(&self) -> &'static str {
        match self {
            Self::Create { .. } => "snapshot-create",
            Self::Delete { .. } => "snapshot-delete",
            Self::Restore { .. } => "snapshot-restore",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    pub event_id: Arc<str>,
    pub job: Job,
    pub fate: Fate,
    /// How long it stays `new` once the machine is free.
    pub wait_ms: Millis,
    /// How long it is `in progress`.
    pub run_ms: Millis,
}

/// What becomes of a job, by the snapshot's name: so a user can type a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Well,
    /// The request is refused with a 500.
    Refused,
    /// The event ends in `error` with a reason.
    Fails,
    /// The event ends in `error` without a reason, although the job was done.
    FailsInWordOnly,
    NeverEnds,
    Cancelled,
    Slow,
}

/// The factor of a slow job.
pub const SLOWNESS: Millis = 10;

impl Fate {
    pub const NAMES: [(&'static str, Self, &'static str); 6] = [
        ("fail-create", Self::Refused, "the request is refused"),
        ("fail-later", Self::Fails, "the operation ends in an error"),
        (
            "fail-silently",
            Self::FailsInWordOnly,
            "the operation reports an error without a reason, although it was done",
        ),
        ("stuck", Self::NeverEnds, "the operation never ends"),
        ("cancelled", Self::Cancelled, "the operation is cancelled"),
        ("slow", Self::Slow, "the operation takes ten times as long"),
    ];

    pub fn of(name: &str) -> Self {
        Self::NAMES.iter().find(|(telling, ..)| *telling == name).map_or(Self::Well, |(_, fate, _)| *fate)
    }
}

/// The jobs of a machine: the first runs or is about to, the others are `new`.
#[derive(Debug, Default)]
pub struct Queue(pub VecDeque<Work>);

/// An entry of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// The machine's first job begins.
    Start {
        team_id: Arc<str>,
        machine_id: Arc<str>,
    },
    /// The machine's first job ends.
    Finish {
        team_id: Arc<str>,
        machine_id: Arc<str>,
    },
    Colleague {
        team_id: Arc<str>,
    },
    AutoSnapshot {
        team_id: Arc<str>,
        machine_id: Arc<str>,
    },
}
