//! What must hold, compared with what really happened in the world.

use sandbox::ledger::Entry;
use sandbox::model::event::EventState;
use snapdeck_core::model::account::AuthState;
use snapdeck_core::operations::operation::{Finding, Operation, Outcome, Phase, Undo, Verb};
use snapdeck_core::operations::tracker::Reply;

use crate::network::Deeds;
use crate::simulation::{Intention, Simulation, TEAM};

impl Simulation {
    /// No tab shows or keeps anything of an account that is not the one signed in there.
    pub fn check_hands(&mut self) {
        let mut broken = Vec::new();
        for tab in &self.tabs {
            let auth = tab.state().auth.borrow();
            let key = auth.account().map(|account| account.key.to_string());
            for operation in tab.state().tracker.borrow().operations() {
                let owner = self.intentions.iter().find(|one| one.id == operation.id).map(|one| &one.account);
                if owner.is_some() && owner != key.as_ref() {
                    broken.push(format!("{:?} of {owner:?} is shown to {key:?}", operation.id));
                }
            }
            // The member sees the second machine only from the first on: rows of another account would show.
            if key.is_none() && tab.state().inventory.borrow().rows().loaded() > 0 {
                broken.push("rows are shown to nobody".to_owned());
            }
        }
        for (name, text) in self.device.storage.borrow_mut().ledgers() {
            for intention in &self.intentions {
                let is_foreign = text.contains(intention.id.as_str()) && !name.contains(&intention.account);
                if is_foreign {
                    broken.push(format!("{:?} of {} is kept under {name}", intention.id, intention.account));
                }
            }
        }
        self.broken.extend(broken);
    }

    /// Signing out leaves nothing of the account, in no tab, and everything of any other.
    pub fn check_cleared(&mut self, key: &str) {
        let storage = self.device.storage.borrow();
        let kept: Vec<&String> = storage
            .kept
            .iter()
            .filter(|(name, text)| name.contains(key) || text.contains(&format!("\"{key}\"")))
            .map(|(name, _)| name)
            .collect();
        if !kept.is_empty() {
            self.broken.push(format!("signing out of {key} left {kept:?}"));
        }
        for tab in &self.tabs {
            if tab.state().auth.borrow().account().is_some_and(|account| account.key.to_string() == key) {
                self.broken.push(format!("tab {} is still signed in as {key}", tab.id));
            }
        }
    }

    /// What must hold once everything has come to rest.
    pub fn judge(&self) -> Result<(), String> {
        if let Some(broken) = self.broken.first() {
            return Err(broken.clone());
        }
        for operation in &self.told {
            self.judge_claims(operation).map_err(|why| format!("told: {why}"))?;
        }
        for intention in &self.intentions {
            self.judge_intention(intention)?;
        }
        self.judge_replies()
    }

    fn judge_intention(&self, intention: &Intention) -> Result<(), String> {
        let id = &intention.id;
        let deeds = self.device.network.deeds(id);
        if deeds.sent > 1 {
            return Err(format!("{id:?} was sent {} times", deeds.sent));
        }
        let is_sent = |other: &Intention| self.device.network.deeds(&other.id).sent > 0;
        let same = |other: &&Intention| {
            intention.instead_of.is_some() && other.instead_of == intention.instead_of && is_sent(other)
        };
        if self.intentions.iter().filter(same).count() > 1 {
            return Err(format!("{:?} was tried again twice", intention.instead_of));
        }
        let of_account = |tab: &&crate::host::Tab| {
            let auth = tab.state().auth.borrow();
            auth.account().is_some_and(|account| account.key.to_string() == intention.account)
        };
        let mut tabs = self.tabs.iter().filter(of_account).peekable();
        let may_be_lost = self.device.storage.borrow().lost.contains(id)
            || self.forgotten.contains(id)
            || self.damaged.contains(id)
            || tabs.peek().is_none();
        let known: Vec<Operation> =
            tabs.filter_map(|tab| tab.state().tracker.borrow().operation(id).cloned()).collect();
        if known.is_empty() && !may_be_lost && !matches!(intention.replied, Some(Reply::NotPermitted(_))) {
            return Err(format!("{:?} {id:?} was lost", intention.verb));
        }
        for operation in &known {
            if operation.is_open() && !is_settled(operation) {
                return Err(format!("{:?} {id:?} does not end: {:?}", operation.verb, operation.phase));
            }
            self.judge_claims(operation)?;
        }
        Ok(())
    }

