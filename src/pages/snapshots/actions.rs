//! What can be done with a snapshot, in the menu of its row and in its panel.

use leptos::prelude::*;

use crate::domain::operation::Verb;
use crate::domain::snapshot::Snapshot;
use crate::parts::copy::copy;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::operations::Operations;
use crate::state::toasts::Toasts;
use crate::text::words;
use crate::ui::menu::Item;

/// Makes the entries of a snapshot's menu. Call it where the context is.
pub(super) fn items_of(snapshot: Signal<Snapshot>) -> Callback<(), Vec<Item>> {
    let words = &words().snapshots;
    let (dialogs, operations, toasts) = (Dialogs::expect(), Operations::expect(), Toasts::expect());
    let opens =
        move |dialog: fn(Snapshot) -> Dialog| Callback::new(move |()| dialogs.open(dialog(snapshot.get_untracked())));
    let copy = Callback::new(move |()| {
        let id = snapshot.read_untracked().id.to_string();
        let (done, refused) = ((words.copied)(&id), (words.copy_refused)(&id));
        copy(toasts, id, done, refused);
    });
    Callback::new(move |()| {
        let why = |verb| {
            let refused = untrack(|| operations.can_change(verb, &snapshot.read())).err();
            refused.map(|why| (words.why)(why))
        };
        let item = |label, disabled, danger, run| Item { label, disabled, danger, run };
        vec![
            item(words.rename, why(None), false, opens(Dialog::Rename)),
            item(words.restore, why(Some(Verb::Restore)), false, opens(Dialog::Restore)),
            item(words.copy_id, None, false, copy),
            item(words.delete, why(Some(Verb::Delete)), true, opens(Dialog::Delete)),
        ]
    })
}
