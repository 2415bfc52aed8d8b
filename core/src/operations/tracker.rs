//! The operations as a machine: intentions, answers and reports in; what to store, send, ask and tell out.
//!
//! The caller carries commands out in their order, and stores the ledger before all else of the same step: that is how an
//! operation is written down before its request leaves.

use crate::model::ids::EventId;
use crate::model::time::Timestamp;
use crate::operations::operation::{Operation, OperationId, Outcome, Phase};
use crate::operations::schedule::{PUSHBACK_MAX_MS, ROUND_GAP_MS, look_after_ms};
use crate::operations::team::{Foreign, Team};

mod follow;
mod messages;
mod plan;

pub use messages::{Command, Happened, Round};

/// How many ended operations are remembered.
pub const ENDED_MAX: usize = 100;

/// The operations of an account.
#[derive(Clone, Debug, Default)]
pub struct Tracker {
    operations: Vec<Operation>,
    team: Team,
    signed_in: bool,
    hidden: bool,
    offline: bool,
    /// The first round since the page came (back) is over: what ends from now on ends before the person's eyes.
    caught_up: bool,
    to_tell: Vec<OperationId>,
    /// What this tab, and no other, learnt the end of.
    to_notify: Vec<OperationId>,
    asking: bool,
    next_round: Option<Timestamp>,
    last_round: Option<Timestamp>,
    /// When the team's newest events were asked for last.
    last_list: Option<Timestamp>,
    /// A round is wanted as soon as may be.
    soon: bool,
    not_before: Option<Timestamp>,
    /// The alarm that was asked for and has not rung.
    alarm: Option<Timestamp>,
}

/// What a step wants done. The ledger is stored first, and once.
#[derive(Default)]
struct Effects {
    store: bool,
    then: Vec<Command>,
}

impl Tracker {
    /// Takes in what happened at a moment. `chance` is a random number in 0..1.
    pub fn step(&mut self, now: Timestamp, chance: f64, happened: Happened) -> Vec<Command> {
        let mut effects = Effects::default();
        self.take_in(now, happened, &mut effects);
        self.plan(now, chance, &mut effects);
        let store = effects.store.then_some(Command::Store);
        store.into_iter().chain(effects.then).collect()
    }

    fn take_in(&mut self, now: Timestamp, happened: Happened, effects: &mut Effects) {
        match happened {
            Happened::Remembered(stored, team) => self.remember(stored, team, now, effects),
            Happened::WrittenElsewhere(stored) => self.absorb(stored),
            Happened::LearntElsewhere(team) => self.team = team,
            Happened::Intended(operation) => {
                effects.store = true;
                effects.then.push(Command::TakeNote(operation.id.clone()));
                self.operations.push(operation);
            }
            Happened::Noted(id, note) => {
                if let Some(operation) = self.in_phase(&id, |phase| *phase == Phase::Noting) {
                    operation.note = note;
                    operation.phase = Phase::Sending;
                    effects.store = true;
                    effects.then.push(Command::Send(id));
                }
            }
            Happened::Accepted(id, snapshot, event) => self.accept(&id, Some(snapshot), &event, now, effects),
            Happened::Refused(id) => self.change(&id, is_before_answer, Phase::Withdrawn, effects),
            Happened::AnswerLost(id) => self.change(&id, is_before_answer, Phase::unsure(now), effects),
            Happened::Dismissed(id) => {
                self.change(&id, |phase| matches!(phase, Phase::Unsure { .. }), Phase::Withdrawn, effects);
            }
            Happened::Reported(events) => self.report(&events, now, effects),
            Happened::Listed(events) => {
                self.team.learn(&events);
                effects.then.push(Command::StoreTeam);
                self.report(&events, now, effects);
            }
            Happened::EventVanished(event_id) => {
                let followed = self.operations.iter().find(|one| one.followed() == Some(&event_id));
                if let Some(id) = followed.map(|operation| operation.id.clone()) {
                    self.end(&id, Outcome::Unknown, now, effects);
                }
            }
            Happened::Looked(id, look) => self.look(&id, &look, now, effects),
            Happened::LookFailed(id) => {
                if let Some(Phase::Unsure { next_look, .. }) = self.phase_mut(&id) {
                    *next_look = now.plus_ms(look_after_ms(0));
                }
            }
            Happened::Checked(id, is_there) => self.check(&id, is_there, now, effects),
            Happened::SafetyListed(id, snapshots) => self.find_way_back(&id, &snapshots, effects),
            Happened::RoundEnded(pushback_ms) => {
                self.asking = false;
                self.caught_up = true;
                self.next_round = None;
                self.not_before = pushback_ms.map(|ms| now.plus_ms(ms.min(PUSHBACK_MAX_MS)));
            }
            Happened::LeftToOther(until) => {
                self.asking = false;
                self.caught_up = true;
                self.next_round = None;
                self.not_before = Some(until);
            }
            Happened::Surroundings { visible, online } => self.look_around(visible, online),
            // It may have rung early, because the clock was set back: then it is set again.
            Happened::Ticked => self.alarm = None,
            Happened::Forgotten => {
                let (hidden, offline) = (self.hidden, self.offline);
                *self = Self { hidden, offline, ..Self::default() };
            }
        }
    }

    /// All that are known, in the order they were asked for.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// What is known of the team.
    pub fn team(&self) -> &Team {
        &self.team
    }

    /// What others in the team are doing. An event may have been listed before it was known to be our own.
    pub fn foreign(&self) -> impl Iterator<Item = &Foreign> {
        let is_own = |id: &EventId| self.operations.iter().any(|operation| operation.event.as_ref() == Some(id));
        self.team.foreign().iter().filter(move |one| !is_own(&one.event_id))
    }

    /// How many are under way.
    pub fn running(&self) -> usize {
        self.operations.iter().filter(|operation| operation.is_running()).count()
    }

    /// One by its id.
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
        self.team = team;
        self.absorb(stored);
        for operation in &mut self.operations {
            match operation.phase {
                // The page that sent it is gone, and the answer with it.
                Phase::Sending => operation.phase = Phase::unsure(now),
                Phase::Ended { .. } if !operation.told => self.to_tell.push(operation.id.clone()),
                _ => continue,
            }
            effects.store = true;
        }
        self.soon = true;
    }

    /// Takes over from another tab what it knows better. Whatever this tab knows better stays.
    fn absorb(&mut self, stored: Vec<Operation>) {
        for other in stored {
            let Some(own) = self.operations.iter_mut().find(|own| own.id == other.id) else {
                // Somebody asks soon for what was just begun; if it is this tab, it is for this too.
                self.soon |= self.signed_in && other.followed().is_some();
                self.operations.push(other);
                continue;
            };
            let (was_open, was_followed) = (own.is_open(), own.followed().is_some());
            own.merge(other);
            self.soon |= !was_followed && own.followed().is_some();
            if was_open && own.outcome().is_some() {
                self.to_tell.push(own.id.clone());
            }
        }
        self.operations.sort_by(|a, b| a.id.cmp(&b.id));
        self.trim();
    }

    /// Forgets the oldest ended operations above the limit.
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

/// A round is due no earlier than this after the one before.
fn gap_after(last: Option<Timestamp>, now: Timestamp) -> Timestamp {
    last.map_or(now, |last| last.min(now).plus_ms(ROUND_GAP_MS).max(now))
}

#[cfg(test)]
#[path = "tracker_tests.rs"]
mod tests;
