//! When to ask again how far an operation is.

/// How long an operation is young, and how often it is looked at then.
const YOUNG_MS: u64 = 30_000;
const YOUNG_EVERY_MS: u64 = 2_000;

/// How long it is middle-aged, and how often it is looked at then; later it is looked at rarely, but for ever.
const MIDDLE_MS: u64 = 120_000;
const MIDDLE_EVERY_MS: u64 = 4_000;
const OLD_EVERY_MS: u64 = 10_000;

/// The part of an interval that chance adds, so that many tabs do not ask in step: a fifth.
const JITTER_SHARE: f64 = 0.2;

/// The wait before the next look at an operation of that age. `chance` is in 0..1.
pub fn next_poll_after_ms(age_ms: u64, chance: f64) -> u64 {
    let every_ms = match age_ms {
        0..YOUNG_MS => YOUNG_EVERY_MS,
        YOUNG_MS..MIDDLE_MS => MIDDLE_EVERY_MS,
        _ => OLD_EVERY_MS,
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a share of at most ten seconds"
    )]
    let jitter_ms = (every_ms as f64 * JITTER_SHARE * chance.clamp(0.0, 1.0)) as u64;
    every_ms + jitter_ms
}

#[cfg(test)]
mod tests {
    use super::next_poll_after_ms;

    #[test]
    fn looks_become_rarer_and_never_stop() {
        for (age_ms, chance, expected_ms) in [
            (0, 0.0, 2_000),
            (29_999, 0.5, 2_200),
            (30_000, 0.0, 4_000),
            (119_999, 1.0, 4_800),
            (120_000, 0.0, 10_000),
            (u64::MAX, 7.0, 12_000),
        ] {
            assert_eq!(next_poll_after_ms(age_ms, chance), expected_ms, "{age_ms} {chance}");
        }
    }
}
