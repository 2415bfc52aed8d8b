//! The head of the table, which sticks to the top of the window. Two of its columns put the list in order.

use leptos::prelude::*;

use crate::browser::{frame, listen, page};
use crate::reactive::Memo;
use crate::routes::href_of;
use snapdeck_core::list::filter::View;
use snapdeck_core::list::query::Sort;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::text::words;

/// Rows before the first row of data.
pub(super) const HEADER_ROWS: usize = 1;

/// Its selector, for whoever needs to know how much of the window it covers.
pub(super) const TABLE_HEAD: &str = ".table-head";

#[component]
pub(super) fn Head(
    /// With what is being typed.
    wanted: Memo<View>,
    open: Memo<Option<SnapshotId>>,
) -> impl IntoView {
    let words = words().snapshots();
    let head = |word: &'static str| view! { <th role="columnheader" scope="col">{word}</th> }.into_any();
    // The order in which it puts the list first, and whether that is ascending.
    let sorting = |word: &'static str, first: Sort, ascends: bool| {
        let is_first = move || wanted.read().query.sort == first;
        let is_other = move || wanted.read().query.reversed().sort == first;
        let href = move || {
            let View { mut query, filter } = wanted.get();
            query.sort = first;
            href_of(&View { query: if is_first() { query.reversed() } else { query }, filter }, open.get())
        };
        let order = move || match (is_first(), is_other()) {
            (false, false) => None,
            (is_first, _) => Some(if is_first == ascends { "ascending" } else { "descending" }),
        };
        view! {
            <th role="columnheader" scope="col" aria-sort=order aria-label=word>
                <a class="sort-link" href=href data-noscroll="true">{word}</a>
            </th>
        }
        .into_any()
    };
    // Another order is another list, which brings another head.
    frame::after_paint(|| {
        if listen::has_lost_focus_of(".sort-link") {
            page::focus_first("[aria-sort] > .sort-link", false);
        }
    });
    view! {
        <thead role="rowgroup">
            <tr class="table-head" role="row" aria-rowindex="1">
                {sorting(words.name, Sort::NameAsc, true)}
                {head(words.machine)}
                {sorting(words.when, Sort::Newest, false)}
                {[words.kind, words.status].map(head).into_iter().collect_view()}
                <th role="columnheader" scope="col"><span class="visually-hidden">{words.actions}</span></th>
            </tr>
        </thead>
    }
}
