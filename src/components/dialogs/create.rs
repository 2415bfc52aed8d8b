//! Takes a snapshot: of which machine, and under which name. The name holds the time, since the API tells no date.

mod machine;

use std::sync::Arc;

use leptos::prelude::*;

use self::machine::MachineOf;
use super::form::{Attempt, DialogForm};
use super::names::name_warning;
use crate::browser::clock::{self, Alarm};
use crate::browser::dates;
use crate::reactive::{effect, scoped_memo};
use crate::routes::Route;
use crate::services::client::Client;
use crate::services::machines::keep_fresh;
use crate::services::operations as operations_service;
use crate::state::location::Location;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::ui::field::TextField;
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::operations::permission::Deed;
use snapdeck_core::runner::Wish;
use snapdeck_core::text::words;

/// How long a machine stays chosen until it is asked about, in milliseconds.
const SETTLES_AFTER_MS: u64 = 300;

/// What the form holds.
#[derive(Clone, Copy)]
struct Form {
    machine_id: RwSignal<String>,
    name: RwSignal<String>,
    /// The name that the form proposed last; it is typed only where it differs.
    proposed: RwSignal<String>,
    machine_problem: RwSignal<Option<String>>,
    name_problem: RwSignal<Option<String>>,
}

impl Form {
    fn new() -> Self {
        Self {
            machine_id: RwSignal::default(),
            name: RwSignal::default(),
            proposed: RwSignal::default(),
            machine_problem: RwSignal::new(None),
            name_problem: RwSignal::new(None),
        }
    }

    fn chosen(self) -> MachineId {
        MachineId::from(self.machine_id.read().trim())
    }

    /// Chooses a machine, and proposes a name with it as long as the person has typed none.
    fn choose(self, machine_id: &str, machine_name: &str) {
        self.machine_id.set(machine_id.to_owned());
        self.machine_problem.set(None);
        if *self.name.read_untracked() == *self.proposed.read_untracked() {
            let proposal = format!("{machine_name} {}", dates::sortable_minute(clock::now()));
            self.proposed.set(proposal.clone());
            self.name.set(proposal);
        }
    }
}

#[component]
pub(super) fn CreateDialog() -> impl IntoView {
    let words = words().dialogs();
    let (client, machines, operations) = (Client::expect(), Machines::expect(), Operations::expect());
    let form = Form::new();
    prefill(form, machines);
    let settled = settled(form);
    keep_fresh(move || settled.get());
    let exists = name_warning(move || settled.get(), move || form.name.read().trim().to_owned());
    let attempt = Attempt::new(move || operations.check(Deed::Create, &form.chosen()).err());
    let create = Callback::new(move |()| {
        let Some(wish) = checked(form) else { return };
        let machine_name = untrack(|| machines.name_of(&form.chosen()));
        let complaints = [("machineId", form.machine_problem), ("name", form.name_problem)];
        attempt.wait_for(operations_service::begin(client, wish, machine_name, None), complaints);
    });
    view! {
        <DialogForm
            title=words.create_title.to_owned()
            submit=[words.create, words.creating]
            on_submit=create
            attempt
            dirty=Signal::derive(move || *form.name.read() != *form.proposed.read())
        >
            <MachineOf form machines />
            <TextField id="name" label=words.name.to_owned() value=form.name problem=form.name_problem hint=exists selected=true />
            <p class="field-hint">{words.create_hint}</p>
        </DialogForm>
    }
}

/// The chosen machine once it stays chosen for a moment: an id is typed letter by letter, and a select is walked through.
fn settled(form: Form) -> RwSignal<Option<MachineId>> {
    let (settled, pause) = (RwSignal::new(None), Alarm::new());
    // What a pause sets comes from outside.
    effect(move |_| {
        let chosen = form.chosen();
        pause.set(clock::now().plus_ms(SETTLES_AFTER_MS), move || {
            settled.set(Some(chosen).filter(|id| !id.as_str().is_empty()));
        });
    });
    settled
}

/// Prefills the machine: the filter's, else the last used, else the first by name. Again when the machines arrive late.
fn prefill(form: Form, machines: Machines) {
    let filter = Location::expect().with_untracked(Route::query).and_then(|query| query.machine_id);
    let wanted = filter.or_else(operations_service::last_machine);
    let known = scoped_memo(move |_| (machines.all(), machines.problem().is_some()));
    effect(move |_| {
        let (all, are_missing) = known.get();
        if !form.machine_id.read_untracked().is_empty() {
            return;
        }
        let found = wanted.as_ref().and_then(|id| all.iter().find(|machine| machine.id == *id)).or_else(|| all.first());
        match (found, &wanted) {
            (Some(machine), _) => form.choose(machine.id.as_str(), &machine.name),
            (None, Some(id)) if are_missing => form.choose(id.as_str(), &untrack(|| machines.name_of(id))),
            (None, _) => {}
        }
    });
}

/// What the form asks for, or complaints on its fields.
fn checked(form: Form) -> Option<Wish> {
    let words = words().dialogs();
    let machine_id = untrack(|| form.chosen());
    let name = form.name.read_untracked().trim().to_owned();
    let missing = |is_missing: bool, word: &str| is_missing.then(|| word.to_owned());
    let (no_machine, no_name) = (machine_id.as_str().is_empty(), name.is_empty());
    form.machine_problem.set(missing(no_machine, words.machine_missing));
    form.name_problem.set(missing(no_name, words.name_missing));
    (!no_machine && !no_name).then(|| Wish::Create { machine_id, name: Arc::from(name) })
}
