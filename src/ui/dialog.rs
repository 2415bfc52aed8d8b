//! A modal dialog on the platform's own element: focus stays in it, Escape leaves it, the focus returns afterwards.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use crate::browser::page;

/// Two dialogs may stand over each other: each heading needs an id of its own.
static NEXT_ID: AtomicU32 = AtomicU32::new(0);

/// What a dialog asks before something typed is thrown away.
#[derive(Clone, Copy, Debug)]
pub struct DiscardWords {
    /// The question.
    pub question: &'static str,
    /// Yes.
    pub discard: &'static str,
    /// No.
    pub keep: &'static str,
}

/// A dialog that is open as long as it exists.
#[component]
pub fn Modal(
    /// The heading, which names the dialog.
    #[prop(into)]
    title: Signal<String>,
    /// Called when the person leaves it.
    on_close: Callback<()>,
    /// Something is under way: leaving is not possible.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Something was typed: leaving asks first.
    #[prop(into, optional)]
    dirty: Signal<bool>,
    /// How it asks.
    words: DiscardWords,
    /// The content; a form, mostly.
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let asking = RwSignal::new(false);
    let id = format!("dialog-title-{}", NEXT_ID.fetch_add(1, Ordering::Relaxed));
    let heading_id = id.clone();
    let shown = StoredValue::new_local(None::<web_sys::HtmlDialogElement>);
    let opener = StoredValue::new_local(page::focused());
    Effect::new(move |_| {
        if let Some(dialog) = element.get()
            && !dialog.open()
        {
            // It is in the document and closed, so that it can be shown.
            let _opened = dialog.show_modal();
            shown.set_value(Some(dialog));
        }
    });
    on_cleanup(move || {
        // As long as it is open, nothing around it can take the focus.
        if let Some(dialog) = shown.try_get_value().flatten() {
            dialog.close();
        }
        if let Some(opener) = opener.try_get_value().flatten().filter(|opener| opener.is_connected()) {
            page::focus(&opener);
        }
    });
    let leave = move || {
        if busy.get_untracked() {
            return;
        }
        if dirty.get_untracked() && !asking.get_untracked() {
            asking.set(true);
            return;
        }
        on_close.run(());
    };
    provide_context(Leave(Callback::new(move |()| leave())));
    let cancel = move |event: ev::Event| {
        event.prevent_default();
        if asking.get_untracked() {
            asking.set(false);
        } else {
            leave();
        }
    };
    view! {
        <dialog class="dialog" node_ref=element aria-labelledby=id on:cancel=cancel>
            <h2 id=heading_id class="dialog-title">{move || title.get()}</h2>
            {children()}
            <Show when=move || asking.get()>
                <Discard words on_keep=move || asking.set(false) on_discard=move || on_close.run(()) />
            </Show>
        </dialog>
    }
}

/// Leaves the dialog around, or asks first.
#[derive(Clone, Copy, Debug)]
pub struct Leave(pub Callback<()>);

#[component]
fn Discard(
    words: DiscardWords,
    on_keep: impl Fn() + Send + Sync + 'static,
    on_discard: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    let keep = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(keep) = keep.get() {
            page::focus(&keep);
        }
    });
    view! {
        <div class="discard" role="alert">
            <p class="discard-question">{words.question}</p>
            <button type="button" class="button" node_ref=keep on:click=move |_| on_keep()>{words.keep}</button>
            <button type="button" class="button" data-tone="danger" on:click=move |_| on_discard()>{words.discard}</button>
        </div>
    }
}

/// The buttons at the end of a dialog's form: leave, and the one that does it.
#[component]
pub fn DialogButtons(
    /// The word for leaving.
    cancel: &'static str,
    /// The word for doing it.
    #[prop(into)]
    submit: Signal<String>,
    /// Something is under way.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// It cannot be done yet.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// Doing it destroys something.
    #[prop(optional)]
    danger: bool,
) -> impl IntoView {
    let leave = use_context::<Leave>();
    let on_cancel = move |_| {
        if let Some(Leave(leave)) = leave {
            leave.run(());
        }
    };
    view! {
        <div class="dialog-buttons">
            <button type="button" class="button" disabled=move || busy.get() on:click=on_cancel>{cancel}</button>
            <button
                type="submit"
                class="button"
                data-tone=if danger { "danger" } else { "primary" }
                aria-busy=move || busy.get().to_string()
                disabled=move || busy.get() || disabled.get()
            >
                {move || submit.get()}
            </button>
        </div>
    }
}
