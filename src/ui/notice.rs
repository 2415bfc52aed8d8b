//! A message in the place of content, or above it.

use leptos::prelude::*;

use crate::ui::icon::{Glyph, Icon};

/// A whole area that has nothing else to show: a heading, a sentence, and what can be done.
#[component]
pub fn Blank(
    /// The heading.
    title: &'static str,
    /// What it means.
    #[prop(into)]
    text: Signal<String>,
    /// Something went wrong.
    #[prop(optional)]
    failure: bool,
    /// What can be done; buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let icon = if failure { Icon::Alert } else { Icon::Layers };
    view! {
        <div class="blank" data-tone=failure.then_some("failure") role=failure.then_some("alert")>
            <Glyph icon />
            <h2 class="blank-title">{title}</h2>
            <p class="blank-text">{move || text.get()}</p>
            <div class="blank-actions">{children.map(|children| children())}</div>
        </div>
    }
}

/// A line above content that is still there.
#[component]
pub fn Banner(
    /// What it says.
    text: String,
    /// Something went wrong.
    #[prop(optional)]
    failure: bool,
    /// What can be done; buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="banner" data-tone=failure.then_some("failure") role=if failure { "alert" } else { "status" }>
            <Glyph icon=Icon::Alert />
            <p class="banner-text">{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
