//! A tab of the simulation as a host of the runner: it has storage, a clock, chance and a network, and decides nothing.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use futures_channel::oneshot;
use futures_executor::{LocalPool, LocalSpawner};
use futures_util::task::LocalSpawnExt as _;
use snapdeck_core::api::request::{Answer, Request};
use snapdeck_core::list::inventory::Inventory;
use snapdeck_core::model::account::AuthState;
use snapdeck_core::model::config::ApiBaseUrl;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::model::token::Token;
use snapdeck_core::operations::operation::{Operation, OperationId, Phase};
use snapdeck_core::operations::tracker::Tracker;
use snapdeck_core::runner::{Area, Host, Keeps, Notice, Refused, Runner, request_of};

use crate::device::Storage;
use crate::network::Network;

/// Names a tab from its opening to its end; a reload makes another of it.
pub type TabId = u64;

/// What the tabs of a browser share.
pub struct Device {
    pub network: Network,
    pub storage: RefCell<Storage>,
    /// What the clock of this computer is ahead of the service's, in milliseconds.
    pub ahead_ms: Cell<i64>,
    /// What was written by which tab, and not heard of by the others yet.
    pub written: RefCell<Vec<(TabId, String)>>,
}

/// A tab.
pub struct Tab {
    pub id: TabId,
    pub runner: Runner<SimHost>,
    pub pool: LocalPool,
}

/// What a tab is to the runner.
#[derive(Clone)]
pub struct SimHost(pub Rc<TabState>);

pub struct TabState {
    pub id: TabId,
    pub device: Rc<Device>,
    pub storage: RefCell<Storage>,
    pub tracker: RefCell<Tracker>,
    pub inventory: RefCell<Inventory>,
    pub auth: RefCell<AuthState>,
    pub visible: Cell<bool>,
    /// When its alarm rings, by the clock that never jumps.
    pub alarm: Cell<Option<i64>>,
    pub timers: RefCell<Vec<(i64, oneshot::Sender<()>)>>,
    pub notices: RefCell<Vec<Notice>>,
    /// How often what is on the page changed hands.
    pub hands: Cell<u64>,
    /// Accounts whose things were cleared here because somebody else signed in.
    pub cleared: RefCell<Vec<String>>,
    /// What must not have happened here.
    pub broken: RefCell<Vec<String>>,
    spawner: LocalSpawner,
}

impl Tab {
    /// A tab with that storage of its own. Nothing has begun.
    pub fn new(id: TabId, device: &Rc<Device>, storage: Storage) -> Self {
        let pool = LocalPool::new();
        let state = TabState {
            id,
            device: Rc::clone(device),
            storage: RefCell::new(storage),
            tracker: RefCell::default(),
            inventory: RefCell::default(),
            auth: RefCell::default(),
            visible: Cell::new(true),
            alarm: Cell::new(None),
            timers: RefCell::default(),
            notices: RefCell::default(),
            hands: Cell::new(0),
            cleared: RefCell::default(),
            broken: RefCell::default(),
            spawner: pool.spawner(),
        };
        let base = ApiBaseUrl::from_config(r#"{"apiBaseUrl":"/v1"}"#).expect("an address");
        Self { id, runner: Runner::new(SimHost(Rc::new(state)), base), pool }
    }

    pub fn state(&self) -> &TabState {
        &self.runner.host().0
    }

    /// When it wants to be woken next.
    pub fn next_due(&self) -> Option<i64> {
        let state = self.state();
        state.timers.borrow().iter().map(|(due, _)| *due).chain(state.alarm.get()).min()
    }

    /// Rings what is due by then.
    pub fn ring(&self, now_ms: i64) {
        let state = self.state();
        let (due, later) = state.timers.take().into_iter().partition(|(due, _)| *due <= now_ms);
        state.timers.replace(later);
        // Whoever waited may be gone.
        due.into_iter().for_each(|(_, timer): (i64, oneshot::Sender<()>)| {
            let _rung = timer.send(());
        });
        if state.alarm.get().is_some_and(|alarm| alarm <= now_ms) {
            state.alarm.set(None);
            self.runner.tick();
        }
    }
}

impl TabState {
    fn storage(&self, area: Area) -> &RefCell<Storage> {
        match area {
            Area::Device => &self.device.storage,
            Area::Tab => &self.storage,
        }
    }

    fn note_written(&self, area: Area, key: &str) {
        if area == Area::Device {
            self.device.written.borrow_mut().push((self.id, key.to_owned()));
        }
    }

