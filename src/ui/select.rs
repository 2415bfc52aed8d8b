//! A labelled choice: a native select, or a combobox where that would be too long.

use leptos::prelude::*;

use crate::ui::combobox::{Choice, Rules, combobox};
use crate::ui::field::Editable;

#[component]
pub fn Select(
    /// Unique on the page.
    id: &'static str,
    label: &'static str,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    /// The current choice.
    #[prop(into)]
    value: Editable,
    /// Makes it a combobox.
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
