//! The list of snapshots, and the panel of one beside it.

mod actions;
mod before;
mod cell;
mod details;
mod empty_states;
mod export;
mod group_head;
mod head;
mod panel;
mod roving_focus;
mod row;
mod row_tail;
mod status;
mod table;
mod table_end;
mod toolbar;

use leptos::prelude::*;

use crate::browser::letters::FOLDING;
use crate::components::dialogs::later_dialog;
use crate::components::heading::Heading;
use crate::reactive::{Memo, effect, memo};
use crate::services::grouping;
use crate::state::filtered_rows::FilteredRows;
use crate::state::list::List;
use snapdeck_core::list::filter::View;
use snapdeck_core::list::inventory::ListEvent;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::text::words;

/// The list stays when the panel opens or closes.
#[component]
pub fn SnapshotsPage(view: Memo<View>, open: Memo<Option<SnapshotId>>) -> impl IntoView {
    let (words, dialogs) = (words().snapshots(), words().dialogs());
    let list = List::expect();
    let query = memo(move |_| view.read().query.clone());
    // The list is loaded outside of the views: this is how the page asks for it.
    effect(move |_| list.tell(ListEvent::Opened(query.get())));
    // What is typed filters at once, and reaches the address after a pause. It counts only for the view it was typed over, so that
    // going back or forward meanwhile leaves it behind.
    let typed = RwSignal::new(None::<(View, String)>);
    let wanted = memo(move |_| {
        let mut view = view.get();
        if let Some((_, text)) = typed.get().filter(|(over, _)| *over == view) {
            view.filter.text = text;
        }
        view
    });
    let filter = memo(move |_| wanted.read().filter.clone());
    let grouped = RwSignal::new(grouping::is_by_machine());
    // The snapshots of one machine need no head.
    let by_machine = memo(move |_| grouped.get() && query.read().machine_id.is_none());
    let shown = FilteredRows::new(FOLDING, filter, by_machine);
    // The dialog reads what this page reads, so it closes with the page.
    let exporting = RwSignal::new(false);
    let looking_back = RwSignal::new(false);
    let stop_looking_back = Callback::new(move |()| looking_back.set(false));
    let stop_exporting = Callback::new(move |()| exporting.set(false));
    view! {
        <div class="split" data-open=move || open.read().is_some().then_some("true")>
            <main class="page" id="content">
                <div class="page-head">
                    <Heading text=words.title.to_owned() />
                    <status::StatusLine shown />
                    <div class="list-buttons">
                        <status::GroupButton query grouped />
                        <status::ListButtons shown exporting looking_back />
                    </div>
                </div>
                <div class="toolbar"><toolbar::Toolbar view wanted typed open /></div>
                <empty_states::Banners />
                <table::Content view wanted typed open shown />
            </main>
            {move || open.get().map(|id| view! { <panel::Panel id shown=view /> }.into_any())}
        </div>
        {move || {
            let dialog = Box::new(move || export::later(shown, stop_exporting));
            exporting.get().then(|| later_dialog(dialogs.export_title, stop_exporting, dialog))
        }}
        {move || {
            let dialog = Box::new(move || before::later(shown, view, stop_looking_back));
            looking_back.get().then(|| later_dialog(dialogs.before_title, stop_looking_back, dialog))
        }}
    }
}
