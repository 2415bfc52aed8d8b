//! The words of operations.

use super::{named, took};
use crate::model::event::{Event, EventState};
use crate::operations::operation::{Finding, Operation, Outcome, Phase, Verb};
use crate::operations::team::Foreign;
use crate::text::vocabulary::{Operations, Words};

impl Words {
    pub fn operations(self) -> &'static Operations {
        &OPERATIONS
    }
}

static OPERATIONS: Operations = Operations {
    title,
    status,
    foreign,
    foreign_title,
    outcome,
    told,
    outcomes,
    begun,
    answer_lost,
    details,
    event_facts,
};

fn foreign(one: &Foreign) -> String {
    match &one.state {
        EventState::Done => done(one.verb).to_owned(),
        EventState::Error => failed(one.reason.is_some()).to_owned(),
        EventState::Cancelled => "Cancelled".to_owned(),
        state => following(one.verb, state),
    }
}

/// Events name no snapshot.
fn foreign_title(one: &Foreign, machine: &str) -> String {
    let machine = named(machine);
    match one.verb {
        Verb::Create => format!("Create a snapshot of {machine}"),
        Verb::Delete => format!("Delete a snapshot of {machine}"),
        Verb::Restore => format!("Restore {machine}"),
    }
}

fn done(verb: Verb) -> &'static str {
    match verb {
        Verb::Create => "Created",
        Verb::Delete => "Deleted",
        Verb::Restore => "Restored",
    }
}

/// An error without a reason was seen on operations that had succeeded.
fn failed(has_reason: bool) -> &'static str {
    if has_reason { "Failed" } else { "Reported an error" }
}

fn doing(verb: Verb) -> &'static str {
    match verb {
        Verb::Create => "Creating",
        Verb::Delete => "Deleting",
        Verb::Restore => "Restoring",
    }
}

fn following(verb: Verb, state: &EventState) -> String {
    let doing = doing(verb);
    match state {
        // Nothing else in the row says what is queued.
        EventState::New => format!("{doing}: queued"),
        EventState::Other(text) => format!("{doing}: {text}"),
        _ => doing.to_owned(),
    }
}

fn event_facts(event: &Event, at: Option<&str>) -> String {
    let span = event.dt_started.zip(event.dt_finished).map(|(from, to)| took(to.since(from) / 1_000));
    let facts: Vec<String> = at.map(str::to_owned).into_iter().chain(span).collect();
    let why = event.error.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    format!("{}{why}", facts.join(", "))
}

fn details(operation: &Operation, asked_at: &str) -> String {
    let ids = [
        ("machine", Some(operation.machine_id.as_str())),
        ("snapshot", operation.snapshot_id.as_ref().map(|id| id.as_str())),
        ("event", operation.event.as_ref().map(|id| id.as_str())),
    ];
    let ids = ids.iter().filter_map(|(what, id)| Some(format!("\n{what}: {}", (*id)?)));
    format!("{}\nstarted: {asked_at}\n{}{}", title(operation), outcome(operation), ids.collect::<String>())
}

fn status(operation: &Operation) -> String {
    let doing = doing(operation.verb);
    match &operation.phase {
        Phase::Noting | Phase::Sending => "Starting".to_owned(),
        Phase::Unsure { finding: Finding::Undecided, .. } => "Not sure whether it was started".to_owned(),
        Phase::Unsure { finding: Finding::Nothing, .. } => "Left no trace".to_owned(),
        Phase::Unsure { finding: Finding::Several, .. } => "Not certain".to_owned(),
        Phase::Checking => format!("{doing}: checking"),
        Phase::Following { state } => following(operation.verb, state),
        Phase::Withdrawn => "Refused".to_owned(),
        Phase::Ended { outcome, .. } => match (outcome, operation.verb) {
            (Outcome::Done, verb) => done(verb).to_owned(),
            (Outcome::Failed { reason }, _) => failed(reason.is_some()).to_owned(),
            (Outcome::Cancelled, _) => "Cancelled".to_owned(),
            (Outcome::Unknown, _) => "Outcome unknown".to_owned(),
            (Outcome::NotStarted, _) => "Not started".to_owned(),
        },
    }
}

