//! A browser with its tabs, the service, and the time that passes for both.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sandbox::work::Job;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::{Operation, OperationId, Verb};
use snapdeck_core::operations::permission;
use snapdeck_core::operations::tracker::Happened;

use crate::action::{Action, Fault};
use crate::storage::{Mode, Storage};
use crate::tab::{Tab, TabId};
use crate::wire::Wire;

const TEAM: &str = "tz4n9q2ksb";

/// A bug that a run is given, to see that it is found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bug {
    /// A request whose answer was lost is sent again.
    SendsAgain,
    /// The ledger is written only once the service has answered.
    StoresLate,
    /// What is newest before a request is not noted.
    NotesNothing,
    /// After a reload, what was being sent is sent.
    SendsAgainAfterReload,
}

/// A run.
pub struct Simulation {
    pub wire: Wire,
    pub storage: Storage,
    pub tabs: Vec<Tab>,
    pub bug: Option<Bug>,
    pub runtime: tokio::runtime::Runtime,
    /// Tabs that have not heard yet what another wrote.
    pub unheard: BTreeSet<TabId>,
    pub told: Vec<OperationId>,
    /// What the service did for each intention.
    pub effects: BTreeMap<OperationId, usize>,
    pub intentions: Vec<(OperationId, Verb)>,
    /// What happens to the note and the request of the next intention.
    pub planned: Option<(Fault, Fault)>,
    pub last_tab: TabId,
    pub others: BTreeSet<&'static str>,
    used: usize,
    draws: u64,
    targets: Vec<Snapshot>,
}

impl Simulation {
    pub fn new(bug: Option<Bug>) -> Self {
        let wire = Wire::new();
        let targets = {
            let world = wire.sandbox.world();
            let team = world.team_by_id(TEAM).expect("the seed's team");
            let target = |row: &sandbox::snapshots::Snapshot| Snapshot {
                id: (&*row.id).into(),
                is_auto_snapshot: row.is_auto_snapshot,
                machine_id: (&*row.machine_id).into(),
                name: Arc::clone(&row.name),
            };
            team.snapshots.iter().map(target).collect()
        };
        let mut simulation = Self {
            wire,
            storage: Storage::default(),
            tabs: Vec::new(),
            bug,
            runtime: tokio::runtime::Builder::new_current_thread().build().expect("a runtime"),
            unheard: BTreeSet::new(),
            told: Vec::new(),
            effects: BTreeMap::new(),
            intentions: Vec::new(),
            planned: None,
            last_tab: 0,
            others: BTreeSet::new(),
            used: 0,
            draws: 0,
            targets,
        };
        simulation.open_tab();
        simulation
    }

