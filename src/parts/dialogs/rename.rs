//! Gives a snapshot another name. Nothing is shown before the provider has agreed.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{DialogProblem, discard_words};
use crate::state::client::Client;
use crate::state::dialogs::Dialogs;
use crate::state::list::List;
use crate::ui::dialog::{DialogButtons, Modal};
use crate::ui::field::TextField;
use snapdeck_core::api::snapshots;
use snapdeck_core::list::inventory::Happened;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::text::{errors, words};

#[component]
pub(super) fn RenameDialog(snapshot: Snapshot) -> impl IntoView {
    let (chrome, words) = (words().chrome(), words().dialogs());
    let (dialogs, list, client) = (Dialogs::expect(), List::expect(), Client::expect());
    let name = RwSignal::new(snapshot.name.to_string());
    let name_problem = RwSignal::new(None::<String>);
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let snapshot = StoredValue::new(snapshot);
    let is_new = move || *name.read() != *snapshot.read_value().name;
    let exists = Signal::derive(move || {
        let taken =
            list.with(|inventory| inventory.rows().has_name(&snapshot.read_value().machine_id, name.read().trim()));
        (is_new() && taken).then(|| words.name_exists.to_owned())
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wanted = name.read_untracked().trim().to_owned();
        if busy.get_untracked() {
            return;
        }
        if wanted.is_empty() {
            name_problem.set(Some(words.name_missing.to_owned()));
            return;
        }
        busy.set(true);
        name_problem.set(None);
        problem.set(None);
        let id = snapshot.read_value().id.clone();
        spawn_local(async move {
            let result = rename(client, &id, &wanted).await;
            busy.try_set(false);
            match result {
                Ok(renamed) => {
                    list.tell(Happened::Renamed(renamed));
                    dialogs.close();
                }
                Err(why) => {
                    if why.is_not_found() {
                        list.tell(Happened::Vanished(id));
                    }
                    match why.about("name") {
                        Some(complaint) => name_problem.try_set(Some(complaint.to_owned())),
                        None => problem.try_set(Some(errors::describe_write(&why))),
                    };
                }
            }
        });
    };
    view! {
        <Modal
            title=words.rename_title.to_owned()
            on_close=Callback::new(move |()| dialogs.close())
            busy
            dirty=Signal::derive(is_new)
            words=discard_words()
        >
            <form class="form" on:submit=submit novalidate=true>
                <TextField id="name" label=words.name.to_owned() value=name problem=name_problem hint=exists selected=true />
                <DialogProblem text=problem />
                <DialogButtons
                    cancel=chrome.cancel
                    submit=Signal::derive(move || if busy.get() { words.saving } else { words.save }.to_owned())
                    busy
                    disabled=Signal::derive(move || !is_new())
                />
            </form>
        </Modal>
    }
}

/// Renames. Where the answer is lost, it is looked whether the name is the new one; only if not, it is asked for again.
async fn rename(client: Client, id: &SnapshotId, wanted: &str) -> Result<Snapshot, Problem> {
    let lost = match client.send(snapshots::rename(id, wanted)).await {
        Err(problem) if problem.leaves_open_whether_it_happened() => problem,
        answered => return answered,
    };
    match client.read(snapshots::read(id)).await {
        Ok(snapshot) if *snapshot.name == *wanted => Ok(snapshot),
        Ok(_) => client.send(snapshots::rename(id, wanted)).await,
        Err(_) => Err(lost),
    }
}
