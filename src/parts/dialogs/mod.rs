//! The dialogs that start something. Each stays open, busy, until the provider has answered.

mod create;
mod delete;
mod rename;
mod restore;
mod sign_out;

use leptos::prelude::*;

use crate::state::dialogs::{Dialog, Dialogs};
use crate::text::words;
use crate::ui::dialog::DiscardWords;

/// Shows the dialog that is open.
#[component]
pub fn DialogHost() -> impl IntoView {
    let dialogs = Dialogs::expect();
    move || {
        dialogs.current().map(|dialog| match dialog {
            Dialog::Create => view! { <create::CreateDialog /> }.into_any(),
            Dialog::Rename(snapshot) => view! { <rename::RenameDialog snapshot /> }.into_any(),
            Dialog::Restore(snapshot) => view! { <restore::RestoreDialog snapshot /> }.into_any(),
            Dialog::Delete(snapshot) => view! { <delete::DeleteDialog snapshot /> }.into_any(),
            Dialog::SignOut => view! { <sign_out::SignOutDialog /> }.into_any(),
        })
    }
}

/// How every dialog asks before something typed is thrown away.
fn discard_words() -> DiscardWords {
    let chrome = &words().chrome;
    DiscardWords { question: chrome.discard_question, discard: chrome.discard, keep: chrome.keep_editing }
}

/// What went wrong, where no field has it.
#[component]
fn DialogProblem(text: RwSignal<Option<String>>) -> impl IntoView {
    move || text.get().map(|text| view! { <p class="dialog-problem" role="alert">{text}</p> })
}
