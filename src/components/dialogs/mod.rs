//! The dialogs. One that asks Paperspace for something stays open, busy, until it has answered.

mod create;
mod delete;
mod form;
mod keys;
mod late;
mod names;
mod rename;
mod restore;
mod sign_out;

pub use self::form::DialogForm;
pub use self::late::later_dialog;
pub use self::sign_out::sign_out_warning;

use leptos::prelude::*;

use crate::state::dialogs::{Dialog, Dialogs};
use snapdeck_core::text::words;

pub fn view_of(dialog: Dialog) -> AnyView {
    match dialog {
        Dialog::Create => view! { <create::CreateDialog /> }.into_any(),
        Dialog::Rename(snapshot) => view! { <rename::RenameDialog snapshot /> }.into_any(),
        Dialog::Restore { snapshot, instead_of, undo_of } => {
            view! { <restore::RestoreDialog snapshot instead_of undo_of /> }.into_any()
        }
        Dialog::Delete(snapshot) => view! { <delete::DeleteDialog snapshot /> }.into_any(),
        Dialog::Keys => {
            let dialogs = Dialogs::expect();
            let close = Callback::new(move |()| dialogs.close());
            later_dialog(words().dialogs().keys_title, close, Box::new(keys::later))
        }
        Dialog::SignOut => view! { <sign_out::SignOutDialog /> }.into_any(),
    }
}
