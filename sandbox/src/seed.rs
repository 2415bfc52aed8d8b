//! Filling a world: the same plan gives the same ids, names and dates.

use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::clock::{Clock, Millis, rfc3339};
use crate::keys::{Holder, Role};
use crate::model::event::{EventState, MachineEvent};
use crate::model::machine::{AutoSnapshots, Frequency, Machine, MachineType};
use crate::model::snapshot::Snapshot;
use crate::work::Due;
use crate::world::{Team, World};

const GIB: u64 = 1 << 30;
const DAY_MS: Millis = 24 * 3_600_000;

/// Automatic snapshots of a machine with a schedule, in percent.
const AUTO_SHARE: usize = 60;

#[derive(Clone, Debug)]
pub struct Plan {
    pub seed: u64,
    pub snapshots: usize,
    pub machines: usize,
    /// The owner's key.
    pub token: String,
    /// How long an event takes in all.
    pub event_ms: RangeInclusive<Millis>,
    /// Other people of the team do things as well.
    pub colleagues: bool,
    /// By default now.
    pub start_ms: Option<Millis>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            seed: 1,
            snapshots: 600,
            machines: 12,
            token: "sandbox".to_owned(),
            event_ms: 4_000..=20_000,
            colleagues: false,
            start_ms: None,
        }
    }
}

const TYPES: [MachineType; 5] = [
    MachineType { name: "C5", cpus: 4, ram_bytes: 8 * GIB, accelerator: None, usage_rate: 0.08 },
    MachineType { name: "C7", cpus: 12, ram_bytes: 30 * GIB, accelerator: None, usage_rate: 0.30 },
    MachineType {
        name: "P4000",
        cpus: 8,
        ram_bytes: 30 * GIB,
        accelerator: Some(("Quadro P4000", 8 * GIB)),
        usage_rate: 0.51,
    },
    MachineType {
        name: "A4000",
        cpus: 8,
        ram_bytes: 45 * GIB,
        accelerator: Some(("RTX A4000", 16 * GIB)),
        usage_rate: 0.76,
    },
    MachineType {
        name: "A100-80G",
        cpus: 12,
        ram_bytes: 90 * GIB,
        accelerator: Some(("A100-80G", 80 * GIB)),
        usage_rate: 3.18,
    },
];
const REGIONS: [&str; 3] = ["East Coast (NY2)", "West Coast (CA1)", "Europe (AMS1)"];
const SYSTEMS: [&str; 3] = ["Windows 10 (Server 2022)", "Ubuntu 22.04 Server", "ML-in-a-Box Ubuntu 22.04"];
const FREQUENCIES: [Frequency; 3] = [Frequency::Daily, Frequency::Weekly, Frequency::Hourly];
const STATES: [&str; 4] = ["ready", "ready", "off", "ready"];

/// Names as people give them: long ones, other scripts, HTML.
const NAMES: [&str; 12] = [
    "accounting-01",
    "CAD station Zoë",
    "build-runner",
    "دفتر المحاسبة",
    "render-farm-eu-west-node-with-a-long-descriptive-name-07",
    "staging-web",
    "<b>legacy</b> & co",
    "ml-train-a100",
    "Design 🎨 desk",
    "db-replica-2",
    "frontdesk-kiosk",
    "qa-windows",
];
const OCCASIONS: [&str; 8] = [
    "before driver update",
    "before Windows updates",
    "clean install",
    "known good",
    "end of quarter",
    "before migration to the new licence server",
    "training run 14 ✅",
    "handover to Amélie",
];

pub fn world(plan: &Plan) -> World {
    let clock = Clock::starting_at(plan.start_ms.unwrap_or_else(Clock::real_now_ms));
    let start_ms = clock.start_ms();
    let mut world = World::empty(clock, plan.seed, plan.event_ms.clone());
    let team_id: Arc<str> = Arc::from("tz4n9q2ksb");
    let mut team = Team::new(&team_id, "northwind", "Northwind Studio");
    for at in 0..plan.machines {
        let machine = machine(&mut world, at, start_ms);
        team.machines.insert(machine);
    }
    let machines: Vec<Machine> = team.machines.iter().cloned().collect();
    for snapshot in snapshots(&mut world, plan, &machines, start_ms) {
        team.snapshots.insert(snapshot);
    }
    for event in past_events(&mut world, plan, &machines, start_ms) {
        team.events.insert(event);
    }
    for machine in &machines {
        if let Some(auto) = machine.auto_snapshots {
            let first_ms = start_ms + world.random.i64(1..=auto.frequency.period_ms());
            let due = Due::AutoSnapshot { team_id: Arc::clone(&team_id), machine_id: Arc::clone(&machine.id) };
            world.appoint(first_ms, due);
        }
    }
    world.teams.insert(Arc::clone(&team_id), team);
    if plan.colleagues {
        world.invite_colleagues(&team_id);
    }
    let other_id: Arc<str> = Arc::from("t6w1c8mhpe");
    world.teams.insert(Arc::clone(&other_id), Team::new(&other_id, "southgate", "Southgate Labs"));
    let seen = machines.iter().step_by(2).map(|machine| Arc::clone(&machine.id)).collect();
    let owner = Holder {
        user_id: "u8c2v5xkqd",
        email: "robin@northwind.example",
        first_name: Some("Robin"),
        last_name: Some("Okafor"),
        team_id: Arc::clone(&team_id),
        role: Role::Owner,
        machine_ids: None,
    };
    let member = Holder {
        user_id: "u3f7q1zrma",
        email: "sam@northwind.example",
        first_name: Some("Sam"),
        last_name: None,
        team_id,
        role: Role::Member,
        machine_ids: Some(seen),
    };
    let stranger = Holder { user_id: "u9k4d2wbty", team_id: other_id, ..owner.clone() };
    world.keys.insert(format!("{}-member", plan.token), member);
    world.keys.insert(format!("{}-other-team", plan.token), stranger);
    world.keys.insert(plan.token.clone(), owner);
    world
}

