//! Beginning what a person asks for, and what tells the runner how the tab is doing.

use std::sync::Arc;

use leptos::task::spawn_local;

use crate::browser::listen;
use crate::services::client::Client;
use crate::state::session::Session;
use crate::state::toasts::{Toasts, Tone};
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::operations::operation::{Operation, OperationId};
use snapdeck_core::operations::tracker::Reply;
use snapdeck_core::runner::Wish;
use snapdeck_core::text;

/// Starts what a person asks for, in the place of another operation where there is one. No reply comes where the account is gone
/// by then.
pub fn begin(
    client: Client,
    wish: Wish,
    machine_name: Arc<str>,
    instead_of: Option<OperationId>,
) -> impl Future<Output = Option<Reply>> + use<> {
    let reply = client.runner().begin(wish, machine_name, instead_of);
    async move { reply.await.ok() }
}

/// Asks again for what failed or left no trace. What goes wrong is told in a message, but not that there is no network: a message
/// stays, and that may be over before it is read.
pub fn again(client: Client, toasts: Toasts, operation: &Operation) {
    let Some(wish) = Wish::again(operation) else { return };
    let reply = begin(client, wish, Arc::clone(&operation.machine_name), Some(operation.id.clone()));
    spawn_local(async move {
        let reply = reply.await.filter(|reply| *reply != Reply::Refused(Problem::Offline));
        let why_not = reply.as_ref().and_then(text::operations::why_not_begun);
        why_not.into_iter().for_each(|why| toasts.show(Tone::Failure, why));
    });
}

/// Forgets an operation whose answer was lost.
pub fn dismiss(client: Client, id: OperationId) {
    client.runner().dismiss(id);
}

/// The machine that a snapshot was last taken of in this browser. Call it where the context is.
pub fn last_machine() -> Option<MachineId> {
    let account = Session::expect().account_untracked()?;
    Client::expect().runner().storage().last_machine(&account.key)
}

pub(super) fn start() {
    let client = Client::expect();
    listen::surroundings_changed(move || client.runner().look_around());
    listen::page_goes_away(move || client.runner().go_away());
}
