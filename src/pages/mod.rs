//! One folder per page, and which of them the address names. Only `app` depends on them: a page can be deleted with its route.

mod activity;
pub mod bad_config;
mod machine;
mod not_found;
mod snapshots;

use leptos::prelude::*;

use crate::components::later::later_page;
use crate::reactive::memo;
use crate::routes::Route;
use crate::state::location::Location;
use snapdeck_core::list::filter::View;

/// It stays while only its address changes.
#[component]
pub fn CurrentPage() -> impl IntoView {
    let location = Location::expect();
    let page = memo(move |before: Option<&Route>| {
        location.with(|route| before.filter(|before| before.is_same_page(route)).unwrap_or(route).clone())
    });
    let view = memo(move |before: Option<&View>| {
        location.with(|route| match route {
            Route::Snapshots { view, .. } => view.clone(),
            _ => before.cloned().unwrap_or_default(),
        })
    });
    let open = memo(move |_| {
        location.with(|route| match route {
            Route::Snapshots { open, .. } => open.clone(),
            _ => None,
        })
    });
    move || match page.get() {
        Route::Snapshots { .. } => view! { <snapshots::SnapshotsPage view open /> }.into_any(),
        Route::Machine { id } => later_page(Box::new(move || machine::later(id.clone()))),
        Route::Activity => later_page(Box::new(activity::later)),
        Route::NotFound => view! { <not_found::NotFoundPage /> }.into_any(),
    }
}
