//! Waiting until what was changed can be seen.

use leptos::prelude::{GetValue as _, Owner, StoredValue, request_animation_frame};

/// Calls back before the browser paints the next picture.
pub fn next(callback: impl FnOnce() + 'static) {
    request_animation_frame(callback);
}

/// Calls back when the browser has laid out and painted what is there now. Not at all where the component or the run of
/// an effect that asked is gone by then.
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
