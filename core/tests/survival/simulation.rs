//! A browser with its tabs, the service, and the time that passes for both.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use futures_channel::oneshot;
use snapdeck_core::list::inventory::{Inventory, ListEvent};
use snapdeck_core::list::query::Query;
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::model::token::Token;
use snapdeck_core::operations::operation::{Operation, OperationId, Verb};
use snapdeck_core::operations::tracker::Reply;
use snapdeck_core::planted::{self, Bug};
use snapdeck_core::runner::{Area, Notice};

use crate::action::Action;
use crate::device::{Mode, Storage};
use crate::host::{Device, Tab, TabId, spread};
use crate::network::FIRST_KEY;

/// The seed's team, which every account here belongs to.
pub const TEAM: &str = "tz4n9q2ksb";

/// After so many turns within one stretch of time something goes round in a circle.
const TURNS_MAX: usize = 20_000;

/// What a person asked for.
pub struct Intention {
    pub id: OperationId,
    pub verb: Verb,
    /// The account in whose name.
    pub account: String,
    /// The snapshot of a delete or a restore.
    pub target: Snapshot,
    pub tab: TabId,
    /// When, by the service's clock.
    pub at_ms: i64,
    /// What it was asked for in the place of.
    pub instead_of: Option<OperationId>,
    pub reply: Option<oneshot::Receiver<Reply>>,
    pub replied: Option<Reply>,
}

/// A run.
pub struct Simulation {
    pub device: Rc<Device>,
    pub tabs: Vec<Tab>,
    pub intentions: Vec<Intention>,
    /// Everything that a person was told.
    pub told: Vec<Operation>,
    /// What a person does not want to hear of any more.
    pub dismissed: BTreeSet<OperationId>,
    /// What an account had begun before it signed out, or before its things were cleared.
    pub forgotten: BTreeSet<OperationId>,
    /// Which entry of the ledger was damaged, and so is not known any more.
    pub damaged: BTreeSet<OperationId>,
    pub broken: Vec<String>,
    /// The keys that work, by the one that they were at first.
    pub keys: BTreeMap<&'static str, String>,
    pub key_number: u32,
    pub used: usize,
    pub targets: Vec<Snapshot>,
    /// The one machine that the member sees.
    pub targets_of_member: MachineId,
    last_tab: TabId,
}

impl Simulation {
    /// A browser in which the owner is signed in, with the first page of the list on its way.
    pub fn new(bug: Option<Bug>) -> Self {
        planted::plant(bug);
        let device = Device::new();
        let (targets, targets_of_member) = {
            let world = device.network.sandbox.world();
            let team = world.team_by_id(TEAM).expect("the seed's team");
            let target = |row: &sandbox::model::snapshot::Snapshot| Snapshot {
                id: (&*row.id).into(),
                is_auto_snapshot: row.is_auto_snapshot,
                machine_id: (&*row.machine_id).into(),
                name: Arc::clone(&row.name),
            };
            let first = team.machines.iter().next().expect("a machine");
            (team.snapshots.iter().map(target).collect(), (&*first.id).into())
        };
        let mut simulation = Self {
            device,
            tabs: Vec::new(),
            intentions: Vec::new(),
            told: Vec::new(),
            dismissed: BTreeSet::new(),
            forgotten: BTreeSet::new(),
            damaged: BTreeSet::new(),
            broken: Vec::new(),
            keys: BTreeMap::from([("key", FIRST_KEY.to_owned()), ("key-member", format!("{FIRST_KEY}-member"))]),
            key_number: 0,
            used: 0,
            targets,
            targets_of_member,
            last_tab: 0,
        };
        simulation.used = simulation.open_tab(Storage::default());
        simulation.sign_in(crate::action::Who::Owner, Area::Device);
        simulation.pass(1_000);
        simulation
    }

    pub fn tab(&self) -> &Tab {
        &self.tabs[self.used]
    }

    /// Opens a tab with that storage of its own; it goes on with the account that is kept.
    pub fn open_tab(&mut self, storage: Storage) -> usize {
        self.last_tab += 1;
        let tab = Tab::new(self.last_tab, &self.device, storage);
        tab.runner.start();
        tab.runner.tell::<Inventory>(ListEvent::Opened(Query::default()));
        self.tabs.push(tab);
        self.tabs.len() - 1
    }

    /// Loads a tab anew, in its place.
    pub fn reload(&mut self) {
        self.tab().runner.go_away();
        let old = self.tabs.remove(self.used);
        self.device.network.forget(old.id);
        let opened = self.open_tab(old.state().storage.take());
        let tab = self.tabs.remove(opened);
        self.tabs.insert(self.used, tab);
    }

    fn kill_tab(&mut self) {
        let killed = self.tabs.remove(self.used);
        self.device.network.forget(killed.id);
        self.used = 0;
        if self.tabs.is_empty() {
            self.open_tab(Storage::default());
        }
    }

