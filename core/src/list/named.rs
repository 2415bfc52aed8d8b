//! Times that are written in names. They are weaker than anything that is certain: anybody may have written them, in any time zone.

use crate::list::dates::Span;
use crate::model::time::Timestamp;

/// A date in a name, with the time of day where that is written too.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Written {
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// Hour and minute.
    pub time: Option<(u8, u8)>,
}

const HOUR_MS: u64 = 3_600_000;

/// The clocks of the world are as far apart as this.
const ZONES_MS: u64 = 26 * HOUR_MS;

/// The date that a name holds, such as `2026-11-22 14:03`, `2026.11.22` or `2026_11_22T14-03`. None where it holds two: one of them
/// is of something else.
pub fn written_in(name: &str) -> Option<Written> {
    let mut rest = name.as_bytes();
    let mut found = None;
    let mut is_after_digit = false;
    while let Some(first) = rest.first() {
        let begins = first.is_ascii_digit() && !is_after_digit;
        if let Some((written, length)) = Some(rest).filter(|_| begins).and_then(date_at_start) {
            if found.replace(written).is_some() {
                return None;
            }
            rest = &rest[length..];
            is_after_digit = true;
        } else {
            is_after_digit = first.is_ascii_digit();
            rest = &rest[1..];
        }
    }
    found
}

/// With how many bytes it takes.
fn date_at_start(text: &[u8]) -> Option<(Written, usize)> {
    let year = number(text, 0, 4)?;
    let mark = *text.get(4).filter(|mark| b"-._/".contains(mark))?;
    let (month, day) = (small(text, 5)?, small(text, 8)?);
    let is_real = (1970..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !is_real || text.get(7) != Some(&mark) || is_digit(text, 10) {
        return None;
    }
    let time = time_at(text);
    Some((Written { year, month, day, time }, if time.is_some() { 16 } else { 10 }))
}

fn time_at(text: &[u8]) -> Option<(u8, u8)> {
    let has_marks = matches!((text.get(10), text.get(13)), (Some(b' ' | b'T' | b'_'), Some(b':' | b'.' | b'-')));
    let (hour, minute) = (small(text, 11)?, small(text, 14)?);
    (has_marks && hour < 24 && minute < 60 && !is_digit(text, 16)).then_some((hour, minute))
}

fn is_digit(text: &[u8], at: usize) -> bool {
    text.get(at).is_some_and(u8::is_ascii_digit)
}

fn number(text: &[u8], at: usize, digits: usize) -> Option<u16> {
    let digits = text.get(at..at + digits)?;
    digits.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u16::from(digit - b'0')))
}

fn small(text: &[u8], at: usize) -> Option<u8> {
    number(text, at, 2).and_then(|number| u8::try_from(number).ok())
}

impl Written {
    /// Whether it may be true, for all that is certain. `at` is the beginning of it by the local clock; it may have been written by
    /// any other.
    pub fn may_be(self, at: Timestamp, span: Span) -> bool {
        let length_ms = if self.time.is_some() { 0 } else { 24 * HOUR_MS };
        let is_too_early = span.from.is_some_and(|from| from > at.plus_ms(length_ms + ZONES_MS));
        let is_too_late = span.to.is_some_and(|to| at > to.plus_ms(ZONES_MS));
        !is_too_early && !is_too_late
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_a_name_is_read_with_its_time_and_without() {
        let of = |month, day, time| Some(Written { year: 2026, month, day, time });
        for (name, expected) in [
            ("db-1 2026-11-22 14:03", of(11, 22, Some((14, 3)))),
            ("2026-11-22", of(11, 22, None)),
            ("v2 2026.01.02_09-59 ok", of(1, 2, Some((9, 59)))),
            ("дата 2026/12/31T23:59", of(12, 31, Some((23, 59)))),
            ("2026-11-22 24:03", of(11, 22, None)),
            ("2026-11-22 14:035", of(11, 22, None)),
            ("2026-11-22 v14", of(11, 22, None)),
            ("2026-13-22", None),
            ("2026-11-32", None),
            ("12026-11-22", None),
            ("2026-11-223", None),
            ("2026-11.22", None),
            ("build 20261122", None),
            ("1.2.3.4", None),
            ("2026-11-22 and 2026-11-23", None),
            ("restore to db 2026-11-22 10:00 of 2026-11-23 11:00", None),
            ("", None),
        ] {
            assert_eq!(written_in(name), expected, "{name}");
        }
    }

    #[test]
    fn what_contradicts_the_certain_span_is_not_true_in_any_time_zone() {
        let day = 24 * HOUR_MS;
        let at = Timestamp(0).plus_ms(10 * day);
        let written = Written { year: 2026, month: 1, day: 1, time: Some((0, 0)) };
        let span = |from: Option<u64>, to: Option<u64>| Span {
            from: from.map(|ms| Timestamp(0).plus_ms(ms)),
            to: to.map(|ms| Timestamp(0).plus_ms(ms)),
        };
        for (span, expected) in [
            (span(None, None), true),
            (span(Some(11 * day), None), true),
            (span(Some(12 * day), None), false),
            (span(None, Some(9 * day)), true),
            (span(None, Some(8 * day)), false),
        ] {
            assert_eq!(written.may_be(at, span), expected, "{span:?}");
        }
        let all_day = Written { time: None, ..written };
        assert!(all_day.may_be(at, span(Some(12 * day), None)), "it lasts until the day is over");
    }
}
