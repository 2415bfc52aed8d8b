//! How much of the list is loaded, and how fresh it is.

use leptos::prelude::*;

use crate::browser::dates;
use crate::components::heading::keep_focus;
use crate::reactive::{Memo, memo};
use crate::services::grouping;
use crate::state::filtered_rows::FilteredRows;
use crate::state::list::List;
use crate::ui::button::{Look, button};
use snapdeck_core::list::inventory::{Inventory, ListEvent};
use snapdeck_core::list::query::Query;
use snapdeck_core::list::walk::Pagination;
use snapdeck_core::text::words;

#[component]
pub(super) fn StatusLine(shown: FilteredRows) -> impl IntoView {
    let words = words().snapshots();
    let list = List::expect();
    let text = memo(move |_| {
        list.with(|inventory| {
            let loaded = inventory.rows().loaded();
            match inventory.rest() {
                Pagination::NotStarted if loaded > 0 => (words.kept)(loaded, inventory.refresh_problem().is_none()),
                Pagination::NotStarted => String::new(),
                rest if !shown.is_all() => (words.found)(shown.count(), loaded, *rest != Pagination::Complete),
                Pagination::More(_) | Pagination::Checking => (words.loaded)(loaded, true),
                Pagination::Complete => (words.loaded)(loaded, false),
                Pagination::Broken => (words.list_lost)(loaded),
            }
        })
    });
    view! { <p class="status-line" role="status">{move || text.get()}</p> }
}

/// **Group by machine**, unless the list is of one machine.
#[component]
pub(super) fn GroupButton(query: Memo<Query>, grouped: RwSignal<bool>) -> impl IntoView {
    let words = words().snapshots();
    let turn = move |_| {
        grouped.update(|grouped| *grouped = !*grouped);
        grouping::choose(grouped.get_untracked());
    };
    view! {
        <button
            type="button"
            class="button group-button"
            data-size="small"
            aria-pressed=move || grouped.get().to_string()
            hidden=move || query.read().machine_id.is_some()
            on:click=turn
        >
            <span>{words.group}<span class="group-what">{words.group_what}</span></span>
        </button>
    }
}

/// **Load the rest**, when the list was last updated, **Refresh**, **Before…** and **Export**.
#[component]
pub(super) fn ListButtons(
    shown: FilteredRows,
    exporting: RwSignal<bool>,
    looking_back: RwSignal<bool>,
) -> impl IntoView {
    let words = words().snapshots();
    let list = List::expect();
    let loading = memo(move |_| list.with(Inventory::is_loading_rest));
    let offered =
        memo(move |_| loading.get() || (!shown.is_plain() && list.with(|inventory| inventory.rest().has_more())));
    let updated = memo(move |_| list.with(Inventory::updated_at).map(dates::recent));
    let is_refreshing = memo(move |_| list.with(Inventory::is_being_refreshed));
    let rest = move || {
        keep_focus(String::new());
        view! {
            <button
                type="button"
                class="button"
                data-size="small"
                on:click=move |_| {
                    list.tell(if loading.get_untracked() { ListEvent::RestStopped } else { ListEvent::RestWanted });
                }
            >
                {move || if loading.get() { words.stop_loading } else { words.load_rest }}
            </button>
        }
    };
    view! {
        {move || offered.get().then(rest)}
        <div class="freshness" hidden=move || updated.read().is_none()>
            <span class="status-line">{move || updated.get().map(|time| (words.updated)(&time))}</span>
            <button
                type="button"
                class="button"
                data-size="small"
                aria-busy=move || is_refreshing.get().then_some("true")
                on:click=move |_| list.tell(ListEvent::RefreshWanted)
            >
                {words.refresh}
            </button>
            {button(words.look_back, Look::Small, move || looking_back.set(true))}
            {button(words.export, Look::Small, move || exporting.set(true))}
        </div>
    }
}
