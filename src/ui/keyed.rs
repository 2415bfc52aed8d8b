//! A list whose entries stay in the document for as long as their keys are listed.

use leptos::prelude::*;

/// An entry. Its view is made when it appears.
pub struct Entry {
    key: String,
    view: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Entry {
    /// An entry, and what tells it from the others and from what it was before.
    pub fn new(key: impl ToString, view: impl FnOnce() -> AnyView + Send + 'static) -> Self {
        Self { key: key.to_string(), view: Box::new(view) }
    }
}

/// The entries in their order. One type of list for all: Leptos' [`For`] weighs 9 KB for each type of entry.
#[component]
pub fn Keyed(
    /// All entries, tracked.
    entries: Callback<(), Vec<Entry>>,
) -> impl IntoView {
    view! { <For each=move || entries.run(()) key=|entry| entry.key.clone() children=|entry| (entry.view)() /> }
}