fn machine(world: &mut World, at: usize, start_ms: Millis) -> Machine {
    let round = at / NAMES.len();
    let name = NAMES[at % NAMES.len()];
    let name = if round == 0 { name.to_owned() } else { format!("{name} {}", round + 1) };
    let storage_total_bytes = [50, 100, 250, 500][world.random.usize(..4)] * GIB;
    // Every third machine has no schedule, so that the demo shows both.
    let auto_snapshots =
        (at % 3 != 2).then(|| AutoSnapshots { frequency: FREQUENCIES[at % 2], save_count: 7 + 7 * (at % 4) });
    let created_ms = start_ms - DAY_MS * world.random.i64(60..=700);
    Machine {
        id: world.fresh_id("ps"),
        name: Arc::from(name),
        state: STATES[at % STATES.len()],
        os: SYSTEMS[at % SYSTEMS.len()],
        machine_type: &TYPES[at % TYPES.len()],
        storage_total_bytes,
        storage_used_bytes: storage_total_bytes / 100 * world.random.u64(20..=90),
        region: REGIONS[at % REGIONS.len()],
        private_ip: format!("10.30.{}.{}", at / 200, 10 + at % 200),
        public_ip: at.is_multiple_of(4).then(|| format!("203.0.113.{}", 1 + at % 250)),
        auto_snapshots,
        created_ms,
        modified_ms: created_ms,
    }
}

/// Oldest first. A machine has no more automatic ones than it keeps.
fn snapshots(world: &mut World, plan: &Plan, machines: &[Machine], start_ms: Millis) -> Vec<Snapshot> {
    if machines.is_empty() {
        return Vec::new();
    }
    let mut dated = Vec::with_capacity(plan.snapshots);
    let share = plan.snapshots / machines.len();
    for (at, machine) in machines.iter().enumerate() {
        let count = share + usize::from(at < plan.snapshots % machines.len());
        let auto = machine.auto_snapshots;
        let autos = auto.map_or(0, |auto| auto.save_count.min(count * AUTO_SHARE / 100));
        let period_ms = auto.map_or(DAY_MS, |auto| auto.frequency.period_ms());
        for back in 0..autos {
            let at_ms = start_ms - period_ms * Millis::try_from(back).unwrap_or(0) - world.random.i64(0..3_600_000);
            dated.push((at_ms, true, machine, auto_name(&machine.name, at_ms)));
        }
        for _ in autos..count {
            let at_ms = start_ms - world.random.i64(DAY_MS / 24..=120 * DAY_MS);
            let name = match world.random.usize(..3) {
                0 => format!("{} {}", machine.name, minute(at_ms)),
                1 => format!("{} {}", &rfc3339(at_ms)[..10], OCCASIONS[world.random.usize(..OCCASIONS.len())]),
                _ => OCCASIONS[world.random.usize(..OCCASIONS.len())].to_owned(),
            };
            dated.push((at_ms, false, machine, name));
        }
    }
    dated.sort_by_key(|(at_ms, ..)| *at_ms);
    let make = |(_, is_auto_snapshot, machine, name): (Millis, bool, &Machine, String)| Snapshot {
        id: world.fresh_id("ss"),
        is_auto_snapshot,
        machine_id: Arc::clone(&machine.id),
        name: Arc::from(name),
        listed_ms: start_ms,
    };
    dated.into_iter().map(make).collect()
}

/// A few ended events per machine, oldest first, from which a client can learn usual durations.
fn past_events(world: &mut World, plan: &Plan, machines: &[Machine], start_ms: Millis) -> Vec<MachineEvent> {
    const EACH: usize = 4;
    let mut events = Vec::new();
    for machine in machines {
        for at in 0..EACH {
            let created_ms = start_ms - world.random.i64(DAY_MS / 24..=30 * DAY_MS);
            let total_ms = world.random.i64(plan.event_ms.clone());
            events.push(MachineEvent {
                id: world.fresh_id("me"),
                name: if at == 3 { "snapshot-restore" } else { "snapshot-create" },
                state: EventState::Done,
                machine_id: Arc::clone(&machine.id),
                created_ms,
                started_ms: Some(created_ms + total_ms / 5),
                finished_ms: Some(created_ms + total_ms),
                error: None,
            });
        }
    }
    events.sort_by_key(|event| event.created_ms);
    events
}

pub(crate) fn auto_name(machine_name: &str, at_ms: Millis) -> String {
    format!("auto {machine_name} {}", minute(at_ms))
}

/// `YYYY-MM-DD HH:MM`, in UTC.
fn minute(at_ms: Millis) -> String {
    rfc3339(at_ms)[..16].replace('T', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_tells_one_story() {
        let plan = |seed| Plan { seed, start_ms: Some(1_800_000_000_000), ..Plan::default() };
        let names = |seed| {
            let world = world(&plan(seed));
            let team = world.team_by_id("tz4n9q2ksb").expect("the seed makes one team");
            team.snapshots.iter().map(|snapshot| format!("{} {}", snapshot.id, snapshot.name)).collect::<Vec<_>>()
        };
        assert_eq!(names(1), names(1));
        assert_ne!(names(1), names(2));
        assert_eq!(names(3).len(), 600);
    }
}
