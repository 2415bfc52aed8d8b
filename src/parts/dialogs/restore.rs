//! Brings a machine back to a snapshot: says what will be lost, and without a safety snapshot wants it confirmed in writing.

use std::sync::Arc;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::{DialogProblem, Starter, discard_words};
use crate::drivers::operations::Wish;
use crate::state::dialogs::Dialogs;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::ui::dialog::{DialogButtons, Modal};
use crate::ui::field::{TextField, TickBox};
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::Verb;
use snapdeck_core::operations::tracker::Tracker;
use snapdeck_core::text::{errors, words};

#[component]
pub(super) fn RestoreDialog(snapshot: Snapshot) -> impl IntoView {
    let (chrome, snapshot_words, words) = (words().chrome(), words().snapshots(), words().dialogs());
    let (dialogs, operations) = (Dialogs::expect(), Operations::expect());
    let machine_id = snapshot.machine_id.clone();
    let machine = untrack(|| Machines::expect().name_of(&machine_id));
    let safety = RwSignal::new(true);
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let machine_name = StoredValue::new(machine.to_string());
    let confirmed = move || safety.get() || typed.read().trim() == machine_name.read_value().trim();
    let refused = {
        let snapshot = snapshot.clone();
        Memo::new(move |_| operations.can_change(Some(Verb::Restore), &snapshot).err())
    };
    let name = snapshot.name.to_string();
    let starter = Starter::new(busy, move |why| problem.set(Some(errors::describe_write(&why))));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() || !untrack(confirmed) || refused.get_untracked().is_some() {
            return;
        }
        problem.set(None);
        let wish = Wish::Restore { snapshot: snapshot.clone(), safety_snapshot: safety.get_untracked() };
        starter.begin(wish, Arc::clone(&machine));
    };
    let why_not = move || {
        refused
            .get()
            .filter(|_| !busy.get())
            .map(|why| view! { <p class="dialog-problem">{(snapshot_words.why)(why)}</p> })
    };
    view! {
        <Modal
            title=machine_name.with_value(|name| (words.restore_title)(name))
            on_close=Callback::new(move |()| dialogs.close())
            busy
            dirty=Signal::derive(move || !typed.read().is_empty())
            words=discard_words()
        >
            <form class="form" on:submit=submit novalidate=true>
                <RestoreFacts name machine_id machine=machine_name.get_value() />
                <p class="dialog-warning">{machine_name.with_value(|name| (words.restore_loss)(name))}</p>
                <TickBox id="safety" label=words.safety checked=safety hint=words.safety_hint />
                <Show when=move || !safety.get()>
                    <p class="dialog-warning" role="alert">{machine_name.with_value(|name| (words.no_safety)(name))}</p>
                    <TextField
                        id="confirm"
                        label=machine_name.with_value(|name| (words.type_to_confirm)(name))
                        value=typed
                        problem=None
                    />
                </Show>
                {why_not}
                <DialogProblem text=problem />
                <DialogButtons
                    cancel=chrome.cancel
                    submit=Signal::derive(move || if busy.get() { words.restoring } else { words.restore }.to_owned())
                    busy
                    disabled=Signal::derive(move || !confirmed() || refused.get().is_some())
                    danger=true
                />
            </form>
        </Modal>
    }
}

/// What goes back to what, and how the machine is doing.
#[component]
fn RestoreFacts(name: String, machine_id: MachineId, machine: String) -> impl IntoView {
    let words = words().dialogs();
    let (machines, operations) = (Machines::expect(), Operations::expect());
    let others = {
        let machine_id = machine_id.clone();
        move || operations.with(|tracker| is_restored_by_others(tracker, &machine_id))
    };
    let others = move || others().then(|| view! { <p class="dialog-warning" role="alert">{words.others_restore}</p> });
    let state = Memo::new(move |_| machines.get(&machine_id).map(|machine| machine.state));
    let shown_state = move || state.get().map(|state| (words.machine_state)(state.as_str()));
    let transition = move || {
        let state = state.get().filter(|state| state.is_in_transition())?;
        Some(view! { <p class="dialog-warning" role="alert">{(words.restore_transition)(state.as_str())}</p> })
    };
    view! {
        <dl class="facts">
            <dt>{words.restore_machine}</dt>
            <dd><bdi>{machine}</bdi>" "{shown_state}</dd>
            <dt>{words.restore_snapshot}</dt>
            <dd><bdi>{name}</bdi></dd>
        </dl>
        {transition}
        {others}
    }
}

fn is_restored_by_others(tracker: &Tracker, machine_id: &MachineId) -> bool {
    tracker.foreign().any(|one| one.verb == Verb::Restore && one.machine_id == *machine_id)
}
