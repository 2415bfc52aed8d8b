//! Waiting until what was changed can be seen.

use leptos::prelude::request_animation_frame;

/// Calls back when the browser has laid out and painted what is there now.
pub fn after_paint(callback: impl FnOnce() + 'static) {
    request_animation_frame(move || request_animation_frame(callback));
}
