//! Creates a snapshot. The proposed name contains the time, since the API reports no date.

mod draft;
mod machine;

use leptos::prelude::*;

use self::draft::Draft;
use self::machine::MachineOf;
use super::form::{Attempt, DialogForm};
use super::names::name_warning;
use crate::services::client::Client;
use crate::services::machines::keep_fresh;
use crate::services::operations;
use crate::state::operations::Operations;
use crate::ui::field::{Editable, TextField};
use snapdeck_core::operations::permission::Deed;
use snapdeck_core::text::words;

/// walked through.
/// How long a machine must stay the same before it is read: an id is typed letter by letter, and a select is stepped through.
const SETTLES_AFTER_MS: u64 = 300;

#[component]
pub(super) fn CreateDialog() -> impl IntoView {
    let words = words().dialogs();
    let (client, operations) = (Client::expect(), Operations::expect());
    let form = Draft::new();
    let chosen = move || Some(form.chosen()).filter(|id| !id.as_str().is_empty());
    keep_fresh(chosen, SETTLES_AFTER_MS);
    let exists = name_warning(chosen, move || form.name().trim().to_owned(), SETTLES_AFTER_MS);
    let attempt = Attempt::new(move || operations.check(Deed::Create, &form.chosen()).err());
    let create = Callback::new(move |()| {
        let Some(wish) = form.checked() else { return };
        let machine_name = untrack(|| form.machines.name_of(&form.chosen()));
        let complaints = [("machineId", form.machine_problem), ("name", form.name_problem)];
        attempt.wait_for(operations::begin(client, wish, machine_name, None), complaints);
    });
    let name = Editable::new(move || form.name(), move |name| form.type_name(name));
    view! {
        <DialogForm
            title=words.create_title.to_owned()
            submit=[words.create, words.creating]
            on_submit=create
            attempt
            dirty=Signal::derive(move || form.is_typed())
        >
            <MachineOf form />
            <TextField id="name" label=words.name.to_owned() value=name problem=form.name_problem hint=exists selected=true />
            <p class="field-hint">{words.create_hint}</p>
        </DialogForm>
    }
}
