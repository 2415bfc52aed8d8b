//! One row: name, machine, kind, what is happening to it, what can be done.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::actions::items_of;
use super::href_of;
use crate::domain::query::Query;
use crate::domain::snapshot::Snapshot;
use crate::parts::operation_status::OperationStatus;
use crate::state::list::List;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::text::words;
use crate::ui::menu::MenuButton;

/// Rows before the first one of data: the header.
const HEADER_ROWS: usize = 1;

#[component]
pub(super) fn Row(
    snapshot: Snapshot,
    at: ReadSignal<usize>,
    query: Memo<Query>,
    repeated: Memo<HashSet<Arc<str>>>,
) -> impl IntoView {
    let words = &words().snapshots;
    let (list, machines, operations) = (List::expect(), Machines::expect(), Operations::expect());
    let id = snapshot.id.clone();
    // Keyed by id, a row stays when its snapshot gets another name: so does the focus in it.
    let current = Memo::new(move |before: Option<&Snapshot>| {
        let listed = list.with(|inventory| inventory.rows().get(at.get()).filter(|row| row.id == snapshot.id).cloned());
        listed.or_else(|| before.cloned()).unwrap_or_else(|| snapshot.clone())
    });
    let short_id = move || {
        let snapshot = current.read();
        repeated.read().contains(&snapshot.name).then(|| snapshot.id.short().to_owned())
    };
    let href = {
        let id = id.clone();
        move || href_of(&query.read(), Some(id.clone()))
    };
    let name = move || current.read().name.to_string();
    let menu_name = Signal::derive(move || (words.actions_for)(&current.read().name, short_id().as_deref()));
    view! {
        <tr class="row" role="row" aria-rowindex=move || (at.get() + 1 + HEADER_ROWS).to_string()>
            <td class="cell cell-name" role="cell">
                <a class="row-link" href=href data-noscroll="true" title=name><bdi>{name}</bdi></a>
                <span class="short-id">{short_id}</span>
            </td>
            <td class="cell cell-machine" role="cell">
                <bdi>{move || machines.name_of(&current.read().machine_id).to_string()}</bdi>
            </td>
            <td class="cell cell-kind" role="cell">{move || (words.kind_name)(current.read().kind())}</td>
            <td class="cell cell-status" role="cell">
                {move || operations.on_snapshot(&id).map(|operation| view! { <OperationStatus operation /> })}
            </td>
            <td class="cell cell-actions" role="cell"><MenuButton name=menu_name items=items_of(current.into()) /></td>
        </tr>
    }
}
