//! How far something is that runs: the time that is past, drawn against the time that it usually takes.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::clock;
use crate::reactive::scoped_memo;
use crate::state::operations::Operations;
use snapdeck_core::operations::operation::Operation;
use snapdeck_core::operations::team::Progress;

const TICK: Duration = Duration::from_secs(1);

/// A picture of what words say elsewhere. Nothing where it does not run, or where nobody knows yet how long it takes.
pub fn progress(operation: &Operation) -> Option<AnyView> {
    if !operation.is_running() {
        return None;
    }
    let operations = Operations::expect();
    let (asked_at, verb, machine_id) = (operation.asked_at, operation.verb, operation.machine_id.clone());
    let usual = scoped_memo(move |_| operations.with(|tracker| tracker.team().usual(verb, &machine_id)));
    let now = RwSignal::new(clock::now());
    clock::every(TICK, move || now.set(clock::now()));
    let line = scoped_memo(move |_| Some(usual.get()?.progress(now.get().since(asked_at))));
    let share = move |part: fn(&Progress) -> u8| move || line.read().as_ref().map(|line| format!("{}%", part(line)));
    let drawn = move || {
        view! {
            <span
                class="progress"
                aria-hidden="true"
                style=("--now", share(|line| line.now))
                style=("--from", share(|line| line.from))
                style=("--to", share(|line| line.to))
            ></span>
        }
    };
    let is_known = scoped_memo(move |_| usual.read().is_some());
    Some((move || is_known.get().then(drawn)).into_any())
}
