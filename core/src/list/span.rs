//! What is certain of a moment: that it lies in a span.

use crate::list::visits::CLOCK_TOLERANCE_MS;
use crate::model::time::Timestamp;

/// Most operations take less.
const SHORT_MS: u64 = 10 * 60_000;

/// Moments are shown to the minute.
const MINUTE_MS: i64 = 60_000;

/// A span that surely holds a moment.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Span {
    /// Not before.
    pub from: Option<Timestamp>,
    /// Not after.
    pub to: Option<Timestamp>,
}

impl Span {
    /// What both say. Nothing where they contradict each other: then a clock was wrong.
    #[must_use]
    pub fn narrowed_by(self, other: Self) -> Self {
        let from = self.from.max(other.from);
        let to = [self.to, other.to].into_iter().flatten().min();
        match (from, to) {
            (Some(from), Some(to)) if from > to => Self::default(),
            _ => Self { from, to },
        }
    }

    /// As it is seen from another moment, for which the clock may have been set.
    #[must_use]
    pub fn widened(self) -> Self {
        let moved = |at: Option<Timestamp>, ms: i64| at.map(|at| Timestamp(at.0.saturating_add(ms)));
        Self { from: moved(self.from, -CLOCK_TOLERANCE_MS), to: moved(self.to, CLOCK_TOLERANCE_MS) }
    }

    /// The beginning of a span that ends in the same minute: it is shown as one moment.
    pub fn moment(self) -> Option<Timestamp> {
        let minute = |at: Timestamp| at.0.div_euclid(MINUTE_MS);
        self.from.zip(self.to).filter(|(from, to)| minute(*from) == minute(*to)).map(|(from, _)| from)
    }

    /// The end of a span that is too short to be told from a moment in a picture, and whose age is the same at both ends.
    pub fn short(self) -> Option<Timestamp> {
        self.from.zip(self.to).filter(|(from, to)| to.since(*from) <= SHORT_MS).map(|(_, to)| to)
    }

    /// Whether anything is known.
    pub fn is_known(self) -> bool {
        self != Self::default()
    }
}
