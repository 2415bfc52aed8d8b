//! A toast. It goes away by itself, unless it is a failure or has the pointer or the focus.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::clock;
use crate::ui::button::close_button;
use crate::ui::icon::{Glyph, Icon};

/// How long it stays, counted in steps so that it can be held.
const STAYS: Duration = Duration::from_secs(5);
const STEPS: u32 = 10;

#[component]
pub fn Message(
    text: String,
    /// It stays.
    failure: bool,
    /// Where it leads, and the name of that.
    link: Option<(String, &'static str)>,
    /// The name of the button that closes it.
    dismiss: &'static str,
    on_gone: Callback<()>,
) -> impl IntoView {
    let held = RwSignal::new(false);
    let steps = StoredValue::new(0);
    if !failure {
        clock::every(STAYS / STEPS, move || {
            if !held.get_untracked() {
                steps.update_value(|steps| *steps += 1);
            }
            if steps.get_value() == STEPS {
                on_gone.run(());
            }
        });
    }
    view! {
        <div
            class="toast"
            data-tone=if failure { "failure" } else { "success" }
            on:pointerenter=move |_| held.set(true)
            on:pointerleave=move |_| held.set(false)
            on:focusin=move |_| held.set(true)
            on:focusout=move |_| held.set(false)
        >
            <Glyph icon=if failure { Icon::Alert } else { Icon::Done } />
            <p class="toast-text">
                {text}
                {link.map(|(href, name)| view! { " "<a class="link" href=href on:click=move |_| on_gone.run(())>{name}</a> }.into_any())}
            </p>
            {close_button(dismiss, on_gone)}
        </div>
    }
}
