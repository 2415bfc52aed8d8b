//! A row. It shows other snapshots as the list is scrolled.

use leptos::prelude::*;

use super::cell::{Cell, cell_of, drawn_in, marked};
use super::group_head::GroupHead;
use super::head::HEADER_ROWS;
use super::row_tail::{RowTail, row_name_id};
use crate::components::when::{Said, said};
use crate::reactive::{Memo, memo, scoped_memo};
use crate::routes::href_of;
use crate::state::dates::Dates;
use crate::state::filtered_rows::FilteredRows;
use crate::state::machines::Machines;
use snapdeck_core::list::filter::View;
use snapdeck_core::list::viewport::{Drawn, Slots};
use snapdeck_core::model::ids::{MachineId, SnapshotId};
use snapdeck_core::text::words;

#[component]
pub(super) fn Row(
    number: usize,
    slots: Memo<Slots>,
    shown: FilteredRows,
    view: Memo<View>,
    open: Memo<Option<SnapshotId>>,
) -> impl IntoView {
    let drawn = drawn_in(number, slots);
    let row_index = move || drawn.read().map(|drawn| (drawn.at + 1 + HEADER_ROWS).to_string());
    let is_head = memo(move |_| drawn.read().is_some_and(|drawn| drawn.line.row().is_none()));
    let cells = move || {
        if is_head.get() {
            view! { <GroupHead number drawn shown /> }.into_any()
        } else {
            view! { <Cells number drawn shown view open /> }.into_any()
        }
    };
    view! {
        <tr class="row" role="row" data-slot=number data-head=move || is_head.get().then_some("true") aria-rowindex=row_index>
            {cells}
        </tr>
    }
}

#[component]
fn Cells(
    number: usize,
    drawn: Memo<Option<Drawn>>,
    shown: FilteredRows,
    view: Memo<View>,
    open: Memo<Option<SnapshotId>>,
) -> impl IntoView {
    let words = words().snapshots();
    let machines = Machines::expect();
    let cell = cell_of(drawn);
    let href = move || cell.read().as_ref().map(|cell| href_of(&view.read(), Some(cell.snapshot.id.clone())));
    let current = move || {
        let is_open = cell.read().as_ref().is_some_and(|cell| open.read().as_ref() == Some(&cell.snapshot.id));
        is_open.then_some("true")
    };
    let full_name = move || cell.read().as_ref().map(|cell| cell.snapshot.name.to_string());
    let name = move || cell.read().as_ref().map(|cell| marked(shown, &cell.snapshot.name));
    let id = move || {
        let id = cell.read().as_ref().and_then(|cell| shown.id_of(&cell.snapshot, cell.is_repeated))?;
        Some(view! { <span class="short-id">{marked(shown, &id)}</span> })
    };
    let machine = move || cell.read().as_ref().map(|cell| machine_of(shown, machines, &cell.snapshot.machine_id));
    let when = when_of(drawn, cell, shown);
    let by_name = scoped_memo(move |_| when.read().as_ref().is_some_and(|said| said.is_by_name));
    // Seen, it is drawn otherwise.
    let aside =
        move || by_name.get().then(|| view! { <span class="visually-hidden">{words.by_name}</span> }.into_any());
    view! {
        <th class="cell cell-name" role="rowheader" scope="row" id=row_name_id(number)>
            <a class="row-link" href=href aria-current=current data-noscroll="true" title=full_name><bdi dir="ltr">{name}</bdi></a>
            {id}
        </th>
        <td class="cell cell-machine" role="cell">{machine}</td>
        <td class="cell cell-when" role="cell" data-by-name=move || by_name.get().then_some("true")>
            {move || when.read().as_ref().map(|said| said.text.clone())}
            {aside}
        </td>
        <td class="cell cell-kind" role="cell">
            {move || cell.read().as_ref().map(|cell| (words.kind_name)(cell.snapshot.kind()))}
        </td>
        <RowTail number cell />
    }
}

/// When it was taken. Most rows that follow each other share a span, so that little is written while scrolling.
fn when_of(drawn: Memo<Option<Drawn>>, cell: Memo<Option<Cell>>, shown: FilteredRows) -> Memo<Option<Said>> {
    let dates = Dates::expect();
    let span = scoped_memo(move |_| {
        let drawn = drawn.get();
        let of = |drawn: Drawn| Some(dates.of_row(drawn.line.row()?, shown.is_plain().then_some(drawn.at)));
        drawn.and_then(of).unwrap_or_default()
    });
    scoped_memo(move |_| said(span.get(), &cell.read().as_ref()?.snapshot.name))
}

/// The machine's name, and its id too where only the id matches the search.
fn machine_of(shown: FilteredRows, machines: Machines, id: &MachineId) -> impl IntoView + use<> {
    let name = machines.name_of(id);
    let is_found_by_id = shown.mark(&name).is_none() && shown.mark(id.as_str()).is_some();
    let id = is_found_by_id.then(|| view! { <span class="short-id">{marked(shown, id.as_str())}</span> });
    view! { <bdi dir="ltr">{marked(shown, &name)}</bdi>{id} }
}
