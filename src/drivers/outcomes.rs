//! Tells a person how operations ended, and brings the list up to date.

use crate::drivers::notify;
use crate::drivers::operations::Driver;
use crate::state::toasts::Tone;
use snapdeck_core::list::inventory::Happened;
use snapdeck_core::operations::operation::{Operation, Outcome, Verb};
use snapdeck_core::text;

/// Up to how many outcomes each have a message of their own; more are told in one.
const SINGLY_MAX: usize = 3;

/// Tells them. What ended while nobody was looking stays on the screen until it was read.
pub(super) fn tell(driver: Driver, ended: &[Operation], away: bool) {
    for operation in ended {
        update_list(driver, operation);
    }
    if ended.len() > SINGLY_MAX {
        let failed = ended.iter().filter(|operation| operation.outcome() != Some(&Outcome::Done)).count();
        let tone = if failed > 0 || away { Tone::Failure } else { Tone::Success };
        driver.toasts.show(tone, text::operations::outcomes(ended.len(), failed, away));
        return;
    }
    for operation in ended {
        let done = operation.outcome() == Some(&Outcome::Done);
        let tone = if done { Tone::Success } else { Tone::Failure };
        driver.toasts.show(tone, text::operations::told(operation, away));
    }
}

/// Tells them by a message of the system, since nobody sees the page.
pub(super) fn notify(ended: &[Operation]) {
    for operation in ended.iter().take(SINGLY_MAX) {
        notify::tell(operation);
    }
}

fn update_list(driver: Driver, operation: &Operation) {
    let done = operation.outcome() == Some(&Outcome::Done);
    match (&operation.snapshot_id, operation.verb) {
        (Some(id), Verb::Delete) if done => driver.list.tell(Happened::Vanished(id.clone())),
        (Some(id), Verb::Create) if !done => driver.list.tell(Happened::Doubted(id.clone())),
        _ => driver.list.tell(Happened::RefreshWanted),
    }
}
