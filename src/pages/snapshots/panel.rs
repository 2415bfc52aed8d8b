//! The panel of one snapshot, at its own address: its facts, its machine, the machine's other snapshots, its history.

use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::actions::{copy_id, items_of};
use super::href_of;
use super::others::Others;
use crate::browser::{dates, frame, page};
use crate::parts::heading::Heading;
use crate::parts::operation_status::OperationStatus;
use crate::state::client::Client;
use crate::state::list::List;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::state::passing::passing;
use crate::state::toasts::Toasts;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::MenuButton;
use crate::ui::notice::Blank;
use crate::ui::skeleton::Skeleton;
use snapdeck_core::api::snapshots;
use snapdeck_core::list::filter::View;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::model::machine::Machine;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::operations::operation::{Operation, Outcome, Verb};
use snapdeck_core::text::{errors, words};

/// What the panel has to show.
#[derive(Clone, Debug, PartialEq)]
enum Subject {
    Unknown,
    Here(Snapshot),
    Gone,
    Failed(Problem),
}

/// The panel.
#[component]
pub fn Panel(
    /// Which snapshot.
    id: SnapshotId,
    /// The list beside it.
    shown: Memo<View>,
) -> impl IntoView {
    let words = words().snapshots();
    let (list, client) = (List::expect(), Client::expect());
    let navigate = use_navigate();
    let close = move || {
        navigate(
            &href_of(&shown.get_untracked(), None),
            NavigateOptions { scroll: false, ..NavigateOptions::default() },
        );
    };
    // A link may lead to a snapshot that is not loaded: then it is read by itself.
    let read = RwSignal::new(Subject::Unknown);
    let wanted = StoredValue::new(id.clone());
    let again = Trigger::new();
    Effect::new(move |before: Option<()>| {
        again.track();
        let is_loaded = list.with_untracked(|inventory| inventory.row(&wanted.read_value()).is_some());
        if before.is_none() && is_loaded {
            return;
        }
        spawn_local_scoped_with_cancellation(async move {
            read.set(match client.read(snapshots::read(&wanted.get_value())).await {
                Ok(snapshot) => Subject::Here(snapshot),
                Err(problem) if problem.is_not_found() => Subject::Gone,
                Err(problem) => Subject::Failed(problem),
            });
        });
    });
    let subject = passing(move |_| {
        list.with(|inventory| match inventory.row(&id) {
            _ if inventory.is_gone(&id) => Subject::Gone,
            Some(row) => Subject::Here(row.to_snapshot()),
            None => read.get(),
        })
    });
    let retry = move || {
        read.set(Subject::Unknown);
        again.notify();
    };
    let content = move || {
        match subject.get() {
        Subject::Unknown => view! { <Skeleton label=words.loading /> }.into_any(),
        Subject::Here(snapshot) => view! { <Facts snapshot shown /> }.into_any(),
        Subject::Gone => view! { <Blank title=words.panel_gone_title text=words.panel_gone.to_owned() /> }.into_any(),
        Subject::Failed(problem) => view! {
            <Blank title=words.panel_failed_title text=errors::describe(&problem) failure=true>
                <button type="button" class="button" on:click=move |_| retry()>{snapdeck_core::text::words().chrome().try_again}</button>
            </Blank>
        }
        .into_any(),
    }
    };
    let close_by_key = close.clone();
    // The focus goes back to the row, where nothing else has taken it.
    on_cleanup(move || {
        let href = href_of(&shown.get_untracked(), Some(wanted.get_value()));
        frame::next(move || {
            if page::has_no_focus() {
                page::focus_link(&href);
            }
        });
    });
    view! {
        <aside
            class="panel"
            aria-label=words.panel
            on:keydown=move |event| {
                if event.key() == "Escape" && !event.default_prevented() {
                    close_by_key();
                }
            }
        >
            <div class="panel-bar">
                <button type="button" class="button" data-shape="icon" aria-label=words.panel_close on:click=move |_| close()>
                    <Glyph icon=Icon::Close />
                </button>
            </div>
            {content}
        </aside>
    }
}

