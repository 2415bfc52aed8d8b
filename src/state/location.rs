//! The current route.

use leptos::prelude::*;

use crate::routes::Route;

#[derive(Clone, Copy, Debug)]
pub struct Location(RwSignal<Route>);

impl Location {
    pub fn provide(route: Route) {
        provide_context(Self(RwSignal::new(route)));
    }

    pub fn expect() -> Self {
        expect_context()
    }

    /// Tracked.
    pub fn with<T>(self, look: impl FnOnce(&Route) -> T) -> T {
        self.0.with(look)
    }

    pub fn with_untracked<T>(self, look: impl FnOnce(&Route) -> T) -> T {
        self.0.with_untracked(look)
    }

    pub fn changed_to(self, route: Route) {
        if *self.0.read_untracked() != route {
            self.0.set(route);
        }
    }
}
