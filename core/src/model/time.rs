//! Timestamps and durations, in milliseconds.

use std::str::Bytes;

use serde::{Deserialize, Deserializer};

use crate::model::lenient::Scalar;

/// Milliseconds since the Unix epoch.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Reads RFC 3339, to the millisecond. A leap second counts as the one before it.
    ///
    /// Our own, since the `time` crate weighs 2 KB for this one format; the tests compare the two.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = &mut text.bytes();
        let year = number(rest, 4)?;
        let month = after(rest, b"-").and_then(|()| number(rest, 2))?;
        let day = after(rest, b"-").and_then(|()| number(rest, 2))?;
        let hour = after(rest, b"Tt ").and_then(|()| number(rest, 2))?;
        let minute = after(rest, b":").and_then(|()| number(rest, 2))?;
        let second = after(rest, b":").and_then(|()| number(rest, 2))?;
        let is_real = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        if !is_real || hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let (ms, zone) = fraction(rest)?;
        let days = days_since_epoch(year, month, day);
        let minutes = (days * 24 + hour) * 60 + minute - offset(zone, rest)?;
        rest.next().is_none().then_some(Self((minutes * 60 + second.min(59)) * 1_000 + ms))
    }

    /// Milliseconds since an earlier timestamp; 0 if that is later, since clocks differ.
    pub fn since(self, earlier: Self) -> u64 {
        u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0)
    }

    pub fn plus_ms(self, ms: u64) -> Self {
        Self(self.0.saturating_add(i64::try_from(ms).unwrap_or(i64::MAX)))
    }
}

/// A number of so many digits.
fn number(rest: &mut Bytes<'_>, digits: usize) -> Option<i64> {
    (0..digits).try_fold(0, |number, _| Some(number * 10 + digit(rest.next()?)?))
}

fn digit(byte: u8) -> Option<i64> {
    byte.is_ascii_digit().then(|| i64::from(byte - b'0'))
}

/// Takes one of these.
fn after(rest: &mut Bytes<'_>, marks: &[u8]) -> Option<()> {
    rest.next().filter(|byte| marks.contains(byte)).map(drop)
}

/// The milliseconds of a fraction of a second, 0 without one, and what begins behind it.
fn fraction(rest: &mut Bytes<'_>) -> Option<(i64, u8)> {
    let mut byte = rest.next()?;
    if byte != b'.' {
        return Some((0, byte));
    }
    let (mut ms, mut worth) = (digit(rest.next()?)? * 100, 10);
    loop {
        byte = rest.next()?;
        let Some(digit) = digit(byte) else { return Some((ms, byte)) };
        ms += digit * worth;
        worth /= 10;
    }
}

/// How many minutes a zone is ahead.
fn offset(zone: u8, rest: &mut Bytes<'_>) -> Option<i64> {
    let sign = match zone {
        b'Z' | b'z' => return Some(0),
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let hours = number(rest, 2)?;
    let minutes = after(rest, b":").and_then(|()| number(rest, 2))?;
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn days_in(year: i64, month: i64) -> i64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if month == 2 { 28 + i64::from(is_leap) } else { 30 + (month + month / 8) % 2 }
}

/// Counts in years that begin in March, so that a leap day is the last of its year, and in cycles of 400 of them (146,097 days).
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year - 719_468
}

/// Reads the preferred form of HTTP, such as `Wed, 21 Oct 2015 07:28:00 GMT` (RFC 9110, 5.6.7).
pub fn http_date(text: &str) -> Option<Timestamp> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, date) = text.strip_suffix(" GMT")?.split_once(", ")?;
    let mut parts = date.split(' ');
    let day: u8 = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let month = MONTHS.iter().position(|month| *month == name)? + 1;
    let (year, time) = (parts.next()?, parts.next()?);
    Timestamp::parse(&format!("{year}-{month:02}-{day:02}T{time}Z"))
}

/// Reads `Retry-After`: seconds or a date.
pub fn retry_after_ms(text: &str, now: Timestamp) -> Option<u64> {
    let text = text.trim();
    match text.parse::<u64>() {
        Ok(seconds) => Some(seconds.saturating_mul(1_000)),
        Err(_) => http_date(text).map(|at| at.since(now)),
    }
}

/// An unreadable date is `None`, so that it cannot break its row.
///
/// # Errors
/// Never for a value that is JSON.
pub fn lenient_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let Scalar::Text(text) = Scalar::deserialize(deserializer)? else { return Ok(None) };
    Ok(Timestamp::parse(&text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::OffsetDateTime;
    use time::format_description::well_known::Rfc3339;

    use super::{Timestamp, http_date};

    fn by_the_crate(text: &str) -> Option<i64> {
        let at = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        i64::try_from(at.unix_timestamp_nanos().div_euclid(1_000_000)).ok()
    }

    proptest! {
        #[test]
        fn every_date_is_read_as_the_crate_reads_it(
            (year, month, day) in (0_u32..=9_999, 0_u32..=13, 0_u32..=32),
            (hour, minute, second) in (0_u32..=24, 0_u32..=60, 0_u32..=59),
            fraction in "(\\.[0-9]{1,9})?",
            zone in "Z|[+-][01][0-9]:[0-5][0-9]",
        ) {
            let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}");
            prop_assert_eq!(Timestamp::parse(&text).map(|at| at.0), by_the_crate(&text), "{}", text);
        }

        #[test]
        fn anything_else_is_none(text in "[0-9TZ:.+ -]{0,30}|\\PC{0,30}") {
            prop_assert_eq!(Timestamp::parse(&text).map(|at| at.0), by_the_crate(&text), "{}", text);
        }
    }

    #[test]
    fn dates_of_the_api_are_read() {
        for (text, expected) in [
            ("1970-01-01T00:00:01Z", Some(1_000)),
            ("2026-03-18T09:15:00.250Z", Some(1_773_825_300_250)),
            ("2026-03-18T10:15:00.250+01:00", Some(1_773_825_300_250)),
            ("2026-03-18", None),
            ("", None),
            ("soon", None),
        ] {
            assert_eq!(Timestamp::parse(text).map(|at| at.0), expected, "{text}");
        }
    }

    #[test]
    fn dates_of_http_are_read() {
        for (text, expected) in [
            ("Wed, 21 Oct 2015 07:28:00 GMT", Some(1_445_412_480_000)),
            ("Wed, 21 Oct 2015 07:28:00", None),
            ("Wed, 99 Oct 2015 07:28:00 GMT", None),
            ("Wed, 21 Xyz 2015 07:28:00 GMT", None),
            ("7", None),
        ] {
            assert_eq!(http_date(text).map(|at| at.0), expected, "{text}");
        }
    }
}
