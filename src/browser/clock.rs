//! Time and timers.

use std::time::Duration;

use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::{LocalStorage, SetValue as _, StoredValue, on_cleanup, set_interval_with_handle};

use snapdeck_core::model::time::Timestamp;

/// The longest timeout of a browser: a signed 32-bit number.
const WAIT_MAX_MS: i64 = 2_147_483_647;

pub fn now() -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit 53 bits")]
    Timestamp(js_sys::Date::now() as i64)
}

/// A timer that goes off once. Setting it again cancels what it was set to.
#[derive(Clone, Copy, Debug)]
pub struct Alarm(StoredValue<Option<Timeout>, LocalStorage>);

impl Alarm {
    pub fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// Calls back at a moment, or at once if it is past. It may come early if the clock is set back meanwhile.
    pub fn set(self, moment: Timestamp, callback: impl FnOnce() + 'static) {
        let wait_ms = (moment.0 - now().0).clamp(0, WAIT_MAX_MS);
        self.0.set_value(Some(Timeout::new(u32::try_from(wait_ms).unwrap_or(u32::MAX), callback)));
    }
}

impl Default for Alarm {
    fn default() -> Self {
        Self::new()
    }
}

pub async fn wait(wait_ms: u64) {
    TimeoutFuture::new(u32::try_from(wait_ms).unwrap_or(u32::MAX)).await;
}

/// Calls back repeatedly until the caller's owner is disposed.
pub fn every(interval: Duration, callback: impl Fn() + 'static) {
    if let Ok(handle) = set_interval_with_handle(callback, interval) {
        on_cleanup(move || handle.clear());
    }
}
