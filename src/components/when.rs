//! When a snapshot was taken, in words: a moment, the certain span, or nothing.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::{clock, dates};
use crate::reactive::{Memo, scoped_memo};
use crate::state::dates::Dates;
use snapdeck_core::list::dates::Span;
use snapdeck_core::list::named::written_in;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::text::words;

const AGE_EVERY: Duration = Duration::from_secs(60);

const DAY_MS: u64 = 24 * 60 * 60_000;

/// Of a longer span only the end is worth its place.
const LONG_MS: u64 = 92 * DAY_MS;

/// When, in words.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Said {
    pub text: String,
    /// Its name says so, and nothing else does.
    pub is_by_name: bool,
}

/// What is certain, in the person's own time and language, as short as can be.
pub fn text_of(span: Span) -> Option<String> {
    span.moment().map(dates::moment).or_else(|| in_words(Span { from: worthy_from(span), ..span }))
}

/// What a row says of when its snapshot was taken: the moment or the span where one is certain, or what its name says, or at least
/// before when.
pub fn said(span: Span, name: &str) -> Option<Said> {
    let is_near = span.moment().or(worthy_from(span)).is_some();
    let named = by_name(span, name).filter(|_| !is_near);
    let is_by_name = named.is_some();
    named.or_else(|| text_of(span)).map(|text| Said { text, is_by_name })
}

fn worthy_from(span: Span) -> Option<Timestamp> {
    span.from.filter(|from| span.to.is_some_and(|to| to.since(*from) <= LONG_MS))
}

/// What its name says, unless that cannot be.
pub fn by_name(span: Span, name: &str) -> Option<String> {
    let written = written_in(name)?;
    let at = dates::of_written(written);
    written.may_be(at, span).then(|| if written.time.is_some() { dates::moment(at) } else { dates::day(at) })
}

fn in_words(span: Span) -> Option<String> {
    match (span.from, span.to) {
        (Some(from), Some(to)) => Some(dates::stretch(from, to)),
        // It may still have been on that day. That all of them were taken before tomorrow says nothing.
        (None, Some(to)) => {
            let now = clock::now();
            let is_past = to < now && dates::day(to) != dates::day(now);
            is_past.then(|| (words().snapshots().before)(&dates::day(to.plus_ms(DAY_MS))))
        }
        (_, None) => None,
    }
}

/// Of a snapshot: the moment with its age, or all that is known of the span. Tracked.
pub fn taken(id: SnapshotId) -> Memo<Option<String>> {
    let dates = Dates::expect();
    let aged = Trigger::new();
    clock::every(AGE_EVERY, move || aged.notify());
    scoped_memo(move |_| {
        aged.track();
        let span = dates.of(&id);
        told(span)
    })
}

/// A moment with its age, or all that is known of the span.
pub fn told(span: Span) -> Option<String> {
    let text = span.moment().map(dates::readable).or_else(|| in_words(span))?;
    let aged = span.short().map(|at| (words().snapshots().taken)(&text, clock::now().since(at)));
    Some(aged.unwrap_or(text))
}
