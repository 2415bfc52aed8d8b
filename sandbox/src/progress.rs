//! What happens as time passes: jobs begin and end, schedules take snapshots and delete old ones.

use std::cmp::Reverse;
use std::sync::Arc;

use serde_json::Value;

use crate::clock::Millis;
use crate::error::ApiError;
use crate::model::event::{EventState, MachineEvent};
use crate::work::{Due, Fate, Job, SLOWNESS, Work};
use crate::world::World;

/// How long an event stays `new`: this fraction of its time, but no longer than that.
const WAIT_SHARE: Millis = 5;
const WAIT_MAX_MS: Millis = 1_500;

impl World {
    /// Carries out everything that is due, in order.
    pub fn catch_up(&mut self) {
        let now_ms = self.clock.now_ms();
        while let Some(Reverse((at_ms, _, due))) = self.agenda.pop() {
            if at_ms > now_ms {
                self.appoint(at_ms, due);
                break;
            }
            match due {
                Due::Start { team_id, machine_id } => self.start(at_ms, &team_id, &machine_id),
                Due::Finish { team_id, machine_id } => self.finish(at_ms, &team_id, &machine_id),
                Due::Colleague { team_id } => self.colleague(at_ms, &team_id),
                Due::AutoSnapshot { team_id, machine_id } => self.auto_snapshot(at_ms, &team_id, &machine_id),
            }
        }
    }

    pub fn appoint(&mut self, at_ms: Millis, due: Due) {
        self.appointments += 1;
        self.agenda.push(Reverse((at_ms, self.appointments, due)));
    }

    /// Starts a job. Returns its event as JSON.
    pub fn begin(&mut self, team_id: &str, machine_id: &str, job: Job) -> Result<Value, ApiError> {
        let now_ms = self.clock.now_ms();
        let total_ms = self.random.i64(self.event_ms.clone());
        self.begin_at(now_ms, team_id, machine_id, job, total_ms)
    }

    fn begin_at(
        &mut self,
        at_ms: Millis,
        team_id: &str,
        machine_id: &str,
        job: Job,
        total_ms: Millis,
    ) -> Result<Value, ApiError> {
        let snapshot = self.teams.get(team_id).and_then(|team| team.snapshots.get(job.snapshot_id()));
        let fate = snapshot.map_or(Fate::Well, |snapshot| Fate::of(&snapshot.name));
        let total_ms = if fate == Fate::Slow { total_ms * SLOWNESS } else { total_ms };
        let event = MachineEvent {
            id: self.fresh_id("me"),
            name: job.event_name(),
            state: EventState::New,
            machine_id: Arc::from(machine_id),
            created_ms: at_ms,
            started_ms: None,
            finished_ms: None,
            error: None,
        };
        let wait_ms = (total_ms / WAIT_SHARE).min(WAIT_MAX_MS);
        let work = Work { event_id: Arc::clone(&event.id), job, fate, wait_ms, run_ms: total_ms - wait_ms };
        self.ledger.effect(at_ms, event.name, &event.id);
        let shown = serde_json::to_value(&event).unwrap_or_default();
        let team = self.team_mut(team_id)?;
        let team_id = Arc::clone(&team.id);
        team.events.insert(event);
        let machine_id: Arc<str> = Arc::from(machine_id);
        let queue = team.queues.entry(Arc::clone(&machine_id)).or_default();
        queue.0.push_back(work);
        if queue.0.len() == 1 {
            self.appoint(at_ms + wait_ms, Due::Start { team_id, machine_id });
        }
        Ok(shown)
    }

    fn start(&mut self, at_ms: Millis, team_id: &Arc<str>, machine_id: &Arc<str>) {
        let Some(team) = self.teams.get_mut(team_id) else { return };
        let Some(work) = team.queues.get(machine_id).and_then(|queue| queue.0.front()).cloned() else { return };
        team.events.update(&work.event_id, |event| {
            event.state = EventState::InProgress;
            event.started_ms = Some(at_ms);
        });
        if let Job::Restore { snapshot_id, safety_snapshot: true } = &work.job
            && let Some(machine) = team.machines.get(machine_id)
            && let Some(target) = team.snapshots.get(snapshot_id)
        {
            let name = safety_name(&machine.name, &target.name);
            if let Ok(safety) = self.add_snapshot(team_id, machine_id, &name, false) {
                self.ledger.effect(at_ms, "safety-snapshot", &safety.id);
            }
        }
        if work.fate == Fate::NeverEnds {
            return;
        }
        self.appoint(
            at_ms + work.run_ms,
            Due::Finish { team_id: Arc::clone(team_id), machine_id: Arc::clone(machine_id) },
        );
    }

