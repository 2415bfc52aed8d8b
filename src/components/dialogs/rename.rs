//! Gives a snapshot another name. Nothing is shown before Paperspace has agreed.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::names::name_warning;
use super::{DialogProblem, WhyNot, discard_words};
use crate::reactive::memo;
use crate::services::client::Client;
use crate::state::dialogs::Dialogs;
use crate::state::operations::Operations;
use crate::ui::dialog::{DialogButtons, Modal};
use crate::ui::field::TextField;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::permission::Deed;
use snapdeck_core::operations::tracker::Reply;
use snapdeck_core::text::words;

#[component]
pub(super) fn RenameDialog(snapshot: Snapshot) -> impl IntoView {
    let (chrome, words) = (words().chrome(), words().dialogs());
    let (dialogs, client) = (Dialogs::expect(), Client::expect());
    let name = RwSignal::new(snapshot.name.to_string());
    let name_problem = RwSignal::new(None::<String>);
    let problem = RwSignal::new(None::<Reply>);
    let busy = RwSignal::new(false);
    let snapshot = StoredValue::new(snapshot);
    let operations = Operations::expect();
    let refused = memo(move |_| {
        let snapshot = snapshot.read_value();
        operations.check(Deed::Rename(&snapshot.id), &snapshot.machine_id).err()
    });
    let is_new = move || *name.read() != *snapshot.read_value().name;
    // Its own name is in use as well.
    let other_name = move || Some(name.read().trim().to_owned()).filter(|name| **name != *snapshot.read_value().name);
    let exists =
        name_warning(move || Some(snapshot.read_value().machine_id.clone()), move || other_name().unwrap_or_default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wanted = name.read_untracked().trim().to_owned();
        if busy.get_untracked() || refused.get_untracked().is_some() {
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
            let renamed = client.rename(&id, &wanted).await;
            // The dialog may be gone by now: then whatever is open is another one.
            let is_open = busy.try_set(false).is_none();
            match renamed {
                Ok(()) if is_open => dialogs.close(),
                Ok(()) => {}
                Err(why) => match why.about("name").map(str::to_owned) {
                    Some(complaint) => drop(name_problem.try_set(Some(complaint))),
                    None => drop(problem.try_set(Some(Reply::Refused(why)))),
                },
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
                <WhyNot refused busy problem />
                <DialogProblem problem />
                <DialogButtons
                    cancel=chrome.cancel
                    submit=Signal::derive(move || if busy.get() { words.saving } else { words.save }.to_owned())
                    busy
                    disabled=Signal::derive(move || !is_new() || refused.read().is_some())
                />
            </form>
        </Modal>
    }
}
