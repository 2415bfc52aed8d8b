//! The table, which draws only the rows in view.

use leptos::html;
use leptos::prelude::*;

use super::empty_states::view_of;
use super::head::Head;
use super::roving_focus::{Place, RovingFocus};
use super::row::Row;
use super::table_end::TableEnd;
use crate::browser::{frame, page, scroll};
use crate::reactive::{Memo, effect, memo};
use crate::state::filtered_rows::FilteredRows;
use crate::state::list::List;
use crate::ui::keyed::{Entry, Keyed};
use crate::ui::skeleton::Skeleton;
use snapdeck_core::list::filter::View;
use snapdeck_core::list::state::ListState;
use snapdeck_core::list::viewport::{Geometry, Slots};
use snapdeck_core::list::walk::Pagination;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::text::words;

/// The height of a row until one is measured, in pixels: `--row-height`, which `tests/tidy.rs` compares it with.
const ROW_PX: f64 = 44.0;

/// How much of the window is left out before anything is measured, in pixels: about as much as stands above the rows, so that the
/// first picture waits for no row that it does not show.
const ABOVE_ROWS_PX: f64 = 240.0;

/// The table, or what is shown in its place.
#[component]
pub(super) fn Content(
    view: Memo<View>,
    /// The same, with what is being typed.
    wanted: Memo<View>,
    typed: RwSignal<Option<(View, String)>>,
    open: Memo<Option<SnapshotId>>,
    shown: FilteredRows,
) -> impl IntoView {
    let list = List::expect();
    let state = memo(move |_| match list.with(ListState::of) {
        ListState::Rows if shown.count() == 0 && !shown.is_all() => ListState::NoMatch,
        face => face,
    });
    move || match state.get() {
        ListState::Loading => view! { <Skeleton label=words().snapshots().loading /> }.into_any(),
        ListState::Rows => view! { <Table view wanted open shown /> }.into_any(),
        face => view_of(face, view, typed),
    }
}

#[component]
pub(super) fn Table(
    view: Memo<View>,
    wanted: Memo<View>,
    open: Memo<Option<SnapshotId>>,
    shown: FilteredRows,
) -> impl IntoView {
    let words = words().snapshots();
    let list = List::expect();
    let (table, body) = (NodeRef::<html::Table>::new(), NodeRef::<html::Tbody>::new());
    let room_px = (scroll::window_height() - ABOVE_ROWS_PX).max(0.0);
    let place = RwSignal::new(Place { above_px: 0.0, view_px: room_px, row_px: ROW_PX });
    let measure = move || {
        let (Some(table), Some(body)) = (table.get_untracked(), body.get_untracked()) else { return };
        let row_px = scroll::pitch(&body).unwrap_or(place.read_untracked().row_px);
        let now = Place { above_px: -scroll::top_within(&table, &body), view_px: scroll::window_height(), row_px };
        if *place.read_untracked() != now {
            place.set(now);
        }
    };
    scroll::moved(measure);
    let geometry = memo(move |_| {
        let Place { view_px, row_px, .. } = place.get();
        Geometry { rows: shown.line_count(), row_px, view_px }
    });
    let window = memo(move |_| geometry.read().window(place.read().above_px));
    let slots = memo(move |before: Option<&Slots>| {
        let window = window.get();
        let lines = shown.lines(window.first..window.end);
        before.unwrap_or(&Slots::default()).show(window.first, &lines)
    });
    // The first rows show how high a row is; with another number of rows, the body may have moved.
    effect(move |_| {
        geometry.track();
        frame::after_paint(measure);
    });
    arrange(slots, table, body);
    let (measure, active) = (Callback::new(move |()| measure()), StoredValue::new(None));
    let keys = RovingFocus { list, view, table, body, slots, geometry, shown, place, measure, active };
    let row_count = move || {
        let complete = list.with(|inventory| *inventory.rest() == Pagination::Complete);
        if complete { (shown.line_count() + 1).to_string() } else { "-1".to_owned() }
    };
    // Scrolling keeps the slots, so that there is nothing to compare.
    let numbers = memo(move |_| slots.read().numbers());
    let row =
        move |number: usize| Entry::new(number, move || view! { <Row number slots shown view open /> }.into_any());
    let entries = Callback::new(move |()| numbers.get().into_iter().map(row).collect());
    view! {
        <table
            class="table"
            role="table"
            tabindex="-1"
            aria-label=words.title
            aria-rowcount=row_count
            node_ref=table
            style=("--body-size", move || scroll::px(geometry.read().height_px()))
        >
            <Head wanted open />
            <tbody
                class="table-body"
                role="rowgroup"
                node_ref=body
                style:transform=move || format!("translateY({})", scroll::px(window.read().offset_px))
            >
                <Keyed entries />
            </tbody>
        </table>
        <TableEnd keys />
    }
}

/// Moves each row to its place in the document when it draws another snapshot. If it has the focus, the table takes it: the next
/// keypress would act on the wrong snapshot.
fn arrange(slots: Memo<Slots>, table: NodeRef<html::Table>, body: NodeRef<html::Tbody>) {
    effect(move |before: Option<Slots>| {
        let now = slots.get();
        let (Some(table), Some(body)) = (table.get_untracked(), body.get_untracked()) else { return now };
        let row = |slot: usize| format!("[data-slot=\"{slot}\"]");
        for (slot, follower) in now.moves_from(&before.unwrap_or_default()) {
            page::put_before(&body, &row(slot), follower.map(row).as_deref(), &table);
        }
        now
    });
}