    fn finish(&mut self, at_ms: Millis, team_id: &Arc<str>, machine_id: &Arc<str>) {
        let Some(team) = self.teams.get_mut(team_id) else { return };
        let Some(queue) = team.queues.get_mut(machine_id) else { return };
        let Some(work) = queue.0.pop_front() else { return };
        let next_wait_ms = queue.0.front().map(|next| next.wait_ms);
        let (state, error) = match (&work.job, work.fate) {
            (Job::Create { snapshot_id }, Fate::Fails | Fate::Cancelled) => {
                team.snapshots.remove(snapshot_id);
                work.fate.end()
            }
            (_, Fate::Fails | Fate::Cancelled) => work.fate.end(),
            (Job::Delete { snapshot_id }, _) => {
                team.snapshots.remove(snapshot_id);
                work.fate.end()
            }
            (Job::Restore { snapshot_id, .. }, _) if team.snapshots.get(snapshot_id).is_none() => {
                (EventState::Error, Some("The snapshot no longer exists"))
            }
            (Job::Create { .. } | Job::Restore { .. }, _) => work.fate.end(),
        };
        team.events.update(&work.event_id, |event| {
            event.state = state;
            event.finished_ms = Some(at_ms);
            event.error = error.map(str::to_owned);
        });
        if matches!(work.job, Job::Create { .. }) {
            self.rotate(at_ms, team_id, machine_id);
        }
        if let Some(wait_ms) = next_wait_ms {
            let due = Due::Start { team_id: Arc::clone(team_id), machine_id: Arc::clone(machine_id) };
            self.appoint(at_ms + wait_ms, due);
        }
    }

    fn auto_snapshot(&mut self, at_ms: Millis, team_id: &Arc<str>, machine_id: &Arc<str>) {
        let machine = self.teams.get(team_id).and_then(|team| team.machines.get(machine_id));
        let Some((auto, machine_name)) =
            machine.and_then(|machine| Some((machine.auto_snapshots?, Arc::clone(&machine.name))))
        else {
            return;
        };
        let name = crate::seed::auto_name(&machine_name, at_ms);
        if let Ok(snapshot) = self.add_snapshot(team_id, machine_id, &name, true) {
            let job = Job::Create { snapshot_id: snapshot.id };
            let total_ms = self.random.i64(self.event_ms.clone());
            if self.switches.auto_snapshot_events {
                // The team exists, so nothing can be refused.
                let _event = self.begin_at(at_ms, team_id, machine_id, job, total_ms);
            }
        }
        let due = Due::AutoSnapshot { team_id: Arc::clone(team_id), machine_id: Arc::clone(machine_id) };
        self.appoint(at_ms + auto.frequency.period_ms(), due);
    }

    fn rotate(&mut self, at_ms: Millis, team_id: &str, machine_id: &str) {
        let Some(team) = self.teams.get_mut(team_id) else { return };
        let Some(auto) = team.machines.get(machine_id).and_then(|machine| machine.auto_snapshots) else { return };
        let kept: Vec<Arc<str>> = team
            .snapshots
            .of_machine(machine_id)
            .filter(|snapshot| snapshot.is_auto_snapshot)
            .map(|snapshot| Arc::clone(&snapshot.id))
            .collect();
        for id in kept.iter().take(kept.len().saturating_sub(auto.save_count)) {
            team.snapshots.remove(id);
            self.ledger.effect(at_ms, "auto-snapshot-rotated", id);
        }
    }
}

/// What a safety snapshot is called. The name of another one is cut short: names within names would grow without end.
fn safety_name(machine: &str, target: &str) -> String {
    const BEFORE: &str = " before restore to ";
    let target = target.split(BEFORE).next().unwrap_or(target);
    format!("{machine}{BEFORE}{target}")
}

impl Fate {
    /// The event's final state and its error.
    fn end(self) -> (EventState, Option<&'static str>) {
        match self {
            Self::Fails => (EventState::Error, Some("The storage cluster is out of space")),
            Self::FailsInWordOnly => (EventState::Error, None),
            Self::Cancelled => (EventState::Cancelled, Some("Cancelled by the operator")),
            Self::Well | Self::Refused | Self::NeverEnds | Self::Slow => (EventState::Done, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::safety_name;

    #[test]
    fn the_name_of_a_safety_snapshot_does_not_nest() {
        let once = safety_name("atlas", "before the update");
        assert_eq!(once, "atlas before restore to before the update");
        let twice = safety_name("atlas", &once);
        assert_eq!(twice, "atlas before restore to atlas");
        assert_eq!(safety_name("atlas", &twice), twice);
    }
}
