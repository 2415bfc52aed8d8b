//! A button that opens a menu, and a bar with the same entries. Arrow keys move in a menu, Escape and leaving close it, and the focus
//! returns to its button.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, EventTarget, HtmlElement, Node};

use crate::browser::{page, scroll};
use crate::reactive::effect;
use crate::ui::icon::{Glyph, Icon};

/// The id of the reasons why buttons of the bar cannot be pressed. A page has one bar.
const BAR_WHY_ID: &str = "bar-why";

#[derive(Clone)]
pub struct Item {
    pub label: &'static str,
    /// Why it cannot be chosen now.
    pub disabled: Signal<Option<&'static str>>,
    pub danger: bool,
    pub run: Callback<()>,
}

#[component]
pub fn MenuButton(
    #[prop(into)] name: Signal<String>,
    /// Called when it opens.
    items: Callback<(), Vec<Item>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    let around = NodeRef::<html::Div>::new();
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            page::focus(&button);
        }
    };
    let left = move |event: FocusEvent| {
        let inside = |next: Node| around.get_untracked().is_some_and(|around| around.contains(Some(&next)));
        let stays = event.related_target().and_then(|next| next.dyn_into::<Node>().ok()).is_some_and(inside);
        if !stays {
            open.set(false);
        }
    };
    let pressed = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" if open.get_untracked() => {
            event.stop_propagation();
            close();
        }
        "ArrowDown" if !open.get_untracked() => {
            event.prevent_default();
            open.set(true);
        }
        key if open.get_untracked() => {
            if let Some(around) = around.get_untracked()
                && move_focus(&around, key)
            {
                event.prevent_default();
            }
        }
        _ => {}
    };
    let entries = move || items.run(()).into_iter().map(|item| entry(item, close)).collect_view();
    view! {
        <div class="menu-around" node_ref=around on:focusout=left on:keydown=pressed>
            <button
                type="button"
                class="button"
                data-shape="icon"
                node_ref=button
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                aria-label=move || name.get()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Glyph icon=Icon::More />
            </button>
            <Show when=move || open.get()>
                <Entries name>{entries()}</Entries>
            </Show>
        </div>
    }
}

/// The same entries as buttons side by side. Below them stands why some cannot be pressed.
pub fn bar(items: Vec<Item>) -> AnyView {
    let disabled: Vec<_> = items.iter().map(|item| item.disabled).collect();
    let reasons = move || {
        let mut reasons: Vec<_> = disabled.iter().filter_map(Signal::get).collect();
        reasons.dedup();
        reasons.into_iter().map(|why| view! { <p class="bar-why">{why}</p> }.into_any()).collect_view()
    };
    let button = |Item { label, disabled, danger, run }: Item| {
        let press = move |_| {
            if disabled.read_untracked().is_none() {
                run.run(());
            }
        };
        view! {
            <button
                type="button"
                class="button"
                data-tone=danger.then_some("destroys")
                aria-disabled=move || disabled.read().is_some().then_some("true")
                aria-describedby=move || disabled.read().is_some().then_some(BAR_WHY_ID)
                on:click=press
            >
                {label}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="bar">
            <div class="bar-buttons">{items.into_iter().map(button).collect_view()}</div>
            <div id=BAR_WHY_ID>{reasons}</div>
        </div>
    }
    .into_any()
}

/// Focuses its first entry when it appears.
#[component]
fn Entries(name: Signal<String>, children: Children) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    effect(move |_| {
        if let Some(list) = list.get() {
            move_focus(&list, "Home");
        }
    });
    // Without room below, it opens upwards.
    let side = RwSignal::new(None);
    effect(move |_| {
        if list.get().is_some_and(|list| scroll::reaches_below_window(&list)) {
            side.set(Some("top"));
        }
    });
    view! { <div class="menu" role="menu" aria-label=move || name.get() data-side=move || side.get() node_ref=list>{children()}</div> }
}

/// Whether a key pressed there belongs to a menu or to the button of one.
pub fn has_key(target: Option<EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| matches!(element.closest("[aria-haspopup=menu], [role=menu]"), Ok(Some(_))))
}

fn entry(item: Item, close: impl Fn() + Copy + Send + 'static) -> impl IntoView {
    let Item { label, disabled, danger, run } = item;
    let choose = move |_| {
        if disabled.read_untracked().is_none() {
            close();
            run.run(());
        }
    };
    view! {
        <button
            type="button"
            class="menu-item"
            role="menuitem"
            tabindex="-1"
            data-tone=danger.then_some("danger")
            aria-disabled=move || disabled.read().is_some().then_some("true")
            on:click=choose
        >
            <span class="menu-item-label">{label}</span>
            {move || disabled.get().map(|why| view! { <span class="menu-item-why">{why}</span> }.into_any())}
        </button>
    }
}

/// Moves the focus as a key says. Returns whether it did.
fn move_focus(around: &HtmlElement, key: &str) -> bool {
    let Ok(found) = around.query_selector_all("[role=menuitem]") else { return false };
    let entries: Vec<HtmlElement> =
        (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<HtmlElement>().ok()).collect();
    let focused = page::focused();
    let at = entries.iter().position(|entry| focused.as_ref() == Some(entry));
    let last = entries.len().saturating_sub(1);
    let to = match (key, at) {
        ("ArrowDown", Some(at)) if at < last => at + 1,
        ("ArrowDown" | "Home", _) => 0,
        ("ArrowUp", Some(at)) if at > 0 => at - 1,
        ("ArrowUp" | "End", _) => last,
        _ => return false,
    };
    entries.get(to).inspect(|entry| page::focus(entry)).is_some()
}
