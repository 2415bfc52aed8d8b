//! Restores a machine to a snapshot. Says what will be lost, and without a safety snapshot asks to type the machine's name.

use std::sync::Arc;

use leptos::prelude::*;

use super::form::{Attempt, DialogForm};
use crate::components::taken::taken;
use crate::reactive::scoped_memo;
use crate::services::client::Client;
use crate::services::machines::keep_fresh;
use crate::services::operations;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::ui::field::{TextField, TickBox};
use snapdeck_core::model::ids::{MachineId, SnapshotId};
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::OperationId;
use snapdeck_core::operations::permission::Deed;
use snapdeck_core::runner::Wish;
use snapdeck_core::text::words;

/// The id of the text that says what is lost.
const LOSS_ID: &str = "restore-loss";

#[component]
pub(super) fn RestoreDialog(snapshot: Snapshot, instead_of: Option<OperationId>) -> impl IntoView {
    let words = words().dialogs();
    let (client, operations) = (Client::expect(), Operations::expect());
    let machine_id = snapshot.machine_id.clone();
    let machine = untrack(|| Machines::expect().name_of(&machine_id));
    let safety = RwSignal::new(true);
    let typed = RwSignal::new(String::new());
    let machine_name = StoredValue::new(machine.to_string());
    let confirmed = move || safety.get() || typed.read().trim() == machine_name.read_value().trim();
    let attempt = {
        let (id, machine_id, instead_of) = (snapshot.id.clone(), machine_id.clone(), instead_of.clone());
        let check = move || operations.check(Deed::Restore(&id), &machine_id);
        // The operation that this one replaces must not block it.
        let again = move || operations.check_again(instead_of.as_ref()?);
        Attempt::new(move || again().unwrap_or_else(&check).err())
    };
    let (name, id) = (snapshot.name.to_string(), snapshot.id.clone());
    let restore = Callback::new(move |()| {
        let wish = Wish::Restore { snapshot: snapshot.clone(), safety_snapshot: safety.get_untracked() };
        attempt.wait_for(operations::begin(client, wish, Arc::clone(&machine), instead_of.clone()), []);
    });
    view! {
        <DialogForm
            title=machine_name.with_value(|name| (words.restore_title)(name))
            submit=[words.restore, words.restoring]
            on_submit=restore
            attempt
            dirty=Signal::derive(move || !typed.read().is_empty())
            disabled=Signal::derive(move || !confirmed())
            loss_id=LOSS_ID
        >
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
        </DialogForm>
    }
}

/// Which machine is restored to which snapshot, and the state it is in.
#[component]
fn RestoreFacts(name: String, id: SnapshotId, machine_id: MachineId, machine: String) -> impl IntoView {
    let words = words().dialogs();
    let machines = Machines::expect();
    let known = machine_id.clone();
    keep_fresh(move || Some(known.clone()), 0);
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
