//! Where a moment stands on the axis, and which moments are written below it.

use crate::model::time::Timestamp;

/// So that an axis has a length.
const LENGTH_MIN_MS: i64 = 60_000;

/// How much of the axis the time takes of which little is known, in percent: with snapshots in it, and without.
const EARLY_SHARE: [u64; 2] = [10, 24];

/// From the left edge to the right one, in pixels. Where much of the time passed before anything is known, that part is shortened.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Axis {
    from: Timestamp,
    to: Timestamp,
    left: u32,
    right: u32,
    knee: Option<(Timestamp, u32)>,
}

impl Axis {
    /// `known` is the first moment of which anything is known, after `from`. `is_early_used` says whether anything is before it.
    pub fn new(
        from: Timestamp,
        known: Timestamp,
        to: Timestamp,
        is_early_used: bool,
        (left, right): (u32, u32),
    ) -> Self {
        let from = Timestamp(from.0.min(to.0.saturating_sub(LENGTH_MIN_MS)));
        let (early_ms, whole_ms) = (known.since(from), to.since(from));
        let share = EARLY_SHARE[usize::from(is_early_used)];
        let is_broken = known < to && early_ms / 2 > whole_ms / 4;
        let knee = is_broken.then(|| (known, left + scaled(share, 100, right.saturating_sub(left))));
        Self { from, to, left, right, knee }
    }

    /// A moment beyond an end stands at it: clocks differ.
    pub fn place(&self, at: Timestamp) -> u32 {
        let ((from, left), (to, right)) = match self.knee {
            Some(knee) if at < knee.0 => ((self.from, self.left), knee),
            Some(knee) => (knee, (self.to, self.right)),
            None => ((self.from, self.left), (self.to, self.right)),
        };
        let whole_ms = to.since(from).max(1);
        left + scaled(at.since(from).min(whole_ms), whole_ms, right.saturating_sub(left))
    }

    /// Where the scale changes.
    pub fn knee(&self) -> Option<u32> {
        self.knee.map(|(_, x)| x)
    }
}

fn scaled(part: u64, whole: u64, length: u32) -> u32 {
    let place = u128::from(part) * u128::from(length) / u128::from(whole.max(1));
    u32::try_from(place).unwrap_or(length)
}

/// What the clock and the calendar are divided into.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unit {
    Hour,
    Day,
    Month,
    Year,
}

/// A moment that is written below the axis.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Tick {
    pub x: u32,
    pub at: Timestamp,
    pub unit: Unit,
}

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// How far apart ticks may be: so many of a unit, and about how long that is.
const STEPS: [(Unit, u32, i64); 14] = [
    (Unit::Hour, 1, HOUR_MS),
    (Unit::Hour, 3, 3 * HOUR_MS),
    (Unit::Hour, 6, 6 * HOUR_MS),
    (Unit::Day, 1, DAY_MS),
    (Unit::Day, 2, 2 * DAY_MS),
    (Unit::Day, 4, 4 * DAY_MS),
    (Unit::Day, 7, 7 * DAY_MS),
    (Unit::Day, 14, 14 * DAY_MS),
    (Unit::Month, 1, 30 * DAY_MS),
    (Unit::Month, 2, 61 * DAY_MS),
    (Unit::Month, 4, 122 * DAY_MS),
    (Unit::Year, 1, 365 * DAY_MS),
    (Unit::Year, 2, 730 * DAY_MS),
    (Unit::Year, 10, 3_652 * DAY_MS),
];

/// No axis has more.
const TICKS_MAX: usize = 24;

/// A few beginnings of hours, days, months or years, at least `apart` pixels from each other and from both ends.
/// `start_of` gives the beginning of the unit that a moment is in, by the user's own calendar.
pub fn ticks(axis: &Axis, apart: u32, start_of: impl Fn(Timestamp, Unit) -> Timestamp) -> Vec<Tick> {
    let (from, left) = axis.knee.unwrap_or((axis.from, axis.left));
    let width = axis.right.saturating_sub(left).max(1);
    let apart_ms = i64::try_from(axis.to.since(from)).unwrap_or(i64::MAX) / i64::from(width) * i64::from(apart);
    let Some((unit, count, step_ms)) = STEPS.into_iter().find(|(.., step_ms)| *step_ms >= apart_ms) else {
        return Vec::new();
    };
    let whole = STEPS.iter().find(|(own, ..)| *own == unit).map_or(step_ms, |(.., ms)| *ms);
    let mut ticks = Vec::new();
    // Hours are counted from midnight.
    let mut at = start_of(axis.to, unit);
    if unit == Unit::Hour {
        let midnight = start_of(axis.to, Unit::Day);
        let hours = (at.0 - midnight.0) / HOUR_MS;
        at = Timestamp(midnight.0 + hours / i64::from(count) * i64::from(count) * HOUR_MS);
    }
    while at > from && ticks.len() < TICKS_MAX {
        ticks.push(Tick { x: axis.place(at), at, unit });
        // Into the middle of the unit before, since days and months differ in length.
        at = match unit {
            Unit::Hour => Timestamp(at.0 - step_ms),
            _ => (0..count).fold(at, |at, _| start_of(Timestamp(at.0 - whole / 2), unit)),
        };
    }
    ticks.retain(|tick| tick.x >= axis.left + apart && tick.x + apart <= axis.right);
    ticks.reverse();
    ticks
}
