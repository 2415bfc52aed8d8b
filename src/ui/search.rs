//! A labelled search box.

use leptos::prelude::*;

use crate::ui::field::Editable;

/// Its selector.
pub const SEARCH: &str = "[type=search]";

#[component]
pub fn SearchField(
    /// Unique on the page.
    id: &'static str,
    label: &'static str,
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
