//! When snapshots were taken that were not taken here: what the team's events say for certain.

use crate::list::arena::{PLACED_HERE, Row};
use crate::list::rows::Rows;
use crate::list::span::Span;
use crate::model::ids::{EventId, MachineId};
use crate::model::snapshot::Kind;
use crate::model::time::Timestamp;

/// An event by which a snapshot may have come: a create or a restore. Times are by Paperspace's clock.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cause {
    pub event_id: EventId,
    pub machine_id: MachineId,
    pub began: Option<Timestamp>,
    pub ended: Option<Timestamp>,
    /// It is a create that has ended well.
    pub has_taken: bool,
}

/// The newest such events of the team.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Causes {
    pub all: Vec<Cause>,
    /// None is missing that began from then on.
    pub since: Option<Timestamp>,
}

/// So many of the newest rows are asked. Events do not reach much further.
const ROWS_MAX: usize = 400;

/// How long before a span an event may have begun that ends in it. Most operations take minutes.
const LONGEST_MS: i64 = 12 * 3_600_000;

/// What an event says of a row: whoever takes a snapshot makes an event, so that the only event by which a snapshot can have come is
/// its own. It came by a create or a restore of its machine, within its span. One that was taken by a schedule may have come without
/// any. The rows are given with their numbers and what is known of them otherwise, newest first.
pub(super) fn told<'a>(
    rows: &'a Rows,
    newest: impl Iterator<Item = (usize, Row<'a>, Span)>,
    causes: &Causes,
) -> Vec<(usize, Span)> {
    let Some(since) = causes.since else { return Vec::new() };
    let mut told: Vec<(usize, &Cause)> = Vec::new();
    for (at, row, span) in newest.take(ROWS_MAX) {
        let Some(span) = Within::of(span).filter(|span| since.0 <= span.early.0 - LONGEST_MS) else { continue };
        if row.kind == Kind::Manual && !rows.store().is_noted(row.handle, PLACED_HERE) {
            let mut possible = causes.all.iter().filter(|cause| span.may_have(cause, row.machine_id));
            if let (Some(cause), None) = (possible.next(), possible.next()) {
                told.push((at, cause));
            }
        }
    }
    // Where two came by one event, one of them came without: then nothing holds.
    let is_alone = |cause: &Cause| told.iter().filter(|(_, other)| other.event_id == cause.event_id).count() == 1;
    let says = |(at, cause): &(usize, &Cause)| {
        let (from, to) = (cause.began?, cause.ended?);
        let holds = cause.has_taken && from <= to && is_alone(cause);
        holds.then_some((*at, Span { from: Some(from), to: Some(to) }))
    };
    told.iter().filter_map(says).collect()
}

/// A span with both ends, and as it may be by another clock.
struct Within {
    early: Timestamp,
    late: Timestamp,
}

impl Within {
    fn of(span: Span) -> Option<Self> {
        let span = span.widened();
        Some(Self { early: span.from?, late: span.to? })
    }

    /// Whether a snapshot of the machine may have come by that event. What has no date may have been at any time.
    fn may_have(&self, cause: &Cause, machine_id: &MachineId) -> bool {
        let is_over = cause.ended.is_some_and(|ended| ended < self.early);
        cause.machine_id == *machine_id && !is_over && cause.began.is_none_or(|began| began <= self.late)
    }
}
