//! The head of the table, which sticks to the top of the window.

use leptos::prelude::*;

use snapdeck_core::text::words;

/// Rows before the first row of data.
pub(super) const HEADER_ROWS: usize = 1;

/// Its selector, for whoever needs to know how much of the window it covers.
pub(super) const TABLE_HEAD: &str = ".table-head";

#[component]
pub(super) fn Head() -> impl IntoView {
    let words = words().snapshots();
    let head = |word: &'static str| view! { <th role="columnheader" scope="col">{word}</th> };
    view! {
        <thead role="rowgroup">
            <tr class="table-head" role="row" aria-rowindex="1">
                {[words.name, words.machine, words.when, words.kind, words.status].map(head).into_iter().collect_view()}
                <th role="columnheader" scope="col"><span class="visually-hidden">{words.actions}</span></th>
            </tr>
        </thead>
    }
}
