//! The panel of one snapshot, at its own address: its facts, its machine, the machine's other snapshots, its history.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::actions::items_of;
use super::href_of;
use crate::api::snapshots;
use crate::browser::dates;
use crate::domain::ids::{MachineId, SnapshotId};
use crate::domain::inventory::Query;
use crate::domain::operation::{Operation, Outcome, Verb};
use crate::domain::problem::Problem;
use crate::domain::snapshot::Snapshot;
use crate::parts::heading::Heading;
use crate::parts::operation_status::OperationStatus;
use crate::state::client::Client;
use crate::state::list::List;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::text::{errors, words};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::MenuButton;
use crate::ui::notice::Blank;
use crate::ui::skeleton::Skeleton;

/// The most other snapshots that are listed.
const OTHERS_MAX: usize = 30;

#[component]
pub(super) fn Panel(id: SnapshotId, query: Memo<Query>) -> impl IntoView {
    let words = &words().snapshots;
    let (list, client) = (List::expect(), Client::expect());
    let navigate = use_navigate();
    let close = move || {
        navigate(
            &href_of(&query.get_untracked(), None),
            NavigateOptions { scroll: false, ..NavigateOptions::default() },
        );
    };
    let listed = {
        let id = id.clone();
        Memo::new(move |_| list.with(|inventory| inventory.row(&id).cloned()))
    };
    let gone = {
        let id = id.clone();
        Memo::new(move |_| list.with(|inventory| inventory.is_gone(&id)))
    };
    // A link may lead to a snapshot that is not loaded.
    let fetched = LocalResource::new(move || {
        let call = snapshots::read(&id);
        let is_listed = listed.read_untracked().is_some();
        async move { if is_listed { None } else { Some(client.send(call).await) } }
    });
    let content = move || match (listed.get(), fetched.get().flatten()) {
        (_, _) if gone.get() => view! { <Gone /> }.into_any(),
        (Some(snapshot), _) | (None, Some(Ok(snapshot))) => view! { <Facts snapshot query /> }.into_any(),
        (None, Some(Err(problem))) if problem.is_not_found() => view! { <Gone /> }.into_any(),
        (None, Some(Err(problem))) => {
            view! { <Failed problem on_retry=Callback::new(move |()| fetched.refetch()) /> }.into_any()
        }
        (None, None) => view! { <Skeleton label=words.loading /> }.into_any(),
    };
    let close_by_key = close.clone();
    view! {
        <aside
            class="panel"
            aria-label=words.panel_id
            on:keydown=move |event| {
                if event.key() == "Escape" && !event.default_prevented() {
                    close_by_key();
                }
            }
        >
            <button type="button" class="button panel-close" data-shape="icon" aria-label=words.panel_close on:click=move |_| close()>
                <Glyph icon=Icon::Close />
            </button>
            {content}
        </aside>
    }
}

#[component]
fn Gone() -> impl IntoView {
    let words = &words().snapshots;
    view! { <Blank title=words.panel_gone_title text=words.panel_gone.to_owned()>{()}</Blank> }
}

#[component]
fn Failed(problem: Problem, on_retry: Callback<()>) -> impl IntoView {
    let all = words();
    view! {
        <Blank title=all.snapshots.read_failed_title text=errors::describe(&problem) failure=true>
            <button type="button" class="button" on:click=move |_| on_retry.run(())>{all.chrome.try_again}</button>
        </Blank>
    }
}

