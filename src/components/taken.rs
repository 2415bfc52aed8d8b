//! When a snapshot was taken. The API reports no date, so this is known only for those created here.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::{clock, dates};
use crate::reactive::{Memo, scoped_memo};
use crate::state::operations::Operations;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::operations::operation::{Operation, Outcome, Verb};
use snapdeck_core::text::words;

const AGE_EVERY: Duration = Duration::from_secs(60);

/// Date and age, if known.
pub fn taken(id: SnapshotId) -> Memo<Option<String>> {
    let operations = Operations::expect();
    let aged = Trigger::new();
    clock::every(AGE_EVERY, move || aged.notify());
    scoped_memo(move |_| {
        aged.track();
        let made = |one: &&Operation| {
            one.verb == Verb::Create && one.snapshot_id.as_ref() == Some(&id) && one.outcome() == Some(&Outcome::Done)
        };
        let at = operations.with(|tracker| tracker.operations().iter().find(made).map(|one| one.asked_at))?;
        Some((words().snapshots().taken)(&dates::readable(at), clock::now().since(at)))
    })
}
