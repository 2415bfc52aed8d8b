//! One row: name, machine, kind, what is happening to it, what can be done. What it shows changes as the list is scrolled.

use leptos::prelude::*;

use super::actions::items_of;
use super::cell::{Cell, cell_of, drawn_in};
use super::href_of;
use crate::domain::filter::View;
use crate::domain::window::Slots;
use crate::parts::operation_status::OperationStatus;
use crate::state::finder::Shown;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::text::words;
use crate::ui::menu::MenuButton;

/// Rows before the first one of data: the header.
pub(super) const HEADER_ROWS: usize = 1;

#[component]
pub(super) fn Row(number: usize, slots: Memo<Slots>, shown: Shown, view: Memo<View>) -> impl IntoView {
    let words = &words().snapshots;
    let (machines, operations) = (Machines::expect(), Operations::expect());
    let drawn = drawn_in(number, slots);
    let cell = cell_of(drawn);
    let row_index = move || drawn.read().map(|drawn| (drawn.at + 1 + HEADER_ROWS).to_string());
    let href = move || cell.read().as_ref().map(|cell| href_of(&view.read(), Some(cell.snapshot.id.clone())));
    let full_name = move || cell.read().as_ref().map(|cell| cell.snapshot.name.to_string());
    let short_id = move |cell: &Cell| cell.is_repeated.then(|| cell.snapshot.id.short().to_owned());
    let menu_name = Signal::derive(move || match &*cell.read() {
        Some(cell) => (words.actions_for)(&cell.snapshot.name, short_id(cell).as_deref()),
        None => String::new(),
    });
    let machine = move || cell.read().as_ref().map(|cell| machines.name_of(&cell.snapshot.machine_id).to_string());
    let status = move || {
        let operation = operations.on_snapshot(&cell.read().as_ref()?.snapshot.id)?;
        Some(view! { <OperationStatus operation /> })
    };
    let items = items_of(Signal::derive(move || cell.get().map(|cell| cell.snapshot)));
    view! {
        <tr class="row" role="row" aria-rowindex=row_index>
            <td class="cell cell-name" role="cell">
                <a class="row-link" href=href data-noscroll="true" title=full_name><bdi>{move || name_of(shown, &cell.read())}</bdi></a>
                {move || cell.read().as_ref().and_then(short_id).map(|id| view! { <span class="short-id">{id}</span> })}
            </td>
            <td class="cell cell-machine" role="cell"><bdi>{machine}</bdi></td>
            <td class="cell cell-kind" role="cell">
                {move || cell.read().as_ref().map(|cell| (words.kind_name)(cell.snapshot.kind()))}
            </td>
            <td class="cell cell-status" role="cell">{status}</td>
            <td class="cell cell-actions" role="cell"><MenuButton name=menu_name items /></td>
        </tr>
    }
}

/// A name, with what was searched for marked in it.
fn name_of(shown: Shown, cell: &Option<Cell>) -> AnyView {
    let Some(cell) = cell else { return ().into_any() };
    let name = &*cell.snapshot.name;
    let Some(range) = shown.mark(name) else { return name.to_owned().into_any() };
    let (before, marked, after) = (&name[..range.start], &name[range.clone()], &name[range.end..]);
    view! { {before.to_owned()}<mark class="mark">{marked.to_owned()}</mark>{after.to_owned()} }.into_any()
}
