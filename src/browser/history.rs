//! The window's address and its history: told of links that are followed and of going back, and made to go elsewhere.

use leptos::ev;
use leptos::prelude::{on_cleanup, window, window_event_listener};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlAnchorElement};

/// What a navigation makes in the history.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Entry {
    /// One more, that the browser's buttons lead back from.
    New,
    /// The present one, changed.
    Same,
}

/// Changes the address. A browser that was asked too often refuses, and then shows the old address over the new page.
pub fn go(href: &str, entry: Entry) {
    let Ok(history) = window().history() else { return };
    let _changed = match entry {
        Entry::New => history.push_state_with_url(&JsValue::NULL, "", Some(href)),
        Entry::Same => history.replace_state_with_url(&JsValue::NULL, "", Some(href)),
    };
}

/// Scrolls to the top of the page.
pub fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Calls back when the browser goes back or forward in its history.
pub fn went_back(callback: impl Fn() + 'static) {
    let handle = window_event_listener(ev::popstate, move |_| callback());
    on_cleanup(move || handle.remove());
}

/// A link that is followed.
#[derive(Clone, Debug)]
pub struct Link {
    /// The path of its address.
    pub path: String,
    /// The query of its address, with its question mark.
    pub query: String,
    /// The page is to stay scrolled where it is (`data-noscroll`).
    pub stays: bool,
}

/// Calls back when a link within this origin is followed in this window. Where the callback goes there, the browser does not.
///
/// Links to a place on the same page and those that say `external` are left to the browser, as are clicks that open another tab.
pub fn link_followed(callback: impl Fn(&Link) -> bool + 'static) {
    let handle = window_event_listener(ev::click, move |event| {
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if elsewhere || event.button() != 0 || event.default_prevented() {
            return;
        }
        let clicked = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let anchor = clicked.and_then(|element| element.closest("a[href]").ok()?);
        let Some(anchor) = anchor.and_then(|anchor| anchor.dyn_into::<HtmlAnchorElement>().ok()) else { return };
        let is_external = anchor.rel().split_ascii_whitespace().any(|word| word == "external");
        let leaves =
            is_external || !anchor.target().is_empty() || anchor.has_attribute("download") || !anchor.hash().is_empty();
        let is_own = window().location().origin().is_ok_and(|origin| origin == anchor.origin());
        let stays = anchor.has_attribute("data-noscroll");
        if !leaves && is_own && callback(&Link { path: anchor.pathname(), query: anchor.search(), stays }) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}