#[component]
fn Facts(snapshot: Snapshot, query: Memo<Query>) -> impl IntoView {
    let words = &words().snapshots;
    let (machines, operations) = (Machines::expect(), Operations::expect());
    let (id, machine_id) = (snapshot.id.clone(), snapshot.machine_id.clone());
    let about_it = {
        let id = id.clone();
        Memo::new(move |_| {
            let is_it = |one: &&Operation| one.snapshot_id.as_ref() == Some(&id);
            operations.with(|tracker| tracker.operations().iter().rev().filter(is_it).cloned().collect::<Vec<_>>())
        })
    };
    let taken = move || {
        let made = |one: &&Operation| one.verb == Verb::Create && one.outcome() == Some(&Outcome::Done);
        match about_it.read().iter().find(made) {
            Some(one) => view! { <span>{dates::readable(one.asked_at)}</span> }.into_any(),
            None => {
                view! { <span class="quiet" title=words.panel_date_reason>{words.panel_date_unknown}</span> }.into_any()
            }
        }
    };
    let name = snapshot.name.to_string();
    let menu_name = (words.actions_for)(&name, None);
    let machine_name = {
        let machine_id = machine_id.clone();
        move || machines.name_of(&machine_id).to_string()
    };
    view! {
        <div class="panel-head">
            <Heading text=name in_panel=true />
            <MenuButton name=menu_name items=items_of(snapshot.clone()) />
        </div>
        <dl class="facts">
            <dt>{words.machine}</dt><dd><bdi>{machine_name}</bdi></dd>
            <dt>{words.kind}</dt><dd>{(words.kind_name)(snapshot.kind())}</dd>
            <dt>{words.panel_taken}</dt><dd>{taken}</dd>
            <dt>{words.panel_id}</dt><dd class="mono">{id.to_string()}</dd>
        </dl>
        <MachineFacts machine_id=machine_id.clone() />
        <History about_it />
        <Others own=id machine_id query />
    }
}

#[component]
fn MachineFacts(machine_id: MachineId) -> impl IntoView {
    let words = &words().snapshots;
    let machines = Machines::expect();
    move || {
        machines.get(&machine_id).map(|machine| {
            let schedule = match machine.auto_snapshot_enabled {
                Some(true) => {
                    (words.schedule)(machine.auto_snapshot_frequency.as_deref(), machine.auto_snapshot_save_count)
                }
                _ => words.schedule_off.to_owned(),
            };
            let fact = |name: &'static str, value: Option<String>| {
                value.map(|value| view! { <dt>{name}</dt><dd>{value}</dd> })
            };
            view! {
                <h3 class="section-title">{words.machine}</h3>
                <dl class="facts">
                    {fact(words.panel_state, Some(machine.state.as_str().to_owned()))}
                    {fact(words.panel_region, machine.region.map(|region| region.to_string()))}
                    {fact(words.panel_type, machine.machine_type.map(|kind| kind.to_string()))}
                    {fact(words.panel_schedule, Some(schedule))}
                </dl>
            }
        })
    }
}

#[component]
fn History(about_it: Memo<Vec<Operation>>) -> impl IntoView {
    let words = &words().snapshots;
    let entry = |operation: Operation| {
        view! {
            <li class="history-entry">
                <span>{dates::readable(operation.asked_at)}</span>
                <OperationStatus operation />
            </li>
        }
    };
    move || {
        (!about_it.read().is_empty()).then(|| {
            view! {
                <h3 class="section-title">{words.history}</h3>
                <ul class="history">{about_it.get().into_iter().map(entry).collect_view()}</ul>
            }
        })
    }
}

#[component]
fn Others(own: SnapshotId, machine_id: MachineId, query: Memo<Query>) -> impl IntoView {
    let words = &words().snapshots;
    let (list, machines) = (List::expect(), Machines::expect());
    let title = {
        let machine_id = machine_id.clone();
        move || (words.panel_others)(&machines.name_of(&machine_id))
    };
    let others = Memo::new(move |_| {
        let same = |row: &&Snapshot| row.machine_id == machine_id;
        list.with(|inventory| inventory.rows().iter().filter(same).take(OTHERS_MAX).cloned().collect::<Vec<_>>())
    });
    let entry = move |row: Snapshot| {
        let is_own = row.id == own;
        let href = href_of(&query.read_untracked(), Some(row.id.clone()));
        view! {
            <li class="other" aria-current=is_own.then_some("true")>
                <a class="link" href=href data-noscroll="true"><bdi>{row.name.to_string()}</bdi></a>
                <span class="quiet">{if is_own { words.panel_here } else { (words.kind_name)(row.kind()) }}</span>
            </li>
        }
    };
    view! {
        <h3 class="section-title" dir="auto">{title}</h3>
        <Show when=move || others.read().is_empty()><p class="quiet">{words.panel_no_others}</p></Show>
        <ol class="others">{move || others.get().into_iter().map(entry.clone()).collect_view()}</ol>
    }
}
