//! What can be done with a snapshot: the menu of its row and of its panel.

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

/// Makes the entries of a menu. While it is open, their availability is kept up to date. Needs the context.
pub(super) fn items_of(snapshot: Signal<Option<Snapshot>>) -> Callback<(), Vec<Item>> {
    let words = words().snapshots();
    let (dialogs, operations, toasts) = (Dialogs::expect(), Operations::expect(), Toasts::expect());
    // The row may show another snapshot by the time an entry is chosen.
    Callback::new(move |()| {
        let Some(snapshot) = snapshot.get_untracked() else { return Vec::new() };
        let about = StoredValue::new(snapshot);
        let opens = |dialog: fn(Snapshot) -> Dialog| Callback::new(move |()| dialogs.open(dialog(about.get_value())));
        let copy = Callback::new(move |()| copy_id(toasts, &about.read_value()));
        let why = |deed: fn(&SnapshotId) -> Deed<'_>| -> Signal<Option<&'static str>> {
            let refusal = move || {
                let snapshot = about.read_value();
                operations.check(deed(&snapshot.id), &snapshot.machine_id).err()
            };
            scoped_memo(move |_| refusal().map(|why| (words.why)(why))).into()
        };
        let item = |label, disabled, danger, run| Item { label, disabled, danger, run };
        vec![
            item(words.rename, why(|id| Deed::Rename(id)), false, opens(Dialog::Rename)),
            item(words.restore, why(|id| Deed::Restore(id)), false, opens(Dialog::restore)),
            item(words.copy_id, Signal::stored(None), false, copy),
            item(words.delete, why(|id| Deed::Delete(id)), true, opens(Dialog::Delete)),
        ]
    })
}

pub(super) fn copy_id(toasts: Toasts, snapshot: &Snapshot) {
    let words = words().snapshots();
    let id = snapshot.id.to_string();
    let (done, refused) = ((words.copied)(&id), (words.copy_refused)(&id));
    copy(toasts, id, done, refused);
}
