//! What the browser says about where the page is: whether it has a network, and whether a person sees it.

use leptos::prelude::*;

/// The surroundings of the page.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings {
    online: RwSignal<bool>,
    visible: RwSignal<bool>,
}

impl Surroundings {
    /// Surroundings as most pages have them, and their place in the context.
    pub fn provide() -> Self {
        let surroundings = Self { online: RwSignal::new(true), visible: RwSignal::new(true) };
        provide_context(surroundings);
        surroundings
    }

    /// Those of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Takes in what the browser says now.
    pub fn learn(self, online: bool, visible: bool) {
        self.online.set(online);
        self.visible.set(visible);
    }

    /// Whether the browser has a network, tracked. It may be wrong in saying yes.
    pub fn is_online(self) -> bool {
        self.online.get()
    }

    /// Whether a person can see the page, tracked.
    pub fn is_visible(self) -> bool {
        self.visible.get()
    }
}
