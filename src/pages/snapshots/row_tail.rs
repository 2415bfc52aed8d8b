//! The last two cells of a row: the status of its snapshot, and what can be done with it.

use leptos::prelude::*;

use super::actions::items_of;
use super::cell::Cell;
use crate::components::operation_status::OperationStatus;
use crate::components::progress::progress;
use crate::reactive::Memo;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::operations::Operations;
use crate::ui::menu::MenuButton;
use snapdeck_core::text::words;

/// The id of the cell with the name: the row's button is named after it, whatever the row shows.
pub(super) fn row_name_id(number: usize) -> String {
    format!("row-{number}")
}

#[component]
pub(super) fn RowTail(number: usize, cell: Memo<Option<Cell>>) -> impl IntoView {
    let words = words().snapshots();
    let (operations, dialogs) = (Operations::expect(), Dialogs::expect());
    let menu_name = Signal::derive(move || match &*cell.read() {
        Some(cell) => (words.actions_for)(&cell.snapshot.name, cell.short_id().as_deref()),
        None => String::new(),
    });
    let status = move || {
        let cell = cell.read();
        let snapshot = &cell.as_ref()?.snapshot;
        if let Some(operation) = operations.on_snapshot(&snapshot.id) {
            let line = progress(&operation);
            return Some(view! { <OperationStatus operation />{line} }.into_any());
        }
        let is_restored = operations.with(|tracker| tracker.is_restored_by_others(&snapshot.machine_id));
        is_restored
            .then(|| view! { <span class="badge" data-tone="running">{words.machine_restored}</span> }.into_any())
    };
    let items = items_of(Signal::derive(move || cell.get().map(|cell| cell.snapshot)));
    // Its dialog says where it is not permitted.
    let restore = move |_| {
        if let Some(cell) = cell.get_untracked() {
            dialogs.open(Dialog::restore(cell.snapshot));
        }
    };
    let own_id = format!("restore-{number}");
    view! {
        <td class="cell cell-status" role="cell">{status}</td>
        <td class="cell cell-actions" role="cell">
            <button
                type="button"
                class="button row-verb"
                data-size="small"
                aria-labelledby=format!("{own_id} {}", row_name_id(number))
                id=own_id
                on:click=restore
            >
                {words.restore}
            </button>
            <MenuButton name=menu_name items />
        </td>
    }
}
