//! What stands in the place of the table, or above it: loading, empty, failed, out of date.

use leptos::prelude::*;

use super::href_of;
use super::table::Table;
use crate::domain::inventory::{Happened, Query};
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::list::List;
use crate::state::machines::Machines;
use crate::text::{errors, words};
use crate::ui::notice::{Banner, Blank};
use crate::ui::skeleton::Skeleton;

/// What the list amounts to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Face {
    Loading,
    Failed,
    Empty,
    Rows,
}

/// The table, or what stands in its place.
#[component]
pub(super) fn Content(query: Memo<Query>) -> impl IntoView {
    let list = List::expect();
    let face = Memo::new(move |_| {
        list.with(|inventory| match (inventory.is_blank(), inventory.problem()) {
            (true, Some(_)) => Face::Failed,
            (true, None) => Face::Loading,
            (false, _) if inventory.rows().is_empty() => Face::Empty,
            (false, _) => Face::Rows,
        })
    });
    move || match face.get() {
        Face::Loading => view! { <Skeleton label=words().snapshots.loading /> }.into_any(),
        Face::Failed => view! { <ReadFailed /> }.into_any(),
        Face::Empty => view! { <Empty query /> }.into_any(),
        Face::Rows => view! { <Table query /> }.into_any(),
    }
}

/// Why the last read failed, in words.
fn problem_text(list: List) -> Signal<String> {
    Signal::derive(move || list.with(|inventory| inventory.problem().map(errors::describe).unwrap_or_default()))
}

#[component]
fn ReadFailed() -> impl IntoView {
    let list = List::expect();
    view! {
        <Blank title=words().snapshots.read_failed_title text=problem_text(list) failure=true>
            <TryAgain list />
        </Blank>
    }
}

#[component]
pub(super) fn TryAgain(list: List) -> impl IntoView {
    view! {
        <button type="button" class="button" on:click=move |_| list.tell(Happened::MoreWanted)>
            {words().chrome.try_again}
        </button>
    }
}

#[component]
fn Empty(query: Memo<Query>) -> impl IntoView {
    let (chrome, words) = (&words().chrome, &words().snapshots);
    let dialogs = Dialogs::expect();
    let create = move || {
        view! {
            <button type="button" class="button" data-tone="primary" on:click=move |_| dialogs.open(Dialog::Create)>
                {chrome.create_snapshot}
            </button>
        }
    };
    move || {
        if query.read().machine_id.is_some() {
            let all = Query { machine_id: None, ..query.get() };
            view! {
                <Blank title=words.empty_machine_title text=words.empty_machine.to_owned()>
                    {create()}
                    <a class="link" href=href_of(&all, None)>{words.show_all}</a>
                </Blank>
            }
            .into_any()
        } else {
            view! { <Blank title=words.empty_title text=words.empty.to_owned()>{create()}</Blank> }.into_any()
        }
    }
}

/// What is wrong although rows are shown.
#[component]
pub(super) fn Banners() -> impl IntoView {
    let words = &words().snapshots;
    let (list, machines) = (List::expect(), Machines::expect());
    let moved = Memo::new(move |_| list.with(|inventory| inventory.has_moved()));
    let stale = Memo::new(move |_| list.with(|inventory| !inventory.is_blank() && inventory.problem().is_some()));
    let nameless = Memo::new(move |_| machines.problem().is_some_and(|problem| !problem.is_unauthorized()));
    view! {
        <Show when=move || stale.get()>
            <Banner text=problem_text(list) failure=true><TryAgain list /></Banner>
        </Show>
        <Show when=move || moved.get()>
            <Banner text=words.moved.to_owned()>
                <button type="button" class="button" on:click=move |_| list.tell(Happened::RestartWanted)>{words.refresh}</button>
            </Banner>
        </Show>
        <Show when=move || nameless.get()>
            <Banner text=words.machines_refused.to_owned()>{()}</Banner>
        </Show>
    }
}