    /// A number in 0..1 that is the same in each repetition of a run.
    pub fn chance(&mut self) -> f64 {
        self.draws = self.draws.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.draws >> 32).unwrap_or(0)) / f64::from(u32::MAX)
    }

    /// A clock that never jumps: the service's.
    pub fn steady_ms(&self) -> i64 {
        self.wire.sandbox.world().clock.now_ms()
    }

    pub fn effects_in_all(&self) -> usize {
        let world = self.wire.sandbox.world();
        ["snapshot-create", "snapshot-delete", "snapshot-restore"]
            .map(|name| world.ledger.count_effects(name))
            .iter()
            .sum()
    }

    fn tab(&self) -> TabId {
        self.tabs[self.used].id
    }

    /// Lets something happen.
    pub fn act(&mut self, action: &Action) {
        match *action {
            Action::Begin { verb, pick, note, send, twice } => {
                self.begin(verb, pick, note, send);
                if twice && verb != Verb::Create {
                    self.wire.hit("double click");
                    self.begin(verb, pick, Fault::None, Fault::None);
                }
            }
            Action::Pass(ms) => self.pass(ms),
            Action::Reload => self.reload(self.tab()),
            Action::OpenTab => self.used = self.open_tab(),
            Action::KillTab => {
                self.wire.hit("killed tab");
                self.tabs.remove(self.used);
                if self.tabs.is_empty() {
                    self.open_tab();
                }
                self.used = 0;
            }
            Action::SwitchTab => self.used = (self.used + 1) % self.tabs.len(),
            Action::Show(visible) => self.show(visible),
            Action::Online(online) => self.set_online(online),
            Action::Jump(ms) => {
                self.wire.hit("clock jump");
                self.wire.jump(ms);
            }
            Action::ReadsFail(fault, times) => self.wire.fail_reads(fault, times),
            Action::Revoke => {
                self.wire.hit("revoked key");
                self.wire.revoke();
            }
            Action::Renew => {
                self.wire.renew();
                self.tell_all(&Happened::Ticked);
            }
            Action::Storage(mode) => {
                if mode != Mode::Works {
                    self.wire.hit(if mode == Mode::Full { "storage full" } else { "storage absent" });
                }
                self.storage.mode = mode;
            }
            Action::Damage(text) => {
                self.wire.hit("ledger damaged or of another version");
                self.storage.damage(text);
            }
            Action::Colleague(verb, pick) => self.colleague(verb, pick),
        }
        self.spread();
    }

    fn begin(&mut self, verb: Verb, pick: usize, note: Fault, send: Fault) {
        let mut on = self.targets[pick % self.targets.len()].clone();
        let id = self.tab();
        let number = u32::try_from(self.intentions.len()).expect("few");
        if verb == Verb::Create {
            on.name = Arc::from(format!("intention {number}"));
        }
        let operations = self.tabs[self.used].tracker.operations();
        let permitted = match verb {
            Verb::Create => permission::can_create(&on.machine_id, operations),
            verb => permission::can_change(Some(verb), &on.id, &on.machine_id, operations),
        };
        if permitted.is_err() {
            return;
        }
        let now = self.now();
        let intended = Operation::intended(OperationId::new(now, number), verb, &on, Arc::from("machine"), now);
        self.intentions.push((intended.id.clone(), verb));
        self.planned = Some((note, send));
        self.tell(id, Happened::Intended(Operation { safety_snapshot: pick.is_multiple_of(2), ..intended }));
        self.planned = None;
    }

    fn show(&mut self, visible: bool) {
        let (id, online) = (self.tab(), self.wire.is_online());
        self.tabs[self.used].visible = visible;
        if !visible {
            self.wire.hit("hidden tab");
        }
        self.tell(id, Happened::Surroundings { visible, online });
    }

    fn set_online(&mut self, online: bool) {
        if !online {
            self.wire.hit("offline");
        }
        self.wire.set_online(online);
        for (id, visible) in self.tabs.iter().map(|tab| (tab.id, tab.visible)).collect::<Vec<_>>() {
            self.tell(id, Happened::Surroundings { visible, online });
        }
    }

    fn tell_all(&mut self, happened: &Happened) {
        for id in self.tabs.iter().map(|tab| tab.id).collect::<Vec<_>>() {
            self.tell(id, happened.clone());
        }
    }

    fn colleague(&mut self, verb: Verb, pick: usize) {
        let on = &self.targets[pick % self.targets.len()];
        let mut world = self.wire.sandbox.world();
        let snapshot_id = match verb {
            Verb::Create => {
                world.add_snapshot(TEAM, on.machine_id.as_str(), "a colleague's", false).map(|row| row.id).ok()
            }
            _ => {
                let team = world.team_by_id(TEAM).expect("the seed's team");
                team.snapshots.get(on.id.as_str()).map(|row| Arc::clone(&row.id))
            }
        };
        let Some(snapshot_id) = snapshot_id else { return };
        let job = match verb {
            Verb::Create => Job::Create { snapshot_id },
            Verb::Delete => Job::Delete { snapshot_id },
            Verb::Restore => Job::Restore { snapshot_id, safety_snapshot: true },
        };
        world.begin(TEAM, on.machine_id.as_str(), job).expect("a job");
        self.others.insert(verb.event_name());
    }

    /// Lets time pass; every alarm rings when it is due.
    pub fn pass(&mut self, ms: u64) {
        let end = self.steady_ms() + i64::try_from(ms).expect("a short time");
        loop {
            let next = self.tabs.iter().filter_map(|tab| tab.alarm.map(|at| (at, tab.id))).min();
            let next = next.filter(|(at, _)| *at <= end);
            let now = self.steady_ms();
            self.wire.pass((next.map_or(end, |(at, _)| at) - now).max(0));
            let Some((_, id)) = next else { return };
            self.tabs.iter_mut().filter(|tab| tab.id == id).for_each(|tab| tab.alarm = None);
            self.tell(id, Happened::Ticked);
            self.spread();
        }
    }

    /// Everything works again, somebody looks, and a quarter of an hour passes.
    pub fn come_to_rest(&mut self) {
        self.wire.heal();
        self.storage.mode = Mode::Works;
        self.set_online(true);
        self.show(true);
        self.tell_all(&Happened::Ticked);
        self.spread();
        self.pass(15 * 60_000);
    }
}
