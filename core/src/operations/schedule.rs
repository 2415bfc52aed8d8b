//! How often to poll, and when to retry a read.

use crate::model::problem::Problem;
use crate::model::time::Timestamp;

/// A young operation is polled often.
const YOUNG_MS: u64 = 30_000;
const YOUNG_EVERY_MS: u64 = 2_000;

/// Later less often, but polling never stops.
const MIDDLE_MS: u64 = 120_000;
const MIDDLE_EVERY_MS: u64 = 4_000;
const OLD_EVERY_MS: u64 = 10_000;

/// A hidden page polls at most this often.
const HIDDEN_EVERY_MS: u64 = 15_000;

/// With nothing running, a visible page checks this often what the team is doing.
pub const IDLE_EVERY_MS: u64 = 60_000;

/// With nothing running, a page that was just opened looks this much later.
pub const FIRST_ROUND_AFTER_MS: u64 = 2_000;

/// The least time between two rounds.
pub const ROUND_GAP_MS: u64 = 1_000;

/// Waits before looking for a request whose answer was lost: about 10 s and 30 s after the loss, then rarely if it is still
/// undecided.
const LOOK_AFTER_MS: [u64; 2] = [10_000, 20_000];
const LOOK_LATER_EVERY_MS: u64 = 30_000;

/// After this many looks without a trace, it was not started.
pub const LOOKS: u8 = 2;

/// After this many undecided looks (ten minutes), the user decides.
pub const LOOKS_MAX: u8 = 20;

/// Waits between looks for a safety snapshot. Lists may lag, so one look is not enough.
const UNDO_AFTER_MS: [u64; 5] = [0, 3_000, 10_000, 20_000, 30_000];

/// From this look on, not finding it is final.
pub const UNDO_LOOKS: u8 = 5;

/// After this many failed looks (fifty minutes), the search ends.
pub const UNDO_LOOKS_MAX: u8 = 100;

/// An operation that ended this shortly before a restore, by Paperspace's clock, may have a snapshot that is listed after it.
pub const UNDO_DOUBT_MS: u64 = 120_000;

/// The longest random wait before a tab takes over, so that not all do at once.
const TAKE_OVER_SPREAD_MS: u64 = 1_000;

/// The share of an interval that is added at random, so that many pages do not poll in step.
const JITTER_SHARE: f64 = 0.2;

/// How often a read is tried, the longest total wait, and the first wait.
pub const READ_TRIES: u32 = 3;
const READ_WAITS_MAX_MS: u64 = 20_000;
const READ_FIRST_WAIT_MS: u64 = 1_000;

/// The longest wait that `Retry-After` can impose on a round.
pub const PUSHBACK_MAX_MS: u64 = 60_000;

/// A random share. `chance` is in 0..1.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a share of at most a minute"
)]
fn share(of_ms: u64, chance: f64) -> u64 {
    (of_ms as f64 * chance.clamp(0.0, 1.0)) as u64
}

/// The poll interval for an operation of this age, without jitter.
pub fn poll_every_ms(age_ms: u64, visible: bool) -> u64 {
    let every_ms = match age_ms {
        0..YOUNG_MS => YOUNG_EVERY_MS,
        YOUNG_MS..MIDDLE_MS => MIDDLE_EVERY_MS,
        _ => OLD_EVERY_MS,
    };
    if visible { every_ms } else { every_ms.max(HIDDEN_EVERY_MS) }
}

/// Adds jitter. `chance` is in 0..1.
pub fn jittered_ms(every_ms: u64, chance: f64) -> u64 {
    every_ms + share(every_ms, JITTER_SHARE * chance.clamp(0.0, 1.0))
}

/// The wait before the next look for a lost request.
pub fn look_after_ms(looks: u8) -> u64 {
    LOOK_AFTER_MS.get(usize::from(looks)).copied().unwrap_or(LOOK_LATER_EVERY_MS)
}

/// The wait before the next look for a safety snapshot.
pub fn undo_after_ms(looks: u8) -> u64 {
    UNDO_AFTER_MS.get(usize::from(looks)).copied().unwrap_or(LOOK_LATER_EVERY_MS)
}

