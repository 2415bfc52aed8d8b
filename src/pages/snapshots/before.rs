//! Finds the last snapshot that is surely from before a moment: what to go back to after something broke.

use leptos::prelude::*;

use crate::browser::dates;
use crate::components::dialogs::DialogForm;
use crate::reactive::Memo;
use crate::routes::Route;
use crate::services::navigation::{Entry, go};
use crate::state::dates::Dates;
use crate::state::filtered_rows::FilteredRows;
use crate::state::list::List;
use crate::state::location::Location;
use snapdeck_core::list::filter::View;
use snapdeck_core::list::query::Sort;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::text::words;

/// What the first part of the program calls (`components/later.rs`).
#[inline(never)]
pub(super) fn later(shown: FilteredRows, view: Memo<View>, on_close: Callback<()>) -> AnyView {
    view! { <BeforeDialog shown view on_close /> }.into_any()
}

#[component]
fn BeforeDialog(shown: FilteredRows, view: Memo<View>, on_close: Callback<()>) -> impl IntoView {
    let words = words().dialogs();
    let (list, taken, location) = (List::expect(), Dates::expect(), Location::expect());
    let typed = RwSignal::new(String::new());
    let is_missing = RwSignal::new(false);
    let find = Callback::new(move |()| {
        let found = dates::of_local(&typed.read_untracked())
            .and_then(|moment| untrack(|| last_before(moment, shown, list, taken, view.get().query.sort)));
        match found {
            Some(id) => {
                on_close.run(());
                go(location, Route::Snapshots { view: view.get_untracked(), open: Some(id) }, Entry::New);
            }
            None => is_missing.set(true),
        }
    });
    let missing = move || {
        is_missing.get().then(|| view! { <p class="dialog-problem" role="alert">{words.before_none}</p> }.into_any())
    };
    view! {
        <DialogForm
            title=words.before_title.to_owned()
            submit=[words.before_find; 2]
            on_submit=find
            on_close
            disabled=Signal::derive(move || typed.read().is_empty())
        >
            <p class="dialog-text">{words.before_text}</p>
            <div class="field">
                <label class="field-label" for="moment">{words.before_moment}</label>
                <input
                    class="input"
                    id="moment"
                    type="datetime-local"
                    prop:value=move || typed.get()
                    on:input:target=move |event| {
                        is_missing.set(false);
                        typed.set(event.target().value());
                    }
                />
            </div>
            {missing}
        </DialogForm>
    }
}

/// Of those that were surely taken by then, the newest; by name, the one of which that is known for the latest moment.
fn last_before(moment: Timestamp, shown: FilteredRows, list: List, taken: Dates, sort: Sort) -> Option<SnapshotId> {
    let handles = shown.stretch(0..shown.count());
    let spans = taken.of_rows(&handles);
    let mut surely =
        handles.iter().zip(spans).filter_map(|(handle, span)| Some((span.to.filter(|to| *to <= moment)?, handle)));
    let found = match sort {
        Sort::Newest => surely.next(),
        Sort::Oldest => surely.next_back(),
        Sort::NameAsc | Sort::NameDesc => surely.max_by_key(|(to, _)| *to),
    };
    let (_, handle) = found?;
    list.with(|inventory| inventory.rows().store().row(*handle).map(|row| row.id.into()))
}
