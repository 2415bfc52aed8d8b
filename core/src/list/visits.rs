//! What a list of the newest began with, whenever one was looked at: each such look cuts all snapshots into those that were there
//! and those that came after it.

use crate::json::{Json, list, object};
use crate::model::ids::{MachineId, SnapshotId};
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;

/// The version of the format; others are not read.
const VERSION: u64 = 1;

/// How many looks are kept: two months of daily visits.
pub const LOOKS_MAX: usize = 60;

/// How many of the newest are noted. Several, since some may be deleted later.
pub const NEWEST_KEPT: usize = 6;

/// The most machines whose snapshots are told apart from those of machines that became visible later.
const MACHINES_MAX: usize = 400;

/// How far a clock may go wrong or be put right between two moments that are compared, in milliseconds. What was noted before it was
/// set back by more is dropped.
pub const CLOCK_TOLERANCE_MS: i64 = 10 * 60_000;

/// From `first` to `last`, a list of the newest over all machines began like this.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Look {
    /// By this browser's clock, as `last`.
    pub first: Timestamp,
    pub last: Timestamp,
    /// Newest first.
    pub newest: Vec<SnapshotId>,
    /// Whose snapshots its first page had: the others' may have been hidden from this account.
    machines: Vec<usize>,
}

/// The looks of an account on this device, oldest first.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Visits {
    looks: Vec<Look>,
    machines: Vec<MachineId>,
}

impl Visits {
    /// All looks, unless the clock was set back since.
    pub fn looks(&self, now: Timestamp) -> &[Look] {
        let is_set_back = self.looks.last().is_some_and(|look| now.0 < look.last.0 - CLOCK_TOLERANCE_MS);
        if is_set_back { &[] } else { &self.looks }
    }

    /// Whether a look's first page had snapshots of that machine.
    pub fn saw(&self, look: &Look, machine_id: &MachineId) -> bool {
        look.machines.iter().any(|at| self.machines.get(*at) == Some(machine_id))
    }

    /// Notes the first page of the newest snapshots of all machines.
    pub fn note(&mut self, now: Timestamp, page: &[Snapshot]) {
        if self.looks(now).is_empty() {
            self.looks.clear();
        }
        let now = self.looks.last().map_or(now, |look| look.last.max(now));
        let newest: Vec<SnapshotId> = page.iter().take(NEWEST_KEPT).map(|row| row.id.clone()).collect();
        let mut machines: Vec<usize> = page.iter().filter_map(|row| self.number_of(&row.machine_id)).collect();
        machines.sort_unstable();
        machines.dedup();
        match self.looks.last_mut() {
            Some(look) if look.newest == newest && look.machines == machines => look.last = now,
            _ => self.looks.push(Look { first: now, last: now, newest, machines }),
        }
        if self.looks.len() > LOOKS_MAX {
            self.thin_out();
        }
    }

    fn number_of(&mut self, id: &MachineId) -> Option<usize> {
        let known = self.machines.iter().position(|known| known == id);
        known.or_else(|| {
            (self.machines.len() < MACHINES_MAX).then(|| {
                self.machines.push(id.clone());
                self.machines.len() - 1
            })
        })
    }

    /// Drops the look that was followed soonest by another one: it tells the least.
    fn thin_out(&mut self) {
        let gap = |at: &usize| self.looks[at + 1].first.since(self.looks[*at].last);
        if let Some(least) = (0..self.looks.len() - 1).min_by_key(gap) {
            self.looks.remove(least);
        }
    }

    /// For the next visit.
    pub fn write(&self) -> String {
        let look = |look: &Look| {
            list([
                Json::from(look.first.0),
                look.last.0.into(),
                list(look.newest.iter().map(SnapshotId::as_str)),
                list(look.machines.iter().map(|at| u64::try_from(*at).unwrap_or(u64::MAX))),
            ])
        };
        object([
            ("version", VERSION.into()),
            ("machines", list(self.machines.iter().map(MachineId::as_str))),
            ("looks", list(self.looks.iter().map(look))),
        ])
        .to_string()
    }

    /// Reads what [`Visits::write`] wrote; nothing of anything else.
    pub fn read(text: &str) -> Self {
        let read = || {
            let kept = Json::read(text).ok()?;
            if kept["version"].as_u64() != Some(VERSION) {
                return None;
            }
            let look = |look: &Json| {
                Some(Look {
                    first: Timestamp(look[0].as_i64()?),
                    last: Timestamp(look[1].as_i64()?),
                    newest: look[2].as_list()?.iter().map(|id| Some(id.as_str()?.into())).collect::<Option<_>>()?,
                    machines: look[3]
                        .as_list()?
                        .iter()
                        .map(|at| at.as_u64()?.try_into().ok())
                        .collect::<Option<_>>()?,
                })
            };
            Some(Self {
                looks: kept["looks"].as_list()?.iter().take(LOOKS_MAX).map(look).collect::<Option<_>>()?,
                machines: kept["machines"]
                    .as_list()?
                    .iter()
                    .take(MACHINES_MAX)
                    .map(|id| Some(id.as_str()?.into()))
                    .collect::<Option<_>>()?,
            })
        };
        read().unwrap_or_default()
    }
}
