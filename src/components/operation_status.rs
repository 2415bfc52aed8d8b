//! What is happening to a snapshot, in a row and in the panel: the word first, the colour second.

use leptos::prelude::*;

use snapdeck_core::operations::operation::{Operation, Outcome, Phase};
use snapdeck_core::text;

/// The state of an operation as a badge.
#[component]
pub fn OperationStatus(
    /// Which.
    operation: Operation,
) -> impl IntoView {
    let tone = match &operation.phase {
        Phase::Noting | Phase::Sending | Phase::Following { .. } | Phase::Checking => "running",
        Phase::Unsure { .. } => "unsure",
        Phase::Ended { outcome: Outcome::Done, .. } => "done",
        Phase::Ended { outcome: Outcome::Failed { .. }, .. } => "failed",
        Phase::Ended { .. } | Phase::Withdrawn => "unsure",
    };
    view! { <span class="badge" data-tone=tone>{text::operations::status(&operation)}</span> }
}
