//! Where toasts appear and are read out.

use leptos::prelude::*;

use crate::components::restored::RestoredCards;
use crate::state::toasts::{Toast, Toasts, Tone};
use crate::ui::keyed::{Entry, Keyed};
use crate::ui::toast::Message;
use snapdeck_core::text::words;

/// The region is always there: a live region that appears with its content is not read out.
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
                    link=toast.leads_to.map(|href| (href, if toast.tone == Tone::Failure { words.chrome().activity } else { words.snapshots().show }))
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
            <RestoredCards />
            <Keyed entries />
        </section>
    }
}
