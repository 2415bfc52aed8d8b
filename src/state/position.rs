//! Where the user left a list, for when they come back with the browser's buttons.

use leptos::prelude::*;

use snapdeck_core::list::filter::View;
use snapdeck_core::model::time::Timestamp;

/// How soon after going back or forward a list must appear to be restored.
const MOMENT_MS: u64 = 2_000;

#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub view: View,
    /// How much of the table's body was above the window.
    pub above_px: f64,
    /// The row that had the focus.
    pub active: Option<usize>,
}

#[derive(Clone, Copy, Debug)]
pub struct Position {
    spot: StoredValue<Option<Spot>>,
    went_back_at: StoredValue<Option<Timestamp>>,
}

impl Position {
    pub fn provide() {
        provide_context(Self { spot: StoredValue::new(None), went_back_at: StoredValue::new(None) });
    }

    pub fn expect() -> Self {
        expect_context()
    }

    pub fn keep(self, spot: Spot) {
        self.spot.set_value(Some(spot));
    }

    pub fn went_back(self, now: Timestamp) {
        self.went_back_at.set_value(Some(now));
    }

    /// A list that a link leads to starts at the top.
    pub fn forget(self) {
        self.went_back_at.set_value(None);
    }

    /// Where the user left this list, if they have just come back to it.
    pub fn of(self, view: &View, now: Timestamp) -> Option<Spot> {
        let is_back = self.went_back_at.get_value().is_some_and(|at| now.since(at) < MOMENT_MS);
        self.spot.get_value().filter(|spot| is_back && spot.view == *view)
    }
}
