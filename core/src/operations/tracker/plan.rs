//! When to poll next, what to ask then, and what to tell the user: the part of the tracker that depends on the time.

use crate::model::time::Timestamp;
use crate::operations::operation::{Finding, Operation, OperationId, Outcome, Phase, Undo};
use crate::operations::schedule::{FIRST_ROUND_AFTER_MS, IDLE_EVERY_MS, ROUND_GAP_MS, jittered_ms, poll_every_ms};
use crate::operations::tracker::{Effects, OperationCommand, Reply, Round, Tracker, is_before_answer};
use crate::planted::{Bug, is_planted};

/// Up to this many events are read by id. More are looked up in one list, whose preflight the browser caches.
pub const ASK_EACH_MAX: usize = 2;

/// After this time, a request has an answer or will not get one: 30 s for the call, and as much for a busy page.
const ANSWER_AFTER_MS: u64 = 60_000;

/// A longer wait was planned before the clock was set back.
const WAIT_MAX_MS: u64 = 120_000;

impl Tracker {
    /// Whether the team's events could not be read when that was tried last.
    pub fn is_team_unread(&self) -> bool {
        self.unread
    }

    pub(super) fn plan(&mut self, now: Timestamp, chance: f64, effects: &mut Effects) {
        self.give_up_waiting(now, effects);
        self.tell(effects);
        if !self.asking && !self.offline && self.signed_in {
            self.plan_round(now, chance, effects);
        } else {
            self.next_round = None;
        }
        let overdue = self.operations.iter().filter(|one| is_before_answer(&one.phase));
        let overdue = overdue.map(|one| one.asked_at.plus_ms(ANSWER_AFTER_MS + 1)).min();
        let wanted = [self.next_round, overdue].into_iter().flatten().filter(|at| *at > now).min();
        if let Some(at) = wanted.filter(|_| wanted != self.alarm) {
            self.alarm = wanted;
            effects.then.push(OperationCommand::WakeAt(at));
        }
    }

    fn plan_round(&mut self, now: Timestamp, chance: f64, effects: &mut Effects) {
        let Some(at) = self.due(now, chance) else {
            self.next_round = None;
            return;
        };
        let latest = self.due(now, 1.0).unwrap_or(at);
        if self.next_round.is_none_or(|planned| planned > latest) {
            self.next_round = Some(at);
        }
        if self.next_round.is_some_and(|planned| planned <= now) {
            let round = self.round(now);
            self.list_failed = false;
            self.turn = self.turn.wrapping_add(1);
            self.asking = true;
            self.soon = false;
            self.not_before = None;
            self.next_round = None;
            self.last_round = Some(now);
            if round.by_list {
                self.last_list = Some(now);
            }
            effects.then.push(OperationCommand::Ask(round));
        }
    }

    /// Ends what another tab, or this one before it slept, never finished sending.
    fn give_up_waiting(&mut self, now: Timestamp, effects: &mut Effects) {
        let (mut ended, mut answers) = (Vec::new(), Vec::new());
        let is_overdue =
            |one: &&mut Operation| now.since(one.asked_at) > ANSWER_AFTER_MS || one.asked_at > now.plus_ms(WAIT_MAX_MS);
        for operation in self.operations.iter_mut().filter(is_overdue) {
            match operation.phase {
                Phase::Noting => {
                    operation.phase = Phase::Ended { outcome: Outcome::NotStarted, at: now };
                    ended.push(operation.id.clone());
                    answers.push((operation.id.clone(), Reply::GivenUp));
                }
                Phase::Sending => {
                    operation.phase = Phase::unsure(now);
                    answers.push((operation.id.clone(), Reply::Begun));
                }
                _ => continue,
            }
            effects.store = true;
        }
        if !is_planted(Bug::GivesUpSilently) {
            answers.into_iter().for_each(|(id, reply)| effects.answer(&id, reply));
        }
        self.to_tell.extend(ended);
    }

    /// Tells the user what ended, once the page is visible.
    fn tell(&mut self, effects: &mut Effects) {
        let to_notify = std::mem::take(&mut self.to_notify);
        if self.hidden && !to_notify.is_empty() {
            let ended = self.operations.iter().filter(|one| to_notify.contains(&one.id));
            effects.then.push(OperationCommand::Notify(ended.cloned().collect()));
        }
        if self.hidden || self.to_tell.is_empty() {
            return;
        }
        let to_tell = std::mem::take(&mut self.to_tell);
        let mut ended = Vec::new();
        for operation in self.operations.iter_mut().filter(|one| to_tell.contains(&one.id)) {
            operation.told = true;
            ended.push(operation.clone());
        }
        if !ended.is_empty() {
            effects.store = true;
            effects.then.push(OperationCommand::Tell { ended, away: !self.caught_up });
        }
    }

