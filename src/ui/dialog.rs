//! A modal dialog on `<dialog>`: the focus stays in it, Escape leaves it, and the focus returns afterwards.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlDialogElement;

use crate::browser::{listen, page};
use crate::reactive::effect;
use crate::ui::button::{Look, button};

/// Dialogs can be stacked, so each heading needs its own id.
static NEXT_ID: AtomicU32 = AtomicU32::new(0);

/// The question before typed text is discarded, and its answers.
#[derive(Clone, Copy, Debug)]
pub struct DiscardWords {
    pub question: Signal<String>,
    pub discard: &'static str,
    pub keep: &'static str,
}

/// Open for as long as it exists.
#[component]
pub fn Modal(
    /// Its heading and accessible name.
    title: String,
    on_close: Callback<()>,
    /// It cannot be left.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Leaving asks first.
    #[prop(into, optional)]
    dirty: Signal<bool>,
    words: DiscardWords,
    /// The id of the text that says what is lost.
    #[prop(optional_no_strip)]
    loss_id: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let id = format!("dialog-title-{}", NEXT_ID.fetch_add(1, Ordering::Relaxed));
    let heading_id = id.clone();
    let way_out = WayOut { on_close, busy, dirty, asking: RwSignal::new(false) };
    let WayOut { asking, .. } = way_out;
    provide_context(Leave(Callback::new(move |()| way_out.leave())));
    let shown = show(element);
    let last_focused = StoredValue::new_local(None);
    let cancel = move |event: ev::Event| {
        last_focused.set_value(page::focused());
        // If the browser closes it all the same, `close` follows.
        event.prevent_default();
        if event.default_prevented() {
            way_out.cancel();
        }
    };
    // Chromium closes it on a second Escape, even if prevented. It is reopened, and treated like the first one.
    let closed = move |_| {
        let Some(dialog) = shown.try_get_value().flatten() else { return };
        if !dialog.open() {
            page::show_again(&dialog);
            way_out.leave();
        }
        if let Some(focused) = last_focused.get_value() {
            page::focus(&focused);
        }
    };
    view! {
        <dialog
            class="dialog"
            node_ref=element
            aria-labelledby=id
            aria-describedby=loss_id
            on:cancel=cancel
            on:close=closed
        >
            <h2 id=heading_id class="dialog-title">{title}</h2>
            {children()}
            <Show when=move || asking.get()>
                <Discard words on_keep=move || asking.set(false) on_discard=move || on_close.run(()) />
            </Show>
        </dialog>
    }
}

/// Shows the dialog once it is in the document, and closes it with its owner.
fn show(element: NodeRef<html::Dialog>) -> StoredValue<Option<HtmlDialogElement>, LocalStorage> {
    let shown = StoredValue::new_local(None::<HtmlDialogElement>);
    let opener = StoredValue::new_local(page::focused());
    effect(move |_| {
        if let Some(dialog) = element.get()
            && !dialog.open()
        {
            // It cannot fail: the dialog is in the document, and closed.
            let _opened = dialog.show_modal();
            shown.set_value(Some(dialog));
        }
    });
    on_cleanup(move || {
        // While it is open, nothing outside can take the focus.
        if let Some(dialog) = shown.try_get_value().flatten() {
            dialog.close();
        }
        match opener.try_get_value().flatten() {
            Some(opener) if opener.is_connected() => {
                page::focus(&opener);
                listen::focus_given_back(&opener);
            }
            _ => page::focus_first(page::HEADING, false),
        }
    });
    shown
}

#[derive(Clone, Copy)]
struct WayOut {
    on_close: Callback<()>,
    busy: Signal<bool>,
    dirty: Signal<bool>,
    /// The question about discarding is shown.
    asking: RwSignal<bool>,
}

impl WayOut {
    fn leave(self) {
        if self.busy.get_untracked() {
            return;
        }
        if self.dirty.get_untracked() {
            self.asking.set(true);
        } else {
            self.on_close.run(());
        }
    }

    /// Withdraws the question if it is shown, otherwise leaves.
    fn cancel(self) {
        if self.asking.get_untracked() {
            self.asking.set(false);
        } else {
            self.leave();
        }
    }
}

#[derive(Clone, Copy)]
struct Leave(Callback<()>);

/// Leaves the enclosing dialog, or asks first.
pub fn leave() -> Callback<()> {
    expect_context::<Leave>().0
}

#[component]
fn Discard(
    words: DiscardWords,
    on_keep: impl Fn() + Send + Sync + 'static,
    on_discard: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    let keep = NodeRef::<html::Button>::new();
    effect(move |_| {
        if let Some(keep) = keep.get() {
            page::focus(&keep);
        }
    });
    view! {
        <div class="discard" role="alert">
            <p class="discard-question">{move || words.question.get()}</p>
            <button type="button" class="button" node_ref=keep on:click=move |_| on_keep()>{words.keep}</button>
            {button(words.discard, Look::Danger, on_discard)}
        </div>
    }
}
