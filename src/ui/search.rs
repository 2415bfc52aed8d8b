//! A search box with its label.

use leptos::prelude::*;

/// A labelled search box.
#[component]
pub fn SearchField(
    /// Ties label and box together; unique on the page.
    id: &'static str,
    /// The label.
    label: &'static str,
    /// What can be searched for.
    placeholder: &'static str,
    /// What is in it.
    value: Signal<String>,
    /// Called with each change that a person makes.
    on_input: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="select-field search-field">
            <label class="select-label" for=id>{label}</label>
            <input
                class="input"
                id=id
                type="search"
                placeholder=placeholder
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                dir="auto"
                prop:value=move || value.get()
                on:input:target=move |event| on_input.run(event.target().value())
            />
        </div>
    }
}
