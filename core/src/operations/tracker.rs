//! The operations as a state machine.
//!
//! Commands are carried out in order, and `Store` comes first: so an operation is stored before its request is sent.

use crate::model::ids::MachineId;
use crate::model::time::Timestamp;
use crate::operations::operation::{Operation, OperationId, Outcome, Phase};
use crate::operations::permission::{self, Deed, Why};
use crate::operations::schedule::{PUSHBACK_MAX_MS, look_after_ms, take_over_spread_ms};
use crate::operations::team::Team;
use crate::planted::{Bug, is_planted};
use crate::state_machine::StateMachine;

mod follow;
mod messages;
mod plan;

pub use messages::{Check, OperationCommand, OperationEvent, Reply, Round};

/// Ended operations kept.
pub const ENDED_MAX: usize = 100;

#[derive(Clone, Debug, Default)]
pub struct Tracker {
    operations: Vec<Operation>,
    team: Team,
    signed_in: bool,
    hidden: bool,
    offline: bool,
    /// The first round since the page became visible is over: what ends from now on, the user sees ending.
    caught_up: bool,
    to_tell: Vec<OperationId>,
    /// What this tab, and no other, saw end.
    to_notify: Vec<OperationId>,
    asking: bool,
    next_round: Option<Timestamp>,
    remembered_at: Timestamp,
    last_round: Option<Timestamp>,
    /// When the team's events were last listed.
    last_list: Option<Timestamp>,
    list_failed: bool,
    /// The last attempt to list them was in vain.
    unread: bool,
    /// Which event comes first in a round, in turn.
    turn: usize,
    /// A round is wanted as soon as possible.
    soon: bool,
    not_before: Option<Timestamp>,
    /// The pending alarm.
    alarm: Option<Timestamp>,
    /// What the stored ledger says was not sent, or offers to send again.
    stored_unsent: Vec<OperationId>,
    /// Sent as soon as the ledger is stored.
    about_to_send: Option<OperationId>,
}

/// The commands of a step. The ledger is stored first, and once.
#[derive(Default)]
struct Effects {
    store: bool,
    then: Vec<OperationCommand>,
}

impl Effects {
    fn answer(&mut self, id: &OperationId, reply: Reply) {
        self.then.push(OperationCommand::Answer(id.clone(), reply));
    }
}

impl StateMachine for Tracker {
    type Event = OperationEvent;
    type Command = OperationCommand;

    fn step(&mut self, now: Timestamp, chance: f64, event: OperationEvent) -> Vec<OperationCommand> {
        let mut effects = Effects::default();
        self.take_in(now, chance, event, &mut effects);
        self.plan(now, chance, &mut effects);
        let store = effects.store.then_some(OperationCommand::Store);
        let is_late = is_planted(Bug::StoresLate) && self.operations.iter().any(|one| is_before_answer(&one.phase));
        let store = store.filter(|_| !is_late);
        store.into_iter().chain(effects.then).collect()
    }

    fn is_quiet(event: &OperationEvent) -> bool {
        matches!(
            event,
            OperationEvent::Ticked
                | OperationEvent::RoundEnded(_)
                | OperationEvent::LeftToOther(_)
                | OperationEvent::Stored(true)
        )
    }
}

