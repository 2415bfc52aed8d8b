//! What the browser tells a page about itself: other tabs' writes, being seen, being online, keys.

use leptos::ev;
use leptos::prelude::{document, on_cleanup, window, window_event_listener, window_event_listener_untyped};
use web_sys::{KeyboardEvent, VisibilityState};

/// Calls back when another tab has written to local storage: with the key, or none where all was cleared.
pub fn other_tab_wrote(callback: impl Fn(Option<String>) + 'static) {
    let handle = window_event_listener(ev::storage, move |event| callback(event.key()));
    on_cleanup(move || handle.remove());
}

/// Calls back when the page may have missed something: it was hidden and is seen again, or the network came back.
pub fn came_back(callback: impl Fn() + Clone + 'static) {
    let seen = {
        let callback = callback.clone();
        move || {
            if is_visible() {
                callback();
            }
        }
    };
    let visible = window_event_listener_untyped("visibilitychange", move |_| seen());
    let online = window_event_listener(ev::online, move |_| callback());
    on_cleanup(move || {
        visible.remove();
        online.remove();
    });
}

/// Calls back for every key that nothing else has used.
pub fn key_pressed(callback: impl Fn(KeyboardEvent) + 'static) {
    let handle = window_event_listener(ev::keydown, callback);
    on_cleanup(move || handle.remove());
}

/// Whether a person can see the page.
pub fn is_visible() -> bool {
    document().visibility_state() == VisibilityState::Visible
}

/// Whether the browser has a network. It may be wrong in saying yes.
pub fn is_online() -> bool {
    window().navigator().on_line()
}
