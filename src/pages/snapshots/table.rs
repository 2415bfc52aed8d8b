//! The table: the rows that are seen.

use leptos::html;
use leptos::prelude::*;

use super::instead::instead;
use super::keys::Keys;
use super::row::Row;
use super::table_end::TableEnd;
use crate::browser::{frame, page, scroll};
use crate::reactive::{effect, memo};
use crate::state::list::List;
use crate::state::shown::Shown;
use crate::ui::keyed::{Entry, Keyed};
use crate::ui::skeleton::Skeleton;
use snapdeck_core::list::filter::View;
use snapdeck_core::list::inventory::Inventory;
use snapdeck_core::list::viewport::{Geometry, Slots};
use snapdeck_core::list::walk::Rest;
use snapdeck_core::text::words;

/// The height of a row before one was measured, in pixels.
const ROW_PX: f64 = 44.0;

/// Where the body of the table stands, and how large the window and a row are, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub(super) above_px: f64,
    view_px: f64,
    row_px: f64,
}

/// What the list amounts to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Face {
    /// Nothing is known yet.
    Loading,
    /// The first page did not come.
    Failed,
    /// There is nothing.
    Empty,
    /// There is something, but the filter lets nothing through.
    NoMatch,
    /// There are rows.
    Rows,
}

fn face_of(inventory: &Inventory) -> Face {
    match (inventory.rows().is_empty(), inventory.rest(), inventory.next_problem()) {
        (false, ..) => Face::Rows,
        (true, Rest::Complete, _) => Face::Empty,
        (true, Rest::Unseen, Some(_)) => Face::Failed,
        (true, Rest::Unseen, None) => Face::Loading,
        (true, Rest::More(_), _) if inventory.is_loading() => Face::Loading,
        // Pages without rows: whether to go on is for the person to say, below the table.
        (true, Rest::More(_) | Rest::Lost, _) => Face::Rows,
    }
}

/// The table, or what stands in its place.
#[component]
pub(super) fn Content(view: Memo<View>, typed: RwSignal<Option<String>>, shown: Shown) -> impl IntoView {
    let list = List::expect();
    let face = memo(move |_| match list.with(face_of) {
        Face::Rows if shown.count() == 0 && !shown.is_all() => Face::NoMatch,
        face => face,
    });
    move || match face.get() {
        Face::Loading => view! { <Skeleton label=words().snapshots().loading /> }.into_any(),
        Face::Rows => view! { <Table view shown /> }.into_any(),
        face => instead(face, view, typed),
    }
}

/// What the columns are called.
#[component]
pub(super) fn Head() -> impl IntoView {
    let words = words().snapshots();
    let head = |word: &'static str| view! { <th role="columnheader" scope="col">{word}</th> };
    view! {
        <thead role="rowgroup">
            <tr class="table-head" role="row" aria-rowindex="1">
                {[words.name, words.machine, words.kind, words.status].map(head).into_iter().collect_view()}
                <th role="columnheader" scope="col"><span class="visually-hidden">{words.actions}</span></th>
            </tr>
        </thead>
    }
}

/// The rows that are shown.
#[component]
pub(super) fn Table(view: Memo<View>, shown: Shown) -> impl IntoView {
    let words = words().snapshots();
    let list = List::expect();
    let (table, body) = (NodeRef::<html::Table>::new(), NodeRef::<html::Tbody>::new());
    let place = RwSignal::new(Place { above_px: 0.0, view_px: scroll::window_height(), row_px: ROW_PX });
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
        Geometry { rows: shown.count(), row_px, view_px }
    });
    let window = memo(move |_| geometry.read().window(place.read().above_px));
    let slots = memo(move |before: Option<&Slots>| {
        let window = window.get();
        let rows = shown.stretch(window.first..window.end);
        before.unwrap_or(&Slots::default()).show(window.first, &rows)
    });
    // What was drawn first tells how high a row is; where the number of rows changes, the body may have moved.
    effect(move |_| {
        geometry.track();
        frame::after_paint(measure);
    });
    arrange(slots, table, body);
    let (measure, active) = (Callback::new(move |()| measure()), StoredValue::new(None));
    let keys = Keys { view, table, body, slots, geometry, shown, place, measure, active };
    let row_count = move || {
        let complete = list.with(|inventory| *inventory.rest() == Rest::Complete);
        if complete { (shown.count() + 1).to_string() } else { "-1".to_owned() }
    };
    // While the list is scrolled the slots stay the same, and nothing needs to be compared.
    let numbers = memo(move |_| slots.read().numbers());
    let row = move |number: usize| Entry::new(number, move || view! { <Row number slots shown view /> }.into_any());
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
            <Head />
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

/// Puts each row where it belongs in the document after it came to draw another snapshot. The focus of the one that it drew
/// before must not go over to that: a key would be meant for one and done to another. The table keeps it.
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

#[cfg(test)]
mod tests {
    use super::*;
    use snapdeck_core::list::inventory::{ListCommand, ListEvent};
    use snapdeck_core::list::query::Query;
    use snapdeck_core::list::walk::EMPTY_PAGES_MAX;
    use snapdeck_core::model::page::Page;
    use snapdeck_core::model::problem::Problem;
    use snapdeck_core::model::time::Timestamp;

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    /// Answers what the list asked for, and gives what it asks for then.
    fn answer(list: &mut Inventory, commands: &[ListCommand], next_page: Option<String>) -> Vec<ListCommand> {
        let [ListCommand::Fetch { ticket, .. }] = commands else { panic!("{commands:?}") };
        let page = Page { has_more: next_page.is_some(), items: Vec::new(), next_page };
        list.step(NOW, ListEvent::PageArrived(*ticket, page))
    }

    #[test]
    fn pages_without_rows_are_no_empty_list_before_the_last_one() {
        let mut list = Inventory::default();
        assert_eq!(face_of(&list), Face::Loading);
        let mut commands = list.step(NOW, ListEvent::Opened(Query::default()));
        for number in 0..EMPTY_PAGES_MAX {
            assert_eq!(face_of(&list), Face::Loading, "page {number}");
            commands = answer(&mut list, &commands, Some(number.to_string()));
        }
        assert_eq!((commands.as_slice(), face_of(&list)), ([].as_slice(), Face::Rows), "with its way on");
        let commands = list.step(NOW, ListEvent::MoreWanted);
        assert_eq!(face_of(&list), Face::Loading);
        let check = answer(&mut list, &commands, None);
        assert_ne!(face_of(&list), Face::Empty, "it is looked once more");
        answer(&mut list, &check, None);
        assert_eq!(face_of(&list), Face::Empty);
    }

    #[test]
    fn a_first_page_that_failed_is_no_empty_list() {
        let mut list = Inventory::default();
        let commands = list.step(NOW, ListEvent::Opened(Query::default()));
        let [ListCommand::Fetch { ticket, .. }] = commands.as_slice() else { panic!("{commands:?}") };
        list.step(NOW, ListEvent::PageFailed(*ticket, Problem::TimedOut));
        assert_eq!(face_of(&list), Face::Failed);
    }
}
