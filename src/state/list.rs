//! The list of snapshots that the page shows: the machine of `list::inventory` in a signal.

use futures_channel::oneshot::Receiver;
use leptos::prelude::*;

use snapdeck_core::list::inventory::{Command, Happened, Inventory};
use snapdeck_core::list::query::Query;
use snapdeck_core::model::account::AccountKey;
use snapdeck_core::model::page::Page;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::model::time::Timestamp;

/// The first page of a list, asked for before the application was here.
#[derive(Debug)]
pub struct FirstPage {
    /// In whose name.
    pub account: AccountKey,
    /// Of which list.
    pub query: Query,
    /// What comes back.
    pub answer: Receiver<Result<Page<Snapshot>, Problem>>,
}

/// What carries out what the list wants done, and tells it the time.
#[derive(Clone, Copy, Debug)]
struct Driver {
    now: fn() -> Timestamp,
    run: Callback<Command>,
}

/// The list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct List {
    inventory: RwSignal<Inventory>,
    driver: StoredValue<Option<Driver>>,
}

impl List {
    /// An empty list, and its place in the context.
    pub fn provide() -> Self {
        let list = Self { inventory: RwSignal::new(Inventory::default()), driver: StoredValue::new(None) };
        provide_context(list);
        list
    }

    /// The list of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Names who carries out what the list wants done. Done once, by its driver.
    pub fn carried_out_by(self, now: fn() -> Timestamp, run: Callback<Command>) {
        self.driver.set_value(Some(Driver { now, run }));
    }

    /// Tells the list what happened, and has carried out what follows from it.
    pub fn tell(self, happened: Happened) {
        let Some(Driver { now, run }) = self.driver.get_value() else { return };
        let mut commands = Vec::new();
        self.inventory.update(|inventory| commands = inventory.step(now(), happened));
        commands.into_iter().for_each(|command| run.run(command));
    }

    /// Looks at the list, tracked.
    pub fn with<T>(self, look: impl FnOnce(&Inventory) -> T) -> T {
        self.inventory.with(look)
    }

    /// Looks at the list, untracked.
    pub fn with_untracked<T>(self, look: impl FnOnce(&Inventory) -> T) -> T {
        self.inventory.with_untracked(look)
    }
}
