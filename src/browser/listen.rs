//! What the browser tells a page about itself: other tabs' writes, being seen, being online, keys.

use std::cell::RefCell;

use leptos::ev;
use leptos::prelude::{document, on_cleanup, window, window_event_listener, window_event_listener_untyped};
use wasm_bindgen::JsCast as _;
use web_sys::{EventTarget, FocusEvent, HtmlElement, KeyboardEvent, VisibilityState};

use crate::browser::{clock, page};
use snapdeck_core::model::time::Timestamp;

/// Calls back when another tab has written to local storage: with the key, or none where all was cleared.
pub fn other_tab_wrote(callback: impl Fn(Option<String>) + 'static) {
    let handle = window_event_listener(ev::storage, move |event| callback(event.key()));
    on_cleanup(move || handle.remove());
}

/// Calls back when the page is seen or hidden or its window is chosen, and when the network comes or goes.
pub fn surroundings_changed(callback: impl Fn() + Clone + 'static) {
    for name in ["visibilitychange", "focus", "online", "offline"] {
        let callback = callback.clone();
        let handle = window_event_listener_untyped(name, move |_| callback());
        on_cleanup(move || handle.remove());
    }
}

/// Calls back when the page is left, reloaded or closed.
pub fn page_goes_away(callback: impl Fn() + 'static) {
    let handle = window_event_listener_untyped("pagehide", move |_| callback());
    on_cleanup(move || handle.remove());
}

/// Calls back when the browser shows the page again as it was left, out of its back-forward cache.
pub fn page_was_brought_back(callback: impl Fn() + 'static) {
    let handle = window_event_listener(ev::pageshow, move |event| {
        if event.persisted() {
            callback();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Calls back for each key that is pressed.
pub fn key_pressed(callback: impl Fn(&KeyboardEvent) + 'static) {
    let handle = window_event_listener(ev::keydown, move |event| callback(&event));
    on_cleanup(move || handle.remove());
}

/// How long Enter does nothing on what a dialog gave the focus back to, in milliseconds: whoever presses it three times in a row
/// means the dialog, and not the button that opens it again.
const AFTER_DIALOG_MS: u64 = 500;

thread_local! {
    static FOCUS_GIVEN_BACK: RefCell<Option<(Timestamp, HtmlElement)>> = const { RefCell::new(None) };
}

/// Notes that a dialog has closed and gave the focus back to an element.
pub fn focus_given_back(to: &HtmlElement) {
    FOCUS_GIVEN_BACK.set(Some((clock::now(), to.clone())));
}

fn has_just_got_focus_back(target: Option<EventTarget>) -> bool {
    let is_it = |(at, element): &(Timestamp, HtmlElement)| {
        clock::now().since(*at) < AFTER_DIALOG_MS && target.as_ref() == Some(element.as_ref())
    };
    FOCUS_GIVEN_BACK.with_borrow(|given| given.as_ref().is_some_and(is_it))
}

/// Lets a held Enter act once: what it repeats would press whatever has the focus by then, as the button of a dialog that the
/// first one opened. The same goes for one that is pressed again where a dialog has just closed.
pub fn enter_acts_once() {
    key_pressed(|event| {
        if event.key() == "Enter" && (event.repeat() || has_just_got_focus_back(event.target())) {
            event.prevent_default();
        }
    });
}

/// Calls back when another element gets the focus.
pub fn focus_moved(callback: impl Fn(&FocusEvent) + 'static) {
    let handle = window_event_listener(ev::focusin, move |event| callback(&event));
    on_cleanup(move || handle.remove());
}

/// Calls back for a key that is meant for the page as a whole: not typed into a field, not with a modifier, and with no
/// dialog open. Where the callback used the key, the browser does not.
pub fn free_key_pressed(callback: impl Fn(&str) -> bool + 'static) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if is_free(&event) && callback(&event.key()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

fn is_free(event: &KeyboardEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented();
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let typing = target.is_some_and(|target| {
        matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || target.is_content_editable()
    });
    !modified && !typing && !page::has_open_dialog()
}

/// Whether a person can see the page.
pub fn is_visible() -> bool {
    document().visibility_state() == VisibilityState::Visible
}

/// Whether the browser has a network. It may be wrong in saying yes.
pub fn is_online() -> bool {
    window().navigator().on_line()
}
