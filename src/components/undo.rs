//! Undoes a restore, by way of the safety snapshot taken just before it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::dates;
use crate::reactive::scoped_memo;
use crate::routes::href_of;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::list::List;
use crate::state::operations::Operations;
use crate::ui::button::{Look, button};
use snapdeck_core::list::filter::View;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::{Operation, Undo};
use snapdeck_core::operations::undo::Undoing;
use snapdeck_core::text::words;

/// Offers that snapshot, or says why it cannot. A restore is undone once.
#[component]
pub fn UndoRestore(operation: Operation) -> impl IntoView {
    let words = words();
    let (says, back) = match &operation.undo {
        Undo::No => return ().into_any(),
        Undo::Looking { .. } => (words.activity().undo_looking, None),
        Undo::Missing => (words.activity().undo_missing, None),
        Undo::Several => (words.activity().undo_several, None),
        Undo::Found { id, name } => {
            let (id, name, machine_id) = (id.clone(), Arc::clone(name), operation.machine_id.clone());
            (words.activity().undo_found, Some(Snapshot { id, name, is_auto_snapshot: false, machine_id }))
        }
    };
    let link = back.as_ref().map(|safety| {
        let href = href_of(&View::default(), Some(safety.id.clone()));
        view! { <a class="link" href=href>{(words.activity().safety_of)(&dates::readable(operation.asked_at))}</a> }
    });
    let buttons = back.map(|safety| {
        let (operations, dialogs, list) = (Operations::expect(), Dialogs::expect(), List::expect());
        let id = operation.id;
        let about = StoredValue::new((safety, id.clone()));
        let is_undone = scoped_memo(move |_| operations.undoing(&id) != Undoing::No);
        let undo = move || dialogs.open(about.with_value(|(safety, id)| Dialog::undo(safety.clone(), id.clone())));
        let rename = move || dialogs.open(Dialog::Rename(as_listed(list, about.read_value().0.clone())));
        view! {
            {move || (!is_undone.get()).then(|| button(words.activity().undo, Look::Small, undo))}
            {button(words.snapshots().rename, Look::Small, rename)}
        }
    });
    view! { <p class="activity-says">{says} {link}</p>{buttons} }.into_any()
}

/// It may have another name by now than when it was found.
fn as_listed(list: List, safety: Snapshot) -> Snapshot {
    let listed = list.with_untracked(|list| list.row(&safety.id).map(|row| row.to_snapshot()));
    listed.unwrap_or(safety)
}
