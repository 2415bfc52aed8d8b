//! The current route.

use leptos::prelude::*;

use crate::routes::Route;

#[derive(Clone, Copy, Debug)]
pub struct Location {
    route: RwSignal<Route>,
    opened: RwSignal<Option<String>>,
}

impl Location {
    pub fn provide(route: Route) {
        provide_context(Self { route: RwSignal::new(route), opened: RwSignal::new(None) });
    }

    pub fn expect() -> Self {
        expect_context()
    }

    /// Tracked.
    pub fn with<T>(self, look: impl FnOnce(&Route) -> T) -> T {
        self.route.with(look)
    }

    pub fn with_untracked<T>(self, look: impl FnOnce(&Route) -> T) -> T {
        self.route.with_untracked(look)
    }

    /// The name of what is open beside the page; tracked.
    pub fn opened(self) -> Option<String> {
        self.opened.get()
    }

    /// That is open until the current owner ends.
    pub fn opens(self, name: &str) {
        self.opened.set(Some(name.to_owned()));
        on_cleanup(move || self.opened.set(None));
    }

    pub fn changed_to(self, route: Route) {
        if *self.route.read_untracked() != route {
            self.route.set(route);
        }
    }
}
