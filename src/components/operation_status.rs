//! The status of an operation as a badge. Its text says all that its colour does.

use leptos::prelude::*;

use snapdeck_core::operations::operation::{Operation, Outcome, Phase};
use snapdeck_core::text;

#[component]
pub fn OperationStatus(operation: Operation) -> impl IntoView {
    let tone = match &operation.phase {
        Phase::Noting | Phase::Sending | Phase::Following { .. } | Phase::Checking => "running",
        Phase::Unsure { .. } => "unsure",
        Phase::Ended { outcome: Outcome::Done, .. } => "done",
        Phase::Ended { outcome: Outcome::Failed { .. }, .. } => "failed",
        Phase::Ended { .. } | Phase::Withdrawn => "unsure",
    };
    view! { <span class="badge" data-tone=tone>{text::operations::status(&operation)}</span> }
}
