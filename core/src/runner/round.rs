//! One tab asks for all of a browser's: the round that it goes, and the lease that says which tab that is.

use std::sync::Arc;

use super::{Host, Runner};
use crate::api::call::Call;
use crate::api::{machine_events, snapshots};
use crate::model::ids::EventId;
use crate::model::page::PAGE_LIMIT;
use crate::model::problem::Problem;
use crate::operations::lease::Lease;
use crate::operations::operation::{Operation, OperationId, Verb};
use crate::operations::reconcile::Observation;
use crate::operations::tracker::{Check, OperationEvent, Round, Tracker};
use crate::planted::{Bug, is_planted};

/// Up to how many events are asked for one by one in a round whose list could not be read: it is somebody else's turn next time.
const SINGLY_MAX: usize = 8;

/// A round under way.
struct Tour<'a, H> {
    runner: &'a Runner<H>,
    /// The longest that the service asked to be left alone for.
    pushback_ms: Option<u64>,
}

impl<H: Host> Runner<H> {
    /// Goes the round, unless another tab does it for all.
    pub(super) fn ask(&self, round: Round) {
        let Some(account) = self.host().auth().account().cloned() else {
            self.tell::<Tracker>(OperationEvent::RoundEnded(None));
            return;
        };
        let (now, visible, busy) = (self.host().now(), self.host().is_visible(), round.is_busy());
        let tab = &self.0.tab;
        let bound = self.storage().lease(&account.key).and_then(|lease| lease.binds(tab, visible, busy, now));
        if let Some(until) = bound {
            self.tell::<Tracker>(OperationEvent::LeftToOther(until));
            return;
        }
        let lease = Lease::new(Arc::clone(tab), visible, busy, now, round.every_ms);
        self.storage().write_lease(&account.key, &lease);
        let runner = self.clone();
        self.host().spawn(async move { runner.go_round(round).await });
    }

    /// Nobody sees this tab any more: whoever is seen may ask from now on.
    pub(super) fn hand_over(&self) {
        let Some(account) = self.host().auth().account().cloned() else { return };
        let own = self.storage().lease(&account.key).filter(|lease| lease.holder == self.0.tab);
        if let Some(lease) = own.filter(|lease| lease.visible && !is_planted(Bug::HiddenTabsKeepTheLease)) {
            self.storage().write_lease(&account.key, &Lease { visible: false, ..lease });
        }
    }

    /// The page goes away: gives the lease up, if this tab has it.
    pub fn go_away(&self) {
        if let Some(account) = self.host().auth().account() {
            self.storage().release_lease(&account.key, &self.0.tab);
        }
    }

    /// Asks everything that a round asks. Nothing is asked twice in a round: the next one is near.
    async fn go_round(&self, round: Round) {
        let mut tour = Tour { runner: self, pushback_ms: None };
        // In an outage nothing more is asked: each question would fail like the first.
        let is_answered = tour.follow(&round).await;
        for id in round.look_for {
            let seen = if is_answered { tour.look(&id).await.ok() } else { None };
            self.tell::<Tracker>(OperationEvent::Looked(id, seen));
        }
        for id in round.check.into_iter().filter(|_| is_answered) {
            if let Ok(check) = tour.check(&id).await {
                self.tell::<Tracker>(OperationEvent::Checked(id, check));
            }
        }
        for id in round.find_safety {
            let seen = if is_answered { tour.look(&id).await.ok() } else { None };
            self.tell::<Tracker>(OperationEvent::SafetyLooked(id, seen));
        }
        self.tell::<Tracker>(OperationEvent::RoundEnded(tour.pushback_ms));
    }
}

