//! Moments and spans, in milliseconds.

use serde::{Deserialize, Deserializer};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A moment, in milliseconds since the Unix epoch.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Reads RFC 3339, as the API writes its dates.
    pub fn parse(text: &str) -> Option<Self> {
        let at = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        i64::try_from(at.unix_timestamp_nanos() / 1_000_000).ok().map(Self)
    }

    /// The time since an earlier moment; zero where the other is later, since clocks differ.
    pub fn since(self, earlier: Self) -> u64 {
        u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0)
    }

    /// The moment that many milliseconds later.
    pub fn plus_ms(self, ms: u64) -> Self {
        Self(self.0.saturating_add(i64::try_from(ms).unwrap_or(i64::MAX)))
    }
}

/// For fields that hold a date or `null`. A date that cannot be read is no date: it never breaks its row.
///
/// # Errors
/// Never for a value that is JSON.
pub fn lenient_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(value.as_str().and_then(Timestamp::parse))
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

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
}
