//! Where in a list a person was when they left it, for when they come back by the browser's buttons.

use leptos::prelude::*;

use snapdeck_core::list::filter::View;
use snapdeck_core::model::time::Timestamp;

/// How long after the browser went back or forward a list that appears counts as come back to, in milliseconds.
const MOMENT_MS: u64 = 2_000;

/// A place in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Which list.
    pub view: View,
    /// How far it was scrolled, in CSS pixels of its body above the window.
    pub above_px: f64,
    /// The number of the row that had the focus.
    pub active: Option<usize>,
}

/// The last place.
#[derive(Clone, Copy, Debug)]
pub struct Position {
    spot: StoredValue<Option<Spot>>,
    went_back_at: StoredValue<Option<Timestamp>>,
}

impl Position {
    /// No place yet, and its place in the context.
    pub fn provide() {
        provide_context(Self { spot: StoredValue::new(None), went_back_at: StoredValue::new(None) });
    }

    /// That of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// A person leaves a list.
    pub fn keep(self, spot: Spot) {
        self.spot.set_value(Some(spot));
    }

    /// The browser goes back or forward.
    pub fn went_back(self, now: Timestamp) {
        self.went_back_at.set_value(Some(now));
    }

    /// A link was followed: whatever list it leads to begins at its top.
    pub fn forget(self) {
        self.went_back_at.set_value(None);
    }

    /// Where a person was in a list, if they come back to it just now.
    pub fn of(self, view: &View, now: Timestamp) -> Option<Spot> {
        let is_back = self.went_back_at.get_value().is_some_and(|at| now.since(at) < MOMENT_MS);
        self.spot.get_value().filter(|spot| is_back && spot.view == *view)
    }
}