    /// The intention whose request this is.
    fn intention(&self, request: &Request) -> Option<OperationId> {
        let tracker = self.tracker.borrow();
        let is_it =
            |call: Option<_>| call.is_some_and(|call: snapdeck_core::api::call::Call<_>| call.request == *request);
        let operations = tracker.operations();
        let is_unsent = |one: &Operation| self.device.network.deeds(&one.id).sent == 0;
        let is_sending = |one: &&Operation| one.phase == Phase::Sending && is_unsent(one) && is_it(request_of(one));
        let sending = operations.iter().find(is_sending);
        // With a bug planted, something is sent that is not in the phase for it.
        let any = || operations.iter().rev().find(|one| is_it(request_of(one)));
        sending.or_else(any).map(|one| one.id.clone())
    }
}

impl Keeps<Tracker> for SimHost {
    fn change<T>(&self, _quiet: bool, change: impl FnOnce(&mut Tracker) -> T) -> T {
        change(&mut self.0.tracker.borrow_mut())
    }

    fn look<T>(&self, look: impl FnOnce(&Tracker) -> T) -> T {
        look(&self.0.tracker.borrow())
    }
}

impl Keeps<Inventory> for SimHost {
    fn change<T>(&self, _quiet: bool, change: impl FnOnce(&mut Inventory) -> T) -> T {
        change(&mut self.0.inventory.borrow_mut())
    }

    fn look<T>(&self, look: impl FnOnce(&Inventory) -> T) -> T {
        look(&self.0.inventory.borrow())
    }
}

impl Host for SimHost {
    fn now(&self) -> Timestamp {
        let device = &self.0.device;
        Timestamp(device.network.steady_ms() + device.ahead_ms.get())
    }

    fn chance(&self) -> f64 {
        self.0.device.network.chance()
    }

    fn is_visible(&self) -> bool {
        self.0.visible.get()
    }

    fn is_online(&self) -> bool {
        self.0.device.network.is_online()
    }

    fn read(&self, area: Area, key: &str) -> Result<Option<String>, Refused> {
        self.0.storage(area).borrow_mut().read(key)
    }

    fn write(&self, area: Area, key: &str, text: &str) -> Result<(), Refused> {
        let before = self.0.storage(area).borrow().kept.get(key).cloned();
        self.0.storage(area).borrow_mut().write(key, text)?;
        // A browser tells the others only of what changed.
        if before.as_deref() != Some(text) {
            self.0.note_written(area, key);
        }
        Ok(())
    }

    fn remove(&self, area: Area, key: &str) -> Result<(), Refused> {
        let was_there = self.0.storage(area).borrow().kept.contains_key(key);
        self.0.storage(area).borrow_mut().remove(key)?;
        if was_there {
            self.0.note_written(area, key);
        }
        Ok(())
    }

    fn forget_list(&self, _key: &str) {}

    async fn send(&self, token: &Token, request: &Request) -> Result<Answer, Problem> {
        let network = &self.0.device.network;
        let answer = network.send(self.0.id, token, request, self.0.intention(request));
        answer.await.unwrap_or(Err(Problem::Unreachable))
    }

    async fn wait(&self, ms: u64) {
        let (timer, rung) = oneshot::channel();
        let due_ms = self.0.device.network.steady_ms() + i64::try_from(ms).unwrap_or(i64::MAX / 2);
        self.0.timers.borrow_mut().push((due_ms, timer));
        // The tab is gone where it never rings.
        let _rung = rung.await;
    }

    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        self.0.spawner.spawn_local(task).expect("the tab is there");
    }

    fn wake_at(&self, moment: Timestamp) {
        let rings_ms = self.0.device.network.steady_ms() + (moment.0 - self.now().0).max(0);
        self.0.alarm.set(Some(rings_ms));
    }

    fn auth(&self) -> AuthState {
        self.0.auth.borrow().clone()
    }

    fn set_auth(&self, auth: AuthState) {
        let key = |auth: &AuthState| auth.account().map(|account| account.key.clone());
        let is_other = key(&auth) != key(&self.0.auth.borrow());
        self.0.hands.set(self.0.hands.get() + u64::from(is_other));
        self.0.auth.replace(auth);
    }

    fn notify(&self, notice: Notice) {
        if notice == Notice::OtherAccount {
            self.0.cleared.borrow_mut().extend(self.auth().account().map(|account| account.key.to_string()));
        }
        if notice == Notice::StorageRefused {
            let tracker = self.0.tracker.borrow();
            self.0.device.storage.borrow_mut().lose(tracker.operations().iter().map(|one| &one.id));
        }
        self.0.notices.borrow_mut().push(notice);
    }
}

impl Device {
    pub fn new() -> Rc<Self> {
        Rc::new(Self {
            network: Network::new(),
            storage: RefCell::default(),
            ahead_ms: Cell::new(0),
            written: RefCell::default(),
        })
    }
}

/// Tabs that were told of each key that another wrote.
pub fn spread(device: &Device, tabs: &[Tab]) -> bool {
    let written: BTreeSet<(TabId, String)> = device.written.take().into_iter().collect();
    for (writer, key) in &written {
        tabs.iter().filter(|tab| tab.id != *writer).for_each(|tab| tab.runner.other_tab_wrote(Some(key)));
    }
    !written.is_empty()
}
