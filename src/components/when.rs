//! When a snapshot was taken, in words: a moment, the certain span, or nothing.

use crate::browser::dates;
use snapdeck_core::list::dates::Span;
use snapdeck_core::text::words;

/// What took no longer than this is shown as one moment, its beginning.
const MOMENT_MS: u64 = 10 * 60_000;

const DAY_MS: u64 = 24 * 60 * 60_000;

/// In the person's own time and language.
pub fn text_of(span: Span) -> Option<String> {
    match (span.from, span.to) {
        (Some(from), Some(to)) if to.since(from) <= MOMENT_MS => Some(dates::moment(from)),
        (Some(from), Some(to)) => Some(dates::stretch(from, to)),
        // It may still have been on that day.
        (None, Some(to)) => Some((words().snapshots().before)(&dates::day(to.plus_ms(DAY_MS)))),
        (_, None) => None,
    }
}
