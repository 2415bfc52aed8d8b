//! Takes a snapshot: of which machine, and under which name. The name holds the time, since the API tells no date.

use std::sync::Arc;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{DialogProblem, Starter, discard_words};
use crate::browser::{clock, dates};
use crate::drivers::operations::{self, Wish};
use crate::parts::machine_field::MachineField;
use crate::routes::Route;
use crate::state::dialogs::Dialogs;
use crate::state::list::List;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::ui::dialog::{DialogButtons, Modal};
use crate::ui::field::TextField;
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::text::{errors, words};

/// What the form holds.
#[derive(Clone, Copy)]
struct Form {
    machine_id: RwSignal<String>,
    name: RwSignal<String>,
    /// The name that the form proposed last; it is typed only where it differs.
    proposed: RwSignal<String>,
    machine_problem: RwSignal<Option<String>>,
    name_problem: RwSignal<Option<String>>,
    problem: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

impl Form {
    fn new() -> Self {
        Self {
            machine_id: RwSignal::default(),
            name: RwSignal::default(),
            proposed: RwSignal::default(),
            machine_problem: RwSignal::new(None),
            name_problem: RwSignal::new(None),
            problem: RwSignal::new(None),
            busy: RwSignal::new(false),
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

    /// Puts a refusal on the field that it is about.
    fn refuse(self, why: &Problem) {
        let (machine, name) = (why.about("machineId"), why.about("name"));
        self.machine_problem.try_set(machine.map(str::to_owned));
        self.name_problem.try_set(name.map(str::to_owned));
        if machine.or(name).is_none() {
            self.problem.try_set(Some(errors::describe_write(why)));
        }
    }
}

#[component]
pub(super) fn CreateDialog() -> impl IntoView {
    let (chrome, words) = (words().chrome(), words().dialogs());
    let (dialogs, machines, list) = (Dialogs::expect(), Machines::expect(), List::expect());
    let form = Form::new();
    prefill(form, machines);
    let exists = Signal::derive(move || {
        let chosen = form.chosen();
        let taken = list.with(|inventory| inventory.rows().has_name(&chosen, form.name.read().trim()));
        taken.then(|| words.name_exists.to_owned())
    });
    let operations = Operations::expect();
    let refused = Memo::new(move |_| operations.can_create(&form.chosen()).err());
    let starter = Starter::new(form.busy, move |why| form.refuse(&why));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(wish) = checked(form).filter(|_| refused.get_untracked().is_none()) else { return };
        form.problem.set(None);
        starter.begin(wish, untrack(|| machines.name_of(&form.chosen())));
    };
    let snapshot_words = snapdeck_core::text::words().snapshots();
    let why_not = move || {
        refused
            .get()
            .filter(|_| !form.busy.get())
            .map(|why| view! { <p class="dialog-problem">{(snapshot_words.why)(why)}</p> })
    };
    view! {
        <Modal
            title=words.create_title.to_owned()
            on_close=Callback::new(move |()| dialogs.close())
            busy=form.busy
            dirty=Signal::derive(move || *form.name.read() != *form.proposed.read())
            words=discard_words()
        >
            <form class="form" on:submit=submit novalidate=true>
                <MachineOf form machines />
                <TextField id="name" label=words.name.to_owned() value=form.name problem=form.name_problem hint=exists selected=true />
                <p class="field-hint">{words.create_hint}</p>
                {why_not}
                <DialogProblem text=form.problem />
                <DialogButtons
                    cancel=chrome.cancel
                    submit=Signal::derive(move || if form.busy.get() { words.creating } else { words.create }.to_owned())
                    busy=form.busy
                    disabled=Signal::derive(move || refused.get().is_some())
                />
            </form>
        </Modal>
    }
}

/// Prefills the machine: the filter's, else the last used, else the first by name. Again when the machines arrive late.
fn prefill(form: Form, machines: Machines) {
    let location = use_location();
    let filter = match Route::parse(&location.pathname.read_untracked(), &location.search.read_untracked()) {
        Route::Snapshots { view, .. } => view.query.machine_id,
        Route::Activity | Route::NotFound => None,
    };
    let wanted = filter.or_else(operations::last_machine);
    Effect::new(move |_| {
        let all = machines.all();
        if !form.machine_id.read_untracked().is_empty() {
            return;
        }
        let found = wanted.as_ref().and_then(|id| all.iter().find(|machine| machine.id == *id)).or_else(|| all.first());
        match (found, &wanted) {
            (Some(machine), _) => form.choose(machine.id.as_str(), &machine.name),
            (None, Some(id)) if machines.problem().is_some() => form.choose(id.as_str(), id.as_str()),
            (None, _) => {}
        }
    });
}

/// What the form asks for, or complaints on its fields.
fn checked(form: Form) -> Option<Wish> {
    if form.busy.get_untracked() {
        return None;
    }
    let words = words().dialogs();
    let machine_id = untrack(|| form.chosen());
    let name = form.name.read_untracked().trim().to_owned();
    let missing = |is_missing: bool, word: &str| is_missing.then(|| word.to_owned());
    let (no_machine, no_name) = (machine_id.as_str().is_empty(), name.is_empty());
    form.machine_problem.set(missing(no_machine, words.machine_missing));
    form.name_problem.set(missing(no_name, words.name_missing));
    (!no_machine && !no_name).then(|| Wish::Create { machine_id, name: Arc::from(name) })
}

/// A choice of a machine, or a text field for an id where they may not be listed.
#[component]
fn MachineOf(form: Form, machines: Machines) -> impl IntoView {
    let words = words().dialogs();
    let choices = Signal::derive(move || {
        let all = machines.all();
        let choice =
            |machine: &snapdeck_core::model::machine::Machine| (machine.id.to_string(), machine.name.to_string());
        let mut choices: Vec<_> = all.iter().map(choice).collect();
        if form.machine_id.read().is_empty() {
            choices.insert(0, (String::new(), words.choose_machine.to_owned()));
        }
        choices
    });
    let choose = Callback::new(move |id: String| {
        let name = untrack(|| machines.name_of(&MachineId::from(id.as_str())));
        form.choose(&id, &name);
    });
    let problem =
        move || form.machine_problem.get().map(|text| view! { <p class="field-problem" role="alert">{text}</p> });
    move || {
        if machines.problem().is_some() {
            view! {
                <TextField
                    id="machine-id"
                    label=words.machine.to_owned()
                    value=form.machine_id
                    problem=form.machine_problem
                    hint=Signal::derive(move || Some(words.machine_id_hint.to_owned()))
                />
            }
            .into_any()
        } else {
            view! {
                <div class="field">
                    <MachineField id="create-machine" label=words.machine choices value=form.machine_id on_choose=choose />
                    {problem}
                </div>
            }
            .into_any()
        }
    }
}
