//! Activity as one list: what was started here, and what the team's events tell of everything else.

use crate::model::event::EventState;
use crate::model::ids::{EventId, MachineId};
use crate::model::time::Timestamp;
use crate::operations::operation::{Operation, Outcome, Phase, Verb};
use crate::operations::team::Foreign;
use crate::operations::tracker::Tracker;

/// An entry of the feed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Work {
    Own(Operation),
    /// Not started in this browser: by a colleague, by a schedule, or by the same person elsewhere. Events do not say.
    Elsewhere(Foreign),
}

/// How far an entry is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    Running,
    Unsure,
    Failed,
    Finished,
}

impl Part {
    pub const ALL: [Self; 4] = [Self::Running, Self::Unsure, Self::Failed, Self::Finished];
}

impl Work {
    /// When it was asked for: by this browser's clock, or by Paperspace's.
    pub fn at(&self) -> Option<Timestamp> {
        match self {
            Self::Own(operation) => Some(operation.asked_at),
            Self::Elsewhere(event) => event.since.or(event.started).or(event.finished),
        }
    }

    pub fn part(&self) -> Part {
        match self {
            Self::Own(operation) if operation.is_running() => Part::Running,
            Self::Own(operation) if operation.is_unsure() => Part::Unsure,
            Self::Own(operation) if operation.outcome() == Some(&Outcome::Done) => Part::Finished,
            Self::Own(_) => Part::Failed,
            Self::Elsewhere(event) => match event.state {
                EventState::Done => Part::Finished,
                EventState::Error | EventState::Cancelled => Part::Failed,
                EventState::New | EventState::InProgress | EventState::Other(_) => Part::Running,
            },
        }
    }
}

impl Tracker {
    /// What was not started from here, newest first. A list may have an event before we know that it is our own.
    pub fn elsewhere(&self) -> impl Iterator<Item = &Foreign> {
        let is_own = |id: &EventId| self.operations().iter().any(|operation| operation.event.as_ref() == Some(id));
        self.team().events().iter().filter(move |one| !is_own(&one.event_id))
    }

    /// What of that runs.
    pub fn foreign(&self) -> impl Iterator<Item = &Foreign> {
        self.elsewhere().filter(|one| one.state.is_open())
    }

    /// Whether a machine is being restored by somebody else.
    pub fn is_restored_by_others(&self, machine_id: &MachineId) -> bool {
        self.foreign().any(|one| one.verb == Verb::Restore && one.machine_id == *machine_id)
    }

    /// All that happened, newest first; what has no date comes last. What was refused is left out: its dialog has said so.
    pub fn feed(&self) -> Vec<Work> {
        let own = self.operations().iter().rev().filter(|one| one.phase != Phase::Withdrawn);
        let elsewhere = self.elsewhere().cloned().map(Work::Elsewhere);
        let mut feed: Vec<Work> = own.cloned().map(Work::Own).chain(elsewhere).collect();
        feed.sort_by_key(|work| std::cmp::Reverse(work.at()));
        feed
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::event::Event;
    use crate::model::snapshot::Snapshot;
    use crate::operations::operation::OperationId;
    use crate::operations::tracker::OperationEvent;
    use crate::state_machine::StateMachine as _;

    fn event(id: &str, state: &str, at: Option<i64>) -> Event {
        Event {
            id: id.into(),
            name: Arc::from("snapshot-create"),
            state: EventState::from(Arc::<str>::from(state)),
            machine_id: Some("m".into()),
            dt_created: at.map(Timestamp),
            dt_started: None,
            dt_finished: None,
            error: None,
        }
    }

    fn told(events: Vec<OperationEvent>) -> Vec<(String, Part)> {
        let mut tracker = Tracker::default();
        for event in events {
            let _commands = tracker.step(Timestamp(0), 0.5, event);
        }
        let id = |work: &Work| match work {
            Work::Own(operation) => operation.id.as_str().to_owned(),
            Work::Elsewhere(event) => event.event_id.as_str().to_owned(),
        };
        tracker.feed().iter().map(|work| (id(work), work.part())).collect()
    }

    #[test]
    fn everything_is_told_once_the_newest_first_and_what_has_no_date_last() {
        let snapshot = Snapshot { id: "s".into(), is_auto_snapshot: false, machine_id: "m".into(), name: "n".into() };
        let id = OperationId::from("own");
        let own = Operation::intended(id, Verb::Delete, &snapshot, Arc::from("machine"), Timestamp(20));
        let own = Operation { event: Some("mine".into()), ..own };
        let begun = OperationEvent::Intended { operation: own, instead_of: None };
        let listed = OperationEvent::Listed(vec![
            event("undated", "done", None),
            event("old", "error", Some(10)),
            event("mine", "in progress", Some(25)),
            event("new", "in progress", Some(30)),
        ]);
        let expected =
            [("new", Part::Running), ("own", Part::Running), ("old", Part::Failed), ("undated", Part::Finished)];
        assert_eq!(told(vec![listed, begun]), expected.map(|(id, part)| (id.to_owned(), part)));
    }
}
