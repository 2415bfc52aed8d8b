//! Other people of the team, who create, delete and restore, and turn machines off and on.
//! The same seed and the same calls give the same actions.

use std::sync::Arc;

use crate::clock::Millis;
use crate::model::event::{EventState, MachineEvent};
use crate::work::{Due, Job};
use crate::world::World;

/// The time between two actions.
const EVERY_MS: std::ops::RangeInclusive<Millis> = 15_000..=60_000;

const NAMES: [&str; 4] = ["before lunch", "trying something", "handover", "weekly"];

impl World {
    pub fn invite_colleagues(&mut self, team_id: &Arc<str>) {
        let at_ms = self.clock.now_ms() + self.random.i64(EVERY_MS);
        self.appoint(at_ms, Due::Colleague { team_id: Arc::clone(team_id) });
    }

    pub(crate) fn colleague(&mut self, at_ms: Millis, team_id: &Arc<str>) {
        let machine_ids: Vec<Arc<str>> = self
            .team_by_id(team_id)
            .map(|team| team.machines.iter().map(|one| Arc::clone(&one.id)).collect())
            .unwrap_or_default();
        if let Some(machine_id) = self.random.choice(&machine_ids).cloned() {
            let own: Vec<Arc<str>> = self
                .team_by_id(team_id)
                .map(|team| team.snapshots.of_machine(&machine_id).map(|one| Arc::clone(&one.id)).collect())
                .unwrap_or_default();
            let chosen = self.random.choice(&own).cloned();
            let job = match (self.random.u8(..10), chosen) {
                (0..5, _) => {
                    let name = NAMES[self.random.usize(..NAMES.len())];
                    let taken = self.add_snapshot(team_id, &machine_id, name, false);
                    taken.ok().map(|snapshot| Job::Create { snapshot_id: snapshot.id })
                }
                (5..7, Some(snapshot_id)) => Some(Job::Delete { snapshot_id }),
                (7, Some(snapshot_id)) => Some(Job::Restore { snapshot_id, safety_snapshot: true }),
                _ => {
                    self.toggle(at_ms, team_id, &machine_id);
                    None
                }
            };
            if let Some(job) = job {
                // The team exists, so nothing can be refused.
                let _event = self.begin(team_id, &machine_id, job);
            }
        }
        let next_ms = at_ms + self.random.i64(EVERY_MS);
        self.appoint(next_ms, Due::Colleague { team_id: Arc::clone(team_id) });
    }

    fn toggle(&mut self, at_ms: Millis, team_id: &Arc<str>, machine_id: &Arc<str>) {
        let id = self.fresh_id("me");
        let Ok(team) = self.team_mut(team_id) else { return };
        let Some(machine) = team.machines.get(machine_id) else { return };
        let (state, name) = if machine.state == "off" { ("ready", "start") } else { ("off", "stop") };
        team.machines.update(machine_id, |machine| {
            machine.state = state;
            machine.modified_ms = at_ms;
        });
        team.events.insert(MachineEvent {
            id,
            name,
            state: EventState::Done,
            machine_id: Arc::clone(machine_id),
            created_ms: at_ms,
            started_ms: Some(at_ms),
            finished_ms: Some(at_ms),
            error: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::seed::{self, Plan};

    #[test]
    fn colleagues_do_things_and_one_seed_tells_one_story() {
        let story = || {
            let plan = Plan { start_ms: Some(1_800_000_000_000), colleagues: true, ..Plan::default() };
            let mut world = seed::world(&plan);
            world.clock.set_frozen(true);
            world.clock.advance(3_600_000);
            world.catch_up();
            let effects =
                ["snapshot-create", "snapshot-delete", "snapshot-restore"].map(|name| world.ledger.count_effects(name));
            let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
            (effects, team.snapshots.iter().map(|one| one.id.to_string()).collect::<Vec<_>>())
        };
        let (effects, ids) = story();
        assert!(effects.iter().all(|count| *count > 0), "{effects:?} in an hour");
        assert_eq!(story(), (effects, ids));
    }
}
