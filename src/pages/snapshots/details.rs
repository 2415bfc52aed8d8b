//! What is in the panel: a snapshot's facts, its machine, the machine's other snapshots, its history.

use std::sync::Arc;

use leptos::prelude::*;

use super::actions::{copy_id, verbs};
use crate::browser::dates;
use crate::components::ask_again::ask_again;
use crate::components::heading::Heading;
use crate::components::machine::facts::{fact, machine_facts};
use crate::components::machine::history::{History, Reach};
use crate::components::machine::lineage::lineage;
use crate::components::machine::link::machine_link;
use crate::components::machine::timeline::timeline;
use crate::components::name::whole_name;
use crate::components::operation_status::OperationStatus;
use crate::components::when::{by_name, taken};
use crate::reactive::{Memo, effect, scoped_memo};
use crate::services::client::Client;
use crate::services::machines::keep_fresh;
use crate::state::dates::Dates;
use crate::state::dialogs::Dialogs;
use crate::state::list::List;
use crate::state::location::Location;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::state::remote::Remote;
use crate::state::toasts::Toasts;
use crate::ui::button::{Look, button};
use crate::ui::menu::bar;
use crate::ui::notice::Blank;
use crate::ui::skeleton::Skeleton;
use snapdeck_core::api::snapshots;
use snapdeck_core::list::arena::Row;
use snapdeck_core::list::filter::View;
use snapdeck_core::list::inventory::Inventory;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::operations::operation::Operation;
use snapdeck_core::text::{errors, words};

/// What the first part of the program calls (`components/later.rs`).
#[inline(never)]
pub(super) fn later(id: SnapshotId, shown: Memo<View>) -> AnyView {
    content(id, shown).into_any()
}

/// The list's own row, or one read by itself if a link leads to a snapshot that is not loaded.
fn content(id: SnapshotId, shown: Memo<View>) -> impl IntoView {
    let words = words().snapshots();
    let (list, client) = (List::expect(), Client::expect());
    let about = StoredValue::new(id);
    let row = scoped_memo(move |_| list.with(|inventory| inventory.row(&about.read_value()).map(Row::to_snapshot)));
    let known_gone = scoped_memo(move |_| list.with(|inventory| inventory.is_gone(&about.read_value())));
    let read = Remote::of(
        move || (row.read().is_none() && !known_gone.get()).then(|| about.get_value()),
        move |id| async move { client.read(snapshots::read(&id)).await },
    );
    // Refreshing the list refreshes the panel.
    let looked_at = scoped_memo(move |_| list.with(Inventory::looked_at));
    effect(move |before: Option<Option<Timestamp>>| {
        let now = looked_at.get();
        if before.is_some_and(|before| before != now) && row.read_untracked().is_none() {
            read.question().ask_again();
        }
        now
    });
    let name = scoped_memo(move |_| list.with(|inventory| inventory.renamed_to(&about.read_value()).cloned()));
    let snapshot = scoped_memo(move |_| {
        row.get().or_else(|| {
            let read = read.value(|read| read.cloned())?;
            Some(Snapshot { name: name.get().unwrap_or_else(|| Arc::clone(&read.name)), ..read })
        })
    });
    let problem = scoped_memo(move |_| read.missing());
    // Even if it was read before.
    let not_found = scoped_memo(move |_| read.problem().is_some_and(|problem| problem.is_not_found()));
    let is_gone = move || known_gone.get() || (row.read().is_none() && not_found.get());
    move || match (snapshot.get(), problem.get()) {
        _ if is_gone() => view! { <Blank title=words.panel_gone_title text=words.panel_gone.to_owned() /> }.into_any(),
        (Some(snapshot), _) => view! { <Facts snapshot shown /> }.into_any(),
        (None, Some(problem)) => {
            let text = errors::describe(&problem);
            view! { <Blank title=words.panel_failed_title text failure=true>{ask_again(read.question(), false)}</Blank> }
                .into_any()
        }
        (None, None) => view! { <Skeleton label=words.loading /> }.into_any(),
    }
}

