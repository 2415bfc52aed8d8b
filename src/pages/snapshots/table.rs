//! The table, and what loads more of it.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::row::Row;
use super::states::TryAgain;
use crate::browser::{frame, scroll};
use crate::domain::inventory::{Happened, Rest};
use crate::domain::query::{Query, repeated_names};
use crate::domain::snapshot::Snapshot;
use crate::state::list::List;
use crate::text::{errors, words};

/// How far below the window more rows are loaded ahead of being scrolled to, in pixels: about twenty rows.
const AHEAD_PX: f64 = 900.0;

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
    let head = |word: &'static str| view! { <th role="columnheader" scope="col">{word}</th> };
    view! {
        <table class="table" role="table" aria-label=words.title aria-rowcount=row_count>
            <thead role="rowgroup">
                <tr class="table-head" role="row" aria-rowindex="1">
                    {[words.name, words.machine, words.kind, words.status].map(head).into_iter().collect_view()}
                    <th role="columnheader" scope="col"><span class="visually-hidden">{words.actions}</span></th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                <ForEnumerate each=rows key=|row| row.id.clone() children=row />
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
    // A failed page is not asked for again by scrolling: that is for the person to say.
    let look = move || {
        let near = end.get_untracked().is_some_and(|end| scroll::is_near(&end, AHEAD_PX));
        let wants = |inventory: &crate::domain::inventory::Inventory| {
            matches!(inventory.rest(), Rest::More(Some(_)))
                && !inventory.is_loading()
                && inventory.next_problem().is_none()
        };
        if near && list.with_untracked(wants) {
            list.tell(Happened::MoreWanted);
        }
    };
    scroll::moved(look);
    // Fresh rows push the end away: where it is can be told once they are painted.
    Effect::new(move |_| {
        list.with(|_| ());
        frame::after_paint(look);
    });
    let problem = move || list.with(|inventory| inventory.next_problem().map(errors::describe));
    let more = move || list.with(|inventory| matches!(inventory.rest(), Rest::More(_)));
    let loading = move || list.with(|inventory| inventory.is_loading());
    view! {
        <div class="load-more" node_ref=end>
            {move || match problem() {
                Some(problem) => {
                    view! {
                        <p class="load-more-problem" role="alert">{words.more_failed} " " {problem}</p>
                        <TryAgain list wanted=Happened::MoreWanted />
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <button
                            type="button"
                            class="button"
                            hidden=move || !more()
                            aria-disabled=move || loading().then_some("true")
                            on:click=move |_| list.tell(Happened::MoreWanted)
                        >
                            {move || if loading() { words.loading } else { words.load_more }}
                        </button>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}
