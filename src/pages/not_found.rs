//! Shown at unknown addresses.

use leptos::prelude::*;

use crate::components::heading::Heading;
use crate::routes::Route;
use snapdeck_core::text::words;

#[component]
pub fn NotFoundPage() -> impl IntoView {
    let words = words().chrome();
    view! {
        <main class="page" id="content">
            <Heading text=words.not_found_title.to_owned() />
            <p class="lead">{words.not_found}</p>
            <a class="link" href=Route::home().href()>{words.to_snapshots}</a>
        </main>
    }
}
