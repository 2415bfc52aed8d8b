//! Restores a machine to a snapshot. Says what will be lost, and without a safety snapshot asks to type the machine's name.

use std::sync::Arc;

use leptos::prelude::*;

use super::form::{Attempt, DialogForm};
use crate::browser::{clock, dates};
use crate::components::name::{name as shown, whole_name};
use crate::components::when::taken;
use crate::reactive::scoped_memo;
use crate::services::client::Client;
use crate::services::machines::keep_fresh;
use crate::services::operations;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::ui::field::{TextField, TickBox};
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::OperationId;
use snapdeck_core::operations::permission::Deed;
use snapdeck_core::runner::Wish;
use snapdeck_core::text::{self, names, words};

/// The id of the text that says what is lost.
const LOSS_ID: &str = "restore-loss";

#[component]
pub(super) fn RestoreDialog(
    snapshot: Snapshot,
    instead_of: Option<OperationId>,
    undo_of: Option<OperationId>,
) -> impl IntoView {
    let words = words().dialogs();
    let (client, operations) = (Client::expect(), Operations::expect());
    let machine_id = snapshot.machine_id.clone();
    let machine = untrack(|| Machines::expect().name_of(&machine_id));
    let safety = RwSignal::new(true);
    let typed = RwSignal::new(String::new());
    let machine_name = StoredValue::new(machine.to_string());
    // Nobody can type what cannot be seen, and nobody should have to type a page.
    let is_typeable = !names::is_invisible(&machine) && names::beginning(&machine).is_none();
    let to_type = StoredValue::new(if is_typeable { machine.to_string() } else { machine_id.to_string() });
    let confirmed = move || safety.get() || squeezed(&typed.read()) == squeezed(&to_type.read_value());
    let attempt = {
        let (id, machine_id, instead_of) = (snapshot.id.clone(), machine_id.clone(), instead_of.clone());
        let undo_of = undo_of.clone();
        let check = move || {
            let deed = undo_of.as_ref().map_or(Deed::Restore(&id), |of| Deed::Undo(&id, of));
            operations.check(deed, &machine_id)
        };
        // The operation that this one replaces must not block it.
        let again = move || operations.check_again(instead_of.as_ref()?);
        Attempt::new(move || again().unwrap_or_else(&check).err())
    };
    // When the restore was begun that this one undoes.
    let undone = undo_of.as_ref().and_then(|id| operations.with_untracked(|all| Some(all.operation(id)?.asked_at)));
    // What is called by which name, and what is lost.
    let (title, submit, loss, name, target) = match undone {
        Some(at) => {
            let name = dates::readable(at);
            let age = (text::words().snapshots().taken)(&name, clock::now().since(at));
            let target = view! { {words.disk_before} <span class="dialog-machine">{age}</span> }.into_any();
            (words.undo_title, text::words().activity().undo, words.undo_loss, name, target)
        }
        None => {
            let (name, taken) = (snapshot.name.to_string(), taken(snapshot.id.clone()));
            let target = view! {
                {words.disk_as_of}
                <span class="dialog-name">{shown(&name)}</span>
                {whole_name(&name)}
                " "
                <span class="dialog-machine">{move || taken.get()}</span>
            }
            .into_any();
            (words.restore_title, words.restore, words.restore_loss, name, target)
        }
    };
    let restore = Callback::new(move |()| {
        let (safety_snapshot, undo_of) = (safety.get_untracked(), undo_of.clone());
        let wish = Wish::Restore { snapshot: snapshot.clone(), safety_snapshot, undo_of };
        attempt.wait_for(operations::begin(client, wish, Arc::clone(&machine), instead_of.clone()), []);
    });
    let loss = move || machine_name.with_value(|machine| loss(machine, &name, safety.get()));
    view! {
        <DialogForm
            title=machine_name.with_value(|name| title(name))
            submit=[submit, words.restoring]
            on_submit=restore
            attempt
            dirty=Signal::derive(move || !typed.read().is_empty())
            disabled=Signal::derive(move || !confirmed())
            loss_id=LOSS_ID
        >
            <Steps target machine_id machine=machine_name.get_value() safety />
            <TickBox id="safety" label=words.safety checked=safety />
            <p
                class=move || if safety.get() { "dialog-warning" } else { "dialog-problem" }
                id=LOSS_ID
                aria-live="polite"
            >
                {loss}
            </p>
            <Show when=move || !safety.get()>
                <TextField
                    id="confirm"
                    label=to_type.with_value(|name| (words.type_to_confirm)(name))
                    value=typed
                    problem=None
                />
            </Show>
        </DialogForm>
    }
}

/// White space is hard to see and to type: any of it counts as one space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What happens to the disk, in order.
#[component]
fn Steps(
    /// The disk that it leads to.
    target: AnyView,
    machine_id: MachineId,
    machine: String,
    safety: RwSignal<bool>,
) -> impl IntoView {
    let words = words().dialogs();
    let machines = Machines::expect();
    let known = machine_id.clone();
    keep_fresh(move || Some(known.clone()), 0);
    let state = scoped_memo(move |_| machines.get(&machine_id).map(|machine| machine.state));
    let shown_state = move || state.get().map(|state| (words.machine_state)(state.as_str()));
    let lost = move || (!safety.get()).then(|| view! { <span class="step-lost">{words.is_lost}</span> }.into_any());
    let kept = move || safety.get().then(|| step(words.step_kept, words.is_kept.into_any()));
    let transition = move || {
        let state = state.get().filter(|state| state.is_in_transition())?;
        Some(
            view! { <p class="dialog-warning" role="alert">{(words.restore_transition)(state.as_str())}</p> }
                .into_any(),
        )
    };
    let now = view! { {words.disk_of} <span class="dialog-name">{shown(&machine)}</span> " " {shown_state} " " {lost} };
    view! {
        <ol role="list">
            {step(words.step_now, now.into_any())}
            {kept}
            {step(words.step_then, target)}
        </ol>
        {transition}
    }
}

fn step(when: &'static str, what: AnyView) -> AnyView {
    view! { <li class="step"><span class="step-when">{when}</span><span>{what}</span></li> }.into_any()
}
