//! Which machine a snapshot is taken of: chosen from those that are listed, or named by its id.

use leptos::prelude::*;

use super::Form;
use crate::components::ask_again::AskAgain;
use crate::components::machine_field::MachineField;
use crate::reactive::scoped_memo;
use crate::state::machines::Machines;
use crate::ui::field::TextField;
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::model::machine::Machine;
use snapdeck_core::text::{errors, words};

/// A choice of a machine, or a text field for an id where they are not listed; and how the machine is.
#[component]
pub(super) fn MachineOf(form: Form, machines: Machines) -> impl IntoView {
    let words = words().dialogs();
    let problem = scoped_memo(move |_| machines.problem());
    let are_missing = scoped_memo(move |_| problem.read().is_some());
    let state = scoped_memo(move |_| machines.get(&form.chosen()).map(|machine| machine.state));
    let state = move || {
        state.get().map(|state| view! { <p class="field-hint">{(words.create_machine_state)(state.as_str())}</p> })
    };
    let hint = Signal::derive(move || {
        let problem = problem.get()?;
        let denied = problem.is_denied().then(|| words.machine_id_hint.to_owned());
        Some(denied.unwrap_or_else(|| (words.machines_failed_hint)(&errors::describe(&problem))))
    });
    let again = move || {
        let passes = problem.read().as_ref().is_some_and(|problem| !problem.is_denied());
        passes.then(|| view! { <div><AskAgain of=machines.listed() /></div> })
    };
    move || {
        let field = if are_missing.get() {
            view! {
                <TextField
                    id="machine-id"
                    label=words.machine.to_owned()
                    value=form.machine_id
                    problem=form.machine_problem
                    hint
                />
                {again}
            }
            .into_any()
        } else {
            view! { <ListedMachine form machines /> }.into_any()
        };
        view! { <div class="field">{field}{state}</div> }
    }
}

/// The choice of a machine out of those that are listed.
#[component]
fn ListedMachine(form: Form, machines: Machines) -> impl IntoView {
    let words = words().dialogs();
    let choices = scoped_memo(move |_| {
        let all = machines.all();
        let choice = |machine: &Machine| (machine.id.to_string(), machine.name.to_string());
        let mut choices: Vec<_> = all.iter().map(choice).collect();
        // Nothing is chosen yet, or what was typed while they were not listed.
        let chosen = form.machine_id.get();
        if chosen.is_empty() {
            choices.insert(0, (chosen, words.choose_machine.to_owned()));
        } else if !choices.iter().any(|(id, _)| *id == chosen) {
            choices.push((chosen.clone(), chosen));
        }
        choices
    });
    let choose = Callback::new(move |id: String| {
        let name = untrack(|| machines.name_of(&MachineId::from(id.as_str())));
        form.choose(&id, &name);
    });
    let problem =
        move || form.machine_problem.get().map(|text| view! { <p class="field-problem" role="alert">{text}</p> });
    view! {
        <MachineField id="create-machine" label=words.machine choices value=form.machine_id on_choose=choose />
        {problem}
    }
}
