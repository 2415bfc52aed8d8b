//! Where the messages about outcomes appear and are spoken.

use leptos::prelude::*;

use crate::state::toasts::{Toast, Toasts, Tone};
use crate::ui::keyed::{Entry, Keyed};
use crate::ui::toast::Message;
use snapdeck_core::text::words;

/// The messages of the page. The region is always there, so that what appears in it is spoken.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = Toasts::expect();
    let words = words();
    let message = move |toast: Toast| {
        let number = toast.number;
        let view = move || {
            view! {
                <Message
                    text=toast.text
                    failure=toast.tone == Tone::Failure
                    dismiss=words.chrome().dismiss
                    on_gone=Callback::new(move |()| toasts.dismiss(number))
                />
            }
        };
        Entry::new(number, move || view().into_any())
    };
    let entries = Callback::new(move |()| toasts.all().into_iter().map(message).collect());
    view! {
        <section class="toasts" role="region" aria-label=words.chrome().notifications aria-live="polite">
            <Keyed entries />
        </section>
    }
}
