//! Deletes a snapshot. Its row stays, marked, until Paperspace is done.

use std::sync::Arc;

use leptos::prelude::*;

use super::form::{Attempt, DialogForm};
use crate::components::name::{name, whole_name};
use crate::services::client::Client;
use crate::services::operations;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::permission::Deed;
use snapdeck_core::runner::Wish;
use snapdeck_core::text::words;

/// The id of the text that says what is lost.
const LOSS_ID: &str = "delete-loss";

#[component]
pub(super) fn DeleteDialog(snapshot: Snapshot) -> impl IntoView {
    let words = words().dialogs();
    let (client, operations) = (Client::expect(), Operations::expect());
    let machine = untrack(|| Machines::expect().name_of(&snapshot.machine_id));
    let (subject, machine_shown, automatic) =
        (Arc::clone(&snapshot.name), Arc::clone(&machine), snapshot.is_auto_snapshot);
    let attempt = {
        let (id, machine_id) = (snapshot.id.clone(), snapshot.machine_id.clone());
        Attempt::new(move || operations.check(Deed::Delete(&id), &machine_id).err())
    };
    let delete = Callback::new(move |()| {
        let wish = Wish::Delete(snapshot.clone());
        attempt.wait_for(operations::begin(client, wish, Arc::clone(&machine), None), []);
    });
    view! {
        <DialogForm
            title=words.delete_title.to_owned()
            submit=[words.delete, words.deleting]
            on_submit=delete
            attempt
            loss_id=LOSS_ID
        >
            <p class="dialog-subject">
                <span class="dialog-name">{name(&subject)}</span>
                <span class="dialog-machine">{name(&machine_shown)}</span>
            </p>
            {whole_name(&subject)}
            <p class="dialog-text" id=LOSS_ID>{words.delete_loss}</p>
            {automatic.then(|| view! { <p class="dialog-text">{words.delete_auto}</p> }.into_any())}
        </DialogForm>
    }
}