#[component]
fn Facts(snapshot: Snapshot, shown: Memo<View>) -> impl IntoView {
    let words = words().snapshots();
    let machines = Machines::expect();
    let name = snapshot.name.to_string();
    Location::expect().opens(&name);
    let whole = whole_name(&name);
    let (kind, id) = ((words.kind_name)(snapshot.kind()), snapshot.id.to_string());
    let about = StoredValue::new(snapshot);
    let toasts = Toasts::expect();
    let machine_name = scoped_memo(move |_| machines.name_of(&about.read_value().machine_id).to_string());
    let machine = scoped_memo(move |_| machines.get(&about.read_value().machine_id));
    keep_fresh(move || Some(about.read_value().machine_id.clone()), 0);
    let operations = operations_on(about);
    let (machine_id, own_id) = about.with_value(|about| (about.machine_id.clone(), about.id.clone()));
    let history = History::read(machine_id.clone(), Reach::Newest);
    // What is in the panel outlives neither its snapshot nor the list's address.
    let shown = scoped_memo(move |_| shown.get());
    let facts = move || {
        machine.get().map(|machine| {
            let facts = machine_facts(machine, Some(&about.read_value().id));
            view! { <h3 class="section-title">{words.machine}</h3>{facts} }
        })
    };
    view! {
        <Heading text=name in_panel=true />
        {whole}
        {bar(verbs(Dialogs::expect(), Operations::expect(), about).into())}
        {timeline(history, Some(own_id.clone()))}
        <dl class="facts">
            <dt>{words.machine}</dt><dd>{machine_link(&machine_id, move || machine_name.get())}</dd>
            {fact(words.kind, kind.to_owned())}
            <dt>{words.panel_taken}</dt><dd><Taken about /></dd>
            <dt>{words.panel_id}</dt>
            <dd>
                <span class="mono">{id}</span>
                {button(words.copy_id, Look::Small, move || copy_id(toasts, &about.read_value()))}
            </dd>
        </dl>
        {facts}
        <Past operations />
        <h3 class="section-title" dir="auto">{move || (words.panel_others)(&machine_name.read())}</h3>
        {lineage(history, Some(own_id), move || shown.get())}
    }
}

/// Newest first.
fn operations_on(about: StoredValue<Snapshot>) -> Memo<Vec<Operation>> {
    let operations = Operations::expect();
    scoped_memo(move |_| {
        let is_it = |one: &&Operation| one.snapshot_id.as_ref() == Some(&about.read_value().id);
        operations.with(|tracker| tracker.operations().iter().rev().filter(is_it).cloned().collect())
    })
}

#[component]
fn Taken(about: StoredValue<Snapshot>) -> impl IntoView {
    let words = words().snapshots();
    let id = about.read_value().id.clone();
    let (taken, dates) = (taken(id.clone()), Dates::expect());
    let span = scoped_memo(move |_| dates.of(&id));
    let text = move || taken.get().unwrap_or_else(|| words.panel_date_unknown.to_owned());
    let why = move || {
        let reason = if span.get().is_known() { words.panel_span_reason } else { words.panel_date_reason };
        span.get().moment().is_none().then(|| view! { <p class="fact-note">{reason}</p> }.into_any())
    };
    let named = move || {
        let said = by_name(span.get(), &about.read_value().name).filter(|_| span.get().moment().is_none())?;
        Some(view! { <p class="fact-note">{(words.panel_by_name)(&said)}</p> }.into_any())
    };
    view! { <span>{text}</span>{named}{why} }
}

#[component]
fn Past(operations: Memo<Vec<Operation>>) -> impl IntoView {
    let words = words().snapshots();
    let entry = |operation: Operation| {
        view! {
            <li class="history-entry">
                <span>{dates::readable(operation.asked_at)}</span>
                <OperationStatus operation />
            </li>
        }
    };
    view! {
        <div class="history" hidden=move || operations.read().is_empty()>
            <h3 class="section-title">{words.history}</h3>
            <ul>{move || operations.get().into_iter().map(entry).collect_view()}</ul>
        </div>
    }
}