    /// What is said of an operation is true.
    pub fn judge_claims(&self, operation: &Operation) -> Result<(), String> {
        let Some(intention) = self.intentions.iter().find(|one| one.id == operation.id) else { return Ok(()) };
        let truth = Truth::of(self, intention);
        let is_wrong = match &operation.phase {
            // That it is the only one since is claimed, and how it ended, not that it is its own.
            Phase::Ended { outcome, .. } if operation.assumed => {
                let followed = operation.event.iter().map(|id| id.as_str().to_owned()).collect();
                !self.is_since(intention, operation) || Truth::of_events(self, intention, followed).denies(outcome)
            }
            Phase::Ended { outcome, .. } => truth.denies(outcome),
            Phase::Withdrawn => truth.was_begun && !self.is_withdrawn_rightly(intention, &truth),
            Phase::Unsure { finding: Finding::Nothing, .. } => truth.was_begun,
            _ => false,
        };
        if is_wrong {
            return Err(format!("it is not so, {truth:?}: {operation:?}"));
        }
        if let Undo::Found { id, .. } = &operation.undo
            && !self.is_safety_snapshot(id.as_str(), operation)
        {
            return Err(format!("{id} is not the way back: {operation:?}"));
        }
        Ok(())
    }

    /// What a person dismissed says nothing, and what was asked for again was judged then; a delete that found nothing any more may have been its own doing.
    fn is_withdrawn_rightly(&self, intention: &Intention, truth: &Truth) -> bool {
        self.dismissed.contains(&intention.id)
            || (intention.verb == Verb::Delete && truth.is_done)
            || self.tabs.iter().any(|tab| {
                let tracker = tab.state().tracker.borrow();
                tracker.operation(&intention.id).is_some_and(|operation| operation.retried)
            })
    }

    /// Whether the event that an operation follows began after it was asked for.
    fn is_since(&self, intention: &Intention, operation: &Operation) -> bool {
        let world = self.device.network.sandbox.world();
        let team = world.team_by_id(TEAM).expect("the seed's team");
        let event = operation.event.as_ref().and_then(|id| team.events.get(id.as_str()));
        event.is_some_and(|event| event.created_ms >= intention.at_ms)
    }

    /// Whether a snapshot is the one that the event of a restore took first.
    fn is_safety_snapshot(&self, id: &str, operation: &Operation) -> bool {
        let world = self.device.network.sandbox.world();
        let Some(event) = operation.event.as_ref() else { return false };
        let team = world.team_by_id(TEAM).expect("the seed's team");
        let Some(started_ms) = team.events.get(event.as_str()).and_then(|event| event.started_ms) else { return false };
        let started = sandbox::clock::rfc3339(started_ms);
        let is_it = |entry: &Entry| matches!(entry, Entry::Effect { effect: "safety-snapshot", id: taken, at } if taken == id && *at == started);
        world.ledger.entries().any(is_it)
    }

    /// Whoever waits for an answer gets one, unless the account or the tab is gone.
    fn judge_replies(&self) -> Result<(), String> {
        for intention in self.intentions.iter().filter(|one| one.reply.is_some()) {
            let tab = self.tabs.iter().find(|tab| tab.id == intention.tab);
            let is_there = tab.is_some_and(|tab| {
                matches!(&*tab.state().auth.borrow(), AuthState::SignedIn(account) if account.key.to_string() == intention.account)
            });
            if is_there {
                return Err(format!("{:?} {:?}: the dialog is never answered", intention.verb, intention.id));
            }
        }
        Ok(())
    }
}

/// The person decides about it.
fn is_settled(operation: &Operation) -> bool {
    matches!(&operation.phase, Phase::Unsure { finding: Finding::Nothing | Finding::Several, .. })
}

/// What really became of an intention.
#[derive(Debug)]
struct Truth {
    /// The service began it.
    was_begun: bool,
    /// It was done; for a delete, whoever did it.
    is_done: bool,
    /// An event of it ended badly.
    has_failed: bool,
}

impl Truth {
    fn of(run: &Simulation, intention: &Intention) -> Self {
        let Deeds { events, .. } = run.device.network.deeds(&intention.id);
        Self::of_events(run, intention, events)
    }

    /// What became of an intention if these are its events.
    fn of_events(run: &Simulation, intention: &Intention, events: Vec<String>) -> Self {
        let world = run.device.network.sandbox.world();
        let team = world.team_by_id(TEAM).expect("the seed's team");
        let states: Vec<_> = events.iter().filter_map(|id| team.events.get(id)).map(|event| event.state).collect();
        let is_gone = team.snapshots.get(intention.target.id.as_str()).is_none();
        let is_done = states.contains(&EventState::Done);
        Self {
            was_begun: !events.is_empty(),
            is_done: if intention.verb == Verb::Delete { is_gone } else { is_done },
            has_failed: states.contains(&EventState::Error),
        }
    }

    /// Whether it did not end like that.
    fn denies(&self, outcome: &Outcome) -> bool {
        match outcome {
            Outcome::Done => !self.is_done,
            Outcome::Failed { reason: Some(_) } | Outcome::Cancelled => !self.has_failed,
            Outcome::NotStarted => self.was_begun,
            // The API still knows every event.
            Outcome::Unknown => true,
            // Nothing is claimed of it.
            Outcome::Failed { reason: None } => false,
        }
    }
}
