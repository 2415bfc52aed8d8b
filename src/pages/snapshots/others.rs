//! The snapshots of a machine in the order in which they were taken, as a picture that ends with now.

use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use super::href_of;
use crate::state::client::Client;
use crate::state::list::List;
use crate::state::passing::passing;
use snapdeck_core::api::snapshots;
use snapdeck_core::list::arena::Row;
use snapdeck_core::list::filter::View;
use snapdeck_core::list::inventory::PAGE_LIMIT;
use snapdeck_core::list::query::{Query, Sort};
use snapdeck_core::model::page::Page;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::text::{errors, words};

/// What is known of the machine's snapshots.
type Known = Option<Result<Page<Snapshot>, Problem>>;

/// The picture, newest first. The loaded rows may be in another order, and may not be all: it asks for its own.
#[component]
pub(super) fn Others(about: StoredValue<Snapshot>, shown: Memo<View>) -> impl IntoView {
    let words = words().snapshots();
    let client = Client::expect();
    let known = RwSignal::<Known>::new(None);
    let query = Query { machine_id: Some(about.read_value().machine_id.clone()), sort: Sort::Newest };
    let query = StoredValue::new(query);
    let wanted = Trigger::new();
    Effect::new(move |_| {
        wanted.track();
        spawn_local_scoped_with_cancellation(async move {
            let page = client.read(snapshots::list(&query.read_value(), None, PAGE_LIMIT)).await;
            known.set(Some(page));
        });
    });
    let retry = move |_| {
        known.set(None);
        wanted.notify();
    };
    let shown = passing(move |_| shown.get());
    let all = move || {
        let view = View { query: query.get_value(), ..shown.get() };
        href_of(&view, Some(about.read_value().id.clone()))
    };
    // One look at the list for all of them: what is gone, and what is called otherwise now.
    let list = List::expect();
    let entries = passing(move |_| {
        let known = known.read();
        let page = known.as_ref()?.as_ref().ok()?;
        Some(list.with(|inventory| {
            let there = page.items.iter().filter(|row| !inventory.is_gone(&row.id));
            let named = there.map(|row| inventory.row(&row.id).map_or_else(|| row.clone(), Row::to_snapshot));
            (named.collect::<Vec<_>>(), page.has_more)
        }))
    });
    let problem = move || known.read().as_ref().and_then(|known| known.as_ref().err()).map(errors::describe);
    move || match (entries.get(), problem()) {
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
        (None, Some(problem)) => {
            let try_again = snapdeck_core::text::words().chrome().try_again;
            view! {
                <p class="quiet" role="alert">{problem}</p>
                <button type="button" class="button" data-size="small" on:click=retry>{try_again}</button>
            }
            .into_any()
        }
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
