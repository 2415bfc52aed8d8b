//! The document as a whole: its title, its theme, what has the focus.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, EventTarget, FocusOptions, HtmlDialogElement, HtmlElement};

/// Sets the title of the window.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Shows in the window's icon whether something runs.
pub fn set_icon_running(running: bool) {
    let Ok(Some(link)) = document().query_selector("link[rel=icon]") else { return };
    let (from, to) = if running { ("icon.svg", "icon-running.svg") } else { ("icon-running.svg", "icon.svg") };
    if let Some(href) = link.get_attribute("href").filter(|href| href.ends_with(from)) {
        let changed = link.set_attribute("href", &href.replace(from, to));
        debug_assert!(changed.is_ok(), "an attribute of a link can be set");
    }
}

/// Sets the theme for the style sheet: `light`, `dark`, or none to follow the system.
pub fn set_theme(theme: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    let changed = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
    debug_assert!(changed.is_ok(), "an attribute of the root element can be set");
}

/// The element that has the focus.
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Puts the focus on an element. One that is gone or cannot take it leaves the focus where it is.
pub fn focus(element: &HtmlElement) {
    let _moved = element.focus();
}

/// Puts the focus on an element and leaves the page where it is.
pub fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _moved = element.focus_with_options(&options);
}

/// Whether nothing on the page has the focus.
pub fn has_no_focus() -> bool {
    focused().is_none_or(|focused| focused.tag_name() == "BODY")
}

/// Puts the focus on the first link in the content that leads to an address, and leaves the page where it is.
pub fn focus_link(href: &str) {
    let escaped = href.replace('\\', "\\\\").replace('"', "\\\"");
    if let Ok(Some(content)) = document().query_selector("main") {
        focus_first_within(&content, &format!("a[href=\"{escaped}\"]"));
    }
}

/// Puts a child of an element before another one, or last; selectors find both. One that stands there is left alone: what is
/// moved loses the focus and what is selected in it. A focus in it goes to the refuge.
pub fn put_before(around: &Element, child: &str, follower: Option<&str>, refuge: &HtmlElement) {
    let find = |selector: &str| around.query_selector(selector).ok().flatten();
    let Some(child) = find(child) else { return };
    if has_focus_within(&child) {
        focus_in_place(refuge);
    }
    let follower = follower.and_then(find);
    if child.next_element_sibling() != follower {
        // A child that was just found there can be moved there.
        let _moved = around.insert_before(&child, follower.as_deref());
    }
}

/// Whether the focus is on an element or in it.
pub fn has_focus_within(around: &Element) -> bool {
    focused().is_some_and(|focused| around.contains(Some(&focused)))
}

/// Puts the focus on the first element in another that a selector finds, and leaves the page where it is.
pub fn focus_first_within(around: &Element, selector: &str) {
    let found = around.query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        focus_in_place(&element);
    }
}

/// The value of an attribute of the target of an event, or of the nearest element around it that has one.
pub fn attribute_around(target: Option<EventTarget>, name: &str) -> Option<String> {
    let element = target?.dyn_into::<Element>().ok()?;
    element.closest(&format!("[{name}]")).ok()??.get_attribute(name)
}

/// Puts the focus on the first element that a selector finds.
pub fn focus_first(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        focus(&element);
    }
}

/// Shows a dialog again that was closed, where it was: below those that follow it in the document.
pub fn show_again(dialog: &HtmlDialogElement) {
    let show = |dialog: &HtmlDialogElement| {
        // It is in the document and closed, so that it can be shown.
        let _shown = dialog.show_modal();
    };
    show(dialog);
    let Ok(open) = document().query_selector_all("dialog[open]") else { return };
    let open = (0..open.length()).filter_map(|at| open.item(at)?.dyn_into::<HtmlDialogElement>().ok());
    for above in open.skip_while(|other| other != dialog).skip(1) {
        above.close();
        show(&above);
    }
}

/// Whether a dialog stands over the page.
pub fn has_open_dialog() -> bool {
    matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}

/// The path and the query of the window's address.
pub fn address() -> (String, String) {
    let location = window().location();
    // A document that runs this has both.
    (location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}

/// Takes away what says that the application is being loaded: something is there.
pub fn end_waiting() {
    if let Some(text) = document().get_element_by_id("boot-waiting") {
        text.remove();
    }
}

/// Says in the console what happened.
pub fn log_panic(why: &str) {
    web_sys::console::error_1(&why.into());
}
