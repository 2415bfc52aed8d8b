//! What stays after a restore until the user has looked at the machine: the way back, or that it is kept.

use leptos::prelude::*;

use crate::browser::dates;
use crate::components::heading::keep_focus;
use crate::components::undo::is_known_gone;
use crate::reactive::scoped_memo;
use crate::services::client::Client;
use crate::services::operations::keep;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::list::List;
use crate::state::operations::Operations;
use crate::ui::button::{Look, button};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::keyed::{Entry, Keyed};
use snapdeck_core::operations::operation::{Operation, Undo};
use snapdeck_core::operations::undo::to_check;
use snapdeck_core::text::operations::no_way_back;
use snapdeck_core::text::words;

/// One card for each restore that waits.
#[component]
pub fn RestoredCards() -> impl IntoView {
    let operations = Operations::expect();
    let card = |operation: &Operation| {
        let about = operation.clone();
        Entry::new(operation.id.as_str(), move || view! { <Card about /> }.into_any())
    };
    let entries =
        Callback::new(move |()| operations.with(|tracker| to_check(tracker.operations()).map(card).collect()));
    view! { <Keyed entries /> }
}

#[component]
fn Card(about: Operation) -> impl IntoView {
    let words = words().activity();
    let (client, dialogs, operations) = (Client::expect(), Dialogs::expect(), Operations::expect());
    let text = (words.restored)(&about.machine_name, &about.snapshot_name);
    let time = dates::readable(about.asked_at);
    let id = StoredValue::new(about.id);
    let operation = move || operations.with(|tracker| tracker.operation(&id.read_value()).cloned());
    let undo = scoped_memo(move |_| operation().map(|operation| operation.undo));
    let list = List::expect();
    let is_gone = scoped_memo(move |_| match &*undo.read() {
        Some(Undo::Found { id, .. }) => is_known_gone(operations, list, id),
        _ => false,
    });
    let says = move || match undo.get()? {
        _ if is_gone.get() => Some((words.undo_deleted)(&time)),
        undo => Some(no_way_back(&undo).unwrap_or(words.check).to_owned()),
    };
    let way_back = move || {
        if let Some(safety) = untrack(operation).and_then(|operation| operation.way_back()) {
            dialogs.open(Dialog::undo(safety, id.get_value()));
        }
    };
    let offer = move || {
        (matches!(undo.get(), Some(Undo::Found { .. })) && !is_gone.get())
            .then(|| button(words.undo, Look::Small, way_back))
    };
    keep_focus(String::new());
    view! {
        <div class="toast" data-tone="success">
            <Glyph icon=Icon::Done />
            <div class="toast-text">
                <p class="toast-what">{text}</p>
                <p>{says}</p>
                <div class="toast-actions">
                    {offer}
                    {button(words.keep, Look::Small, move || keep(client, id.get_value()))}
                </div>
            </div>
        </div>
    }
}
