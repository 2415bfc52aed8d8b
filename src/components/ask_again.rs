//! The button that repeats a failed read.

use leptos::prelude::*;

use crate::state::remote::Remote;
use snapdeck_core::model::remote::RemoteData;
use snapdeck_core::text::words;

/// **Try again**, or that it is loading. `small` fits into a line of text.
pub fn ask_again<T: Send + Sync + 'static>(of: Remote<T>, small: bool) -> AnyView {
    let is_asking = Signal::derive(move || of.with(RemoteData::is_asking));
    boxed(is_asking, Callback::new(move |()| of.ask_again()), small)
}

fn boxed(is_asking: Signal<bool>, on_press: Callback<()>, small: bool) -> AnyView {
    let label = move || if is_asking.get() { words().snapshots().loading } else { words().chrome().try_again };
    view! {
        <button
            type="button"
            class="button"
            data-size=small.then_some("small")
            aria-busy=move || is_asking.get().to_string()
            on:click=move |_| on_press.run(())
        >
            {label}
        </button>
    }
    .into_any()
}
