//! Undoes a restore, by way of the safety snapshot taken just before it.

use leptos::prelude::*;

use crate::browser::dates;
use crate::reactive::scoped_memo;
use crate::routes::href_of;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::list::List;
use crate::state::operations::Operations;
use crate::ui::button::{Look, button};
use snapdeck_core::list::filter::View;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::Operation;
use snapdeck_core::operations::undo::{Undoing, is_deleted};
use snapdeck_core::text::operations::no_way_back;
use snapdeck_core::text::words;

/// Offers that snapshot, or says why it cannot. A restore is undone once.
#[component]
pub fn UndoRestore(operation: Operation) -> impl IntoView {
    let words = words();
    let Some(safety) = operation.way_back() else {
        return no_way_back(&operation.undo)
            .map(|says| view! { <p class="activity-says">{says}</p> }.into_any())
            .into_any();
    };
    let (operations, dialogs, list) = (Operations::expect(), Dialogs::expect(), List::expect());
    let time = dates::readable(operation.asked_at);
    let (id, deleted) = (operation.id, safety.id.clone());
    let is_gone = scoped_memo(move |_| is_known_gone(operations, list, &deleted));
    let about = StoredValue::new((safety, id.clone()));
    let is_undone = scoped_memo(move |_| operations.undoing(&id) != Undoing::No);
    let undo = move || dialogs.open(about.with_value(|(safety, id)| Dialog::undo(safety.clone(), id.clone())));
    let rename = move || dialogs.open(Dialog::Rename(as_listed(list, about.read_value().0.clone())));
    let offer = move || {
        if is_gone.get() {
            return view! { <p class="activity-says">{(words.activity().undo_deleted)(&time)}</p> }.into_any();
        }
        let href = href_of(&View::default(), Some(about.read_value().0.id.clone()));
        view! {
            <p class="activity-says">
                {words.activity().undo_found}
                <a class="link" href=href>{(words.activity().safety_of)(&time)}</a>
            </p>
            {move || (!is_undone.get()).then(|| button(words.activity().undo, Look::Small, undo))}
            {button(words.snapshots().rename, Look::Small, rename)}
        }
        .into_any()
    };
    offer.into_any()
}

/// Whether a safety snapshot was deleted, here or by others; tracked.
pub fn is_known_gone(operations: Operations, list: List, id: &SnapshotId) -> bool {
    operations.with(|tracker| is_deleted(id, tracker.operations())) || list.with(|list| list.is_gone(id))
}

/// It may have another name by now than when it was found.
fn as_listed(list: List, safety: Snapshot) -> Snapshot {
    let listed = list.with_untracked(|list| list.row(&safety.id).map(|row| row.to_snapshot()));
    listed.unwrap_or(safety)
}
