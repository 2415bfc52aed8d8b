//! Which machine a snapshot is taken of.

use leptos::prelude::*;

use super::draft::Draft;
use crate::components::ask_again::ask_again;
use crate::components::machine_search::{machine_choices, machine_search};
use crate::reactive::scoped_memo;
use crate::ui::field::{Editable, TextField};
use crate::ui::select::Select;
use snapdeck_core::text::{errors, words};

/// A choice of machines, or a text field for an id where they cannot be listed; and the machine's state.
#[component]
pub(super) fn MachineOf(form: Draft) -> impl IntoView {
    let (words, machines) = (words().dialogs(), form.machines);
    let problem = scoped_memo(move |_| machines.problem());
    let are_missing = scoped_memo(move |_| problem.read().is_some());
    let state = scoped_memo(move |_| machines.get(&form.chosen()).map(|machine| machine.state));
    let state = move || {
        state
            .get()
            .map(|state| view! { <p class="field-hint">{(words.create_machine_state)(state.as_str())}</p> }.into_any())
    };
    let hint = Signal::derive(move || {
        let problem = problem.get()?;
        let denied = problem.is_denied().then(|| words.machine_id_hint.to_owned());
        Some(denied.unwrap_or_else(|| (words.machines_failed_hint)(&errors::describe(&problem))))
    });
    let again = move || {
        let passes = problem.read().as_ref().is_some_and(|problem| !problem.is_denied());
        passes.then(|| view! { <div>{ask_again(machines.listed().question(), false)}</div> }.into_any())
    };
    move || {
        let field = if are_missing.get() {
            let value = Editable::new(move || form.machine_id(), move |id| form.picked.set(Some(id)));
            view! {
                <TextField
                    id="machine-id"
                    label=words.machine.to_owned()
                    value
                    problem=form.machine_problem
                    hint
                />
                {again}
            }
            .into_any()
        } else {
            view! { <ListedMachine form /> }.into_any()
        };
        view! { <div class="field">{field}{state}</div> }
    }
}

#[component]
fn ListedMachine(form: Draft) -> impl IntoView {
    let (words, machines) = (words().dialogs(), form.machines);
    let choices = scoped_memo(move |_| {
        let (mut choices, chosen) = (machine_choices(machines, words.choose_machine), form.machine_id());
        if !chosen.is_empty() {
            choices.remove(0);
        }
        // It may have been typed while machines could not be listed.
        if !chosen.is_empty() && !choices.iter().any(|(id, _)| *id == chosen) {
            choices.push((chosen.clone(), chosen));
        }
        choices
    });
    let value = Editable::new(move || form.machine_id(), move |id| form.choose(id));
    let problem = move || {
        form.machine_problem.get().map(|text| view! { <p class="field-problem" role="alert">{text}</p> }.into_any())
    };
    view! {
        <Select id="create-machine" label=words.machine choices value search=machine_search() />
        {problem}
    }
}
