//! A choice with its label: the browser's own select, or a field to search in where that would be too long.

use leptos::prelude::*;

use crate::ui::combobox::{Choice, Rules, combobox};
use crate::ui::field::Editable;

/// A labelled choice.
#[component]
pub fn Select(
    /// Ties its parts together; unique on the page.
    id: &'static str,
    label: &'static str,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    /// The value of the present choice.
    #[prop(into)]
    value: Editable,
    /// How to search, where there is too much to choose from.
    #[prop(optional)]
    search: Signal<Option<Rules>>,
) -> impl IntoView {
    move || match search.get() {
        Some(rules) => combobox(id, label, choices, value, rules).into_any(),
        None => native(id, label, choices, value).into_any(),
    }
}

fn native(id: &'static str, label: &'static str, choices: Signal<Vec<Choice>>, value: Editable) -> impl IntoView {
    let options = move || {
        let current = value.text.get();
        let option = |(value, name): Choice| {
            let selected = value == current;
            view! { <option value=value prop:selected=selected>{name}</option> }
        };
        choices.get().into_iter().map(option).collect_view()
    };
    view! {
        <div class="select-field">
            <label class="select-label" for=id>{label}</label>
            <select class="select" id=id on:change:target=move |event| value.on_change.run(event.target().value())>
                {options}
            </select>
        </div>
    }
}
