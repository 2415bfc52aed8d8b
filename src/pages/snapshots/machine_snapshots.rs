//! A machine's snapshots in the order in which they were taken.

use leptos::prelude::*;

use crate::components::ask_again::ask_again;
use crate::reactive::{Memo, scoped_memo};
use crate::routes::href_of;
use crate::services::client::Client;
use crate::state::list::List;
use crate::state::remote::Remote;
use snapdeck_core::api::snapshots;
use snapdeck_core::list::arena::Row;
use snapdeck_core::list::filter::View;
use snapdeck_core::list::query::{Query, Sort};
use snapdeck_core::model::page::PAGE_LIMIT;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::text::{errors, words};

/// Newest first. It reads its own page, since the loaded rows may be in another order, or not all of them.
#[component]
pub(super) fn MachineSnapshots(about: StoredValue<Snapshot>, shown: Memo<View>) -> impl IntoView {
    let words = words().snapshots();
    let client = Client::expect();
    let query = Query { machine_id: Some(about.read_value().machine_id.clone()), sort: Sort::Newest };
    let query = StoredValue::new(query);
    let page = Remote::of(
        move || query.read_value().machine_id.clone(),
        move |_| async move { client.read(snapshots::list(&query.get_value(), None, PAGE_LIMIT)).await },
    );
    let shown = scoped_memo(move |_| shown.get());
    let all = move || {
        let view = View { query: query.get_value(), ..shown.get() };
        href_of(&view, Some(about.read_value().id.clone()))
    };
    // The list knows which are gone, and which were renamed.
    let list = List::expect();
    let entries = scoped_memo(move |_| {
        page.value(|page| {
            let page = page?;
            Some(list.with(|inventory| {
                let there = page.items.iter().filter(|row| !inventory.is_gone(&row.id));
                let named = there.map(|row| inventory.row(&row.id).map_or_else(|| row.clone(), Row::to_snapshot));
                (named.collect::<Vec<_>>(), page.has_more)
            }))
        })
    });
    let problem = scoped_memo(move |_| page.missing());
    move || match (entries.get(), problem.get()) {
        (Some((rows, more)), _) => {
            let more = more.then(|| view! { <a class="link" href=all>{words.panel_older}</a> });
            view! {
                <ol class="lineage">
                    <li class="lineage-now">{words.panel_now}</li>
                    {rows.into_iter().map(|row| entry(&row, about, shown)).collect_view()}
                </ol>
                {more}
            }
            .into_any()
        }
        (None, Some(problem)) => view! {
            <p class="quiet" role="alert">{errors::describe(&problem)}</p>
            {ask_again(page.question(), true)}
        }
        .into_any(),
        (None, None) => view! { <p class="quiet">{words.loading}</p> }.into_any(),
    }
}

fn entry(row: &Snapshot, about: StoredValue<Snapshot>, shown: Memo<View>) -> impl IntoView + use<> {
    let words = words().snapshots();
    let is_own = row.id == about.read_value().id;
    let kind = if is_own { words.panel_here } else { (words.kind_name)(row.kind()) };
    let href = href_of(&shown.read(), Some(row.id.clone()));
    view! {
        <li class="lineage-entry" aria-current=is_own.then_some("true")>
            <a class="link" href=href data-noscroll="true"><bdi>{row.name.to_string()}</bdi></a>
            <span class="quiet">{kind}</span>
        </li>
    }
}
