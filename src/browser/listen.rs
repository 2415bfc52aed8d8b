//! Events of the window: storage, visibility, network, keys.

use std::cell::RefCell;

use leptos::prelude::{document, on_cleanup, window, window_event_listener_untyped};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventTarget, FocusEvent, HtmlElement, KeyboardEvent, Node, PageTransitionEvent, StorageEvent,
    VisibilityState,
};

use crate::browser::{clock, page};
use snapdeck_core::model::time::Timestamp;

/// Calls back for each event of that name that reaches the window, until the owner ends.
pub(super) fn on_window<E: JsCast>(name: &'static str, callback: impl Fn(&E) + 'static) {
    let handle = window_event_listener_untyped(name, move |event| callback(event.unchecked_ref()));
    on_cleanup(move || handle.remove());
}

/// Calls back when another tab wrote to local storage, with the key, or none if everything was cleared.
pub fn other_tab_wrote(callback: impl Fn(Option<String>) + 'static) {
    on_window("storage", move |event: &StorageEvent| callback(event.key()));
}

/// Calls back when the page becomes visible or hidden, when its window gets the focus, and when the network comes or goes.
pub fn surroundings_changed(callback: impl Fn() + Clone + 'static) {
    for name in ["visibilitychange", "focus", "online", "offline"] {
        let callback = callback.clone();
        on_window(name, move |_: &Event| callback());
    }
}

/// Calls back when the browser says that there is no network any more.
pub fn network_went(callback: impl Fn() + 'static) {
    on_window("offline", move |_: &Event| callback());
}

pub fn page_goes_away(callback: impl Fn() + 'static) {
    on_window("pagehide", move |_: &Event| callback());
}

/// Calls back when the page returns from the back-forward cache.
pub fn page_was_brought_back(callback: impl Fn() + 'static) {
    on_window("pageshow", move |event: &PageTransitionEvent| {
        if event.persisted() {
            callback();
        }
    });
}

pub fn key_pressed(callback: impl Fn(&KeyboardEvent) + 'static) {
    on_window("keydown", callback);
}

/// How long Enter does nothing on the element that got the focus back from a dialog: pressed several times in a row, it is meant
/// for the dialog and not for the button that opens it again.
const AFTER_DIALOG_MS: u64 = 500;

thread_local! {
    static FOCUS_GIVEN_BACK: RefCell<Option<(Timestamp, HtmlElement)>> = const { RefCell::new(None) };
}

/// A dialog closed and returned the focus to an element.
pub fn focus_given_back(to: &HtmlElement) {
    FOCUS_GIVEN_BACK.set(Some((clock::now(), to.clone())));
}

fn has_just_got_focus_back(target: Option<EventTarget>) -> bool {
    let is_it = |(at, element): &(Timestamp, HtmlElement)| {
        clock::now().since(*at) < AFTER_DIALOG_MS && target.as_ref() == Some(element.as_ref())
    };
    FOCUS_GIVEN_BACK.with_borrow(|given| given.as_ref().is_some_and(is_it))
}

/// A held Enter acts once: its repetitions would press whatever has the focus by then, such as a button of the dialog that the
/// first one opened. The same goes for Enter just after a dialog closed.
pub fn enter_acts_once() {
    key_pressed(|event| {
        if event.key() == "Enter" && (event.repeat() || has_just_got_focus_back(event.target())) {
            event.prevent_default();
        }
    });
}

thread_local! {
    static LAST_FOCUSED: RefCell<Option<Node>> = const { RefCell::new(None) };
}

/// Notes what has the focus, for [`has_lost_focus`].
pub fn focus_is_noted() {
    focus_moved(|event| LAST_FOCUSED.set(event.target().and_then(|target| target.dyn_into().ok())));
}

/// Whether what had the focus left the document with it. Somebody who clicked on nothing has not lost it.
pub fn has_lost_focus() -> bool {
    let is_gone = |last: &Option<Node>| last.as_ref().is_some_and(|last| !last.is_connected());
    page::has_no_focus() && LAST_FOCUSED.with_borrow(is_gone)
}

/// The same of something that the selector found.
pub fn has_lost_focus_of(selector: &str) -> bool {
    let was_it = |last: &Option<Node>| {
        let element = last.as_ref().and_then(|last| last.dyn_ref::<Element>());
        element.is_some_and(|element| element.matches(selector).unwrap_or_default())
    };
    has_lost_focus() && LAST_FOCUSED.with_borrow(was_it)
}

pub fn focus_moved(callback: impl Fn(&FocusEvent) + 'static) {
    on_window("focusin", callback);
}

/// Calls back for a key that is meant for the page as a whole: not typed into a field, without a modifier, and with no dialog
/// open. When the callback returns true, the browser ignores the key.
pub fn free_key_pressed(callback: impl Fn(&str) -> bool + 'static) {
    key_pressed(move |event| {
        if is_free(event) && callback(&event.key()) {
            event.prevent_default();
        }
    });
}

fn is_free(event: &KeyboardEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented();
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let typing = target.is_some_and(|target| page::is_field(&target));
    !modified && !typing && !page::has_open_dialog()
}

pub fn is_visible() -> bool {
    document().visibility_state() == VisibilityState::Visible
}

/// A browser may be wrong in saying yes.
pub fn is_online() -> bool {
    window().navigator().on_line()
}
