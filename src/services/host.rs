//! The browser tab as the host of the core's runner. It only passes on, and forgets with an account what no machine of the core holds.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, indexed_db, listen, random, storage, transport};
use crate::services::outcomes;
use crate::state::list::List;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::state::session::Session;
use crate::state::surroundings::Surroundings;
use crate::state::toasts::Toasts;
use snapdeck_core::api::request::{Answer, Request};
use snapdeck_core::list::inventory::Inventory;
use snapdeck_core::model::account::AuthState;
use snapdeck_core::model::config::ApiBaseUrl;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::model::token::Token;
use snapdeck_core::operations::tracker::Tracker;
use snapdeck_core::runner::{Area, Host, Keeps, Notice, Refused};

/// The tab, with the signals that its views read.
#[derive(Clone, Copy, Debug)]
pub struct BrowserHost {
    base: StoredValue<ApiBaseUrl>,
    session: Session,
    list: List,
    operations: Operations,
    machines: Machines,
    surroundings: Surroundings,
    toasts: Toasts,
    alarm: clock::Alarm,
    /// Tells the runner that time has passed. The runner is created after its host.
    tick: StoredValue<Option<Callback<()>>>,
}

impl BrowserHost {
    /// Over the state in the context.
    pub(super) fn new(base: ApiBaseUrl) -> Self {
        Self {
            base: StoredValue::new(base),
            session: Session::expect(),
            list: List::expect(),
            operations: Operations::expect(),
            machines: Machines::expect(),
            surroundings: Surroundings::expect(),
            toasts: Toasts::expect(),
            alarm: clock::Alarm::new(),
            tick: StoredValue::new(None),
        }
    }

    /// Called once, before the runner starts.
    pub(super) fn on_tick(self, tick: Callback<()>) {
        self.tick.set_value(Some(tick));
    }
}

impl Keeps<Tracker> for BrowserHost {
    fn change<T>(&self, quiet: bool, change: impl FnOnce(&mut Tracker) -> T) -> T {
        self.operations.change(quiet, change)
    }

    fn look<T>(&self, look: impl FnOnce(&Tracker) -> T) -> T {
        self.operations.with_untracked(look)
    }
}

impl Keeps<Inventory> for BrowserHost {
    fn change<T>(&self, quiet: bool, change: impl FnOnce(&mut Inventory) -> T) -> T {
        self.list.change(quiet, change)
    }

    fn look<T>(&self, look: impl FnOnce(&Inventory) -> T) -> T {
        self.list.with_untracked(look)
    }
}

impl Host for BrowserHost {
    fn now(&self) -> Timestamp {
        clock::now()
    }

    fn chance(&self) -> f64 {
        random::chance()
    }

    fn is_visible(&self) -> bool {
        listen::is_visible()
    }

    fn is_online(&self) -> bool {
        listen::is_online() || self.surroundings.is_online_untracked()
    }

    fn read(&self, area: Area, key: &str) -> Result<Option<String>, Refused> {
        storage::read(area, key)
    }

    fn write(&self, area: Area, key: &str, text: &str) -> Result<(), Refused> {
        storage::write(area, key, text)
    }

    fn remove(&self, area: Area, key: &str) -> Result<(), Refused> {
        storage::remove(area, key)
    }

    fn forget_list(&self, key: &str) {
        let key = key.to_owned();
        spawn_local(async move {
            // If it cannot be removed, it was not there.
            let _removed = indexed_db::remove(&key).await;
        });
    }

    async fn send(&self, token: &Token, request: &Request) -> Result<Answer, Problem> {
        let base = self.base.get_value();
        let answer = transport::send(&base, token, request).await;
        if answer.is_ok() {
            self.surroundings.heard();
        }
        answer
    }

    async fn wait(&self, ms: u64) {
        clock::wait(ms).await;
    }

    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        spawn_local(task);
    }

    fn wake_at(&self, moment: Timestamp) {
        let tick = self.tick;
        self.alarm.set(moment, move || {
            if let Some(tick) = tick.get_value() {
                tick.run(());
            }
        });
    }

    fn auth(&self) -> AuthState {
        self.session.auth_untracked()
    }

    fn set_auth(&self, auth: AuthState) {
        let is_another =
            self.session.auth_untracked().account().map(|own| &own.key) != auth.account().map(|own| &own.key);
        if is_another {
            self.machines.forget();
        }
        self.session.set(auth);
    }

    fn notify(&self, notice: Notice) {
        outcomes::tell(self.toasts, notice);
    }
}
