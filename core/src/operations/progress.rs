//! How far along something is that runs: the time that is past against the time that it usually takes.

use crate::model::time::Timestamp;
use crate::operations::operation::Operation;
use crate::operations::team::Usual;
use crate::operations::tracker::Tracker;

/// A span of time drawn as a line, in percent of its length: what is past, and the usual range. The line is a quarter longer than
/// usual; what takes longer still fills it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Progress {
    pub now: u8,
    pub from: u8,
    pub to: u8,
}

impl Usual {
    /// Of something that has been running for so long.
    pub fn progress(self, elapsed_ms: u64) -> Progress {
        let whole = self.to_ms.saturating_add(self.to_ms / 4).max(1);
        let share = |ms: u64| {
            let percent = u128::from(ms.min(whole)) * 100 / u128::from(whole);
            u8::try_from(percent).unwrap_or(100)
        };
        Progress { now: share(elapsed_ms), from: share(self.from_ms), to: share(self.to_ms) }
    }
}

impl Tracker {
    /// Of an operation that runs. None where nobody knows yet how long it takes.
    pub fn progress(&self, operation: &Operation, now: Timestamp) -> Option<Progress> {
        let usual = self.team().usual(operation.verb, &operation.machine_id)?;
        operation.is_running().then(|| usual.progress(now.since(operation.asked_at)))
    }

    /// Of what runs, that which was started first: a line for it does not go back when something else begins.
    pub fn first_progress(&self, now: Timestamp) -> Option<Progress> {
        self.operations().iter().find_map(|operation| self.progress(operation, now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_shows_what_is_past_against_what_is_usual_and_never_goes_back() {
        let usual = Usual { from_ms: 40_000, to_ms: 80_000, median_ms: 60_000 };
        for (elapsed_ms, now) in [(0, 0), (50_000, 50), (80_000, 80), (100_000, 100), (400_000, 100), (u64::MAX, 100)] {
            assert_eq!(usual.progress(elapsed_ms), Progress { now, from: 40, to: 80 }, "{elapsed_ms}");
        }
        let unheard_of = Usual { from_ms: 0, to_ms: 0, median_ms: 0 };
        assert_eq!(unheard_of.progress(0), Progress { now: 0, from: 0, to: 0 });
    }
}
