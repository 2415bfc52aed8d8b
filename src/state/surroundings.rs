//! What the browser says about the world outside: the time, whether it is online, and whether the page is visible.

use leptos::prelude::*;

use crate::reactive::effect;
use snapdeck_core::model::time::Timestamp;

#[derive(Clone, Copy, Debug)]
pub struct Surroundings {
    clock: fn() -> Timestamp,
    online: RwSignal<bool>,
    visible: RwSignal<bool>,
}

impl Surroundings {
    /// Online and visible, until the browser says otherwise.
    pub fn provide(clock: fn() -> Timestamp) -> Self {
        let surroundings = Self { clock, online: RwSignal::new(true), visible: RwSignal::new(true) };
        provide_context(surroundings);
        surroundings
    }

    pub fn expect() -> Self {
        expect_context()
    }

    pub fn learn(self, online: bool, visible: bool) {
        self.online.set(online);
        self.visible.set(visible);
    }

    /// An answer arrived, whatever the browser says.
    pub fn heard(self) {
        if !self.is_online_untracked() {
            self.online.set(true);
        }
    }

    pub fn is_online_untracked(self) -> bool {
        self.online.get_untracked()
    }

    pub fn now(self) -> Timestamp {
        (self.clock)()
    }

    /// Tracked. A browser may be wrong in saying yes; where it says no and an answer arrives all the same, it is not believed.
    pub fn is_online(self) -> bool {
        self.online.get()
    }

    /// Calls back when the page may have missed something: it is visible again, its window got the focus, or it is back online.
    pub fn on_return(self, callback: impl Fn() + 'static) {
        effect(move |before: Option<()>| {
            // Both are set on each of these events, even to what they were.
            if self.online.get() && self.visible.get() && before.is_some() {
                callback();
            }
        });
    }
}
