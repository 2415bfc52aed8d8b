//! Waiting for the browser to paint.

use leptos::prelude::{GetValue as _, Owner, StoredValue, request_animation_frame};

/// Calls back before the next frame is painted.
pub fn next(callback: impl FnOnce() + 'static) {
    request_animation_frame(callback);
}

/// Calls back before each frame that is painted, until the callback says that it is done, but not for ever: what it waits for may be
/// drawn a few frames late, or not at all.
pub fn until_done(callback: impl FnMut() -> bool + 'static) {
    /// A sixth of a second, where a second has sixty.
    const FRAMES: u8 = 10;
    fn again(mut callback: impl FnMut() -> bool + 'static, left: u8) {
        if !callback() && left > 0 {
            request_animation_frame(move || again(callback, left - 1));
        }
    }
    request_animation_frame(move || again(callback, FRAMES));
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
