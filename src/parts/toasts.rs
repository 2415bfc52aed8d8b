//! Where the messages about outcomes appear and are spoken.

use leptos::prelude::*;

use crate::state::toasts::{Toast, Toasts, Tone};
use crate::ui::toast::Message;
use snapdeck_core::text::words;

/// The messages of the page. The region is always there, so that what appears in it is spoken.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = Toasts::expect();
    let words = words();
    let message = move |toast: Toast| {
        let number = toast.number;
        view! {
            <Message
                text=toast.text
                failure=toast.tone == Tone::Failure
                dismiss=words.chrome().dismiss
                on_gone=Callback::new(move |()| toasts.dismiss(number))
            />
        }
    };
    view! {
        <section class="toasts" role="region" aria-label=words.chrome().notifications aria-live="polite">
            <For each=move || toasts.all() key=|toast| toast.number children=message />
        </section>
    }
}
