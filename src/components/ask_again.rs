//! The button that repeats a failed read.

use leptos::prelude::*;

use crate::components::heading::keep_focus;
use crate::state::remote::Question;
use snapdeck_core::text::words;

/// **Try again**, or that it is loading. `small` fits into a line of text.
pub fn ask_again(question: Question, small: bool) -> AnyView {
    keep_focus(String::new());
    let label = move || if question.is_asking() { words().snapshots().loading } else { words().chrome().try_again };
    view! {
        <button
            type="button"
            class="button"
            data-size=small.then_some("small")
            aria-busy=move || question.is_asking().to_string()
            on:click=move |_| question.ask_again()
        >
            {label}
        </button>
    }
    .into_any()
}
