//! The first rows, before the application is here: they look as it will draw them, and nothing of them changes any more.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::href_of;
use super::row::HEADER_ROWS;
use super::table::Head;
use crate::browser::page;
use crate::state::machines::Machines;
use crate::ui::skeleton::Skeleton;
use snapdeck_core::list::filter::View;
use snapdeck_core::model::page::Page;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::text::words;

/// The page of the list, with the rows of its first page as soon as they are here.
#[component]
pub fn FirstRows(
    /// Which list, and what of it.
    view: View,
    /// The panel of a snapshot will stand beside it.
    is_open: bool,
    /// The rows, once they are here.
    rows: RwSignal<Option<Page<Snapshot>>>,
    /// What is wrong. It stands where the fields would be, which do not come then.
    problem: impl Fn() -> Option<AnyView> + Send + 'static,
) -> impl IntoView {
    let words = words().snapshots();
    let machines = Machines::expect();
    let chosen = RwSignal::new(None::<String>);
    let content = move || match &*rows.read() {
        // What a search lets through, the application knows.
        Some(page) if view.filter.is_open() && !page.items.is_empty() => {
            rows_of(&view, page, machines, chosen.read().as_deref())
        }
        _ => view! { <Skeleton label=words.loading /> }.into_any(),
    };
    view! {
        <div class="split" data-open=is_open.then_some("true") on:click=move |event| open_early(chosen, &event)>
            <main class="page" id="content">
                <div class="page-head">
                    <h1 class="page-title">{words.title}</h1>
                    <p class={"status-line"} role="status"></p>
                </div>
                {move || problem().unwrap_or_else(|| view! { <ToolbarPlace /> }.into_any())}
                {content}
            </main>
        </div>
    }
}

/// The application begins at the address of a link that was clicked before it was here: loading the page again would only
/// begin anew. Its row is marked until then.
fn open_early(chosen: RwSignal<Option<String>>, event: &MouseEvent) {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if modified || event.button() != 0 {
        return;
    }
    if let Some(href) = page::attribute_around(event.target(), "href") {
        event.prevent_default();
        page::push_address(&href);
        chosen.set(Some(href));
    }
}

fn rows_of(view: &View, page: &Page<Snapshot>, machines: Machines, chosen: Option<&str>) -> AnyView {
    let words = words().snapshots();
    let row = |(at, snapshot): (usize, &Snapshot)| {
        let is_repeated = page.items.iter().filter(|other| other.name == snapshot.name).count() > 1;
        let short_id = is_repeated.then(|| snapshot.id.short().to_owned());
        let href = href_of(view, Some(snapshot.id.clone()));
        let is_chosen = chosen == Some(&href);
        view! {
            <tr class="row" role="row" data-current=is_chosen.then_some("true") aria-rowindex=at + 1 + HEADER_ROWS>
                <td class="cell cell-name" role="cell">
                    <a class="row-link" href=href title=snapshot.name.to_string()>
                        <bdi dir="ltr">{snapshot.name.to_string()}</bdi>
                    </a>
                    {short_id.map(|id| view! { <span class="short-id">{id}</span> })}
                </td>
                <td class="cell cell-machine" role="cell"><bdi dir="ltr">{machines.name_of(&snapshot.machine_id).to_string()}</bdi></td>
                <td class="cell cell-kind" role="cell">{(words.kind_name)(snapshot.kind())}</td>
                {["cell cell-status", "cell cell-actions"].map(|class| view! { <td class=class role="cell"></td> })}
            </tr>
        }
    };
    let rows = page.items.iter().enumerate().map(row).collect_view();
    view! {
        <table class="table" data-whole="true" role="table" aria-label=words.title aria-rowcount="-1">
            <Head />
            <tbody class="table-body" role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Keeps the place of the four fields, so that nothing moves when they come.
#[component]
fn ToolbarPlace() -> impl IntoView {
    let fields = ["search", "machine", "kind", "sort"];
    let place = |field| view! { <div class="toolbar-place" data-field=field></div> };
    view! { <div class="toolbar">{fields.map(place).into_iter().collect_view()}</div> }
}
