//! The status of an operation as a badge. Its text says all that its colour does.

use leptos::prelude::*;

use crate::reactive::{Memo, scoped_memo};
use crate::state::operations::Operations;
use snapdeck_core::operations::operation::{Operation, Outcome, Phase, Verb};
use snapdeck_core::operations::undo::Undoing;
use snapdeck_core::text::{self, words};

/// Of a restore that is being undone or was, that is what counts.
#[component]
pub fn OperationStatus(operation: Operation) -> impl IntoView {
    let operations = Operations::expect();
    let tone = match &operation.phase {
        Phase::Noting | Phase::Sending | Phase::Following { .. } | Phase::Checking => "running",
        Phase::Unsure { .. } => "unsure",
        Phase::Ended { outcome: Outcome::Done, .. } => "done",
        Phase::Ended { outcome: Outcome::Failed { .. }, .. } => "failed",
        Phase::Ended { .. } | Phase::Withdrawn => "unsure",
    };
    let status = text::operations::status(&operation);
    // Only a restore is ever undone.
    let is_restore = operation.verb == Verb::Restore;
    let undoing = is_restore.then(|| scoped_memo(move |_| operations.undoing(&operation.id)));
    let undoing = move || undoing.map_or(Undoing::No, Memo::get);
    let tone = move || match undoing() {
        Undoing::No => Some(tone),
        Undoing::Running => Some("running"),
        Undoing::Done => None,
    };
    let status = move || match undoing() {
        Undoing::No => status.clone(),
        Undoing::Running => words().activity().undoing.to_owned(),
        Undoing::Done => words().activity().undone.to_owned(),
    };
    view! { <span class="badge" data-tone=tone>{status}</span> }
}
