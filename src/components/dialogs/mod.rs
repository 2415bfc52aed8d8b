//! The dialogs. One that asks Paperspace for something stays open, busy, until it has answered.

mod create;
mod delete;
mod form;
mod keys;
mod late;
mod names;
mod palette;
mod rename;
mod restore;
mod sign_out;

pub use self::form::DialogForm;
pub use self::late::later_dialog;
pub use self::sign_out::sign_out_warning;

use leptos::prelude::*;

use crate::components::later::View;
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
        Dialog::Keys => comes_later(words().dialogs().keys_title, Box::new(keys::later)),
        Dialog::Palette => comes_later(words().palette().title, Box::new(palette::later)),
        Dialog::SignOut => view! { <sign_out::SignOutDialog /> }.into_any(),
    }
}

fn comes_later(title: &'static str, dialog: View) -> AnyView {
    let dialogs = Dialogs::expect();
    later_dialog(title, Callback::new(move |()| dialogs.close()), dialog)
}
