//! The snapshots of a machine in the order in which they were taken, as a picture that ends with now.

use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use super::href_of;
use crate::api::snapshots;
use crate::domain::filter::View;
use crate::domain::inventory::PAGE_LIMIT;
use crate::domain::page::Page;
use crate::domain::problem::Problem;
use crate::domain::query::{Query, Sort};
use crate::domain::snapshot::Snapshot;
use crate::state::client::Client;
use crate::state::list::List;
use crate::text::{errors, words};

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
    let fetch = move || {
        spawn_local_scoped_with_cancellation(async move {
            let page = client.read(snapshots::list(&query.read_value(), None, PAGE_LIMIT)).await;
            known.set(Some(page));
        });
    };
    fetch();
    let owner = StoredValue::new(Owner::current());
    let retry = move |_| {
        known.set(None);
        if let Some(owner) = owner.get_value() {
            owner.with(fetch);
        }
    };
    let all = move || {
        let view = View { query: query.get_value(), ..shown.get() };
        href_of(&view, Some(about.read_value().id.clone()))
    };
    move || {
        match known.get() {
        None => view! { <p class="quiet">{words.loading}</p> }.into_any(),
        Some(Err(problem)) => view! {
            <p class="quiet" role="alert">{errors::describe(&problem)}</p>
            <button type="button" class="button" data-size="small" on:click=retry>{crate::text::words().chrome().try_again}</button>
        }
        .into_any(),
        Some(Ok(page)) => {
            let more = page.has_more.then(|| view! { <a class="link" href=all>{words.panel_older}</a> });
            view! {
                <ol class="lineage">
                    <li class="lineage-now">{words.panel_now}</li>
                    {page.items.into_iter().map(|row| entry(row, about, shown)).collect_view()}
                </ol>
                {more}
            }
            .into_any()
        }
    }
    }
}

/// One of them, by the name that it has now; none where it is known to be gone.
fn entry(row: Snapshot, about: StoredValue<Snapshot>, shown: Memo<View>) -> impl IntoView {
    let words = words().snapshots();
    let list = List::expect();
    let is_own = row.id == about.read_value().id;
    let kind = if is_own { words.panel_here } else { (words.kind_name)(row.kind()) };
    let id = row.id.clone();
    let name = move || {
        list.with(|inventory| match inventory.row(&row.id) {
            _ if inventory.is_gone(&row.id) => None,
            Some(known) => Some(known.name.to_owned()),
            None => Some(row.name.to_string()),
        })
    };
    move || {
        let href = href_of(&shown.read(), Some(id.clone()));
        name().map(|name| {
            view! {
                <li class="lineage-entry" aria-current=is_own.then_some("true")>
                    <a class="link" href=href data-noscroll="true"><bdi>{name}</bdi></a>
                    <span class="quiet">{kind}</span>
                </li>
            }
        })
    }
}
