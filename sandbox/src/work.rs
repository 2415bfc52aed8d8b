//! What a machine is asked to do, one thing after another, and what comes of it when its time is up.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::clock::Millis;

/// A thing that an event stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// The snapshot is in the list from the first moment; the event says when it can be used.
    Create {
        /// The new snapshot.
        snapshot_id: Arc<str>,
    },
    /// The snapshot leaves the list when the event is done.
    Delete {
        /// The snapshot to delete.
        snapshot_id: Arc<str>,
    },
    /// The machine's disk becomes what it was.
    Restore {
        /// The snapshot to go back to.
        snapshot_id: Arc<str>,
        /// Whether a snapshot of the present state is taken first.
        safety_snapshot: bool,
    },
}

impl Job {
    /// The snapshot that it is about.
    pub fn snapshot_id(&self) -> &Arc<str> {
        match self {
            Self::Create { snapshot_id } | Self::Delete { snapshot_id } | Self::Restore { snapshot_id, .. } => {
                snapshot_id
            }
        }
    }

    /// The event name of the API.
    pub fn event_name(&self) -> &'static str {
        match self {
            Self::Create { .. } => "snapshot-create",
            Self::Delete { .. } => "snapshot-delete",
            Self::Restore { .. } => "snapshot-restore",
        }
    }
}

/// A job with its event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// The event that a client follows.
    pub event_id: Arc<str>,
    /// What to do.
    pub job: Job,
    /// What becomes of it.
    pub fate: Fate,
    /// How long it waits as `new` once the machine is free.
    pub wait_ms: Millis,
    /// How long it is `in progress`.
    pub run_ms: Millis,
}

/// What becomes of the jobs on a snapshot with a telling name: failures that a person can type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It goes well.
    Well,
    /// Its request is refused with a 500.
    Refused,
    /// Its event ends in `error`, with a reason.
    Fails,
    /// Its event ends in `error` without a reason, although the work was done.
    FailsInWordOnly,
    /// Its event never ends.
    NeverEnds,
    /// Its event ends in `cancelled`.
    Cancelled,
    /// It takes ten times as long.
    Slow,
}

/// How much longer a slow job takes.
pub const SLOWNESS: Millis = 10;

impl Fate {
    /// The names that make things fail, with what they do.
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

    /// What the name of a snapshot means for the jobs on it.
    pub fn of(name: &str) -> Self {
        Self::NAMES.iter().find(|(telling, ..)| *telling == name).map_or(Self::Well, |(_, fate, _)| *fate)
    }
}

/// The jobs of one machine: the first is waiting for its moment or running, the others queue as `new`.
#[derive(Debug, Default)]
pub struct Queue(pub VecDeque<Work>);

/// What the world must do at a moment of its clock.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// The first job of a machine begins.
    Start {
        /// The machine's team.
        team_id: Arc<str>,
        /// The machine.
        machine_id: Arc<str>,
    },
    /// The first job of a machine ends.
    Finish {
        /// The machine's team.
        team_id: Arc<str>,
        /// The machine.
        machine_id: Arc<str>,
    },
    /// A colleague does something.
    Colleague {
        /// The colleague's team.
        team_id: Arc<str>,
    },
    /// The machine's schedule takes a snapshot.
    AutoSnapshot {
        /// The machine's team.
        team_id: Arc<str>,
        /// The machine.
        machine_id: Arc<str>,
    },
}
