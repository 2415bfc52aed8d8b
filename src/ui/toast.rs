//! One short message. It goes by itself, unless it is a failure or a person is on it.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::clock;
use crate::ui::icon::{Glyph, Icon};

/// How long a message stays that goes by itself, and in how many steps that is counted.
const STAYS: Duration = Duration::from_secs(5);
const STEPS: u32 = 10;

/// A message.
#[component]
pub fn Message(
    /// What it says.
    text: String,
    /// Something went wrong: it stays.
    failure: bool,
    /// The name of the button that takes it away.
    dismiss: &'static str,
    /// Called when it goes.
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
            <p class="toast-text">{text}</p>
            <button type="button" class="button" data-shape="icon" aria-label=dismiss on:click=move |_| on_gone.run(())>
                <Glyph icon=Icon::Close />
            </button>
        </div>
    }
}
