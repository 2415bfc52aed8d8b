//! What can be done with a snapshot, in the menu of its row and in its panel.

use leptos::prelude::*;

use crate::parts::copy::copy;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::operations::Operations;
use crate::state::toasts::Toasts;
use crate::ui::menu::Item;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::Verb;
use snapdeck_core::text::words;

/// Makes the entries of a snapshot's menu. Call it where the context is.
pub(super) fn items_of(snapshot: Signal<Option<Snapshot>>) -> Callback<(), Vec<Item>> {
    let words = words().snapshots();
    let (dialogs, operations, toasts) = (Dialogs::expect(), Operations::expect(), Toasts::expect());
    // The row may show another snapshot by the time an entry is chosen: what it is about is settled when the menu opens.
    Callback::new(move |()| {
        let Some(snapshot) = snapshot.get_untracked() else { return Vec::new() };
        let about = StoredValue::new(snapshot.clone());
        let opens = |dialog: fn(Snapshot) -> Dialog| Callback::new(move |()| dialogs.open(dialog(about.get_value())));
        let copy = Callback::new(move |()| copy_id(toasts, &about.read_value()));
        let why = |verb| untrack(|| operations.can_change(verb, &snapshot)).err().map(|why| (words.why)(why));
        let item = |label, disabled, danger, run| Item { label, disabled, danger, run };
        vec![
            item(words.rename, why(None), false, opens(Dialog::Rename)),
            item(words.restore, why(Some(Verb::Restore)), false, opens(Dialog::Restore)),
            item(words.copy_id, None, false, copy),
            item(words.delete, why(Some(Verb::Delete)), true, opens(Dialog::Delete)),
        ]
    })
}

/// Puts the id of a snapshot on the clipboard.
pub(super) fn copy_id(toasts: Toasts, snapshot: &Snapshot) {
    let words = words().snapshots();
    let id = snapshot.id.to_string();
    let (done, refused) = ((words.copied)(&id), (words.copy_refused)(&id));
    copy(toasts, id, done, refused);
}
