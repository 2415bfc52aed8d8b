//! Starts operations, and tells the runner how the tab is doing.

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

/// Starts an operation, in place of another one if given. No reply comes if the account is signed out meanwhile.
pub fn begin(
    client: Client,
    wish: Wish,
    machine_name: Arc<str>,
    instead_of: Option<OperationId>,
) -> impl Future<Output = Option<Reply>> + use<> {
    let reply = client.runner().begin(wish, machine_name, instead_of);
    async move { reply.await.ok() }
}

/// Starts an operation again that failed or left no trace. A failure is shown as a toast, but not being offline: that may be over
/// before the toast is read.
pub fn again(client: Client, toasts: Toasts, operation: &Operation) {
    let Some(wish) = Wish::again(operation) else { return };
    let reply = begin(client, wish, Arc::clone(&operation.machine_name), Some(operation.id.clone()));
    spawn_local(async move {
        let reply = reply.await.filter(|reply| *reply != Reply::Refused(Problem::Offline));
        let why_not = reply.as_ref().and_then(text::operations::why_not_begun);
        why_not.into_iter().for_each(|why| toasts.show(Tone::Failure, why));
    });
}

/// The user dismissed an operation whose answer was lost.
pub fn dismiss(client: Client, id: OperationId) {
    client.runner().dismiss(id);
}

/// The user keeps what a restore brought back.
pub fn keep(client: Client, id: OperationId) {
    client.runner().keep(id);
}

/// The machine of the last snapshot created in this browser. Needs the context.
pub fn last_machine() -> Option<MachineId> {
    let account = Session::expect().account_untracked()?;
    Client::expect().runner().storage().last_machine(&account.key)
}

pub(super) fn start() {
    let client = Client::expect();
    listen::surroundings_changed(move || client.runner().look_around());
    listen::page_goes_away(move || client.runner().go_away());
}
