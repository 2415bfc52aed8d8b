//! The world's clock: it runs like the real one until it is moved or stopped.
//!
//! Nothing else in the sandbox asks the operating system for the time.

use std::time::Instant;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Milliseconds since the Unix epoch.
pub type Millis = i64;

/// It never goes back.
#[derive(Debug)]
pub struct Clock {
    start_ms: Millis,
    running_since: Option<Instant>,
    shown_ms: Millis,
}

impl Clock {
    pub fn starting_at(start_ms: Millis) -> Self {
        Self { start_ms, running_since: Some(Instant::now()), shown_ms: start_ms }
    }

    /// The real time.
    pub fn real_now_ms() -> Millis {
        Millis::try_from(OffsetDateTime::now_utc().unix_timestamp_nanos() / 1_000_000).unwrap_or_default()
    }

    pub fn start_ms(&self) -> Millis {
        self.start_ms
    }

    pub fn now_ms(&self) -> Millis {
        let ran_ms = self.running_since.map_or(0, |since| Millis::try_from(since.elapsed().as_millis()).unwrap_or(0));
        self.shown_ms + ran_ms
    }

    /// A negative distance is ignored.
    pub fn advance(&mut self, by_ms: Millis) {
        self.shown_ms += by_ms.max(0);
    }

    pub fn set_frozen(&mut self, frozen: bool) {
        self.shown_ms = self.now_ms();
        self.running_since = (!frozen).then(Instant::now);
    }

    pub fn is_frozen(&self) -> bool {
        self.running_since.is_none()
    }
}

/// As the API writes it, such as `2026-03-18T09:15:00.000Z`.
pub fn rfc3339(at_ms: Millis) -> String {
    let at =
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(at_ms) * 1_000_000).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        at.year(),
        u8::from(at.month()),
        at.day(),
        at.hour(),
        at.minute(),
        at.second(),
        at.millisecond()
    )
}

/// Reads the value of `--start`.
///
/// # Errors
/// The text is not RFC 3339.
pub fn parse_rfc3339(text: &str) -> Result<Millis, String> {
    let at = OffsetDateTime::parse(text, &Rfc3339).map_err(|error| format!("not an RFC 3339 time: {error}"))?;
    Millis::try_from(at.unix_timestamp_nanos() / 1_000_000).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_clock_moves_only_when_moved() {
        let mut clock = Clock::starting_at(1_000);
        clock.set_frozen(true);
        let shown_ms = clock.now_ms();
        clock.advance(500);
        clock.advance(-400);
        assert_eq!(clock.now_ms(), shown_ms + 500);
    }

    #[test]
    fn a_moment_is_written_and_read_alike() {
        for text in ["2026-03-18T09:15:00.000Z", "1970-01-01T00:00:00.001Z", "2028-02-29T23:59:59.999Z"] {
            assert_eq!(parse_rfc3339(text).map(rfc3339).as_deref(), Ok(text));
        }
        assert!(parse_rfc3339("yesterday").is_err());
    }
}
