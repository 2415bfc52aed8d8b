//! The last two cells of a row: the status of its snapshot, and its menu.

use leptos::prelude::*;

use super::actions::items_of;
use super::cell::Cell;
use crate::components::operation_status::OperationStatus;
use crate::components::progress::progress;
use crate::reactive::Memo;
use crate::state::operations::Operations;
use crate::ui::menu::MenuButton;
use snapdeck_core::text::words;

#[component]
pub(super) fn RowTail(cell: Memo<Option<Cell>>) -> impl IntoView {
    let words = words().snapshots();
    let operations = Operations::expect();
    let menu_name = Signal::derive(move || match &*cell.read() {
        Some(cell) => (words.actions_for)(&cell.snapshot.name, cell.short_id().as_deref()),
        None => String::new(),
    });
    let status = move || {
        let operation = operations.on_snapshot(&cell.read().as_ref()?.snapshot.id)?;
        let line = progress(&operation);
        Some(view! { <OperationStatus operation />{line} }.into_any())
    };
    let items = items_of(Signal::derive(move || cell.get().map(|cell| cell.snapshot)));
    view! {
        <td class="cell cell-status" role="cell">{status}</td>
        <td class="cell cell-actions" role="cell"><MenuButton name=menu_name items /></td>
    }
}
