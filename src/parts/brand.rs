//! What the bar over every page is before the rest of it is here: where one is, and the ways to the pages.

use leptos::prelude::*;

use crate::routes::Route;
use crate::ui::icon::{Glyph, Icon};
use snapdeck_core::text::words;

/// The product, and the way to its first page.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href=Route::home().href()>
            <Glyph icon=Icon::Layers />
            <span class="brand-name">{words().chrome().product}</span>
        </a>
    }
}

/// The bar with nothing in it that moves.
#[component]
pub fn PlainHeader(
    /// The page that is shown.
    route: Route,
) -> impl IntoView {
    let words = words().chrome();
    let link = |to: Route, name| {
        let is_current = std::mem::discriminant(&to) == std::mem::discriminant(&route);
        view! { <a class="nav-link" href=to.href() aria-current=is_current.then_some("page")>{name}</a> }
    };
    view! {
        <header class="header">
            <Brand />
            <nav class="nav">{link(Route::home(), words.snapshots)} {link(Route::Activity, words.activity)}</nav>
        </header>
    }
}