impl Tracker {
    fn take_in(&mut self, now: Timestamp, chance: f64, event: OperationEvent, effects: &mut Effects) {
        match event {
            OperationEvent::Remembered(stored, team) => self.remember(stored, team, now, effects),
            OperationEvent::WrittenElsewhere(stored) => self.absorb(stored, effects),
            OperationEvent::LearntElsewhere(team) => (self.team, self.unread) = (team, false),
            OperationEvent::Intended { operation, instead_of } => self.intend(operation, instead_of, effects),
            OperationEvent::Noted(id, noted) => self.note(&id, noted, effects),
            OperationEvent::Answered(id, answer) => self.answered(&id, answer, now, effects),
            OperationEvent::Stored(is_stored) => self.stored(is_stored, effects),
            OperationEvent::Dismissed(id) => {
                self.change(&id, |phase| matches!(phase, Phase::Unsure { .. }), Phase::Withdrawn, effects);
            }
            OperationEvent::Kept(id) => {
                if let Some(operation) = self.in_phase(&id, |_| true) {
                    operation.kept = true;
                    effects.store = true;
                }
            }
            OperationEvent::Reported(event) => self.report(&event, now, effects),
            OperationEvent::ListFailed { may_pass } => (self.list_failed, self.unread) = (may_pass, true),
            OperationEvent::Listed(events) => {
                self.team.learn(&events, now);
                self.unread = false;
                effects.then.push(OperationCommand::StoreTeam);
                events.iter().for_each(|event| self.report(event, now, effects));
                self.notice_restores(&events, effects);
            }
            OperationEvent::EventVanished(event_id) => {
                let followed = self.operations.iter().find(|one| one.followed() == Some(&event_id));
                if let Some(id) = followed.map(|operation| operation.id.clone()) {
                    self.end(&id, Outcome::Unknown, now, effects);
                }
            }
            OperationEvent::Looked(id, Some(seen)) => self.look(&id, &seen, now, effects),
            OperationEvent::Looked(id, None) => {
                if let Some(Phase::Unsure { next_look, .. }) = self.phase_mut(&id) {
                    *next_look = now.plus_ms(look_after_ms(0));
                }
            }
            OperationEvent::Checked(id, check) => self.checked(&id, check, now, effects),
            OperationEvent::SafetyLooked(id, seen) => self.look_for_way_back(&id, seen.as_ref(), now, effects),
            OperationEvent::RoundEnded(pushback_ms) => {
                self.round_over(pushback_ms.map(|ms| now.plus_ms(ms.min(PUSHBACK_MAX_MS))));
            }
            OperationEvent::LeftToOther(until) => self.round_over(Some(until.plus_ms(take_over_spread_ms(chance)))),
            OperationEvent::Surroundings { visible, online } => self.look_around(visible, online),
            // If it rang early, because the clock was set back, it is set again.
            OperationEvent::Ticked => self.alarm = None,
            OperationEvent::Forgotten if is_planted(Bug::TheNextOneInherits) => {}
            OperationEvent::Forgotten => {
                let (hidden, offline) = (self.hidden, self.offline);
                *self = Self { hidden, offline, ..Self::default() };
            }
        }
    }

    /// Starts an operation, unless something that runs forbids it.
    fn intend(&mut self, mut operation: Operation, instead_of: Option<OperationId>, effects: &mut Effects) {
        let is_again = |one: &Operation| Some(&one.id) == instead_of.as_ref();
        let before = self.operations.iter().find(|one| is_again(one));
        let is_spent = before.is_some_and(|before| !before.is_safe_again()) && !is_planted(Bug::TriesAgainTwice);
        let others = self.operations.iter().filter(|one| !is_again(one));
        let permitted = match permission::check(Deed::Begin(&operation), &operation.machine_id, others, self.foreign())
        {
            _ if is_spent => Err(Why::IsAskedAgain),
            Err(_) if is_planted(Bug::BeginsUnchecked) => Ok(()),
            permitted => permitted,
        };
        if let Err(why) = permitted {
            return effects.answer(&operation.id, Reply::NotPermitted(why));
        }
        if let Some(before) = self.operations.iter_mut().find(|one| Some(&one.id) == instead_of.as_ref()) {
            before.retried = true;
            self.stored_unsent.push(operation.id.clone());
            if before.is_unsure() {
                before.phase = Phase::Withdrawn;
            }
        }
        operation.again_of = instead_of;
        effects.store = true;
        effects.then.push(OperationCommand::TakeNote(operation.id.clone()));
        self.operations.push(operation);
    }

    fn round_over(&mut self, not_before: Option<Timestamp>) {
        self.asking = false;
        self.caught_up = true;
        self.next_round = None;
        self.not_before = not_before;
    }

