//! A native select with its label.

use leptos::prelude::*;

/// A choice: its value, and what it is called.
pub type Choice = (String, String);

/// A labelled select.
#[component]
pub fn Select(
    /// Ties label and select together; unique on the page.
    id: &'static str,
    /// The label.
    label: &'static str,
    /// The choices, in order.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The value of the present one.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value of the one that a person chose.
    on_choose: Callback<String>,
) -> impl IntoView {
    let options = move || {
        let current = value.get();
        let option = |(value, name): Choice| {
            let selected = value == current;
            view! { <option value=value prop:selected=selected>{name}</option> }
        };
        choices.get().into_iter().map(option).collect_view()
    };
    view! {
        <div class="select-field">
            <label class="select-label" for=id>{label}</label>
            <select class="select" id=id on:change:target=move |event| on_choose.run(event.target().value())>{options}</select>
        </div>
    }
}
