//! The world: teams with their machines, snapshots and events, and an agenda.
//!
//! Nothing here runs by itself. Whoever locks the world first lets it catch up with its clock, so that everything that was
//! due has happened, in order.

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

#[derive(Debug)]
pub struct Team {
    pub id: Arc<str>,
    /// The team's part of an address.
    pub namespace: &'static str,
    /// In the session only in `teamMemberships`.
    pub name: &'static str,
    pub machines: Store<Machine>,
    pub snapshots: Store<Snapshot>,
    pub events: Store<MachineEvent>,
    pub(crate) queues: HashMap<Arc<str>, Queue>,
}

impl Team {
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

    /// Whether a delete of the snapshot is queued or running.
    pub fn is_being_deleted(&self, id: &str) -> bool {
        let is_it = |work: &Work| matches!(&work.job, Job::Delete { snapshot_id } if **snapshot_id == *id);
        self.queues.values().any(|queue| queue.0.iter().any(is_it))
    }
}

#[derive(Debug)]
pub struct World {
    pub clock: Clock,
    /// The source of all choices, so that a seed determines everything.
    pub random: fastrand::Rng,
    pub faults: Faults,
    pub ledger: Ledger,
    pub switches: Switches,
    pub(crate) keys: HashMap<String, Holder>,
    pub(crate) teams: HashMap<Arc<str>, Team>,
    /// How long an event takes in all.
    pub event_ms: RangeInclusive<Millis>,
    pub(crate) agenda: BinaryHeap<Reverse<(Millis, u64, Due)>>,
    pub(crate) appointments: u64,
}

impl World {
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

    /// Such as `ss7k2m9q4wzt1c`.
    pub fn fresh_id(&mut self, prefix: &str) -> Arc<str> {
        const ALPHABET: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let tail = (0..12).map(|_| char::from(ALPHABET[self.random.usize(..ALPHABET.len())]));
        Arc::from(prefix.chars().chain(tail).collect::<String>())
    }

    pub fn holder(&self, token: &str) -> Option<&Holder> {
        self.keys.get(token)
    }

    /// As when a user replaces a key in the console.
    pub fn replace_key(&mut self, old: &str, new: &str) {
        if let Some(holder) = self.keys.remove(old) {
            self.keys.insert(new.to_owned(), holder);
        }
    }

    pub fn newest_event_id(&self, team_id: &str) -> Option<Arc<str>> {
        self.teams.get(team_id)?.events.iter().last().map(|event| Arc::clone(&event.id))
    }

    pub fn team_by_id(&self, id: &str) -> Option<&Team> {
        self.teams.get(id)
    }

    pub fn team(&self, caller: &Caller) -> Result<&Team, ApiError> {
        self.teams.get(&caller.team_id).ok_or(ApiError::Unauthorized)
    }

    pub fn team_mut(&mut self, id: &str) -> Result<&mut Team, ApiError> {
        self.teams.get_mut(id).ok_or(ApiError::Unauthorized)
    }

    /// For setting up tests without the API.
    pub fn teams_mut(&mut self) -> impl Iterator<Item = &mut Team> {
        self.teams.values_mut()
    }

    pub fn visible_machine(&self, caller: &Caller, id: &str) -> Result<&Machine, ApiError> {
        self.team(caller)?.machines.get(id).filter(|machine| caller.sees(&machine.id)).ok_or(ApiError::NotFound)
    }

    pub fn visible_snapshot(&self, caller: &Caller, id: &str) -> Result<&Snapshot, ApiError> {
        let snapshot = self.team(caller)?.snapshots.get(id);
        snapshot.filter(|snapshot| caller.sees(&snapshot.machine_id)).ok_or(ApiError::NotFound)
    }

    /// Adds it as the newest.
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

    /// For changes without an event.
    pub fn note_effect(&mut self, effect: &'static str, id: &str) {
        let now_ms = self.clock.now_ms();
        self.ledger.effect(now_ms, effect, id);
    }
}
