//! Takes a snapshot: of which machine, and under which name. The name holds the time, since the API tells no date.

mod machine;

use std::sync::Arc;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use self::machine::MachineOf;
use super::names::name_warning;
use super::{DialogProblem, Starter, WhyNot, discard_words};
use crate::browser::clock::{self, Alarm};
use crate::browser::dates;
use crate::reactive::{effect, memo, scoped_memo};
use crate::routes::Route;
use crate::services::machines::keep_fresh;
use crate::services::operations;
use crate::state::dialogs::Dialogs;
use crate::state::location::Location;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::ui::dialog::{DialogButtons, Modal};
use crate::ui::field::TextField;
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::operations::permission::Deed;
use snapdeck_core::operations::tracker::Reply;
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
    problem: RwSignal<Option<Reply>>,
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
    fn refuse(self, reply: &Reply) {
        let about = |field| if let Reply::Refused(problem) = reply { problem.about(field) } else { None };
        let (machine, name) = (about("machineId"), about("name"));
        self.machine_problem.try_set(machine.map(str::to_owned));
        self.name_problem.try_set(name.map(str::to_owned));
        if machine.or(name).is_none() {
            self.problem.try_set(Some(reply.clone()));
        }
    }
}

#[component]
pub(super) fn CreateDialog() -> impl IntoView {
    let (chrome, words) = (words().chrome(), words().dialogs());
    let (dialogs, machines) = (Dialogs::expect(), Machines::expect());
    let form = Form::new();
    prefill(form, machines);
    let settled = settled(form);
    keep_fresh(move || settled.get());
    let exists = name_warning(move || settled.get(), move || form.name.read().trim().to_owned());
    let operations = Operations::expect();
    let refused = memo(move |_| operations.check(Deed::Create, &form.chosen()).err());
    let starter = Starter::new(form.busy, move |reply| form.refuse(&reply));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(wish) = checked(form).filter(|_| refused.get_untracked().is_none()) else { return };
        form.problem.set(None);
        starter.begin(wish, untrack(|| machines.name_of(&form.chosen())), None);
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
                <WhyNot refused busy=form.busy problem=form.problem />
                <DialogProblem problem=form.problem />
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
    let wanted = filter.or_else(operations::last_machine);
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
