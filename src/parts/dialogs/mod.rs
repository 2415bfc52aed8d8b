//! The dialogs that start something. Each stays open, busy, until the provider has answered.

mod create;
mod delete;
mod export;
mod keys;
mod rename;
mod restore;
mod sign_out;

use std::sync::Arc;

use leptos::prelude::*;

use crate::drivers::operations::{Answered, Driver, Wish};
use crate::state::dialogs::{Dialog, Dialogs};
use crate::ui::dialog::DiscardWords;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::text::words;

/// A dialog.
pub fn view_of(dialog: Dialog) -> AnyView {
    match dialog {
        Dialog::Create => view! { <create::CreateDialog /> }.into_any(),
        Dialog::Rename(snapshot) => view! { <rename::RenameDialog snapshot /> }.into_any(),
        Dialog::Restore(snapshot) => view! { <restore::RestoreDialog snapshot /> }.into_any(),
        Dialog::Delete(snapshot) => view! { <delete::DeleteDialog snapshot /> }.into_any(),
        Dialog::Export(shown) => view! { <export::ExportDialog shown /> }.into_any(),
        Dialog::Keys => view! { <keys::KeysDialog /> }.into_any(),
        Dialog::SignOut => view! { <sign_out::SignOutDialog /> }.into_any(),
    }
}

/// How every dialog asks before something typed is thrown away.
fn discard_words() -> DiscardWords {
    let chrome = words().chrome();
    DiscardWords { question: chrome.discard_question, discard: chrome.discard, keep: chrome.keep_editing }
}

/// Begins an operation for a dialog: it is busy until the provider has answered, then closes or is told why not.
#[derive(Clone, Copy)]
struct Starter {
    driver: Driver,
    dialogs: Dialogs,
    busy: RwSignal<bool>,
    refused: Callback<Problem>,
}

impl Starter {
    /// What a dialog begins with. A refusal goes to `refused`.
    fn new(busy: RwSignal<bool>, refused: impl Fn(Problem) + Send + Sync + 'static) -> Self {
        let (driver, dialogs) = (Driver::expect(), Dialogs::expect());
        Self { driver, dialogs, busy, refused: Callback::new(refused) }
    }

    fn begin(self, wish: Wish, machine_name: Arc<str>) {
        self.busy.set(true);
        let answered: Answered = Box::new(move |result| {
            // The dialog may be gone by now: then whatever is open is another one.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match result {
                Ok(()) => self.dialogs.close(),
                Err(problem) => self.refused.run(problem),
            }
        });
        self.driver.begin(wish, machine_name, answered);
    }
}

/// What went wrong, where no field has it.
#[component]
fn DialogProblem(text: RwSignal<Option<String>>) -> impl IntoView {
    move || text.get().map(|text| view! { <p class="dialog-problem" role="alert">{text}</p> })
}
