//! Asks before signing out while something runs.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::discard_words;
use crate::services::client::Client;
use crate::services::session;
use crate::state::dialogs::Dialogs;
use crate::state::operations::Operations;
use crate::ui::dialog::{DialogButtons, Modal};
use snapdeck_core::text::words;

/// Says what signing out would forget.
pub fn sign_out_warning(operations: Operations) -> String {
    let (running, open) = operations.with_untracked(|tracker| (tracker.running(), tracker.open()));
    (words().chrome().sign_out_warning)(running, open - running)
}

#[component]
pub(super) fn SignOutDialog() -> impl IntoView {
    let words = words().chrome();
    let (client, dialogs) = (Client::expect(), Dialogs::expect());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        dialogs.close();
        session::sign_out(client);
    };
    view! {
        <Modal
            title=words.sign_out.to_owned()
            on_close=Callback::new(move |()| dialogs.close())
            words=discard_words()
        >
            <form class="form" on:submit=submit>
                <p class="dialog-text">{sign_out_warning(Operations::expect())}</p>
                <DialogButtons cancel=words.stay submit=words.sign_out.to_owned() />
            </form>
        </Modal>
    }
}
