//! Exports the shown rows as a file.

use leptos::prelude::*;

use crate::browser::{clock, dates, download};
use crate::components::dialogs::DialogForm;
use crate::state::dates::Dates;
use crate::state::filtered_rows::FilteredRows;
use crate::state::list::List;
use crate::state::machines::Machines;
use crate::ui::select::Select;
use snapdeck_core::list::export::{self, Format};
use snapdeck_core::list::walk::Pagination;
use snapdeck_core::text::words;

const FORMATS: [(Format, &str); 2] = [(Format::Csv, "csv"), (Format::Json, "json")];

/// What the first part of the program calls (`components/later.rs`).
#[inline(never)]
pub(super) fn later(shown: FilteredRows, on_close: Callback<()>) -> AnyView {
    view! { <ExportDialog shown on_close /> }.into_any()
}

#[component]
fn ExportDialog(shown: FilteredRows, on_close: Callback<()>) -> impl IntoView {
    let words = words().dialogs();
    let (list, machines, taken) = (List::expect(), Machines::expect(), Dates::expect());
    let chosen = RwSignal::new("csv".to_owned());
    let has_failed = RwSignal::new(false);
    let export = Callback::new(move |()| {
        let format = FORMATS.iter().find(|(_, word)| *word == *chosen.read_untracked());
        let Some((format, _)) = format else { return };
        match untrack(|| write(*format, shown, list, machines, taken)) {
            Ok(()) => on_close.run(()),
            Err(()) => has_failed.set(true),
        }
    });
    let what = move || (words.export_what)(shown.count());
    let missing = move || {
        let complete = list.with(|inventory| *inventory.rest() == Pagination::Complete);
        (!complete).then(|| view! { <p class="dialog-text">{words.export_missing}</p> }.into_any())
    };
    let failed = move || {
        has_failed.get().then(|| view! { <p class="dialog-problem" role="alert">{words.export_failed}</p> }.into_any())
    };
    let choices =
        vec![("csv".to_owned(), words.export_csv.to_owned()), ("json".to_owned(), words.export_json.to_owned())];
    view! {
        <DialogForm
            title=words.export_title.to_owned()
            submit=[words.export; 2]
            on_submit=export
            on_close
            disabled=Signal::derive(move || shown.count() == 0)
        >
            <p class="dialog-text">{what}</p>
            {missing}
            <Select id="format" label=words.export_format choices value=chosen />
            {failed}
        </DialogForm>
    }
}

fn write(format: Format, shown: FilteredRows, list: List, machines: Machines, taken: Dates) -> Result<(), ()> {
    let handles = shown.stretch(0..shown.count());
    let taken = taken.of_rows(&handles);
    let text = list.with(|inventory| {
        let store = inventory.rows().store();
        let names: Vec<String> = store.machines().iter().map(|id| machines.name_of(id).to_string()).collect();
        let rows = handles.iter().zip(taken).filter_map(|(handle, taken)| Some((store.row(*handle)?, taken)));
        export::write(format, rows, &names, dates::exact)
    });
    let name = format!("snapshots {}.{}", dates::sortable_minute(clock::now()).replace(':', "-"), format.ending());
    download::offer(&name, format.media_type(), &text).map_err(drop)
}
