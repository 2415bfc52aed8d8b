//! A search box with its label.

use leptos::prelude::*;

use crate::ui::field::Editable;

/// Finds the search box of a page.
pub const SEARCH: &str = "[type=search]";

/// A labelled search box.
#[component]
pub fn SearchField(
    /// Ties label and box together; unique on the page.
    id: &'static str,
    /// The label.
    label: &'static str,
    /// What can be searched for.
    placeholder: &'static str,
    value: Editable,
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
                prop:value=move || value.text.get()
                on:input:target=move |event| value.on_change.run(event.target().value())
            />
        </div>
    }
}
