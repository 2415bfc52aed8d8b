//! The name of a machine, which leads to its page.

use leptos::prelude::*;

use crate::components::name::name as shown;
use crate::routes::Route;
use snapdeck_core::model::ids::MachineId;

/// A name may be in any script: it keeps its own direction.
pub fn machine_link(id: &MachineId, name: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    let href = Route::Machine { id: id.clone() }.href();
    view! { <a class="link" href=href>{move || shown(&name())}</a> }.into_any()
}