    /// Lets something happen.
    pub fn act(&mut self, action: &Action) {
        let network = &self.device.network;
        match *action {
            Action::Begin { verb, pick, send, twice } => {
                network.next_write(send);
                self.begin(verb, pick);
                if twice {
                    self.device.network.hit("double click");
                    self.begin_again_by_double_click(verb, pick);
                }
            }
            Action::Again { pick, twice } => self.again(pick, twice),
            Action::Dismiss(pick) => self.dismiss(pick),
            Action::Pass(ms) => self.pass(ms),
            Action::Reload => {
                network.hit("reload");
                self.reload();
            }
            Action::OpenTab => {
                network.hit("second tab");
                self.used = self.open_tab(Storage::default());
            }
            Action::KillTab => {
                network.hit("killed tab");
                self.kill_tab();
            }
            Action::SwitchTab => self.used = (self.used + 1) % self.tabs.len(),
            Action::Show(visible) => {
                if !visible {
                    network.hit("hidden tab");
                }
                self.tab().state().visible.set(visible);
                self.tab().runner.look_around();
            }
            Action::Online(online) => self.set_online(online),
            Action::Jump(ms) => {
                network.hit("clock jump");
                self.device.ahead_ms.set(self.device.ahead_ms.get() + ms);
            }
            Action::ReadsFail(fault, times) => network.fail_reads(fault, times),
            Action::EventList(events) => {
                network.hit("list of events refused or malformed");
                network.set_event_list(events);
            }
            Action::ListLag(ms) => {
                if ms > 0 {
                    network.hit("listed late");
                }
                network.sandbox.world().switches.list_lag_ms = ms;
            }
            Action::Revoke => self.revoke(),
            Action::Renew { area, session_fails } => self.renew(area, session_fails),
            Action::SignIn { who, area } => self.sign_in(who, area),
            Action::EnterKey { who, area } => drop(self.enter_key(who, area)),
            Action::SignOut => self.sign_out(),
            Action::Storage(mode) => {
                if mode != Mode::Works {
                    network.hit(if mode == Mode::Full { "storage full" } else { "storage throws" });
                }
                self.device.storage.borrow_mut().mode = mode;
            }
            Action::Damage(damage) => self.damage(damage),
            Action::Colleague(verb, pick) => self.colleague(verb, pick),
            Action::AutoSnapshot { pick, event } => self.auto_snapshot(pick, event),
        }
        self.settle();
    }

    fn set_online(&mut self, online: bool) {
        let network = &self.device.network;
        if !online {
            network.hit("offline");
        }
        network.set_online(online);
        self.tabs.iter().for_each(|tab| tab.runner.look_around());
    }

    /// Lets all that is ready run, and the tabs hear of each other, until nothing happens any more.
    pub fn settle(&mut self) {
        let mut turns = 0;
        loop {
            turns += 1;
            assert!(turns < TURNS_MAX, "the tabs never come to rest");
            self.tabs.iter_mut().for_each(|tab| tab.pool.run_until_stalled());
            if !spread(&self.device, &self.tabs) {
                break;
            }
        }
        let mut told = Vec::new();
        for tab in &self.tabs {
            for cleared in tab.state().cleared.take() {
                self.device.network.hit("signed in as somebody else");
                forget(&mut self.forgotten, &self.intentions, &cleared);
            }
            self.broken.append(&mut tab.state().broken.borrow_mut());
            for notice in tab.state().notices.take() {
                if let Notice::Ended { operations, .. } | Notice::EndedUnseen(operations) = notice {
                    told.extend(operations);
                }
            }
        }
        for operation in told {
            if let Err(why) = self.judge_claims(&operation) {
                self.broken.push(format!("when it was told: {why}"));
            }
            self.told.push(operation);
        }
        self.hear_replies();
        self.check_hands();
    }

    fn hear_replies(&mut self) {
        for intention in &mut self.intentions {
            let Some(reply) = &mut intention.reply else { continue };
            match reply.try_recv() {
                Ok(None) => {}
                Ok(Some(reply)) => (intention.replied, intention.reply) = (Some(reply), None),
                // Its account or its tab is gone.
                Err(oneshot::Canceled) => intention.reply = None,
            }
        }
    }

    /// Lets time pass; whatever is due happens at its moment.
    pub fn pass(&mut self, ms: u64) {
        self.settle();
        let end_ms = self.device.network.steady_ms() + i64::try_from(ms).expect("a short time");
        let mut turns = 0;
        loop {
            turns += 1;
            assert!(turns < TURNS_MAX, "time stands still");
            let due = self.tabs.iter().filter_map(Tab::next_due).chain(self.device.network.next_due()).min();
            let now_ms = self.device.network.steady_ms();
            let next_ms = due.map_or(end_ms, |due| due.clamp(now_ms, end_ms));
            self.device.network.advance(next_ms - now_ms);
            if due.is_none_or(|due| due > end_ms) {
                return;
            }
            self.device.network.arrive();
            self.tabs.iter().for_each(|tab| tab.ring(next_ms));
            self.settle();
        }
    }

    /// Everything works again, somebody looks, and a quarter of an hour passes.
    pub fn come_to_rest(&mut self) {
        self.device.network.heal();
        self.device.storage.borrow_mut().mode = Mode::Works;
        for tab in 0..self.tabs.len() {
            self.used = tab;
            let area = self.tab().runner.area_of_account().unwrap_or(Area::Device);
            self.renew(area, false);
        }
        self.device.network.set_online(true);
        for tab in &self.tabs {
            tab.state().visible.set(true);
            tab.runner.look_around();
        }
        self.pass(15 * 60_000);
    }

    /// A token out of a text that is one.
    pub fn token(text: &str) -> Token {
        Token::parse(text).expect("a token")
    }
}

/// Notes that all which an account has begun so far is forgotten.
pub fn forget(forgotten: &mut BTreeSet<OperationId>, intentions: &[Intention], account: &str) {
    let its = intentions.iter().filter(|one| one.account == account);
    forgotten.extend(its.map(|one| one.id.clone()));
}