impl<H: Host> Tour<'_, H> {
    /// A call whose failure is made up for in a later round. Whether the service asked for patience is remembered.
    async fn ask<T>(&mut self, call: &Call<T>) -> Result<T, Problem> {
        let result = self.runner.call(call).await;
        if let Err(problem) = &result {
            let asked_ms = problem.retry_after_ms(self.runner.host().now());
            self.pushback_ms = self.pushback_ms.max(asked_ms);
        }
        result
    }

    /// Asks for what is followed; whether the service answers, as far as that shows.
    async fn follow(&mut self, round: &Round) -> bool {
        let mut by_id: Vec<EventId> = round.events.clone();
        if round.by_list {
            match self.ask(&machine_events::list(None, PAGE_LIMIT)).await {
                Ok(page) => {
                    by_id.retain(|id| page.items.iter().all(|event| event.id != *id));
                    self.runner.tell::<Tracker>(OperationEvent::Listed(page.items));
                }
                Err(problem) if problem.is_unauthorized() || problem == Problem::Offline => return false,
                Err(_) if is_planted(Bug::OnlyListsAreAsked) => return false,
                // Single events have their turn in the next round: the list may fail for good.
                Err(problem) if problem.may_pass() => {
                    self.runner.tell::<Tracker>(OperationEvent::ListFailed { may_pass: true });
                    return false;
                }
                // The list may be refused for good although single events are not.
                Err(_) => {
                    self.runner.tell::<Tracker>(OperationEvent::ListFailed { may_pass: false });
                    self.choose(&mut by_id);
                }
            }
        }
        for id in by_id {
            let event = match self.ask(&machine_events::read(&id)).await {
                Ok(event) => OperationEvent::Reported(event),
                Err(problem) if problem.is_not_found() => OperationEvent::EventVanished(id),
                Err(problem) if round.after_failure && problem.may_pass() => return false,
                Err(_) => continue,
            };
            self.runner.tell::<Tracker>(event);
        }
        true
    }

    /// Leaves as many events as are asked for in one round, beginning anywhere among them.
    fn choose(&self, by_id: &mut Vec<EventId>) {
        let surplus = by_id.len().saturating_sub(SINGLY_MAX);
        if surplus > 0 {
            let from = super::bits(self.runner.host().chance()) as usize % by_id.len();
            by_id.rotate_left(from);
            by_id.truncate(SINGLY_MAX);
        }
    }

    fn operation(&self, id: &OperationId) -> Result<Operation, Gone> {
        self.runner.operation(id).ok_or(Gone)
    }

    /// What can be seen of an operation on its machine. What is refused for good is not waited for: without it nothing is proved by
    /// what is missing, but the looking ends.
    async fn look(&mut self, id: &OperationId) -> Result<Observation, Gone> {
        let operation = self.operation(id)?;
        let machine_id = &operation.machine_id;
        let mut seen = Observation { is_there: true, ..Observation::default() };
        if operation.verb == Verb::Delete {
            let is_there = self.is_there(&operation).await;
            seen.is_there = seen.take_in(is_there)?.unwrap_or(true);
            if !seen.is_there {
                return Ok(seen);
            }
        } else {
            let newest = self.ask(&snapshots::newest(machine_id, PAGE_LIMIT)).await;
            seen.snapshots = seen.take_in(newest)?.map(|page| page.items).unwrap_or_default();
        }
        let events = self.ask(&machine_events::list(Some(machine_id), PAGE_LIMIT)).await;
        seen.events = seen.take_in(events)?.map(|page| page.items).unwrap_or_default();
        Ok(seen)
    }

    async fn check(&mut self, id: &OperationId) -> Result<Check, Gone> {
        let operation = self.operation(id)?;
        match (operation.verb, &operation.event) {
            (Verb::Restore, Some(event)) => Ok(Check::Event(self.ask(&machine_events::read(event)).await?)),
            _ => Ok(Check::IsThere(self.is_there(&operation).await?)),
        }
    }

    async fn is_there(&mut self, operation: &Operation) -> Result<bool, Problem> {
        let Some(id) = &operation.snapshot_id else { return Ok(false) };
        match self.ask(&snapshots::read(id)).await {
            Ok(_) => Ok(true),
            Err(problem) if problem.is_not_found() => Ok(false),
            Err(problem) => Err(problem),
        }
    }
}

impl Observation {
    /// An answer that is part of it; nothing where that may not be read.
    fn take_in<T>(&mut self, answer: Result<T, Problem>) -> Result<Option<T>, Problem> {
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(problem) if problem.is_final() => {
                self.is_blind = true;
                Ok(None)
            }
            Err(problem) => Err(problem),
        }
    }
}

/// What was asked for cannot be told: the operation is gone, or its question was not answered. The next round asks again.
struct Gone;

impl From<Problem> for Gone {
    fn from(_: Problem) -> Self {
        Self
    }
}
