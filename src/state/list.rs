//! The list of snapshots: the core's inventory in a signal.

use leptos::prelude::*;

use snapdeck_core::list::inventory::{Inventory, ListEvent};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct List {
    inventory: RwSignal<Inventory>,
    runner: StoredValue<Option<Callback<ListEvent>>>,
}

impl List {
    pub fn provide() -> Self {
        let list = Self { inventory: RwSignal::new(Inventory::default()), runner: StoredValue::new(None) };
        provide_context(list);
        list
    }

    pub fn expect() -> Self {
        expect_context()
    }

    /// Sets who handles events. Called once, before the first event.
    pub fn carried_out_by(self, runner: Callback<ListEvent>) {
        self.runner.set_value(Some(runner));
    }

    pub fn tell(self, happened: ListEvent) {
        if let Some(runner) = self.runner.get_value() {
            runner.run(happened);
        }
    }

    /// Changes the inventory. `quiet` when nothing visible changes.
    pub fn change<T>(self, quiet: bool, change: impl FnOnce(&mut Inventory) -> T) -> T {
        if quiet { change(&mut self.inventory.write_untracked()) } else { change(&mut self.inventory.write()) }
    }

    /// Tracked.
    pub fn with<T>(self, look: impl FnOnce(&Inventory) -> T) -> T {
        self.inventory.with(look)
    }

    pub fn with_untracked<T>(self, look: impl FnOnce(&Inventory) -> T) -> T {
        self.inventory.with_untracked(look)
    }
}
