//! How far something is that runs: the time that is past, drawn against the time that it usually takes.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::clock;
use crate::reactive::scoped_memo;
use crate::state::operations::Operations;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::operations::operation::Operation;
use snapdeck_core::operations::progress::Progress;
use snapdeck_core::operations::tracker::Tracker;

const TICK: Duration = Duration::from_secs(1);

/// Of an operation while it runs.
pub fn progress(operation: &Operation) -> Option<AnyView> {
    let id = operation.id.clone();
    let line = move |tracker: &Tracker, now| tracker.progress(tracker.operation(&id)?, now);
    operation.is_running().then(|| progress_line(line))
}

/// A picture of what words say elsewhere. Nothing where nobody knows yet how long it takes.
pub fn progress_line(line: impl Fn(&Tracker, Timestamp) -> Option<Progress> + Send + Sync + 'static) -> AnyView {
    let operations = Operations::expect();
    let now = RwSignal::new(clock::now());
    clock::every(TICK, move || now.set(clock::now()));
    let line = scoped_memo(move |_| operations.with(|tracker| line(tracker, now.get())));
    let is_known = scoped_memo(move |_| line.read().is_some());
    let share = move |part: fn(&Progress) -> u8| move || line.read().as_ref().map(|line| format!("{}%", part(line)));
    let drawn = move || {
        view! {
            <span
                class="progress"
                aria-hidden="true"
                style=("--progress-now", share(|line| line.now))
                style=("--progress-from", share(|line| line.from))
                style=("--progress-to", share(|line| line.to))
            ></span>
        }
    };
    (move || is_known.get().then(drawn)).into_any()
}
