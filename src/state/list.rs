//! The list of snapshots that the page shows: the machine of `list::inventory` in a signal.

use leptos::prelude::*;

use snapdeck_core::list::inventory::{Inventory, ListEvent};

/// The list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct List {
    inventory: RwSignal<Inventory>,
    /// Who carries out what follows when the list is told something.
    runner: StoredValue<Option<Callback<ListEvent>>>,
}

impl List {
    /// An empty list, and its place in the context.
    pub fn provide() -> Self {
        let list = Self { inventory: RwSignal::new(Inventory::default()), runner: StoredValue::new(None) };
        provide_context(list);
        list
    }

    /// The list of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Names who carries out what follows when the list is told something. Done once, before anybody tells.
    pub fn carried_out_by(self, runner: Callback<ListEvent>) {
        self.runner.set_value(Some(runner));
    }

    /// Tells the list what happened.
    pub fn tell(self, happened: ListEvent) {
        if let Some(runner) = self.runner.get_value() {
            runner.run(happened);
        }
    }

    /// Lets the list take something in. `quiet` where nothing changes that anybody sees.
    pub fn change<T>(self, quiet: bool, change: impl FnOnce(&mut Inventory) -> T) -> T {
        if quiet { change(&mut self.inventory.write_untracked()) } else { change(&mut self.inventory.write()) }
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
