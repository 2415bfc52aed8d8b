//! The world: teams with their machines, snapshots and events, and an agenda of what happens when.
//!
//! Nothing here runs by itself. Whoever looks at the world first lets it catch up with its clock, so that all that
//! was due has happened, in order, before anything is read or changed.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::clock::{Clock, Millis};
use crate::error::ApiError;
use crate::faults::Faults;
use crate::keys::{Caller, Holder};
use crate::ledger::Ledger;
use crate::model::event::MachineEvent;
use crate::model::machine::Machine;
use crate::model::snapshot::Snapshot;
use crate::store::Store;
use crate::switches::Switches;
use crate::work::{Due, Job, Queue, Work};

/// A team and all that belongs to it.
#[derive(Debug)]
pub struct Team {
    /// Opaque.
    pub id: Arc<str>,
    /// The part of an address that names the team.
    pub namespace: &'static str,
    /// The name, which the session tells only in `teamMemberships`.
    pub name: &'static str,
    /// Its machines.
    pub machines: Store<Machine>,
    /// Its snapshots.
    pub snapshots: Store<Snapshot>,
    /// Its events.
    pub events: Store<MachineEvent>,
    pub(crate) queues: HashMap<Arc<str>, Queue>,
}

impl Team {
    /// A team with nothing in it.
    pub fn new(id: &str, namespace: &'static str, name: &'static str) -> Self {
        Self {
            id: Arc::from(id),
            namespace,
            name,
            machines: Store::new(),
            snapshots: Store::new(),
            events: Store::new(),
            queues: HashMap::new(),
        }
    }

    /// Whether a delete of that snapshot waits or runs.
    pub fn is_being_deleted(&self, id: &str) -> bool {
        let is_it = |work: &Work| matches!(&work.job, Job::Delete { snapshot_id } if **snapshot_id == *id);
        self.queues.values().any(|queue| queue.0.iter().any(is_it))
    }
}

/// Everything that the sandbox knows.
#[derive(Debug)]
pub struct World {
    /// The time here.
    pub clock: Clock,
    /// Where every choice comes from, so that a seed tells a whole story.
    pub random: fastrand::Rng,
    /// What shall go wrong.
    pub faults: Faults,
    /// What happened.
    pub ledger: Ledger,
    /// How open questions are answered.
    pub switches: Switches,
    pub(crate) keys: HashMap<String, Holder>,
    pub(crate) teams: HashMap<Arc<str>, Team>,
    /// The time that an event takes from its request to its end.
    pub event_ms: RangeInclusive<Millis>,
    pub(crate) agenda: BinaryHeap<Reverse<(Millis, u64, Due)>>,
    pub(crate) appointments: u64,
}

impl World {
    /// An empty world. Events take a time out of `event_ms`.
    pub fn empty(clock: Clock, seed: u64, event_ms: RangeInclusive<Millis>) -> Self {
        Self {
            clock,
            random: fastrand::Rng::with_seed(seed),
            faults: Faults::default(),
            ledger: Ledger::default(),
            switches: Switches::default(),
            keys: HashMap::new(),
            teams: HashMap::new(),
            event_ms,
            agenda: BinaryHeap::new(),
            appointments: 0,
        }
    }

    /// An opaque id such as `ss7k2m9q4wzt1c`: a prefix and twelve letters or digits out of the seed.
    pub fn fresh_id(&mut self, prefix: &str) -> Arc<str> {
        const ALPHABET: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let tail = (0..12).map(|_| char::from(ALPHABET[self.random.usize(..ALPHABET.len())]));
        Arc::from(prefix.chars().chain(tail).collect::<String>())
    }

    /// The person behind a key.
    pub fn holder(&self, token: &str) -> Option<&Holder> {
        self.keys.get(token)
    }

    /// Gives the holder of a key another one, as a person does who replaces it in the console.
    pub fn replace_key(&mut self, old: &str, new: &str) {
        if let Some(holder) = self.keys.remove(old) {
            self.keys.insert(new.to_owned(), holder);
        }
    }

    /// The id of a team's newest event.
    pub fn newest_event_id(&self, team_id: &str) -> Option<Arc<str>> {
        self.teams.get(team_id)?.events.iter().last().map(|event| Arc::clone(&event.id))
    }

    /// A team by its id.
    pub fn team_by_id(&self, id: &str) -> Option<&Team> {
        self.teams.get(id)
    }

    /// The team of a caller.
    pub fn team(&self, caller: &Caller) -> Result<&Team, ApiError> {
        self.teams.get(&caller.team_id).ok_or(ApiError::Unauthorized)
    }

    /// The team with that id, to change it.
    pub fn team_mut(&mut self, id: &str) -> Result<&mut Team, ApiError> {
        self.teams.get_mut(id).ok_or(ApiError::Unauthorized)
    }

    /// Every team, to set a stage without going through the API.
    pub fn teams_mut(&mut self) -> impl Iterator<Item = &mut Team> {
        self.teams.values_mut()
    }

    /// A machine, if it exists and the caller sees it.
    pub fn visible_machine(&self, caller: &Caller, id: &str) -> Result<&Machine, ApiError> {
        self.team(caller)?.machines.get(id).filter(|machine| caller.sees(&machine.id)).ok_or(ApiError::NotFound)
    }

    /// A snapshot, if it exists and the caller sees its machine.
    pub fn visible_snapshot(&self, caller: &Caller, id: &str) -> Result<&Snapshot, ApiError> {
        let snapshot = self.team(caller)?.snapshots.get(id);
        snapshot.filter(|snapshot| caller.sees(&snapshot.machine_id)).ok_or(ApiError::NotFound)
    }

    /// Adds a snapshot as the newest.
    pub fn add_snapshot(
        &mut self,
        team_id: &str,
        machine_id: &str,
        name: &str,
        auto: bool,
    ) -> Result<Snapshot, ApiError> {
        let id = self.fresh_id("ss");
        let listed_ms = self.clock.now_ms() + self.switches.list_lag_ms;
        let (machine_id, name) = (Arc::from(machine_id), Arc::from(name));
        let snapshot = Snapshot { id, is_auto_snapshot: auto, machine_id, name, listed_ms };
        self.team_mut(team_id)?.snapshots.insert(snapshot.clone());
        Ok(snapshot)
    }

    /// Notes a change that has no event.
    pub fn note_effect(&mut self, effect: &'static str, id: &str) {
        let now_ms = self.clock.now_ms();
        self.ledger.effect(now_ms, effect, id);
    }
}
