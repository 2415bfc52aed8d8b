//! The head of a machine's rows, where the list is grouped: what its machine is doing, and what is kept of it.

use leptos::prelude::*;

use super::cell::marked;
use super::row_tail::row_name_id;
use crate::components::machine_state::state_badge;
use crate::components::when::{Said, said};
use crate::reactive::{Memo, scoped_memo};
use crate::routes::Route;
use crate::state::dates::Dates;
use crate::state::filtered_rows::FilteredRows;
use crate::state::list::List;
use crate::state::machines::Machines;
use snapdeck_core::list::arena::Handle;
use snapdeck_core::list::groups::Line;
use snapdeck_core::list::query::Sort;
use snapdeck_core::list::viewport::Drawn;
use snapdeck_core::list::walk::Pagination;
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::model::snapshot::Kind;
use snapdeck_core::text::words;

/// What the rows below a head show.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Group {
    machine_id: MachineId,
    count: usize,
    automatic: usize,
    /// Nothing is filtered out, and nothing is still to be loaded.
    is_whole: bool,
    last: Option<Said>,
}

/// Its cells stand in the columns of the rows.
#[component]
pub(super) fn GroupHead(number: usize, drawn: Memo<Option<Drawn>>, shown: FilteredRows) -> impl IntoView {
    let words = words().snapshots();
    let machines = Machines::expect();
    let group = group_of(drawn, shown);
    let machine_id = scoped_memo(move |_| group.read().as_ref().map(|group| group.machine_id.clone()));
    let href = move || machine_id.get().map(|id| Route::Machine { id }.href());
    let name = move || machine_id.read().as_ref().map(|id| marked(shown, &machines.name_of(id)));
    let machine = scoped_memo(move |_| machine_id.read().as_ref().and_then(|id| machines.get(id)));
    let state = move || machine.read().as_ref().map(|machine| state_badge(&machine.state));
    let count = move || group.read().as_ref().map(|one| (words.group_count)(one.count, one.is_whole, shown.is_all()));
    let last = move || group.read().as_ref().and_then(|group| Some((words.group_last)(&group.last.as_ref()?.text)));
    let by_name = scoped_memo(move |_| {
        group.read().as_ref().and_then(|group| group.last.as_ref()).is_some_and(|last| last.is_by_name)
    });
    let aside =
        move || by_name.get().then(|| view! { <span class="visually-hidden">{words.by_name}</span> }.into_any());
    let schedule = move || {
        let (machine, group) = (machine.read(), group.read());
        let (machine, group) = (machine.as_ref()?, group.as_ref()?);
        let kept = group.is_whole.then_some(group.automatic);
        let (frequency, keeps) = (machine.auto_snapshot_frequency.as_deref(), machine.auto_snapshot_save_count);
        Some(match machine.auto_snapshot_enabled {
            Some(true) => (words.group_schedule)(frequency, kept, keeps),
            _ => words.group_unscheduled.to_owned(),
        })
    };
    view! {
        <th class="cell cell-name" role="rowheader" scope="row" id=row_name_id(number)>
            <a class="row-link" href=href><bdi dir="ltr">{name}</bdi></a>
            {state}
        </th>
        <td class="cell cell-machine" role="cell">{count}</td>
        <td class="cell cell-when" role="cell" aria-colspan="2" data-by-name=move || by_name.get().then_some("true")>
            {last}
            {aside}
        </td>
        <td class="cell cell-kind" role="cell" aria-colspan="2">{schedule}</td>
    }
}

fn group_of(drawn: Memo<Option<Drawn>>, shown: FilteredRows) -> Memo<Option<Group>> {
    let (list, dates) = (List::expect(), Dates::expect());
    scoped_memo(move |before: Option<&Option<Group>>| {
        // What is not drawn any more keeps what it showed.
        let gone = || before.cloned().flatten();
        let Some(Drawn { line: Line::Head(index), at, .. }) = drawn.get() else { return gone() };
        let rows = shown.group(at);
        list.with(|inventory| {
            let store = inventory.rows().store();
            let machine_id = store.machines().get(index).filter(|_| !rows.is_empty())?.clone();
            let is_automatic = |handle: &&Handle| store.row(**handle).is_some_and(|row| row.kind == Kind::Automatic);
            let is_whole = shown.is_all() && *inventory.rest() == Pagination::Complete;
            let last = match inventory.query().map(|query| query.sort) {
                Some(Sort::Newest) => rows.first(),
                Some(Sort::Oldest) if is_whole => rows.last(),
                _ => None,
            };
            let last = last.filter(|_| shown.is_all()).and_then(|last| {
                let name = store.row(*last)?.name;
                said(dates.of_row(*last, None), name)
            });
            let automatic = rows.iter().filter(is_automatic).count();
            Some(Group { machine_id, count: rows.len(), automatic, is_whole, last })
        })
        .or_else(gone)
    })
}
