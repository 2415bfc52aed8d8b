//! Waiting for the browser to paint.

use leptos::prelude::{GetValue as _, Owner, StoredValue, request_animation_frame};

/// Calls back before the next frame is painted.
pub fn next(callback: impl FnOnce() + 'static) {
    request_animation_frame(callback);
}

/// Calls back once the current state is laid out and painted, unless the caller's owner is disposed by then.
pub fn after_paint(callback: impl FnOnce() + 'static) {
    let asker = Owner::current().map(|_| StoredValue::new(()));
    let is_gone = move || asker.is_some_and(|asker| asker.try_get_value().is_none());
    request_animation_frame(move || {
        request_animation_frame(move || {
            if !is_gone() {
                callback();
            }
        });
    });
}
