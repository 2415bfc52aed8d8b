//! Which page the address names.

use leptos::prelude::*;

use crate::routes::Route;

/// The present page.
#[derive(Clone, Copy, Debug)]
pub struct Location(RwSignal<Route>);

impl Location {
    /// Begins with a page, and takes its place in the context.
    pub fn provide(route: Route) {
        provide_context(Self(RwSignal::new(route)));
    }

    /// That of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Looks at it, tracked.
    pub fn with<T>(self, look: impl FnOnce(&Route) -> T) -> T {
        self.0.with(look)
    }

    /// Looks at it, untracked.
    pub fn with_untracked<T>(self, look: impl FnOnce(&Route) -> T) -> T {
        self.0.with_untracked(look)
    }

    /// The address names another page.
    pub fn changed_to(self, route: Route) {
        if *self.0.read_untracked() != route {
            self.0.set(route);
        }
    }
}
