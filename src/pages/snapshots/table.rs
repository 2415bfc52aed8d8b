//! The table: the rows that are seen, and what loads more of them.

use leptos::html;
use leptos::prelude::*;

use super::keys::Keys;
use super::row::Row;
use super::states::TryAgain;
use crate::browser::{frame, scroll};
use crate::domain::filter::View;
use crate::domain::inventory::{Happened, Inventory};
use crate::domain::walk::Rest;
use crate::domain::window::{Drawn, Geometry, Slots};
use crate::state::finder::Shown;
use crate::state::list::List;
use crate::text::{errors, words};

/// How far below the window more rows are loaded ahead of being scrolled to, in pixels: about twenty rows.
const AHEAD_PX: f64 = 900.0;

/// The height of a row before one was measured, in pixels.
const ROW_PX: f64 = 44.0;

/// Where the body of the table stands, and how large the window and a row are, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) above_px: f64,
    view_px: f64,
    row_px: f64,
}

/// The rows that are shown.
#[component]
pub(super) fn Table(view: Memo<View>, shown: Shown) -> impl IntoView {
    let words = &words().snapshots;
    let list = List::expect();
    let (table, body) = (NodeRef::<html::Table>::new(), NodeRef::<html::Tbody>::new());
    let place = RwSignal::new(Place { above_px: 0.0, view_px: scroll::window_height(), row_px: ROW_PX });
    let measure = move || {
        let Some(body) = body.get_untracked() else { return };
        let row_px = scroll::pitch(&body).unwrap_or(place.read_untracked().row_px);
        let now = Place { above_px: -scroll::top(&body), view_px: scroll::window_height(), row_px };
        if *place.read_untracked() != now {
            place.set(now);
        }
    };
    scroll::moved(measure);
    let geometry = Memo::new(move |_| {
        let Place { view_px, row_px, .. } = place.get();
        Geometry { rows: shown.count(), row_px, view_px }
    });
    let window = Memo::new(move |_| geometry.read().window(place.read().above_px));
    let slots = Memo::new(move |before: Option<&Slots>| {
        let window = window.get();
        let rows = shown.stretch(window.first..window.end);
        before.map_or_else(
            || Slots::default().show(window.first, rows.iter().copied()),
            |slots| slots.show(window.first, rows.iter().copied()),
        )
    });
    // What was drawn first tells how high a row is; what came since may have moved the body.
    Effect::new(move |_| {
        slots.track();
        frame::after_paint(measure);
    });
    let (measure, active) = (Callback::new(move |()| measure()), StoredValue::new(None));
    let keys = Keys { table, body, slots, geometry, shown, place, measure, active };
    keys.keep_focus();
    let row_count = move || {
        let complete = list.with(|inventory| *inventory.rest() == Rest::Complete);
        if complete { (shown.count() + 1).to_string() } else { "-1".to_owned() }
    };
    let head = |word: &'static str| view! { <th role="columnheader" scope="col">{word}</th> };
    let row = move |drawn: Drawn| view! { <Row number=drawn.slot slots shown view /> };
    let px = |length: f64| format!("{length:.3}px");
    view! {
        <table
            class="table"
            role="table"
            tabindex="-1"
            aria-label=words.title
            aria-rowcount=row_count
            node_ref=table
            on:focusin=move |event| keys.note_focus(&event)
            on:keydown=move |event| keys.press(&event)
        >
            <thead role="rowgroup">
                <tr class="table-head" role="row" aria-rowindex="1">
                    {[words.name, words.machine, words.kind, words.status].map(head).into_iter().collect_view()}
                    <th role="columnheader" scope="col"><span class="visually-hidden">{words.actions}</span></th>
                </tr>
            </thead>
            <tbody
                class="table-body"
                role="rowgroup"
                node_ref=body
                style:block-size=move || px(geometry.read().height_px())
                style:padding-block-start=move || px(window.read().offset_px)
            >
                <For each=move || slots.read().drawn().to_vec() key=|drawn| drawn.slot children=row />
            </tbody>
        </table>
        <LoadMore shown />
    }
}

/// Loads more when the end comes near, and by a button for those who do not scroll.
#[component]
fn LoadMore(shown: Shown) -> impl IntoView {
    let words = &words().snapshots;
    let list = List::expect();
    let end = NodeRef::<html::Div>::new();
    // A failed page is not asked for again by scrolling: that is for the person to say. Where a filter hides most of what
    // comes, the end is always near: then too.
    let look = move || {
        let near = end.get_untracked().is_some_and(|end| scroll::is_near(&end, AHEAD_PX));
        let wants = |inventory: &Inventory| {
            matches!(inventory.rest(), Rest::More(_)) && !inventory.is_loading() && inventory.next_problem().is_none()
        };
        if near && untrack(|| shown.is_all()) && list.with_untracked(wants) {
            list.tell(Happened::MoreWanted);
        }
    };
    scroll::moved(look);
    // Fresh rows push the end away: where it is can be told once they are painted.
    Effect::new(move |_| {
        list.with(|_| ());
        frame::after_paint(look);
    });
    let problem = move || list.with(|inventory| inventory.next_problem().map(errors::describe));
    let more =
        move || shown.is_all() && list.with(|inventory| matches!(inventory.rest(), Rest::Unseen | Rest::More(_)));
    let loading = move || list.with(Inventory::is_loading);
    view! {
        <div class="load-more" node_ref=end>
            {move || match problem() {
                Some(problem) => {
                    view! {
                        <p class="load-more-problem" role="alert">{words.more_failed} " " {problem}</p>
                        <TryAgain list wanted=Happened::MoreWanted />
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <button
                            type="button"
                            class="button"
                            hidden=move || !more()
                            aria-disabled=move || loading().then_some("true")
                            on:click=move |_| list.tell(Happened::MoreWanted)
                        >
                            {move || if loading() { words.loading } else { words.load_more }}
                        </button>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}
