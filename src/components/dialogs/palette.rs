//! Goes to a page, a machine or a snapshot, or opens the dialog of a verb, by a few letters of its name.

use leptos::prelude::*;

use super::form::DialogForm;
use crate::browser::history;
use crate::browser::letters::FOLDING;
use crate::reactive::scoped_memo;
use crate::routes::Route;
use crate::services::navigation::{self, Entry};
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::list::List;
use crate::state::location::Location;
use crate::state::machines::Machines;
use crate::state::position::Position;
use crate::ui::combobox::{Choice, Rules};
use crate::ui::field::Editable;
use crate::ui::select::Select;
use snapdeck_core::list::arena::Row;
use snapdeck_core::list::filter::View;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::palette::{Target, Verb, narrow};
use snapdeck_core::text::words;

/// What the first part of the program calls (`components/later.rs`).
#[inline(never)]
pub(super) fn later() -> AnyView {
    view! { <Palette /> }.into_any()
}

#[component]
fn Palette() -> impl IntoView {
    let (chrome, words) = (words().chrome(), words().palette());
    let (dialogs, list, location) = (Dialogs::expect(), List::expect(), Location::expect());
    let position = Position::expect();
    let entries = entries(list, location, Machines::expect());
    let go = move |route: Route| {
        dialogs.close();
        position.forget();
        navigation::go(location, route, Entry::New);
        history::scroll_to_top();
    };
    let open = move |id: SnapshotId| go(Route::Snapshots { view: view_of(location), open: Some(id) });
    let choose = move |value: String| match Target::of_value(&value) {
        None => {}
        Some(Target::Create) => dialogs.open(Dialog::Create),
        Some(Target::Keys) => dialogs.open(Dialog::Keys),
        Some(Target::Snapshots) => go(Route::home()),
        Some(Target::Activity) => go(Route::Activity),
        Some(Target::Machine(id)) => go(Route::Machine { id }),
        Some(Target::Snapshot(id)) => open(id),
        Some(Target::On(verb, id)) => {
            let dialog = match verb {
                Verb::Restore => Dialog::restore,
                Verb::Rename => Dialog::Rename,
                Verb::Delete => Dialog::Delete,
            };
            // It may be gone since it was offered: then its panel says so.
            match list.with_untracked(|inventory| inventory.row(&id).map(Row::to_snapshot)) {
                Some(snapshot) => dialogs.open(dialog(snapshot)),
                None => open(id),
            }
        }
    };
    let search = Rules {
        narrow: |entries, typed| narrow(FOLDING, entries, snapdeck_core::text::words().palette().on, typed),
        beside,
        own: None,
        none: words.none,
        more: words.more,
        stays: true,
    };
    view! {
        <DialogForm title=words.title.to_owned() cancel=chrome.close>
            <Select
                id="palette"
                label=words.what
                choices=entries
                value=Editable::new(String::new, choose)
                search=Signal::stored(Some(search))
            />
        </DialogForm>
    }
}

/// What it is; where that is a snapshot, also which, since names repeat.
fn beside((value, _): &Choice) -> Option<String> {
    let target = Target::of_value(value)?;
    let what = (words().palette().beside)(&target);
    match &target {
        Target::Snapshot(id) => what.map(|what| format!("{what} {}", id.short())),
        Target::On(_, id) => Some(id.short().to_owned()),
        _ => what.map(str::to_owned),
    }
}

/// The list as it is shown now; on another page, all of it.
fn view_of(location: Location) -> View {
    location.with_untracked(|route| match route {
        Route::Snapshots { view, .. } => view.clone(),
        _ => View::default(),
    })
}

/// What it leads to, before anything is typed: what can be done with the open snapshot comes first.
fn entries(list: List, location: Location, machines: Machines) -> Signal<Vec<Choice>> {
    let (chrome, palette) = (words().chrome(), words().palette());
    let of = |target: Target, label: &str| (target.value(), label.to_owned());
    let entries = scoped_memo(move |_| {
        let open = location.with(|route| match route {
            Route::Snapshots { open, .. } => open.clone(),
            _ => None,
        });
        let mut entries = Vec::new();
        list.with(|inventory| {
            if let Some(row) = open.as_ref().and_then(|id| inventory.row(id)) {
                let on = |verb| of(Target::On(verb, row.id.into()), &(palette.on)(verb, row.name));
                entries.extend(Verb::ALL.map(on));
            }
            entries.push(of(Target::Create, chrome.create_snapshot));
            entries.push(of(Target::Snapshots, chrome.snapshots));
            entries.push(of(Target::Activity, chrome.activity));
            entries.push(of(Target::Keys, chrome.keys));
            entries.extend(machines.all().iter().map(|machine| of(Target::Machine(machine.id.clone()), &machine.name)));
            let rows = inventory.rows();
            let listed = rows.listed().iter().filter_map(|handle| rows.store().row(*handle));
            entries.extend(listed.map(|row| of(Target::Snapshot(row.id.into()), row.name)));
        });
        entries
    });
    entries.into()
}
