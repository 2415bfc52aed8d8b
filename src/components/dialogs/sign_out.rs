//! Asks before signing out while operations run.

use leptos::prelude::*;

use super::form::DialogForm;
use crate::services::client::Client;
use crate::services::session;
use crate::state::dialogs::Dialogs;
use crate::state::operations::Operations;
use snapdeck_core::text::words;

/// How many operations signing out would lose track of.
pub fn sign_out_warning(operations: Operations) -> String {
    let (running, open) = operations.with_untracked(|tracker| (tracker.running(), tracker.open()));
    (words().chrome().sign_out_warning)(running, open - running)
}

#[component]
pub(super) fn SignOutDialog() -> impl IntoView {
    let words = words().chrome();
    let (client, dialogs) = (Client::expect(), Dialogs::expect());
    let sign_out = Callback::new(move |()| {
        dialogs.close();
        session::sign_out(client);
    });
    view! {
        <DialogForm
            title=words.sign_out.to_owned()
            submit=[words.sign_out; 2]
            on_submit=sign_out
            cancel=words.stay
        >
            <p class="dialog-text">{sign_out_warning(Operations::expect())}</p>
        </DialogForm>
    }
}
