//! Undoes a restore, by way of the safety snapshot taken just before it.

use leptos::prelude::*;

use crate::state::dialogs::{Dialog, Dialogs};
use crate::ui::button::{Look, button};
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::{Operation, Undo};
use snapdeck_core::text::words;

/// Offers that snapshot, or says why it cannot.
#[component]
pub fn UndoRestore(operation: Operation) -> impl IntoView {
    let words = words().activity();
    let dialogs = Dialogs::expect();
    let (says, back) = match operation.undo {
        Undo::No => return ().into_any(),
        Undo::Looking { .. } => (words.undo_looking.to_owned(), None),
        Undo::Missing => (words.undo_missing.to_owned(), None),
        Undo::Several => (words.undo_several.to_owned(), None),
        Undo::Found { id, name } => {
            let text = (words.undo_found)(&name);
            (text, Some(Snapshot { id, name, is_auto_snapshot: false, machine_id: operation.machine_id }))
        }
    };
    let undo =
        back.map(|snapshot| button(words.undo, Look::Small, move || dialogs.open(Dialog::restore(snapshot.clone()))));
    view! { <p class="activity-says"><span dir="auto">{says}</span></p>{undo} }.into_any()
}
