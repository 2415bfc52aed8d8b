//! What the browser says about where the page is: the time, whether it has a network, and whether a person sees it.

use leptos::prelude::*;

use crate::reactive::effect;
use snapdeck_core::model::time::Timestamp;

/// The surroundings of the page.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings {
    clock: fn() -> Timestamp,
    online: RwSignal<bool>,
    visible: RwSignal<bool>,
}

impl Surroundings {
    /// Surroundings as most pages have them, and their place in the context.
    pub fn provide(clock: fn() -> Timestamp) -> Self {
        let surroundings = Self { clock, online: RwSignal::new(true), visible: RwSignal::new(true) };
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

    /// Now.
    pub fn now(self) -> Timestamp {
        (self.clock)()
    }

    /// Whether the browser has a network, tracked. It may be wrong in saying yes.
    pub fn is_online(self) -> bool {
        self.online.get()
    }

    /// Calls back when the page may have missed something: it is seen again, its window was chosen, or the network came back.
    pub fn on_return(self, callback: impl Fn() + 'static) {
        effect(move |before: Option<()>| {
            // They are set whenever the browser tells one of these, though it may be what they were.
            if self.online.get() && self.visible.get() && before.is_some() {
                callback();
            }
        });
    }
}
