//! The list of snapshots, with the panel of one beside it.

mod actions;
mod panel;
mod row;
mod states;
mod table;
mod toolbar;

pub use panel::Panel;

use leptos::prelude::*;

use crate::domain::ids::SnapshotId;
use crate::domain::inventory::{Happened, Rest};
use crate::domain::query::Query;
use crate::later;
use crate::parts::heading::Heading;
use crate::routes::Route;
use crate::state::list::List;
use crate::text::words;

/// The page. Its list stays when only the panel opens or closes.
#[component]
pub fn SnapshotsPage(
    /// Which list.
    query: Memo<Query>,
    /// The snapshot whose panel is open.
    open: Memo<Option<SnapshotId>>,
) -> impl IntoView {
    let words = &words().snapshots;
    let list = List::expect();
    // The list is outside of what the page draws: this effect is how the page asks for it.
    Effect::new(move |_| list.tell(Happened::Opened(query.get())));
    view! {
        <div class="split" data-open=move || open.read().is_some().then_some("true")>
            <main class="page" id="content">
                <div class="page-head">
                    <Heading text=words.title.to_owned() />
                    <StatusLine />
                </div>
                <toolbar::Toolbar query />
                <states::Banners />
                <states::Content query />
            </main>
            {move || open.get().map(|id| later::panel(id, query))}
        </div>
    }
}

/// The address of a snapshot's panel, or of the list without one, under the same query.
fn href_of(query: &Query, open: Option<SnapshotId>) -> String {
    Route::Snapshots { query: query.clone(), open }.href()
}

/// How much of the list is here.
#[component]
fn StatusLine() -> impl IntoView {
    let words = &words().snapshots;
    let list = List::expect();
    let text = Memo::new(move |_| {
        list.with(|inventory| match inventory.rest() {
            _ if inventory.is_blank() => String::new(),
            Rest::More(_) => (words.loaded)(inventory.rows().len(), true),
            Rest::Complete => (words.loaded)(inventory.rows().len(), false),
            Rest::Lost => (words.list_lost)(inventory.rows().len()),
        })
    });
    view! { <p class="status-line" role="status">{text}</p> }
}
