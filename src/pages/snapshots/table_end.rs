//! Loads more rows when the end of the table comes near, or by a button.

use leptos::prelude::*;

use super::empty_states::try_again;
use super::roving_focus::RovingFocus;
use crate::browser::frame;
use crate::components::heading::keep_focus;
use crate::reactive::{effect, memo};
use crate::state::list::List;
use snapdeck_core::list::inventory::{Inventory, ListEvent};
use snapdeck_core::list::walk::Pagination;
use snapdeck_core::text::{errors, words};

/// How far below the window the end may be before more rows are loaded: about twenty rows.
const AHEAD_PX: f64 = 900.0;

#[component]
pub(super) fn TableEnd(keys: RovingFocus) -> impl IntoView {
    let words = words().snapshots();
    let shown = keys.shown;
    keys.listen();
    let list = List::expect();
    // Computed, not measured: measuring would force a layout of the rows being drawn.
    let near = memo(move |_| {
        let (geometry, place) = (keys.geometry.get(), keys.place.get());
        geometry.height_px() - place.above_px < geometry.view_px + AHEAD_PX
    });
    // Scrolling repeats no failed page: that is for the user to decide. Nor does it load more while a filter hides most of what
    // comes, or what comes goes among the groups: the end would always be near, or move under the reader.
    let wants = memo(move |_| {
        let wants = |inventory: &Inventory| {
            let more = inventory.rest().has_more() && !inventory.is_tired();
            more && !inventory.is_loading() && inventory.next_problem().is_none()
        };
        near.get() && shown.is_plain() && list.with(wants)
    });
    effect(move |_| {
        if wants.get() {
            // New rows push the end away: whether it is still near is known once they are painted.
            frame::after_paint(move || {
                if wants.get_untracked() {
                    list.tell(ListEvent::MoreWanted);
                }
            });
        }
    });
    let problem = move || list.with(|inventory| inventory.next_problem().map(errors::describe));
    let more = memo(move |_| {
        shown.is_plain()
            && list.with(|inventory| *inventory.rest() == Pagination::NotStarted || inventory.rest().has_more())
    });
    let loading = move || list.with(Inventory::is_loading);
    let button = move || {
        keep_focus(String::new());
        view! {
            <button
                type="button"
                class="button"
                aria-disabled=move || loading().then_some("true")
                on:click=move |_| list.tell(ListEvent::MoreWanted)
            >
                {move || if loading() { words.loading } else { words.load_more }}
            </button>
        }
    };
    view! {
        <div class="load-more">
            {move || match problem() {
                Some(problem) => {
                    view! {
                        <p class="load-more-problem" role="alert">{words.more_failed} " " {problem}</p>
                        {try_again(list, ListEvent::MoreWanted, ".load-more .button")}
                    }
                        .into_any()
                }
                None => (move || more.get().then(button)).into_any(),
            }}
        </div>
    }
}
