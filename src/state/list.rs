//! The list of snapshots that the page shows: the machine of `domain::inventory` in a signal.

use leptos::prelude::*;

use crate::domain::inventory::{Command, Happened, Inventory};

/// The list.
#[derive(Clone, Copy, Debug)]
pub struct List {
    inventory: RwSignal<Inventory>,
    run: StoredValue<Option<Callback<Command>>>,
}

impl List {
    /// An empty list, and its place in the context.
    pub fn provide() -> Self {
        let list = Self { inventory: RwSignal::new(Inventory::default()), run: StoredValue::new(None) };
        provide_context(list);
        list
    }

    /// The list of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Names who carries out what the list wants done. Done once, by its driver.
    pub fn carried_out_by(self, run: Callback<Command>) {
        self.run.set_value(Some(run));
    }

    /// Tells the list what happened, and has carried out what follows from it.
    pub fn tell(self, happened: Happened) {
        let mut commands = Vec::new();
        self.inventory.update(|inventory| commands = inventory.step(happened));
        if let Some(run) = self.run.get_value() {
            commands.into_iter().for_each(|command| run.run(command));
        }
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
