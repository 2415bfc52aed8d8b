//! What is shown in place of the table or above it: empty, failed, out of date.

use leptos::prelude::*;

use crate::components::ask_again::ask_again;
use crate::components::heading::keep_focus;
use crate::reactive::{Memo, memo};
use crate::routes::href_of;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::list::List;
use crate::state::machines::Machines;
use crate::ui::button::{Look, button};
use crate::ui::icon::Icon;
use crate::ui::notice::{Banner, Blank};
use snapdeck_core::list::filter::{Filter, View};
use snapdeck_core::list::inventory::{Inventory, ListEvent};
use snapdeck_core::list::query::Query;
use snapdeck_core::list::state::ListState;
use snapdeck_core::list::walk::Pagination;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::text::{errors, words};

pub(super) fn view_of(state: ListState, view: Memo<View>, typed: RwSignal<Option<(View, String)>>) -> AnyView {
    match state {
        ListState::Failed => view! { <ReadFailed /> }.into_any(),
        ListState::Empty => view! { <Empty view /> }.into_any(),
        ListState::NoMatch => view! { <NoMatch view typed /> }.into_any(),
        ListState::Loading | ListState::Rows => ().into_any(),
    }
}

/// No loaded row matches. The status line says whether there are more to load.
#[component]
fn NoMatch(view: Memo<View>, typed: RwSignal<Option<(View, String)>>) -> impl IntoView {
    let words = words().snapshots();
    let list = List::expect();
    let complete = move || list.with(|inventory| *inventory.rest() == Pagination::Complete);
    let text = move || if complete() { words.no_match } else { words.no_match_yet }.to_owned();
    let all = move || href_of(&View { query: view.read().query.clone(), filter: Filter::default() }, None);
    view! {
        <Blank title=words.no_match_title text=Signal::derive(text) icon=Icon::Search>
            <a class="link" href=all on:click=move |_| typed.set(None)>{words.show_everything}</a>
        </Blank>
    }
}

#[component]
fn ReadFailed() -> impl IntoView {
    let list = List::expect();
    let text = move || list.with(|inventory| inventory.next_problem().map(errors::describe).unwrap_or_default());
    view! {
        <Blank title=words().snapshots().read_failed_title text=Signal::derive(text) failure=true>
            {try_again(list, ListEvent::MoreWanted, "")}
        </Blank>
    }
}

/// **Try again**. Where it goes with the focus, what the selector finds gets it, or else the heading.
pub(super) fn try_again(list: List, wanted: ListEvent, nearer: &str) -> AnyView {
    keep_focus(nearer.to_owned());
    button(words().chrome().try_again, Look::Plain, move || list.tell(wanted.clone()))
}

#[component]
fn Empty(view: Memo<View>) -> impl IntoView {
    let (chrome, words) = (words().chrome(), words().snapshots());
    let dialogs = Dialogs::expect();
    let is_filtered = view.read_untracked().query.machine_id.is_some();
    let (title, text) =
        if is_filtered { (words.empty_machine_title, words.empty_machine) } else { (words.empty_title, words.empty) };
    let all = View { query: Query { machine_id: None, ..view.get_untracked().query }, ..view.get_untracked() };
    let all = href_of(&all, None);
    view! {
        <Blank title text=text.to_owned()>
            {button(chrome.create_snapshot, Look::Primary, move || dialogs.open(Dialog::Create))}
            <a class="link" href=all hidden=!is_filtered>{words.show_all}</a>
        </Blank>
    }
}

/// What is wrong while rows are shown.
#[component]
pub(super) fn Banners() -> impl IntoView {
    let words = words().snapshots();
    let list = List::expect();
    // The page's own banner says that the browser is offline.
    let is_said = |problem: &Problem| *problem == Problem::Offline;
    let stale =
        move || list.with(|inventory| inventory.refresh_problem().filter(|why| !is_said(why)).map(errors::describe));
    let moved = move || list.with(Inventory::has_moved);
    let nameless = nameless();
    move || {
        let stale = stale().map(|text| {
            view! { <Banner text failure=true>{try_again(list, ListEvent::RefreshWanted, "")}</Banner> }.into_any()
        });
        let moved = moved().then(|| {
            view! {
                <Banner text=words.moved.to_owned()>
                    {button(words.refresh, Look::Plain, move || list.tell(ListEvent::RefreshWanted))}
                </Banner>
            }
            .into_any()
        });
        let nameless = nameless();
        [stale, moved, nameless].into_iter().flatten().collect_view()
    }
}

/// Says that machines could not be listed, and offers to try again where that may help.
fn nameless() -> impl Fn() -> Option<AnyView> {
    let words = words().snapshots();
    let machines = Machines::expect();
    let problem = memo(move |_| machines.problem().filter(|problem| !problem.is_unauthorized()));
    move || {
        problem.get().map(|problem| match problem.is_denied() {
            true => view! { <Banner text=words.machines_refused.to_owned() /> }.into_any(),
            false => view! {
                <Banner text=(words.machines_failed)(&errors::describe(&problem)) failure=true>
                    {ask_again(machines.listed().question(), false)}
                </Banner>
            }
            .into_any(),
        })
    }
}
