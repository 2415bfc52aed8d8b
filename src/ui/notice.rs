//! Messages in place of content, or above it.

use leptos::prelude::*;

use crate::ui::icon::{Glyph, Icon};

/// In place of content: a heading, a sentence, and buttons.
#[component]
pub fn Blank(
    title: &'static str,
    #[prop(into)] text: Signal<String>,
    #[prop(optional)] failure: bool,
    /// What it is about, unless it failed.
    #[prop(default = Icon::Layers)]
    icon: Icon,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let icon = if failure { Icon::Alert } else { icon };
    view! {
        <div class="blank" data-tone=failure.then_some("failure") role=failure.then_some("alert")>
            <Glyph icon />
            <h2 class="blank-title">{title}</h2>
            <p class="blank-text">{move || text.get()}</p>
            <div class="blank-actions">{children.map(|children| children())}</div>
        </div>
    }
}

/// A line above content.
#[component]
pub fn Banner(
    text: String,
    #[prop(optional)] failure: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="banner" data-tone=failure.then_some("failure") role=if failure { "alert" } else { "status" }>
            <Glyph icon=Icon::Alert />
            <p class="banner-text">{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