/// A name with its value, in a list of facts.
fn fact(name: &'static str, value: impl Into<String>) -> impl IntoView {
    view! { <dt>{name}</dt><dd><bdi>{value.into()}</bdi></dd> }
}

#[component]
fn Facts(snapshot: Snapshot, shown: Memo<View>) -> impl IntoView {
    let words = words().snapshots();
    let machines = Machines::expect();
    let name = snapshot.name.to_string();
    let menu_name = (words.actions_for)(&name, None);
    let (kind, id) = ((words.kind_name)(snapshot.kind()), snapshot.id.to_string());
    let about = StoredValue::new(snapshot);
    let toasts = Toasts::expect();
    let machine_name = passing(move |_| machines.name_of(&about.read_value().machine_id).to_string());
    let machine = passing(move |_| machines.get(&about.read_value().machine_id));
    let operations = operations_on(about);
    view! {
        <div class="panel-head">
            <Heading text=name in_panel=true />
            <MenuButton name=menu_name items=items_of(Signal::stored(Some(about.get_value()))) />
        </div>
        <dl class="facts">
            <dt>{words.machine}</dt><dd><bdi>{machine_name}</bdi></dd>
            {fact(words.kind, kind)}
            <dt>{words.panel_taken}</dt><dd><Taken operations /></dd>
            <dt>{words.panel_id}</dt>
            <dd>
                <span class="mono">{id}</span>
                <button type="button" class="button" data-size="small" on:click=move |_| copy_id(toasts, &about.read_value())>{words.copy_id}</button>
            </dd>
        </dl>
        {move || machine.get().map(|machine| view! { <MachineFacts machine about /> })}
        <History operations />
        <h3 class="section-title" dir="auto">{move || (words.panel_others)(&machine_name.read())}</h3>
        <Others about shown />
    }
}

/// What was done with a snapshot from here, newest first.
fn operations_on(about: StoredValue<Snapshot>) -> Memo<Vec<Operation>> {
    let operations = Operations::expect();
    passing(move |_| {
        let is_it = |one: &&Operation| one.snapshot_id.as_ref() == Some(&about.read_value().id);
        operations.with(|tracker| tracker.operations().iter().rev().filter(is_it).cloned().collect())
    })
}

/// The API tells no date: it is known only for what was taken here.
#[component]
fn Taken(operations: Memo<Vec<Operation>>) -> impl IntoView {
    let words = words().snapshots();
    let taken_at = move || {
        let made = |one: &&Operation| one.verb == Verb::Create && one.outcome() == Some(&Outcome::Done);
        operations.read().iter().find(made).map(|one| dates::readable(one.asked_at))
    };
    let why = move || taken_at().is_none().then_some(words.panel_date_reason);
    view! { <span title=why>{move || taken_at().unwrap_or_else(|| words.panel_date_unknown.to_owned())}</span> }
}

#[component]
fn MachineFacts(machine: Machine, about: StoredValue<Snapshot>) -> impl IntoView {
    let words = words().snapshots();
    let schedule = match machine.auto_snapshot_enabled {
        Some(true) => (words.schedule)(machine.auto_snapshot_frequency.as_deref(), machine.auto_snapshot_save_count),
        _ => words.schedule_off.to_owned(),
    };
    let restore_point = machine.restore_point_snapshot_id.map(|id| id == about.read_value().id);
    let known = [
        (words.panel_state, Some(machine.state.as_str().to_owned())),
        (words.panel_region, machine.region.map(|region| region.to_string())),
        (words.panel_type, machine.machine_type.map(|kind| kind.to_string())),
        (words.panel_size, (words.machine_size)(machine.cpus, machine.ram, machine.storage_total)),
        (words.panel_schedule, Some(schedule)),
        (words.panel_restore_point, restore_point.map(|is_own| (words.restore_point)(is_own).to_owned())),
    ];
    let facts = known.into_iter().filter_map(|(name, value)| Some(fact(name, value?))).collect_view();
    view! {
        <h3 class="section-title">{words.machine}</h3>
        <dl class="facts">{facts}</dl>
    }
}

#[component]
fn History(operations: Memo<Vec<Operation>>) -> impl IntoView {
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
