//! The document: its title, its theme, its focus.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, EventInit, EventTarget, FocusOptions, HtmlDialogElement, HtmlElement, HtmlInputElement};

/// The heading of the page, which can take the focus.
pub const HEADING: &str = "main h1";

pub fn set_title(title: &str) {
    document().set_title(title);
}

pub fn set_icon_running(running: bool) {
    let Ok(Some(link)) = document().query_selector("link[rel=icon]") else { return };
    let (from, to) = if running { ("icon.svg", "icon-running.svg") } else { ("icon-running.svg", "icon.svg") };
    if let Some(href) = link.get_attribute("href").filter(|href| href.ends_with(from)) {
        let changed = link.set_attribute("href", &href.replace(from, to));
        debug_assert!(changed.is_ok(), "an attribute of a link can be set");
    }
}

/// How the page looks: an attribute of its root, for the style sheet.
pub fn set_look(attribute: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    let changed = match value {
        Some(value) => root.set_attribute(attribute, value),
        None => root.remove_attribute(attribute),
    };
    debug_assert!(changed.is_ok(), "an attribute of the root element can be set");
}

pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Moves the focus to an element, if it is in the document and can take it.
pub fn focus(element: &HtmlElement) {
    let _moved = element.focus();
}

/// Moves the focus to an element without scrolling.
pub fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _moved = element.focus_with_options(&options);
}

pub fn has_no_focus() -> bool {
    focused().is_none_or(|focused| focused.tag_name() == "BODY")
}

/// Whether nothing has the focus, or the page's heading, which takes what is lost.
pub fn has_free_focus() -> bool {
    has_no_focus() || focused().is_some_and(|focused| focused.matches(HEADING).unwrap_or_default())
}

/// Moves the focus to the row that is a link to an address, without scrolling; whether there is one.
pub fn focus_row(href: &str) -> bool {
    let escaped = href.replace('\\', "\\\\").replace('"', "\\\"");
    let content = document().query_selector("main").ok().flatten();
    content.is_some_and(|content| focus_first_within(&content, &format!(".row-link[href=\"{escaped}\"]")))
}

/// Moves a child of an element before another one, or to the end; selectors find both. A child that is there already stays
/// untouched, since moving it would lose its selection. If the focus is in it, the refuge gets it.
pub fn put_before(around: &Element, child: &str, follower: Option<&str>, refuge: &HtmlElement) {
    let find = |selector: &str| around.query_selector(selector).ok().flatten();
    let Some(child) = find(child) else { return };
    if has_focus_within(&child) {
        focus_in_place(refuge);
    }
    let follower = follower.and_then(find);
    if child.next_element_sibling() != follower {
        // A child that was just found can be moved.
        let _moved = around.insert_before(&child, follower.as_deref());
    }
}

/// Whether the focus is on an element or inside it.
pub fn has_focus_within(around: &Element) -> bool {
    focused().is_some_and(|focused| around.contains(Some(&focused)))
}

/// Moves the focus to the first match inside an element, without scrolling; whether there is one.
pub fn focus_first_within(around: &Element, selector: &str) -> bool {
    let found = around.query_selector(selector).ok().flatten();
    let found = found.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    found.inspect(focus_in_place).is_some()
}

/// An attribute of an event's target, or of its nearest ancestor that has it.
pub fn attribute_around(target: Option<EventTarget>, name: &str) -> Option<String> {
    let element = target?.dyn_into::<Element>().ok()?;
    element.closest(&format!("[{name}]")).ok()??.get_attribute(name)
}

/// Moves the focus to the first match; without scrolling if it is not to be seen.
pub fn focus_first(selector: &str, seen: bool) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        if seen { focus(&element) } else { focus_in_place(&element) }
    }
}

/// Moves the focus to a text field, with its text selected.
pub fn focus_text(selector: &str) {
    focus_first(selector, true);
    if let Some(field) = focused().and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.select();
    }
}

/// Moves the focus to a part of the page that takes none by itself.
pub(super) fn focus_part(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(part) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        part.set_tab_index(-1);
        focus(&part);
    }
}

/// Reopens a closed dialog below the ones that follow it in the document.
pub fn show_again(dialog: &HtmlDialogElement) {
    let show = |dialog: &HtmlDialogElement| {
        // It cannot fail: the dialog is in the document, and closed.
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

/// Whether keys that are pressed on an element belong to it.
pub(super) fn is_field(element: &HtmlElement) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || element.is_content_editable()
}

/// Whether the focus is in a field, or in a dialog over the page.
pub fn is_typing() -> bool {
    focused().is_some_and(|focused| is_field(&focused)) || has_open_dialog()
}

/// Asks the topmost dialog to be left, as Escape does. Answers whether there is one.
pub fn cancel_dialog() -> bool {
    let Ok(open) = document().query_selector_all("dialog[open]") else { return false };
    let Some(dialog) = open.length().checked_sub(1).and_then(|last| open.item(last)) else { return false };
    let asked = EventInit::new();
    asked.set_cancelable(true);
    if let Ok(event) = Event::new_with_event_init_dict("cancel", &asked) {
        let _not_prevented = dialog.dispatch_event(&event);
    }
    true
}

pub fn has_open_dialog() -> bool {
    matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}

/// The path and the query.
pub fn address() -> (String, String) {
    let location = window().location();
    // A document that runs scripts has both.
    (location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}

/// Removes the text that says the application is loading.
pub fn end_waiting() {
    if let Some(text) = document().get_element_by_id("boot-waiting") {
        text.remove();
    }
}

#[cfg(debug_assertions)]
pub fn log_panic(why: &str) {
    web_sys::console::error_1(&why.into());
}
