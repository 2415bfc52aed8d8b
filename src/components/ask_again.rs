//! The button that repeats a failed read.

use leptos::prelude::*;

use crate::state::remote::Remote;
use snapdeck_core::model::remote::RemoteData;
use snapdeck_core::text::words;

/// **Try again**, or that it is loading.
#[component]
pub fn AskAgain<T: Send + Sync + 'static>(
    of: Remote<T>,
    /// Fits into a line of text.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let is_asking = move || of.with(RemoteData::is_asking);
    let label = move || if is_asking() { words().snapshots().loading } else { words().chrome().try_again };
    view! {
        <button type="button" class="button" data-size=small.then_some("small") aria-busy=move || is_asking().to_string() on:click=move |_| of.ask_again()>{label}</button>
    }
}
