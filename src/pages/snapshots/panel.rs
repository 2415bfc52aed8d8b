//! The panel of a snapshot. What is in it comes later (`details.rs`); it can be closed before that.

use leptos::prelude::*;

use super::details;
use crate::browser::{frame, page};
use crate::components::later::later_view;
use crate::reactive::Memo;
use crate::routes::{Route, href_of};
use crate::services::navigation::{self, Entry};
use crate::state::location::Location;
use crate::ui::button::close_button;
use snapdeck_core::list::filter::View;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::text::words;

#[component]
pub(super) fn Panel(id: SnapshotId, shown: Memo<View>) -> impl IntoView {
    let words = words().snapshots();
    let location = Location::expect();
    let close = move || {
        navigation::go(location, Route::Snapshots { view: shown.get_untracked(), open: None }, Entry::New);
    };
    let wanted = StoredValue::new(id.clone());
    let content = later_view(Box::new(move || details::later(id.clone(), shown)));
    // The focus returns to the row, unless something else took it. What is in the panel may go some frames before it, and would
    // leave the focus to the heading.
    on_cleanup(move || {
        let href = href_of(&shown.get_untracked(), Some(wanted.get_value()));
        frame::until_done(move || !page::has_free_focus() || page::focus_row(&href));
    });
    view! {
        <aside
            class="panel"
            aria-label=words.panel
            on:keydown=move |event| {
                if event.key() == "Escape" && !event.default_prevented() {
                    close();
                }
            }
        >
            <div class="panel-bar">
                {close_button(words.panel_close, Callback::new(move |()| close()))}
            </div>
            {content}
        </aside>
    }
}
