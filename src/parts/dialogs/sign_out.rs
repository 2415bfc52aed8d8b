//! Asks before signing out while something runs.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::discard_words;
use crate::drivers::session as driver;
use crate::state::client::Client;
use crate::state::dialogs::Dialogs;
use crate::state::operations::Operations;
use crate::state::session::Session;
use crate::ui::dialog::{DialogButtons, Modal};
use snapdeck_core::text::words;

#[component]
pub(super) fn SignOutDialog() -> impl IntoView {
    let words = words().chrome();
    let (client, session, dialogs) = (Client::expect(), Session::expect(), Dialogs::expect());
    let running = Operations::expect().with_untracked(|tracker| tracker.running());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        dialogs.close();
        driver::sign_out(client, session);
    };
    view! {
        <Modal
            title=words.sign_out.to_owned()
            on_close=Callback::new(move |()| dialogs.close())
            words=discard_words()
        >
            <form class="form" on:submit=submit>
                <p class="dialog-text">{(words.sign_out_warning)(running)}</p>
                <DialogButtons cancel=words.stay submit=words.sign_out.to_owned() />
            </form>
        </Modal>
    }
}
