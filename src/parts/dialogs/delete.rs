//! Deletes a snapshot, after naming it. The row stays, marked, until the provider is done.

use std::sync::Arc;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::{DialogProblem, Starter, discard_words};
use crate::drivers::operations::Wish;
use crate::state::dialogs::Dialogs;
use crate::state::machines::Machines;
use crate::ui::dialog::{DialogButtons, Modal};
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::text::{errors, words};

#[component]
pub(super) fn DeleteDialog(snapshot: Snapshot) -> impl IntoView {
    let (chrome, words) = (words().chrome(), words().dialogs());
    let dialogs = Dialogs::expect();
    let machine = untrack(|| Machines::expect().name_of(&snapshot.machine_id));
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let (name, machine_shown, automatic) = (snapshot.name.to_string(), machine.to_string(), snapshot.is_auto_snapshot);
    let starter = Starter::new(busy, move |why| problem.set(Some(errors::describe_write(&why))));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            problem.set(None);
            starter.begin(Wish::Delete(snapshot.clone()), Arc::clone(&machine));
        }
    };
    view! {
        <Modal
            title=words.delete_title.to_owned()
            on_close=Callback::new(move |()| dialogs.close())
            busy
            words=discard_words()
        >
            <form class="form" on:submit=submit>
                <p class="dialog-subject">
                    <bdi class="dialog-name">{name}</bdi>
                    <bdi class="dialog-machine">{machine_shown}</bdi>
                </p>
                <p class="dialog-text">{words.delete_loss}</p>
                {automatic.then(|| view! { <p class="dialog-text">{words.delete_auto}</p> })}
                <DialogProblem text=problem />
                <DialogButtons
                    cancel=chrome.cancel
                    submit=Signal::derive(move || if busy.get() { words.deleting } else { words.delete }.to_owned())
                    busy
                    disabled=false
                    danger=true
                />
            </form>
        </Modal>
    }
}
