//! The window's address and history.

use leptos::prelude::window;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

use crate::browser::listen::on_window;
use crate::browser::page;

/// What becomes of the history.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Entry {
    /// Adds an entry.
    New,
    /// Replaces the current entry.
    Same,
}

/// Changes the address. A browser refuses when asked too often, and then keeps showing the old address.
pub fn go(href: &str, entry: Entry) {
    let Ok(history) = window().history() else { return };
    let _changed = match entry {
        Entry::New => history.push_state_with_url(&JsValue::NULL, "", Some(href)),
        Entry::Same => history.replace_state_with_url(&JsValue::NULL, "", Some(href)),
    };
}

pub fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Calls back when the browser goes back or forward.
pub fn went_back(callback: impl Fn() + 'static) {
    on_window("popstate", move |_: &Event| callback());
}

#[derive(Clone, Debug)]
pub struct Link {
    pub path: String,
    /// With its question mark.
    pub query: String,
    /// The page keeps its scroll position (`data-noscroll`).
    pub stays: bool,
}

/// Calls back when a link to this origin is followed in this window. When the callback returns true, the browser stays.
/// A fragment names a part of this page: that gets the focus, and the address stays. `rel=external` and clicks that open another
/// tab are left to the browser.
pub fn link_followed(callback: impl Fn(&Link) -> bool + 'static) {
    on_window("click", move |event: &MouseEvent| {
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if elsewhere || event.button() != 0 || event.default_prevented() {
            return;
        }
        let clicked = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let anchor = clicked.and_then(|element| element.closest("a[href]").ok()?);
        let Some(anchor) = anchor.and_then(|anchor| anchor.dyn_into::<HtmlAnchorElement>().ok()) else { return };
        let is_external = anchor.rel().split_ascii_whitespace().any(|word| word == "external");
        let is_part = !anchor.hash().is_empty() && (anchor.pathname(), anchor.search()) == page::address();
        let leaves = is_external
            || !anchor.target().is_empty()
            || anchor.has_attribute("download")
            || (!anchor.hash().is_empty() && !is_part);
        let is_own = window().location().origin().is_ok_and(|origin| origin == anchor.origin());
        if leaves || !is_own {
            return;
        }
        let stays = anchor.has_attribute("data-noscroll");
        if is_part {
            page::focus_part(&anchor.hash());
        }
        if is_part || callback(&Link { path: anchor.pathname(), query: anchor.search(), stays }) {
            event.prevent_default();
        }
    });
}
