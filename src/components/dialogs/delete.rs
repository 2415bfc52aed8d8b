//! Deletes a snapshot, after naming it. The row stays, marked, until Paperspace is done.

use std::sync::Arc;

use leptos::prelude::*;

use super::{DialogProblem, Starter, WhyNot, discard_words};
use crate::reactive::memo;
use crate::state::dialogs::Dialogs;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::ui::dialog::{DialogButtons, Modal};
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::permission::Deed;
use snapdeck_core::operations::tracker::Reply;
use snapdeck_core::runner::Wish;
use snapdeck_core::text::words;

/// Names what says what is lost.
const LOSS_ID: &str = "delete-loss";

#[component]
pub(super) fn DeleteDialog(snapshot: Snapshot) -> impl IntoView {
    let (chrome, words) = (words().chrome(), words().dialogs());
    let (dialogs, operations) = (Dialogs::expect(), Operations::expect());
    let machine = untrack(|| Machines::expect().name_of(&snapshot.machine_id));
    let problem = RwSignal::new(None::<Reply>);
    let busy = RwSignal::new(false);
    let (name, machine_shown, automatic) = (snapshot.name.to_string(), machine.to_string(), snapshot.is_auto_snapshot);
    let refused = {
        let (id, machine_id) = (snapshot.id.clone(), snapshot.machine_id.clone());
        memo(move |_| operations.check(Deed::Delete(&id), &machine_id).err())
    };
    let starter = Starter::new(busy, move |reply| problem.set(Some(reply)));
    let delete = Callback::new(move |()| {
        if !busy.get_untracked() && refused.get_untracked().is_none() {
            problem.set(None);
            starter.begin(Wish::Delete(snapshot.clone()), Arc::clone(&machine), None);
        }
    });
    view! {
        <Modal
            title=words.delete_title.to_owned()
            on_close=Callback::new(move |()| dialogs.close())
            busy
            words=discard_words()
            loss_id=LOSS_ID
        >
            <form class="form" on:submit=|event| event.prevent_default()>
                <p class="dialog-subject">
                    <bdi class="dialog-name">{name}</bdi>
                    <bdi class="dialog-machine">{machine_shown}</bdi>
                </p>
                <p class="dialog-text" id=LOSS_ID>{words.delete_loss}</p>
                {automatic.then(|| view! { <p class="dialog-text">{words.delete_auto}</p> })}
                <WhyNot refused busy problem />
                <DialogProblem problem />
                <DialogButtons
                    cancel=chrome.cancel
                    submit=Signal::derive(move || if busy.get() { words.deleting } else { words.delete }.to_owned())
                    busy
                    disabled=Signal::derive(move || refused.read().is_some())
                    on_danger=delete
                />
            </form>
        </Modal>
    }
}
