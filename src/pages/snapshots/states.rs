//! What stands in the place of the table, or above it: loading, empty, failed, out of date.

use leptos::prelude::*;

use super::href_of;
use super::table::Table;
use crate::domain::inventory::{Happened, Inventory};
use crate::domain::query::Query;
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

fn face_of(inventory: &Inventory) -> Face {
    match (inventory.is_blank(), inventory.next_problem()) {
        (true, Some(_)) => Face::Failed,
        (true, None) => Face::Loading,
        (false, _) if inventory.rows().is_empty() => Face::Empty,
        (false, _) => Face::Rows,
    }
}

/// The table, or what stands in its place.
#[component]
pub(super) fn Content(query: Memo<Query>) -> impl IntoView {
    let list = List::expect();
    let face = Memo::new(move |_| list.with(face_of));
    move || match face.get() {
        Face::Loading => view! { <Skeleton label=words().snapshots.loading /> }.into_any(),
        Face::Failed => view! { <ReadFailed /> }.into_any(),
        Face::Empty => view! { <Empty query /> }.into_any(),
        Face::Rows => view! { <Table query /> }.into_any(),
    }
}

#[component]
fn ReadFailed() -> impl IntoView {
    let list = List::expect();
    let text = move || list.with(|inventory| inventory.next_problem().map(errors::describe).unwrap_or_default());
    view! {
        <Blank title=words().snapshots.read_failed_title text=Signal::derive(text) failure=true>
            <TryAgain list wanted=Happened::MoreWanted />
        </Blank>
    }
}

/// Asks again for what did not come.
#[component]
pub(super) fn TryAgain(list: List, wanted: Happened) -> impl IntoView {
    view! {
        <button type="button" class="button" on:click=move |_| list.tell(wanted.clone())>{words().chrome.try_again}</button>
    }
}

#[component]
fn Empty(query: Memo<Query>) -> impl IntoView {
    let (chrome, words) = (&words().chrome, &words().snapshots);
    let dialogs = Dialogs::expect();
    let is_filtered = query.read_untracked().machine_id.is_some();
    let (title, text) =
        if is_filtered { (words.empty_machine_title, words.empty_machine) } else { (words.empty_title, words.empty) };
    let all = href_of(&Query { machine_id: None, ..query.get_untracked() }, None);
    view! {
        <Blank title text=text.to_owned()>
            <button type="button" class="button" data-tone="primary" on:click=move |_| dialogs.open(Dialog::Create)>
                {chrome.create_snapshot}
            </button>
            <a class="link" href=all hidden=!is_filtered>{words.show_all}</a>
        </Blank>
    }
}

/// What is wrong although rows are shown.
#[component]
pub(super) fn Banners() -> impl IntoView {
    let words = &words().snapshots;
    let (list, machines) = (List::expect(), Machines::expect());
    let stale = move || list.with(|inventory| inventory.refresh_problem().map(errors::describe));
    let moved = move || list.with(Inventory::has_moved);
    let nameless = move || machines.problem().is_some_and(|problem| !problem.is_unauthorized());
    move || {
        let stale = stale().map(|text| {
            view! { <Banner text failure=true><TryAgain list wanted=Happened::RefreshWanted /></Banner> }.into_any()
        });
        let moved = moved().then(|| {
            view! {
                <Banner text=words.moved.to_owned()>
                    <button type="button" class="button" on:click=move |_| list.tell(Happened::RestartWanted)>{words.refresh}</button>
                </Banner>
            }
            .into_any()
        });
        let nameless = nameless().then(|| view! { <Banner text=words.machines_refused.to_owned() /> }.into_any());
        [stale, moved, nameless].into_iter().flatten().collect_view()
    }
}
