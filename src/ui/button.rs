//! Buttons. One view for all, since each button written out anew weighs half a kilobyte.

use leptos::prelude::*;

use crate::ui::icon::{Glyph, Icon};

/// How a button looks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Look {
    Plain,
    Small,
    /// As wide as what is around it.
    Wide,
    Link,
    Primary,
    /// It destroys something.
    Danger,
}

/// A button with a label.
pub fn button(label: &'static str, look: Look, on_press: impl Fn() + Send + Sync + 'static) -> AnyView {
    boxed_button(label, look, Callback::new(move |()| on_press()))
}

fn boxed_button(label: &'static str, look: Look, on_press: Callback<()>) -> AnyView {
    let when = |own: Look, value: &'static str| (look == own).then_some(value);
    view! {
        <button
            type="button"
            class="button"
            data-size=when(Look::Small, "small")
            data-width=when(Look::Wide, "full")
            data-shape=when(Look::Link, "link")
            data-tone=when(Look::Primary, "primary").or(when(Look::Danger, "danger"))
            on:click=move |_| on_press.run(())
        >
            {label}
        </button>
    }
    .into_any()
}

/// A cross with a name.
pub fn close_button(name: &'static str, on_press: Callback<()>) -> AnyView {
    view! {
        <button
            type="button"
            class="button"
            data-shape="icon"
            aria-label=name
            on:click=move |_| on_press.run(())
        >
            <Glyph icon=Icon::Close />
        </button>
    }
    .into_any()
}