    /// When the next round is due; `None` if there is nothing to ask.
    fn due(&self, now: Timestamp, chance: f64) -> Option<Timestamp> {
        let soonest = gap_after(self.last_round, now);
        let since_last = |wait_ms| self.last_round.map_or(now, |last| last.min(now).plus_ms(wait_ms));
        let followed = self.every_ms(now).map(|every_ms| since_last(jittered_ms(every_ms, chance)));
        // Safety snapshots are looked for in rounds that take place anyway.
        let undo = |one| next_undo(one).filter(|_| followed.is_none());
        let looked_for = self
            .operations
            .iter()
            .flat_map(|one| [next_look(one), undo(one)])
            .flatten()
            .min()
            .map(|at| if at > now.plus_ms(WAIT_MAX_MS) { soonest } else { at.max(soonest) });
        // Where nothing runs, only the list is waited for: a page that was just opened leaves the line to it.
        let is_new = self.last_round.is_none();
        let opened = || self.remembered_at.min(now).plus_ms(FIRST_ROUND_AFTER_MS);
        let idle = (followed.is_none() && looked_for.is_none() && !self.hidden)
            .then(|| if is_new { opened() } else { since_last(IDLE_EVERY_MS) });
        let is_of_use = !self.hidden || followed.is_some() || looked_for.is_some();
        let asked_for = (self.soon && is_of_use).then_some(soonest);
        let at = [followed, looked_for, idle, asked_for].into_iter().flatten().min()?;
        let blocked = self.not_before.filter(|until| *until <= now.plus_ms(WAIT_MAX_MS));
        Some(at.max(blocked.unwrap_or(at)))
    }

    /// The poll interval; the youngest operation decides.
    fn every_ms(&self, now: Timestamp) -> Option<u64> {
        let youngest = self.operations.iter().filter(|one| is_asked_for(one)).map(|one| one.asked_at).max()?;
        Some(poll_every_ms(now.since(youngest), !self.hidden))
    }

    pub(super) fn round(&self, now: Timestamp) -> Round {
        let checking = self.operations.iter().filter(|one| one.phase == Phase::Checking);
        let is_due = |at: Timestamp| at <= now || at > now.plus_ms(WAIT_MAX_MS);
        let look_for = self.operations.iter().filter(|one| next_look(one).is_some_and(is_due));
        let mut round = Round {
            events: self.operations.iter().filter_map(|one| one.followed().cloned()).collect(),
            by_list: false,
            after_failure: false,
            look_for: look_for.map(id_of).collect(),
            check: checking.map(id_of).collect(),
            find_safety: self.operations.iter().filter(|one| next_undo(one).is_some_and(is_due)).map(id_of).collect(),
            every_ms: self.every_ms(now).unwrap_or(IDLE_EVERY_MS),
        };
        // Once a minute, list instead: that shows what others do as well.
        let is_list_old = self.last_list.is_none_or(|last| last > now || now.since(last) >= IDLE_EVERY_MS);
        let is_idle = !round.is_busy();
        round.by_list = round.events.len() > ASK_EACH_MAX || (!self.hidden && (is_list_old || is_idle));
        // Listing may keep failing while reading by id works.
        if self.list_failed && !round.events.is_empty() {
            (round.by_list, round.after_failure) = (false, true);
            let first = self.turn % round.events.len();
            round.events.rotate_left(first);
            round.events.truncate(ASK_EACH_MAX);
        }
        round
    }
}

fn gap_after(last: Option<Timestamp>, now: Timestamp) -> Timestamp {
    last.map_or(now, |last| last.min(now).plus_ms(ROUND_GAP_MS).max(now))
}

fn is_asked_for(operation: &Operation) -> bool {
    operation.followed().is_some() || operation.phase == Phase::Checking
}

fn next_look(operation: &Operation) -> Option<Timestamp> {
    match operation.phase {
        Phase::Unsure { next_look, finding: Finding::Undecided, .. } => Some(next_look),
        _ => None,
    }
}

fn next_undo(operation: &Operation) -> Option<Timestamp> {
    match operation.undo {
        Undo::Looking { next_look, .. } => Some(next_look),
        _ => None,
    }
}

fn id_of(operation: &Operation) -> OperationId {
    operation.id.clone()
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
