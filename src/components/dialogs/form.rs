//! What all dialogs share: a heading, a form, why it cannot be sent, and the buttons.

use std::pin::Pin;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, frame, listen, page};
use crate::reactive::{Memo, memo};
use crate::state::dialogs::Dialogs;
use crate::state::surroundings::Surroundings;
use crate::ui::dialog::{DiscardWords, Modal, leave};
use snapdeck_core::model::problem::Problem;
use snapdeck_core::operations::permission::Why;
use snapdeck_core::operations::tracker::Reply;
use snapdeck_core::text::{operations::why_not_begun, words};

/// A field's name in the API, and where its problem is shown.
pub(super) type Complaint = (&'static str, RwSignal<Option<String>>);

/// Asking Paperspace for something: whether that is permitted, under way, or failed.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    refused: Memo<Option<Why>>,
    busy: RwSignal<bool>,
    /// Why it failed, unless a field says so.
    problem: RwSignal<Option<Reply>>,
    dialogs: Dialogs,
}

impl Attempt {
    pub(super) fn new(refused: impl Fn() -> Option<Why> + Send + Sync + 'static) -> Self {
        Self {
            refused: memo(move |_| refused()),
            busy: RwSignal::new(false),
            problem: RwSignal::new(None),
            dialogs: Dialogs::expect(),
        }
    }

    /// Waits for the reply, then closes the dialog or says what went wrong: at the field concerned, or above the buttons.
    pub(super) fn wait_for(
        self,
        reply: impl Future<Output = Option<Reply>> + 'static,
        complaints: impl Into<Vec<Complaint>>,
    ) {
        self.wait_for_boxed(Box::pin(reply), complaints.into());
    }

    fn wait_for_boxed(self, reply: Pin<Box<dyn Future<Output = Option<Reply>>>>, complaints: Vec<Complaint>) {
        self.problem.set(None);
        self.busy.set(true);
        spawn_local(async move {
            let Some(reply) = reply.await else { return };
            // This dialog may be closed by now, and another one open.
            if self.busy.try_set(false).is_some() {
                return;
            }
            if reply == Reply::Begun {
                self.dialogs.close();
                return;
            }
            let mut is_told = false;
            for (field, complaint) in complaints {
                let about = if let Reply::Refused(problem) = &reply { problem.about(field) } else { None };
                is_told |= about.is_some();
                complaint.set(about.map(str::to_owned));
            }
            if !is_told {
                self.problem.set(Some(reply));
            }
            // What was refused may not be asked for again, and then its button lets go of the focus.
            frame::next(|| {
                if listen::has_lost_focus() {
                    page::focus_first("dialog[open] .dialog-buttons button", false);
                }
            });
        });
    }
}

/// How long it takes until a dialog that destroys something can be sent, in milliseconds: the second press of a double click or a
/// double tap is meant for what was there before. Systems take two presses within half a second for one.
const ARMED_AFTER_MS: u64 = 600;

/// A dialog with a form. One with a `loss_id` destroys something: only a press of its own button sends it, after a moment; Enter in
/// a field does not, and the focus starts on the other button.
#[component]
pub fn DialogForm(
    title: String,
    /// The label of the button that sends it, and the one while it is busy. Without them the dialog can only be closed.
    #[prop(optional)]
    submit: Option<[&'static str; 2]>,
    #[prop(optional)] on_submit: Option<Callback<()>>,
    /// The label of the button that closes it, if not **Cancel**.
    #[prop(optional)]
    cancel: Option<&'static str>,
    /// Closes it, if it is not the one in `Dialogs`.
    #[prop(optional)]
    on_close: Option<Callback<()>>,
    #[prop(optional)] attempt: Option<Attempt>,
    /// Closing asks first.
    #[prop(into, optional)]
    dirty: Signal<bool>,
    /// Incomplete.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// The id of the text that says what is lost.
    #[prop(optional)]
    loss_id: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let on_close = on_close.unwrap_or_else(|| {
        let dialogs = Dialogs::expect();
        Callback::new(move |()| dialogs.close())
    });
    let busy: Signal<bool> = attempt.map(|attempt| attempt.busy.into()).unwrap_or_default();
    let is_refused = move || attempt.is_some_and(|attempt| attempt.refused.read().is_some());
    let is_danger = loss_id.is_some();
    let is_armed = RwSignal::new(!is_danger);
    if is_danger {
        spawn_local(async move {
            clock::wait(ARMED_AFTER_MS).await;
            // It may be closed by now.
            let _unless_closed = is_armed.try_set(true);
        });
    }
    let is_blocked = move || disabled.get() || is_refused() || !is_armed.get();
    let send = move || {
        if let Some(on_submit) = on_submit.filter(|_| untrack(|| !busy.get() && !is_blocked())) {
            on_submit.run(());
        }
    };
    let on_form = move |event: SubmitEvent| {
        event.prevent_default();
        if !is_danger {
            send();
        }
    };
    let on_press = move |_| {
        if is_danger {
            send();
        }
    };
    let (kind, tone) = if is_danger { ("button", "danger") } else { ("submit", "primary") };
    let send_button = move |[word, word_while_busy]: [&'static str; 2]| {
        view! {
            <button
                type=kind
                class="button"
                data-tone=tone
                on:click=on_press
                aria-busy=move || busy.get().to_string()
                disabled=move || !busy.get() && is_blocked()
            >
                {move || if busy.get() { word_while_busy } else { word }}
            </button>
        }
    };
    view! {
        <Modal title on_close busy dirty words=discard_words() loss_id>
            <form class="form" on:submit=on_form novalidate=true>
                {children()}
                {attempt.map(hindrances)}
                <div class="dialog-buttons">
                    <button
                        type="button"
                        class="button"
                        autofocus=is_danger
                        disabled=move || busy.get()
                        on:click={
                            let leave = leave();
                            move |_| leave.run(())
                        }
                    >
                        {cancel.unwrap_or(words().chrome().cancel)}
                    </button>
                    {submit.map(send_button)}
                </div>
            </form>
        </Modal>
    }
}

fn discard_words() -> DiscardWords {
    let chrome = words().chrome();
    let question = Signal::stored(chrome.discard_question.to_owned());
    DiscardWords { question, discard: chrome.discard, keep: chrome.keep_editing }
}

/// Why it cannot be sent now, or why it failed. Being offline is mentioned before anything is sent, and only while it lasts.
fn hindrances(attempt: Attempt) -> impl IntoView {
    let Attempt { refused, busy, problem, .. } = attempt;
    let surroundings = Surroundings::expect();
    let line = |class: &'static str, role: Option<&'static str>, text: String| {
        view! { <p class=class role=role>{text}</p> }
    };
    let why_not_now = move || {
        let why = refused.get().filter(|_| !busy.get() && problem.read().is_none())?;
        Some(line("dialog-problem", None, (words().snapshots().why)(why).to_owned()))
    };
    let failure = move || match (problem.get(), surroundings.is_online()) {
        (None, false) => {
            Some(line("dialog-warning", Some("status"), words().problems().offline_before_sending.to_owned()))
        }
        (None | Some(Reply::Refused(Problem::Offline)), true) => None,
        (Some(reply), _) => why_not_begun(&reply).map(|why| line("dialog-problem", Some("alert"), why)),
    };
    view! { {why_not_now} {failure} }
}