    /// In the order in which they were started.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    pub fn team(&self) -> &Team {
        &self.team
    }

    /// Whether something may be started on a machine.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, deed: Deed<'_>, machine_id: &MachineId) -> Result<(), Why> {
        permission::check(deed, machine_id, &self.operations, self.foreign())
    }

    /// Whether an operation may be tried again now. `None` if it is not safe to try again.
    ///
    /// # Errors
    /// Why not.
    pub fn check_again(&self, operation: &Operation) -> Option<Result<(), Why>> {
        let others = self.operations.iter().filter(|one| one.id != operation.id);
        let check = || permission::check(Deed::Begin(operation), &operation.machine_id, others, self.foreign());
        operation.is_safe_again().then(check)
    }

    /// How many run, or may run because their answers were lost.
    pub fn open(&self) -> usize {
        self.operations.iter().filter(|operation| operation.is_open()).count()
    }

    pub fn running(&self) -> usize {
        self.operations.iter().filter(|operation| operation.is_running()).count()
    }

    pub fn operation(&self, id: &OperationId) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == *id)
    }

    fn in_phase(&mut self, id: &OperationId, is_right: impl Fn(&Phase) -> bool) -> Option<&mut Operation> {
        self.operations.iter_mut().find(|operation| operation.id == *id && is_right(&operation.phase))
    }

    fn phase_mut(&mut self, id: &OperationId) -> Option<&mut Phase> {
        self.in_phase(id, |_| true).map(|operation| &mut operation.phase)
    }

    fn change(&mut self, id: &OperationId, from: fn(&Phase) -> bool, to: Phase, effects: &mut Effects) {
        if let Some(operation) = self.in_phase(id, from) {
            operation.phase = to;
            effects.store = true;
        }
    }

    fn remember(&mut self, stored: Vec<Operation>, team: Team, now: Timestamp, effects: &mut Effects) {
        self.signed_in = true;
        self.team = team.valid_at(now);
        self.absorb(stored, effects);
        for operation in &mut self.operations {
            match operation.phase {
                // The page that sent it is gone, and with it the answer.
                Phase::Sending => operation.phase = Phase::unsure(now),
                Phase::Ended { .. } if !operation.told => self.to_tell.push(operation.id.clone()),
                _ => continue,
            }
            effects.store = true;
        }
        let something_runs = self.operations.iter().any(Operation::is_open) || self.round(now).is_busy();
        (self.remembered_at, self.soon) = (now, something_runs);
    }

    /// Merges what another tab stored.
    fn absorb(&mut self, stored: Vec<Operation>, effects: &mut Effects) {
        for other in stored {
            let Some(own) = self.operations.iter_mut().find(|own| own.id == other.id) else {
                // A new operation is polled soon, by this tab if it holds the lease.
                self.soon |= self.signed_in && other.followed().is_some();
                self.operations.push(other);
                continue;
            };
            let (was_waited_for, was_open) = (is_before_answer(&own.phase), own.is_open());
            let was_followed = own.followed().is_some();
            own.merge(other);
            self.soon |= !was_followed && own.followed().is_some();
            let (id, has_ended) = (own.id.clone(), own.outcome().is_some());
            if was_waited_for && has_ended {
                effects.answer(&id, Reply::GivenUp);
            }
            if was_open && has_ended {
                self.to_tell.push(id.clone());
                self.tell_list(&id, effects);
            }
        }
        self.operations.sort_by(|a, b| a.id.cmp(&b.id));
        self.trim();
    }

    /// Drops the oldest ended operations above the limit.
    fn trim(&mut self) {
        let closed = self.operations.iter().filter(|operation| !operation.is_open()).count();
        let mut surplus = closed.saturating_sub(ENDED_MAX);
        self.operations.retain(|operation| {
            let drop = surplus > 0 && !operation.is_open();
            surplus -= usize::from(drop);
            !drop
        });
    }

    fn look_around(&mut self, visible: bool, online: bool) {
        let came_back = (visible && self.hidden) || (online && self.offline);
        if visible && self.hidden {
            self.caught_up = false;
        }
        (self.hidden, self.offline) = (!visible, !online);
        if came_back {
            self.soon = true;
            self.not_before = None;
        }
    }
}

fn is_before_answer(phase: &Phase) -> bool {
    matches!(phase, Phase::Noting | Phase::Sending)
}

#[cfg(test)]
#[path = "tracker_tests.rs"]
mod tests;
