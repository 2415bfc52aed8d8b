//! Takes a snapshot: of which machine, and under which name. The name holds the time, since the API tells no date.

mod machine;

use std::sync::Arc;

use leptos::prelude::*;

use self::machine::MachineOf;
use super::form::{Attempt, DialogForm};
use super::names::name_warning;
use crate::browser::{clock, dates};
use crate::reactive::scoped_memo;
use crate::routes::Route;
use crate::services::client::Client;
use crate::services::machines::keep_fresh;
use crate::services::operations;
use crate::state::location::Location;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::ui::field::{Editable, TextField};
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::operations::permission::Deed;
use snapdeck_core::runner::Wish;
use snapdeck_core::text::words;

/// How long a machine stays chosen until it is asked about, in milliseconds: an id is typed letter by letter, and a select is
/// walked through.
const SETTLES_AFTER_MS: u64 = 300;

/// What the form holds.
#[derive(Clone, Copy)]
struct Form {
    machines: Machines,
    /// The id that a person chose or typed.
    picked: RwSignal<Option<String>>,
    /// The name that was proposed when a machine was chosen.
    proposed: RwSignal<Option<String>>,
    /// The name that a person typed, where it is not the proposed one.
    typed: RwSignal<Option<String>>,
    /// A machine by its id, and a name to begin with.
    prefilled: Memo<Option<(String, String)>>,
    machine_problem: RwSignal<Option<String>>,
    name_problem: RwSignal<Option<String>>,
}

impl Form {
    fn new() -> Self {
        let (machines, picked) = (Machines::expect(), RwSignal::new(None));
        Self {
            machines,
            picked,
            proposed: RwSignal::new(None),
            typed: RwSignal::new(None),
            prefilled: prefilled(machines, picked),
            machine_problem: RwSignal::new(None),
            name_problem: RwSignal::new(None),
        }
    }

    fn machine_id(self) -> String {
        // Only where an id is typed can there be none on the way to another.
        let picked = self.picked.get().filter(|id| !id.is_empty() || self.machines.problem().is_some());
        picked.or_else(|| Some(self.prefilled.get()?.0)).unwrap_or_default()
    }

    fn chosen(self) -> MachineId {
        MachineId::from(self.machine_id().trim())
    }

    fn proposal(self) -> String {
        self.proposed.get().or_else(|| Some(self.prefilled.get()?.1)).unwrap_or_default()
    }

    fn name(self) -> String {
        self.typed.get().unwrap_or_else(|| self.proposal())
    }

    fn type_name(self, name: String) {
        self.typed.set(Some(name).filter(|name| *name != untrack(|| self.proposal())));
    }

    /// Chooses a machine, and proposes a name with it as long as the person has typed none.
    fn choose(self, id: String) {
        if self.typed.read_untracked().is_none() {
            let name = untrack(|| self.machines.name_of(&MachineId::from(id.as_str())));
            self.proposed.set(Some(proposal(&name)));
        }
        self.picked.set(Some(id));
        self.machine_problem.set(None);
    }
}

#[component]
pub(super) fn CreateDialog() -> impl IntoView {
    let words = words().dialogs();
    let (client, operations) = (Client::expect(), Operations::expect());
    let form = Form::new();
    let chosen = move || Some(form.chosen()).filter(|id| !id.as_str().is_empty());
    keep_fresh(chosen, SETTLES_AFTER_MS);
    let exists = name_warning(chosen, move || form.name().trim().to_owned(), SETTLES_AFTER_MS);
    let attempt = Attempt::new(move || operations.check(Deed::Create, &form.chosen()).err());
    let create = Callback::new(move |()| {
        let Some(wish) = checked(form) else { return };
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
            dirty=Signal::derive(move || form.typed.read().is_some())
        >
            <MachineOf form />
            <TextField id="name" label=words.name.to_owned() value=name problem=form.name_problem hint=exists selected=true />
            <p class="field-hint">{words.create_hint}</p>
        </DialogForm>
    }
}

fn proposal(machine_name: &str) -> String {
    format!("{machine_name} {}", dates::sortable_minute(clock::now()))
}

/// What the form begins with: the machine of the filter, else the last one used, else the first by name. It may come late, with the
/// list of machines, and stays what it is from then on. Once a person has typed an id, nothing is proposed any more.
fn prefilled(machines: Machines, picked: RwSignal<Option<String>>) -> Memo<Option<(String, String)>> {
    let filter = Location::expect().with_untracked(Route::query).and_then(|query| query.machine_id);
    let wanted = filter.or_else(operations::last_machine);
    scoped_memo(move |before: Option<&Option<(String, String)>>| {
        let (all, are_missing) = (machines.all(), machines.problem().is_some());
        if let Some(Some(before)) = before {
            return Some(before.clone());
        }
        if picked.read_untracked().as_ref().is_some_and(|id| !id.is_empty()) {
            return None;
        }
        let found = wanted.as_ref().and_then(|id| all.iter().find(|machine| machine.id == *id)).or_else(|| all.first());
        let (id, name) = match (found, &wanted) {
            (Some(machine), _) => (&machine.id, Arc::clone(&machine.name)),
            (None, Some(id)) if are_missing => (id, untrack(|| machines.name_of(id))),
            (None, _) => return None,
        };
        Some((id.to_string(), proposal(&name)))
    })
}

/// What the form asks for, or complaints on its fields.
fn checked(form: Form) -> Option<Wish> {
    let words = words().dialogs();
    let machine_id = untrack(|| form.chosen());
    let name = untrack(|| form.name()).trim().to_owned();
    let missing = |is_missing: bool, word: &str| is_missing.then(|| word.to_owned());
    let (no_machine, no_name) = (machine_id.as_str().is_empty(), name.is_empty());
    form.machine_problem.set(missing(no_machine, words.machine_missing));
    form.name_problem.set(missing(no_name, words.name_missing));
    (!no_machine && !no_name).then(|| Wish::Create { machine_id, name: Arc::from(name) })
}
