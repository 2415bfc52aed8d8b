//! Renames a snapshot. The list shows the new name once Paperspace has accepted it.

use leptos::prelude::*;

use super::form::{Attempt, DialogForm};
use super::names::name_warning;
use crate::services::client::Client;
use crate::state::operations::Operations;
use crate::ui::field::TextField;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::permission::Deed;
use snapdeck_core::operations::tracker::Reply;
use snapdeck_core::text::words;

#[component]
pub(super) fn RenameDialog(snapshot: Snapshot) -> impl IntoView {
    let words = words().dialogs();
    let (client, operations) = (Client::expect(), Operations::expect());
    let name = RwSignal::new(snapshot.name.to_string());
    let name_problem = RwSignal::new(None::<String>);
    let snapshot = StoredValue::new(snapshot);
    let attempt = Attempt::new(move || {
        let snapshot = snapshot.read_value();
        operations.check(Deed::Rename(&snapshot.id), &snapshot.machine_id).err()
    });
    let is_new = move || *name.read() != *snapshot.read_value().name;
    // Its own name would count as taken.
    let other_name = move || Some(name.read().trim().to_owned()).filter(|name| **name != *snapshot.read_value().name);
    let exists = name_warning(
        move || Some(snapshot.read_value().machine_id.clone()),
        move || other_name().unwrap_or_default(),
        0,
    );
    let rename = Callback::new(move |()| {
        let wanted = name.read_untracked().trim().to_owned();
        if wanted.is_empty() {
            name_problem.set(Some(words.name_missing.to_owned()));
            return;
        }
        name_problem.set(None);
        let id = snapshot.read_value().id.clone();
        let reply =
            async move { Some(client.rename(&id, &wanted).await.map_or_else(Reply::Refused, |()| Reply::Begun)) };
        attempt.wait_for(reply, [("name", name_problem)]);
    });
    view! {
        <DialogForm
            title=words.rename_title.to_owned()
            submit=[words.save, words.saving]
            on_submit=rename
            attempt
            dirty=Signal::derive(is_new)
            disabled=Signal::derive(move || !is_new())
        >
            <TextField id="name" label=words.name.to_owned() value=name problem=name_problem hint=exists selected=true />
        </DialogForm>
    }
}
