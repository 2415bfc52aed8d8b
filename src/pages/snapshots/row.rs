//! One row. What it shows changes as the list is scrolled.

use leptos::prelude::*;

use super::cell::{Cell, cell_of, drawn_in};
use super::href_of;
use super::row_tail::RowTail;
use crate::state::machines::Machines;
use crate::state::shown::Shown;
use snapdeck_core::list::filter::View;
use snapdeck_core::list::viewport::Slots;
use snapdeck_core::text::words;

/// Rows before the first one of data: the header.
pub(super) const HEADER_ROWS: usize = 1;

#[component]
pub(super) fn Row(number: usize, slots: Memo<Slots>, shown: Shown, view: Memo<View>) -> impl IntoView {
    let words = words().snapshots();
    let machines = Machines::expect();
    let drawn = drawn_in(number, slots);
    let cell = cell_of(drawn);
    let row_index = move || drawn.read().map(|drawn| (drawn.at + 1 + HEADER_ROWS).to_string());
    let href = move || cell.read().as_ref().map(|cell| href_of(&view.read(), Some(cell.snapshot.id.clone())));
    let full_name = move || cell.read().as_ref().map(|cell| cell.snapshot.name.to_string());
    let machine = move || cell.read().as_ref().map(|cell| machines.name_of(&cell.snapshot.machine_id).to_string());
    view! {
        <tr class="row" role="row" data-slot=number aria-rowindex=row_index>
            <td class="cell cell-name" role="cell">
                <a class="row-link" href=href data-noscroll="true" title=full_name><bdi dir="ltr">{move || name_of(shown, &cell.read())}</bdi></a>
                {move || cell.read().as_ref().and_then(Cell::short_id).map(|id| view! { <span class="short-id">{id}</span> })}
            </td>
            <td class="cell cell-machine" role="cell"><bdi dir="ltr">{machine}</bdi></td>
            <td class="cell cell-kind" role="cell">
                {move || cell.read().as_ref().map(|cell| (words.kind_name)(cell.snapshot.kind()))}
            </td>
            <RowTail cell />
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
