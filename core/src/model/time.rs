//! Timestamps and durations, in milliseconds.

use serde::{Deserialize, Deserializer};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::model::lenient::Scalar;

/// Milliseconds since the Unix epoch.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Reads RFC 3339.
    pub fn parse(text: &str) -> Option<Self> {
        let at = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        i64::try_from(at.unix_timestamp_nanos() / 1_000_000).ok().map(Self)
    }

    /// Milliseconds since an earlier timestamp; 0 if that is later, since clocks differ.
    pub fn since(self, earlier: Self) -> u64 {
        u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0)
    }

    pub fn plus_ms(self, ms: u64) -> Self {
        Self(self.0.saturating_add(i64::try_from(ms).unwrap_or(i64::MAX)))
    }
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
    use super::{Timestamp, http_date};

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
