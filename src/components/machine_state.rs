//! The state of a machine, as a word with a dot.

use leptos::prelude::*;

use snapdeck_core::model::machine::MachineState;

/// The state of a machine, as Paperspace calls it.
pub fn state_badge(state: &MachineState) -> AnyView {
    let tone = match state.as_str() {
        "ready" => Some("done"),
        _ if state.is_in_transition() => Some("running"),
        _ => None,
    };
    view! { <span class="badge" data-tone=tone>{state.as_str().to_owned()}</span> }.into_any()
}
