//! One row: name, machine, kind, what is happening to it, what can be done.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::actions::items_of;
use super::href_of;
use crate::domain::inventory::Query;
use crate::domain::snapshot::Snapshot;
use crate::parts::operation_status::OperationStatus;
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
    let (machines, operations) = (Machines::expect(), Operations::expect());
    let Snapshot { id, name, machine_id, .. } = snapshot.clone();
    let short_id = {
        let (id, name) = (id.clone(), Arc::clone(&name));
        Memo::new(move |_| repeated.read().contains(&name).then(|| id.short().to_owned()))
    };
    let operation = {
        let id = id.clone();
        Memo::new(move |_| operations.on_snapshot(&id))
    };
    let href = {
        let id = id.clone();
        move || href_of(&query.read(), Some(id.clone()))
    };
    let menu_name = {
        let name = Arc::clone(&name);
        Signal::derive(move || (words.actions_for)(&name, short_id.read().as_deref()))
    };
    view! {
        <tr class="row" role="row" aria-rowindex=move || (at.get() + 1 + HEADER_ROWS).to_string()>
            <td class="cell cell-name" role="cell">
                <a class="row-link" href=href data-noscroll="true" title=name.to_string()><bdi>{name.to_string()}</bdi></a>
                {move || short_id.get().map(|short| view! { <span class="short-id">{short}</span> })}
            </td>
            <td class="cell cell-machine" role="cell"><bdi>{move || machines.name_of(&machine_id).to_string()}</bdi></td>
            <td class="cell cell-kind" role="cell">{(words.kind_name)(snapshot.kind())}</td>
            <td class="cell cell-status" role="cell">
                {move || operation.get().map(|operation| view! { <OperationStatus operation /> })}
            </td>
            <td class="cell cell-actions" role="cell"><MenuButton name=menu_name items=items_of(snapshot) /></td>
        </tr>
    }
}
