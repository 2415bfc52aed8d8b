//! The product's name, which links to the first page.

use leptos::prelude::*;

use crate::routes::Route;
use crate::ui::icon::{Glyph, Icon};
use snapdeck_core::text::words;

#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href=Route::home().href()>
            <Glyph icon=Icon::Layers />
            <span class="brand-name">{words().chrome().product}</span>
        </a>
    }
}
