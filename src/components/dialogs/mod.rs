//! The dialogs that start something. Each stays open, busy, until Paperspace has answered.

mod create;
mod delete;
mod keys;
mod names;
mod rename;
mod restore;
mod sign_out;

pub use self::sign_out::sign_out_warning;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::services::client::Client;
use crate::services::operations;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::surroundings::Surroundings;
use crate::ui::dialog::DiscardWords;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::operations::operation::OperationId;
use snapdeck_core::operations::permission::Why;
use snapdeck_core::operations::tracker::Reply;
use snapdeck_core::runner::Wish;
use snapdeck_core::text::{operations::why_not_begun, words};

/// A dialog.
pub fn view_of(dialog: Dialog) -> AnyView {
    match dialog {
        Dialog::Create => view! { <create::CreateDialog /> }.into_any(),
        Dialog::Rename(snapshot) => view! { <rename::RenameDialog snapshot /> }.into_any(),
        Dialog::Restore { snapshot, instead_of } => view! { <restore::RestoreDialog snapshot instead_of /> }.into_any(),
        Dialog::Delete(snapshot) => view! { <delete::DeleteDialog snapshot /> }.into_any(),
        Dialog::Keys => view! { <keys::KeysDialog /> }.into_any(),
        Dialog::SignOut => view! { <sign_out::SignOutDialog /> }.into_any(),
    }
}

/// How every dialog asks before something typed is thrown away.
pub fn discard_words() -> DiscardWords {
    let chrome = words().chrome();
    let question = Signal::stored(chrome.discard_question.to_owned());
    DiscardWords { question, discard: chrome.discard, keep: chrome.keep_editing }
}

/// Begins an operation for a dialog: it is busy until Paperspace has answered, then closes or is told why not.
#[derive(Clone, Copy)]
struct Starter {
    client: Client,
    dialogs: Dialogs,
    busy: RwSignal<bool>,
    refused: Callback<Reply>,
}

impl Starter {
    /// What a dialog begins with. A reply that says why nothing was begun goes to `refused`.
    fn new(busy: RwSignal<bool>, refused: impl Fn(Reply) + Send + Sync + 'static) -> Self {
        Self { client: Client::expect(), dialogs: Dialogs::expect(), busy, refused: Callback::new(refused) }
    }

    fn begin(self, wish: Wish, machine_name: Arc<str>, instead_of: Option<OperationId>) {
        self.busy.set(true);
        let answer = operations::begin(self.client, wish, machine_name, instead_of);
        spawn_local(async move {
            // No answer comes where the account is gone by then.
            let Ok(reply) = answer.await else { return };
            // The dialog may be gone by now: then whatever is open is another one.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match reply {
                Reply::Begun => self.dialogs.close(),
                why_not => self.refused.run(why_not),
            }
        });
    }
}

/// Why what the dialog is for cannot be begun now, while nothing else is told.
#[component]
fn WhyNot(refused: Memo<Option<Why>>, busy: RwSignal<bool>, problem: RwSignal<Option<Reply>>) -> impl IntoView {
    let words = words().snapshots();
    let why = move || refused.get().filter(|_| !busy.get() && problem.read().is_none());
    move || why().map(|why| view! { <p class="dialog-problem">{(words.why)(why)}</p> })
}

/// What went wrong, where no field has it. Being offline is said before anything is sent, and no longer than it lasts.
#[component]
fn DialogProblem(problem: RwSignal<Option<Reply>>) -> impl IntoView {
    let surroundings = Surroundings::expect();
    let before = words().problems().offline_before_sending;
    move || match (problem.get(), surroundings.is_online()) {
        (None, false) => Some(view! { <p class="dialog-warning" role="status">{before.to_owned()}</p> }),
        (None | Some(Reply::Refused(Problem::Offline)), true) => None,
        (Some(reply), _) => why_not_begun(&reply).map(|why| view! { <p class="dialog-problem" role="alert">{why}</p> }),
    }
}
