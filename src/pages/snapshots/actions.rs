//! What can be done with a snapshot: the menu and the buttons of its row, the buttons of its panel.

use leptos::prelude::*;

use crate::components::copy::copy;
use crate::reactive::scoped_memo;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::operations::Operations;
use crate::state::toasts::Toasts;
use crate::ui::menu::Item;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::permission::Deed;
use snapdeck_core::text::words;

/// Restores, renames, deletes. Whether they can be chosen is kept up to date. Needs the context.
pub(super) fn verbs(dialogs: Dialogs, operations: Operations, about: StoredValue<Snapshot>) -> [Item; 3] {
    let words = words().snapshots();
    let item = |label, deed: fn(&SnapshotId) -> Deed<'_>, danger, dialog: fn(Snapshot) -> Dialog| {
        let refusal = move || {
            let snapshot = about.read_value();
            operations.check(deed(&snapshot.id), &snapshot.machine_id).err()
        };
        let disabled = scoped_memo(move |_| refusal().map(|why| (words.why)(why))).into();
        Item { label, disabled, danger, run: Callback::new(move |()| dialogs.open(dialog(about.get_value()))) }
    };
    [
        item(words.restore, |id| Deed::Restore(id), false, Dialog::restore),
        item(words.rename, |id| Deed::Rename(id), false, Dialog::Rename),
        item(words.delete, |id| Deed::Delete(id), true, Dialog::Delete),
    ]
}

/// Makes the entries of a menu. Needs the context.
pub(super) fn items_of(snapshot: Signal<Option<Snapshot>>) -> Callback<(), Vec<Item>> {
    let (dialogs, operations, toasts) = (Dialogs::expect(), Operations::expect(), Toasts::expect());
    // The row may show another snapshot by the time an entry is chosen.
    Callback::new(move |()| {
        let Some(snapshot) = snapshot.get_untracked() else { return Vec::new() };
        let about = StoredValue::new(snapshot);
        let [restore, rename, delete] = verbs(dialogs, operations, about);
        let run = Callback::new(move |()| copy_id(toasts, &about.read_value()));
        let copy = Item { label: words().snapshots().copy_id, disabled: Signal::stored(None), danger: false, run };
        vec![rename, restore, copy, delete]
    })
}

pub(super) fn copy_id(toasts: Toasts, snapshot: &Snapshot) {
    let words = words().snapshots();
    let id = snapshot.id.to_string();
    let (done, refused) = ((words.copied)(&id), (words.copy_refused)(&id));
    copy(toasts, id, done, refused);
}
