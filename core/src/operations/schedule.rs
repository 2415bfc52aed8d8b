//! When to ask again how far operations are, and how long to wait before a read is repeated.

use crate::model::problem::Problem;
use crate::model::time::Timestamp;

/// How long an operation is young, and how often it is looked at then.
const YOUNG_MS: u64 = 30_000;
const YOUNG_EVERY_MS: u64 = 2_000;

/// How long it is middle-aged, and how often it is looked at then; later it is looked at rarely, but for ever.
const MIDDLE_MS: u64 = 120_000;
const MIDDLE_EVERY_MS: u64 = 4_000;
const OLD_EVERY_MS: u64 = 10_000;

/// A page that nobody sees looks this often at most, but never stops.
const HIDDEN_EVERY_MS: u64 = 15_000;

/// With nothing under way, a visible page looks this often what the others in the team are doing.
pub const IDLE_EVERY_MS: u64 = 60_000;

/// Rounds are at least this far apart, whatever asks for one.
pub const ROUND_GAP_MS: u64 = 1_000;

/// When the effect of a request whose answer was lost is looked for: about 10 s and 30 s after the loss; afterwards
/// rarely, where something is still open.
const LOOK_AFTER_MS: [u64; 2] = [10_000, 20_000];
const LOOK_LATER_EVERY_MS: u64 = 30_000;

/// After this many looks that found nothing, nothing happened.
pub const LOOKS: u8 = 2;

/// After this many looks that decided nothing (ten minutes), the person decides.
pub const LOOKS_MAX: u8 = 20;

/// When a machine's snapshots are looked at for the one that a restore took first, counted from the look before: a list may lag
/// behind what happened, so that one look decides nothing.
const UNDO_AFTER_MS: [u64; 5] = [0, 3_000, 10_000, 20_000, 30_000];

/// A look from this one on that does not find it is the last, and the person is told.
pub const UNDO_LOOKS: u8 = 5;

/// After this many looks that failed (fifty minutes), it is not looked for any more.
pub const UNDO_LOOKS_MAX: u8 = 100;

/// What was under way so shortly before a restore, by Paperspace's clock, may be listed after it.
pub const UNDO_DOUBT_MS: u64 = 120_000;

/// The longest that chance keeps a tab waiting before it takes over from another, so that not all do it at once.
const TAKE_OVER_SPREAD_MS: u64 = 1_000;

/// The part of an interval that chance adds, so that many pages do not ask in step: a fifth.
const JITTER_SHARE: f64 = 0.2;

/// How often a read is tried, the longest that all its waits may take together, and what the first wait is drawn from.
pub const READ_TRIES: u32 = 3;
const READ_WAITS_MAX_MS: u64 = 20_000;
const READ_FIRST_WAIT_MS: u64 = 1_000;

/// The longest that a service which asks us to wait keeps a round waiting.
pub const PUSHBACK_MAX_MS: u64 = 60_000;

/// A random share of a span. `chance` is in 0..1.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a share of at most a minute"
)]
fn share(of_ms: u64, chance: f64) -> u64 {
    (of_ms as f64 * chance.clamp(0.0, 1.0)) as u64
}

/// The interval between looks at an operation of that age, before chance adds to it.
pub fn poll_every_ms(age_ms: u64, visible: bool) -> u64 {
    let every_ms = match age_ms {
        0..YOUNG_MS => YOUNG_EVERY_MS,
        YOUNG_MS..MIDDLE_MS => MIDDLE_EVERY_MS,
        _ => OLD_EVERY_MS,
    };
    if visible { every_ms } else { every_ms.max(HIDDEN_EVERY_MS) }
}

/// An interval with what chance adds. `chance` is in 0..1.
pub fn jittered_ms(every_ms: u64, chance: f64) -> u64 {
    every_ms + share(every_ms, JITTER_SHARE * chance.clamp(0.0, 1.0))
}

/// The wait before the next look for the effect of a request whose answer was lost, after so many looks.
pub fn look_after_ms(looks: u8) -> u64 {
    LOOK_AFTER_MS.get(usize::from(looks)).copied().unwrap_or(LOOK_LATER_EVERY_MS)
}

/// The wait before a machine's snapshots are looked at for the way back from a restore, after so many looks.
pub fn undo_after_ms(looks: u8) -> u64 {
    UNDO_AFTER_MS.get(usize::from(looks)).copied().unwrap_or(LOOK_LATER_EVERY_MS)
}

/// How much longer than the lease of another tab lasts this one waits. `chance` is in 0..1.
pub fn take_over_spread_ms(chance: f64) -> u64 {
    share(TAKE_OVER_SPREAD_MS, chance)
}

/// The wait before a read is tried again: full jitter, or what the service asks for; none where trying again is no use,
/// because the answer is final, the tries are used up or the wait would be too long.
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