fn title(operation: &Operation) -> String {
    let (name, machine) = (named(&operation.snapshot_name), named(&operation.machine_name));
    match operation.verb {
        Verb::Create => format!("Create “{name}”"),
        Verb::Delete => format!("Delete “{name}”"),
        Verb::Restore if operation.undo_of.is_some() => format!("Undo the restore of {machine}"),
        Verb::Restore => format!("Restore {machine} to “{name}”"),
    }
}

fn outcome(operation: &Operation) -> String {
    let (name, machine) = (named(&operation.snapshot_name), named(&operation.machine_name));
    match (operation.outcome(), operation.verb) {
        (Some(Outcome::Done), Verb::Create) => format!("Snapshot “{name}” was created."),
        (Some(Outcome::Done), Verb::Delete) => format!("Snapshot “{name}” was deleted."),
        (Some(Outcome::Done), Verb::Restore) if operation.assumed => {
            format!(
                "{machine} was restored, most likely to “{name}”: the answer to your request was lost, and this is the only \
                 restore since. Check the machine before you rely on it."
            )
        }
        (Some(Outcome::Done), Verb::Restore) if operation.undo_of.is_some() => {
            format!("The restore of {machine} was undone: its disk is as it was just before.")
        }
        (Some(Outcome::Done), Verb::Restore) => format!("{machine} was restored to “{name}”."),
        (Some(Outcome::Failed { reason: Some(reason) }), _) if operation.assumed => {
            format!("{} most likely failed: {reason}", title(operation))
        }
        (Some(Outcome::Failed { reason: Some(reason) }), _) => format!("{} failed: {reason}", title(operation)),
        (Some(Outcome::Failed { reason: None }), _) => {
            format!(
                "{}: Paperspace reported an error without a reason. {}",
                title(operation),
                if operation.verb == Verb::Restore {
                    "Check the machine before you rely on it."
                } else {
                    "Check the list to see whether it was done."
                }
            )
        }
        (Some(Outcome::Cancelled), _) if operation.assumed => {
            format!("{} was most likely cancelled by Paperspace.", title(operation))
        }
        (Some(Outcome::Cancelled), _) => format!("{} was cancelled by Paperspace.", title(operation)),
        (Some(Outcome::Unknown), _) => {
            format!(
                "{}: Paperspace no longer knows this operation. Check the list to see whether it was done.",
                title(operation)
            )
        }
        (Some(Outcome::NotStarted), _) => format!("{} was not started: the page was closed before.", title(operation)),
        (None, _) => open(operation),
    }
}

fn open(operation: &Operation) -> String {
    match operation.phase {
        Phase::Unsure { finding: Finding::Undecided, .. } => {
            "The answer was lost. Snapdeck is finding out whether it was started; it is not sent again.".to_owned()
        }
        Phase::Unsure { finding: Finding::Nothing, .. } => {
            "The answer was lost, and nothing at Paperspace shows that it was started.".to_owned()
        }
        Phase::Unsure { finding: Finding::Several, .. } if operation.candidates.len() > 1 => {
            "The answer was lost, and several snapshots may be it. The browser may have sent the request more than once. \
             Keep the one you need."
                .to_owned()
        }
        Phase::Unsure { finding: Finding::Several, .. } => {
            "The answer was lost, and there is no way to tell whether it was started. Check the list before you try again."
                .to_owned()
        }
        _ => status(operation),
    }
}

fn begun(operation: &Operation) -> String {
    let name = named(&operation.snapshot_name);
    match operation.verb {
        Verb::Create | Verb::Delete => format!("{} “{name}” started.", doing(operation.verb)),
        Verb::Restore => format!("{} {} started.", doing(operation.verb), named(&operation.machine_name)),
    }
}

fn answer_lost(operation: &Operation) -> String {
    format!("{}: the answer was lost. Snapdeck is finding out whether it was started.", title(operation))
}

fn told(operation: &Operation, away: bool) -> String {
    let outcome = outcome(operation);
    if away { format!("While you were away: {outcome}") } else { outcome }
}

fn outcomes(count: usize, failed: usize, away: bool) -> String {
    let when = if away { "While you were away, " } else { "" };
    let rest = match failed {
        0 => "all succeeded".to_owned(),
        failed => format!("{failed} failed"),
    };
    format!("{when}{count} operations ended, {rest}. Activity has them all.")
}
