//! The product's name, and the way to its first page.

use leptos::prelude::*;

use crate::routes::Route;
use crate::ui::icon::{Glyph, Icon};
use snapdeck_core::text::words;

/// The link.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href=Route::home().href()>
            <Glyph icon=Icon::Layers />
            <span class="brand-name">{words().chrome().product}</span>
        </a>
    }
}
