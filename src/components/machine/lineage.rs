//! A machine's snapshots in the order in which they were taken.

use leptos::prelude::*;

use super::history::History;
use crate::components::ask_again::ask_again;
use crate::components::name::name;
use crate::components::when::text_of;
use crate::routes::href_of;
use snapdeck_core::list::dates::Span;
use snapdeck_core::list::filter::View;
use snapdeck_core::list::query::{Query, Sort};
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::text::{errors, words};

/// The machine's part of the list, with a snapshot's panel open or none. What else the list shows stays.
pub fn list_of(history: History, view: View, open: Option<SnapshotId>) -> String {
    let query = Query { machine_id: Some(history.machine_id.get_value()), sort: Sort::Newest };
    href_of(&View { query, ..view }, open)
}

/// Newest first, as links that leave the list as `shown` has it. `own` is the snapshot beside which it stands; where there is none,
/// each says when it was taken.
pub fn lineage(
    history: History,
    own: Option<SnapshotId>,
    shown: impl Fn() -> View + Copy + Send + Sync + 'static,
) -> AnyView {
    let words = words().snapshots();
    let own = StoredValue::new(own);
    let view = move || match (history.there.get(), history.snapshots.missing()) {
        (Some(there), _) => {
            let spans = history.spans.read();
            let entry = |(at, row): (usize, &Snapshot)| {
                entry(row, spans.get(at).copied().unwrap_or_default(), own.read_value().as_ref(), &shown())
            };
            let all = list_of(history, shown(), own.get_value());
            let more =
                history.has_more().then(|| view! { <a class="link" href=all>{words.panel_older}</a> }.into_any());
            view! {
                <ol class="lineage">
                    <li class="lineage-now">{words.panel_now}</li>
                    {there.iter().enumerate().map(entry).collect_view()}
                </ol>
                {more}
            }
            .into_any()
        }
        (None, Some(problem)) => view! {
            <p class="quiet" role="alert">{errors::describe(&problem)}</p>
            {ask_again(history.snapshots.question(), true)}
        }
        .into_any(),
        (None, None) => view! { <p class="quiet">{words.loading}</p> }.into_any(),
    };
    view.into_any()
}

fn entry(row: &Snapshot, span: Span, own: Option<&SnapshotId>, shown: &View) -> AnyView {
    let words = words().snapshots();
    let is_own = own == Some(&row.id);
    let kind = (words.kind_name)(row.kind());
    let says = match own {
        Some(_) if is_own => words.panel_here.to_owned(),
        Some(_) => kind.to_owned(),
        None => text_of(span).into_iter().chain([kind.to_owned()]).collect::<Vec<_>>().join(" · "),
    };
    let href = href_of(shown, Some(row.id.clone()));
    view! {
        <li class="lineage-entry" aria-current=is_own.then_some("true")>
            <a class="link" href=href data-noscroll="true">{name(&row.name)}</a>
            <span class="quiet">{says}</span>
        </li>
    }
    .into_any()
}
