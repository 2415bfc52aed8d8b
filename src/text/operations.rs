//! Wording an operation: what is happening to a snapshot, and how it ended.

use crate::domain::event::EventState;
use crate::domain::operation::{Operation, Outcome, Phase, Verb};

/// What is happening now, in a word or two, for a row and for Activity.
pub fn status(operation: &Operation) -> String {
    let doing = match operation.verb {
        Verb::Create => "Creating",
        Verb::Delete => "Deleting",
        Verb::Restore => "Restoring",
    };
    match &operation.phase {
        Phase::Sending => format!("{doing}: asking"),
        Phase::Unsure => "Not sure whether it was started".to_owned(),
        Phase::Following { state: EventState::New, .. } => format!("{doing}: waiting"),
        Phase::Following { state: EventState::Other(text), .. } => format!("{doing}: {text}"),
        Phase::Following { .. } => doing.to_owned(),
        Phase::Withdrawn => "Refused".to_owned(),
        Phase::Ended { outcome, .. } => match (outcome, operation.verb) {
            (Outcome::Done, Verb::Create) => "Created".to_owned(),
            (Outcome::Done, Verb::Delete) => "Deleted".to_owned(),
            (Outcome::Done, Verb::Restore) => "Restored".to_owned(),
            (Outcome::Failed { .. }, _) => "Failed".to_owned(),
            (Outcome::Cancelled, _) => "Cancelled".to_owned(),
            (Outcome::Unknown, _) => "Outcome unknown".to_owned(),
        },
    }
}

/// What it is about: one line for a heading.
pub fn title(operation: &Operation) -> String {
    let (name, machine) = (&operation.snapshot_name, &operation.machine_name);
    match operation.verb {
        Verb::Create => format!("Create “{name}”"),
        Verb::Delete => format!("Delete “{name}”"),
        Verb::Restore => format!("Restore {machine} to “{name}”"),
    }
}

/// How it ended, as a sentence for a toast.
pub fn outcome(operation: &Operation) -> String {
    let (name, machine) = (&operation.snapshot_name, &operation.machine_name);
    match (operation.outcome(), operation.verb) {
        (Some(Outcome::Done), Verb::Create) => format!("Snapshot “{name}” was created."),
        (Some(Outcome::Done), Verb::Delete) => format!("Snapshot “{name}” was deleted."),
        (Some(Outcome::Done), Verb::Restore) => format!("{machine} was restored to “{name}”."),
        (Some(Outcome::Failed { reason: Some(reason) }), _) => format!("{} failed: {reason}", title(operation)),
        (Some(Outcome::Failed { reason: None }), _) => {
            format!(
                "{}: the provider reported an error without a reason. Look at the list to see whether it happened.",
                title(operation)
            )
        }
        (Some(Outcome::Cancelled), _) => format!("{} was cancelled by the provider.", title(operation)),
        (Some(Outcome::Unknown), _) => {
            format!(
                "{}: the provider no longer knows this operation. Look at the list to see whether it happened.",
                title(operation)
            )
        }
        (None, _) => status(operation),
    }
}
