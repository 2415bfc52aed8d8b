//! What was chosen in the timeline, and what can be done with it.

use leptos::prelude::*;

use crate::browser::dates;
use crate::components::heading::keep_focus;
use crate::components::name::{name, whole_name};
use crate::components::operation_status::OperationStatus;
use crate::components::undo::UndoRestore;
use crate::components::when::told;
use crate::reactive::scoped_memo;
use crate::routes::href_of;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::operations::Operations;
use snapdeck_core::list::dates::Span;
use snapdeck_core::list::filter::View;
use snapdeck_core::model::event::Event;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::Operation;
use snapdeck_core::operations::permission::Deed;
use snapdeck_core::text::{self, words};
use snapdeck_core::timeline::happenings::{Account, Happening};

/// Where the focus goes if a button goes that has it: to the mark.
pub(super) const CHOSEN_STOP: &str = ".timeline [tabindex=\"0\"]";

/// Beside the panel of another snapshot, `in_panel`, it can only be opened: its buttons could be taken for those of the other.
pub(super) fn snapshot(snapshot: Snapshot, span: Span, rank: (usize, usize), in_panel: bool) -> AnyView {
    let words = words();
    let (dialogs, operations) = (Dialogs::expect(), Operations::expect());
    let about = StoredValue::new(snapshot.clone());
    let now = scoped_memo(move |_| operations.on_snapshot(&about.read_value().id));
    let status = move || now.get().map(|operation| view! { <OperationStatus operation /> }.into_any());
    let why = move |deed: fn(&SnapshotId) -> Deed<'_>| {
        scoped_memo(move |_| {
            let snapshot = about.read_value();
            let refused = operations.check(deed(&snapshot.id), &snapshot.machine_id).err();
            refused.map(|why| (words.snapshots().why)(why))
        })
    };
    let (no_restore, no_rename) = (why(|id| Deed::Restore(id)), why(|id| Deed::Rename(id)));
    let restore = move |_| dialogs.open(Dialog::restore(about.get_value()));
    let rename = move |_| dialogs.open(Dialog::Rename(about.get_value()));
    let place = (rank.1 > 1).then(|| view! { <span>{(words.machine().rank)(rank.0, rank.1)}</span> }.into_any());
    let doings = view! {
            <button type="button" class="button" data-tone="primary" disabled=move || no_restore.read().is_some() on:click=restore>
                {words.snapshots().restore}
            </button>
            <button type="button" class="button" disabled=move || no_rename.read().is_some() on:click=rename>
                {words.snapshots().rename}
            </button>
    };
    keep_focus(CHOSEN_STOP.to_owned());
    view! {
        <p class="chosen-name">{name(&snapshot.name)}{status}</p>
        {whole_name(&snapshot.name)}
        <p class="chosen-facts">
            {told(span).map(|when| view! { <span>{when}</span> }.into_any())}
            <span>{(words.snapshots().kind_name)(snapshot.kind())}</span>
            {place}
        </p>
        <div class="chosen-doings">
            {(!in_panel).then_some(doings)}
            {opens(snapshot.id)}
            <span class="quiet">{move || no_restore.get().filter(|_| !in_panel)}</span>
        </div>
    }
    .into_any()
}

/// Leads to the snapshot in the list.
fn opens(id: SnapshotId) -> AnyView {
    view! { <a class="link chosen-open" href=href_of(&View::default(), Some(id))>{words().machine().open}</a> }
        .into_any()
}

pub(super) fn happening(happening: Happening) -> AnyView {
    match happening.account {
        Account::Event(event) => told_by_event(&event),
        Account::Own(operation) => told_by_us(*operation),
    }
}

fn told_by_event(event: &Event) -> AnyView {
    view! {
        <p class="chosen-name"><bdi>{(words().machine().event)(event)}</bdi></p>
        <p class="chosen-facts"><span>{event_facts(event)}</span></p>
    }
    .into_any()
}

fn told_by_us(operation: Operation) -> AnyView {
    let source = operation.snapshot_id.clone();
    let says = operation.outcome().is_some().then(|| text::operations::outcome(&operation));
    keep_focus(CHOSEN_STOP.to_owned());
    view! {
        <p class="chosen-name">
            <bdi>{text::operations::title(&operation)}</bdi>
            <OperationStatus operation=operation.clone() />
        </p>
        <p class="chosen-facts"><span>{dates::readable(operation.asked_at)}</span><span>{says}</span></p>
        <div class="chosen-doings">
            {source.map(opens)}
            <UndoRestore operation />
        </div>
    }
    .into_any()
}

fn event_facts(event: &Event) -> String {
    let at = event.dt_started.or(event.dt_created);
    text::operations::event_facts(event, at.map(dates::readable).as_deref())
}

/// In one line, for a mark and for the list.
pub(super) fn line(happening: &Happening) -> String {
    match &happening.account {
        Account::Event(event) => format!("{}, {}", (words().machine().event)(event), event_facts(event)),
        Account::Own(one) => {
            let (title, status) = (text::operations::title(one), text::operations::status(one));
            format!("{title}, {}, {status}", dates::readable(one.asked_at))
        }
    }
}
