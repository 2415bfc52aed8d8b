//! The world: teams with their machines, snapshots and events, and an agenda of what happens when.
//!
//! Nothing here runs by itself. Whoever looks at the world first lets it catch up with its clock, so that all that
//! was due has happened, in order, before anything is read or changed.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::ops::RangeInclusive;
use std::sync::Arc;

use serde_json::Value;

use crate::clock::{Clock, Millis};
use crate::error::ApiError;
use crate::faults::Faults;
use crate::ledger::Ledger;
use crate::machine_events::{EventState, MachineEvent};
use crate::machines::Machine;
use crate::sandbox::Caller;
use crate::snapshots::Snapshot;
use crate::store::Store;
use crate::work::{Due, Job, Queue, Work};

/// The part of an event's time that it waits as `new`, as a divisor, and the longest such wait.
const WAIT_SHARE: Millis = 5;
const WAIT_MAX_MS: Millis = 1_500;

/// What a key may do in its team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Pays for it.
    Owner,
    /// Sees every machine.
    Admin,
    /// Sees the machines that were shared with it.
    Member,
}

/// The person and the team that a key stands for.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The person.
    pub user_id: &'static str,
    /// The person's address.
    pub email: &'static str,
    /// The person's first name.
    pub first_name: Option<&'static str>,
    /// The person's last name.
    pub last_name: Option<&'static str>,
    /// The team.
    pub team_id: Arc<str>,
    /// What the person may do there.
    pub role: Role,
    /// The machines that a member sees; an admin sees all.
    pub machine_ids: Option<Vec<Arc<str>>>,
}

impl Holder {
    /// Whether the session says `isAdmin`.
    pub fn is_admin(&self) -> bool {
        self.role != Role::Member
    }

    /// Whether the session says `isOwner`.
    pub fn is_owner(&self) -> bool {
        self.role == Role::Owner
    }
}

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
    queues: HashMap<Arc<str>, Queue>,
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
    pub(crate) keys: HashMap<String, Holder>,
    pub(crate) teams: HashMap<Arc<str>, Team>,
    event_ms: RangeInclusive<Millis>,
    agenda: BinaryHeap<Reverse<(Millis, u64, Due)>>,
    appointments: u64,
}

impl World {
    /// An empty world. Events take a time out of `event_ms`.
    pub fn empty(clock: Clock, seed: u64, event_ms: RangeInclusive<Millis>) -> Self {
        Self {
            clock,
            random: fastrand::Rng::with_seed(seed),
            faults: Faults::default(),
            ledger: Ledger::default(),
            keys: HashMap::new(),
            teams: HashMap::new(),
            event_ms,
            agenda: BinaryHeap::new(),
            appointments: 0,
        }
    }

    /// Lets happen, in order, all that is due by now.
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
                Due::AutoSnapshot { team_id, machine_id } => self.auto_snapshot(at_ms, &team_id, &machine_id),
            }
        }
    }

    /// Puts something on the agenda.
    pub fn appoint(&mut self, at_ms: Millis, due: Due) {
        self.appointments += 1;
        self.agenda.push(Reverse((at_ms, self.appointments, due)));
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
        let snapshot =
            Snapshot { id, is_auto_snapshot: auto, machine_id: Arc::from(machine_id), name: Arc::from(name) };
        self.team_mut(team_id)?.snapshots.insert(snapshot.clone());
        Ok(snapshot)
    }

    /// Asks a machine for something. The answer is the event as the API shows it at this moment.
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
        let work = Work { event_id: Arc::clone(&event.id), job, wait_ms, run_ms: total_ms - wait_ms };
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

    /// Notes a change that has no event.
    pub fn note_effect(&mut self, effect: &'static str, id: &str) {
        let now_ms = self.clock.now_ms();
        self.ledger.effect(now_ms, effect, id);
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
            let name = format!("{} before restore to {}", machine.name, target.name);
            if let Ok(safety) = self.add_snapshot(team_id, machine_id, &name, false) {
                self.ledger.effect(at_ms, "safety-snapshot", &safety.id);
            }
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
        let error = match &work.job {
            Job::Create { .. } => None,
            Job::Delete { snapshot_id } => {
                team.snapshots.remove(snapshot_id);
                None
            }
            Job::Restore { snapshot_id, .. } => match team.snapshots.get(snapshot_id) {
                Some(_) => None,
                None => Some("The snapshot no longer exists".to_owned()),
            },
        };
        team.events.update(&work.event_id, |event| {
            event.state = if error.is_some() { EventState::Error } else { EventState::Done };
            event.finished_ms = Some(at_ms);
            event.error = error;
        });
        if matches!(work.job, Job::Create { .. }) {
            self.rotate(at_ms, team_id, machine_id);
        }
        if let Some(wait_ms) = next_wait_ms {
            let due = Due::Start { team_id: Arc::clone(team_id), machine_id: Arc::clone(machine_id) };
            self.appoint(at_ms + wait_ms, due);
        }
    }

    /// Takes the automatic snapshot that is due, and makes the next appointment.
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
            // The machine was just seen, so that its team exists and nothing can be refused.
            let _event = self.begin_at(at_ms, team_id, machine_id, job, total_ms);
        }
        let due = Due::AutoSnapshot { team_id: Arc::clone(team_id), machine_id: Arc::clone(machine_id) };
        self.appoint(at_ms + auto.frequency.period_ms(), due);
    }

    /// Deletes the oldest automatic snapshots of a machine above its save count.
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
