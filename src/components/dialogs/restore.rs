//! Brings a machine back to a snapshot: says what will be lost, and without a safety snapshot wants it confirmed in writing.

use std::sync::Arc;

use leptos::prelude::*;

use super::{DialogProblem, Starter, WhyNot, discard_words};
use crate::components::taken::taken;
use crate::reactive::{memo, scoped_memo};
use crate::services::machines::keep_fresh;
use crate::state::dialogs::Dialogs;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::ui::dialog::{DialogButtons, Modal};
use crate::ui::field::{TextField, TickBox};
use snapdeck_core::model::ids::{MachineId, SnapshotId};
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::OperationId;
use snapdeck_core::operations::permission::Deed;
use snapdeck_core::operations::tracker::Reply;
use snapdeck_core::runner::Wish;
use snapdeck_core::text::words;

/// Names what says what is lost.
const LOSS_ID: &str = "restore-loss";

#[component]
pub(super) fn RestoreDialog(snapshot: Snapshot, instead_of: Option<OperationId>) -> impl IntoView {
    let (chrome, words) = (words().chrome(), words().dialogs());
    let (dialogs, operations) = (Dialogs::expect(), Operations::expect());
    let machine_id = snapshot.machine_id.clone();
    let machine = untrack(|| Machines::expect().name_of(&machine_id));
    let safety = RwSignal::new(true);
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<Reply>);
    let busy = RwSignal::new(false);
    let machine_name = StoredValue::new(machine.to_string());
    let confirmed = move || safety.get() || typed.read().trim() == machine_name.read_value().trim();
    let refused = {
        let (id, machine_id, instead_of) = (snapshot.id.clone(), machine_id.clone(), instead_of.clone());
        let check = move || operations.check(Deed::Restore(&id), &machine_id);
        // What it stands in the place of does not forbid it.
        let again = move || operations.check_again(instead_of.as_ref()?);
        memo(move |_| again().unwrap_or_else(&check).err())
    };
    let (name, id) = (snapshot.name.to_string(), snapshot.id.clone());
    let starter = Starter::new(busy, move |reply| problem.set(Some(reply)));
    let restore = Callback::new(move |()| {
        if busy.get_untracked() || !untrack(confirmed) || refused.get_untracked().is_some() {
            return;
        }
        problem.set(None);
        let wish = Wish::Restore { snapshot: snapshot.clone(), safety_snapshot: safety.get_untracked() };
        starter.begin(wish, Arc::clone(&machine), instead_of.clone());
    });
    view! {
        <Modal
            title=machine_name.with_value(|name| (words.restore_title)(name))
            on_close=Callback::new(move |()| dialogs.close())
            busy
            dirty=Signal::derive(move || !typed.read().is_empty())
            words=discard_words()
            loss_id=LOSS_ID
        >
            <form class="form" on:submit=|event| event.prevent_default() novalidate=true>
                <RestoreFacts name id machine_id machine=machine_name.get_value() />
                <p class="dialog-warning" id=LOSS_ID>{machine_name.with_value(|name| (words.restore_loss)(name))}</p>
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
                <WhyNot refused busy problem />
                <DialogProblem problem />
                <DialogButtons
                    cancel=chrome.cancel
                    submit=Signal::derive(move || if busy.get() { words.restoring } else { words.restore }.to_owned())
                    busy
                    disabled=Signal::derive(move || !confirmed() || refused.get().is_some())
                    on_danger=restore
                />
            </form>
        </Modal>
    }
}

/// What goes back to what, and how the machine is doing.
#[component]
fn RestoreFacts(name: String, id: SnapshotId, machine_id: MachineId, machine: String) -> impl IntoView {
    let words = words().dialogs();
    let machines = Machines::expect();
    let known = machine_id.clone();
    keep_fresh(move || Some(known.clone()));
    let taken = taken(id);
    let taken = move || taken.get().map(|taken| view! { <dt>{words.restore_taken}</dt><dd>{taken}</dd> });
    let state = scoped_memo(move |_| machines.get(&machine_id).map(|machine| machine.state));
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
            {taken}
        </dl>
        {transition}
    }
}