/// The random wait beyond another tab's lease. `chance` is in 0..1.
pub fn take_over_spread_ms(chance: f64) -> u64 {
    share(TAKE_OVER_SPREAD_MS, chance)
}

/// The wait before a retry: full jitter, or what `Retry-After` asks for. `None` if the answer is final, the tries are used up
/// or the wait would be too long.
pub fn read_again_after_ms(problem: &Problem, tried: u32, waited_ms: u64, now: Timestamp, chance: f64) -> Option<u64> {
    if tried >= READ_TRIES || !problem.may_pass() {
        return None;
    }
    let doubled_ms = READ_FIRST_WAIT_MS << tried.min(8);
    let wait_ms = problem.retry_after_ms(now).unwrap_or_else(|| share(doubled_ms, chance));
    (waited_ms.saturating_add(wait_ms) <= READ_WAITS_MAX_MS).then_some(wait_ms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::problem::Refusal;

    #[test]
    fn looks_become_rarer_and_never_stop() {
        for (age_ms, visible, every_ms) in [
            (0, true, 2_000),
            (29_999, true, 2_000),
            (30_000, true, 4_000),
            (119_999, true, 4_000),
            (120_000, true, 10_000),
            (u64::MAX, true, 10_000),
            (0, false, 15_000),
            (u64::MAX, false, 15_000),
        ] {
            assert_eq!(poll_every_ms(age_ms, visible), every_ms, "{age_ms} {visible}");
        }
        assert_eq!(
            (jittered_ms(2_000, 0.0), jittered_ms(2_000, 0.5), jittered_ms(10_000, 7.0)),
            (2_000, 2_200, 12_000)
        );
    }

    #[test]
    fn a_lost_answer_is_looked_for_after_10_and_30_seconds_and_later_rarely() {
        assert_eq!([0, 1, 2, 3, u8::MAX].map(look_after_ms), [10_000, 20_000, 30_000, 30_000, 30_000]);
    }

    #[test]
    fn a_read_is_tried_again_only_where_that_may_help_and_not_for_long() {
        let refused = |status, retry_after: Option<&str>| {
            Problem::Refused(Refusal { status, retry_after: retry_after.map(str::to_owned), ..Refusal::default() })
        };
        let now = Timestamp::parse("2015-10-21T07:27:55Z").expect("a date");
        for (problem, tried, waited_ms, chance, expected_ms) in [
            (Problem::Unreachable, 1, 0, 0.5, Some(1_000)),
            (Problem::TimedOut, 2, 0, 0.5, Some(2_000)),
            (Problem::Unreachable, 3, 0, 0.5, None),
            (Problem::Offline, 1, 0, 0.5, None),
            (Problem::Garbled { why: String::new() }, 1, 0, 0.5, None),
            (refused(404, None), 1, 0, 0.5, None),
            (refused(401, None), 1, 0, 0.5, None),
            (refused(500, None), 1, 0, 1.0, Some(2_000)),
            (refused(503, Some("7")), 1, 0, 0.5, Some(7_000)),
            (refused(429, Some(" 3 ")), 2, 5_000, 0.5, Some(3_000)),
            (refused(429, Some("0")), 1, 0, 0.5, Some(0)),
            // Longer than we let a person wait: the problem is shown instead.
            (refused(429, Some("21")), 1, 0, 0.5, None),
            (refused(429, Some("15")), 2, 6_000, 0.5, None),
            (refused(429, Some("99999999999999999999")), 1, 0, 0.5, Some(1_000)),
            (refused(429, Some("18446744073709551615")), 1, 0, 0.5, None),
            (refused(429, Some("Wed, 21 Oct 2015 07:28:00 GMT")), 1, 0, 0.5, Some(5_000)),
            (refused(429, Some("Wed, 21 Oct 2015 07:00:00 GMT")), 1, 0, 0.5, Some(0)),
            (refused(429, Some("-5")), 1, 0, 0.5, Some(1_000)),
            (refused(429, Some("soon")), 1, 0, 0.5, Some(1_000)),
        ] {
            let after_ms = read_again_after_ms(&problem, tried, waited_ms, now, chance);
            assert_eq!(after_ms, expected_ms, "{problem:?} {tried} {waited_ms}");
        }
    }
}
