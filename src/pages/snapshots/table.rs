//! The table, and what loads more of it.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos_use_intersection_observer::{UseIntersectionObserverOptions, use_intersection_observer_with_options};

use super::row::Row;
use crate::browser::frame;
use crate::domain::inventory::{Happened, Query, Rest, repeated_names};
use crate::domain::snapshot::Snapshot;
use crate::state::list::List;
use crate::text::words;

/// How far below the window more rows are loaded ahead of being scrolled to.
const AHEAD: &str = "0px 0px 900px 0px";

/// The rows that are loaded.
#[component]
pub(super) fn Table(query: Memo<Query>) -> impl IntoView {
    let words = &words().snapshots;
    let list = List::expect();
    let rows = move || list.with(|inventory| inventory.rows().to_vec());
    let repeated: Memo<HashSet<Arc<str>>> = Memo::new(move |_| list.with(|inventory| repeated_names(inventory.rows())));
    let row_count = move || {
        list.with(|inventory| match inventory.rest() {
            Rest::Complete => (inventory.rows().len() + 1).to_string(),
            Rest::More(_) | Rest::Lost => "-1".to_owned(),
        })
    };
    let row = move |at: ReadSignal<usize>, snapshot: Snapshot| view! { <Row snapshot at query repeated /> };
    view! {
        <table class="table" role="table" aria-label=words.title aria-rowcount=row_count>
            <thead role="rowgroup">
                <tr class="table-head" role="row" aria-rowindex="1">
                    <th role="columnheader" scope="col">{words.name}</th>
                    <th role="columnheader" scope="col">{words.machine}</th>
                    <th role="columnheader" scope="col">{words.kind}</th>
                    <th role="columnheader" scope="col">{words.status}</th>
                    <th role="columnheader" scope="col"><span class="visually-hidden">{words.actions}</span></th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                <ForEnumerate each=rows key=|row| (row.id.clone(), Arc::clone(&row.name)) children=row />
            </tbody>
        </table>
        <LoadMore />
    }
}

/// Loads more when the end comes near, and by a button for those who do not scroll.
#[component]
fn LoadMore() -> impl IntoView {
    let words = &words().snapshots;
    let list = List::expect();
    let end = NodeRef::<html::Div>::new();
    let near = RwSignal::new(false);
    let seen = move |entries: Vec<web_sys::IntersectionObserverEntry>, _| {
        if let Some(entry) = entries.last() {
            near.set(entry.is_intersecting());
        }
    };
    let options = UseIntersectionObserverOptions::default().root_margin(AHEAD);
    let _observer = use_intersection_observer_with_options(end, seen, options);
    // A failed page is not asked for again by scrolling: that is for the person to say.
    let wants = Memo::new(move |_| {
        list.with(|inventory| match inventory.rest() {
            Rest::More(cursor) if !inventory.is_loading() && inventory.problem().is_none() => cursor.clone(),
            _ => None,
        })
    });
    Effect::new(move |_| {
        if near.get() && wants.read().is_some() {
            // Fresh rows may have pushed the end out of sight: ask once they are painted.
            frame::after_paint(move || {
                if near.try_get_untracked() == Some(true) && wants.try_get_untracked().flatten().is_some() {
                    list.tell(Happened::MoreWanted);
                }
            });
        }
    });
    let more = Memo::new(move |_| list.with(|inventory| matches!(inventory.rest(), Rest::More(_))));
    let loading = Memo::new(move |_| list.with(|inventory| inventory.is_loading()));
    view! {
        <div class="load-more" node_ref=end>
            <Show when=move || more.get()>
                <button
                    type="button"
                    class="button"
                    aria-disabled=move || loading.get().then_some("true")
                    on:click=move |_| list.tell(Happened::MoreWanted)
                >
                    {move || if loading.get() { words.loading } else { words.load_more }}
                </button>
            </Show>
        </div>
    }
}
