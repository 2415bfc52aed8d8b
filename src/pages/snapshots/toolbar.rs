//! Filters, order and search. All of it lives in the address.

use leptos::prelude::*;

use crate::browser::clock::{self, Alarm};
use crate::components::machine_search::{machine_choices, machine_search};
use crate::reactive::{Memo, memo};
use crate::routes::{Route, kind_of_word, word_of_kind};
use crate::services::navigation::{self, Entry};
use crate::state::list::List;
use crate::state::location::Location;
use crate::state::machines::Machines;
use crate::ui::combobox::Choice;
use crate::ui::field::Editable;
use crate::ui::search::SearchField;
use crate::ui::select::Select;
use snapdeck_core::list::filter::View;
use snapdeck_core::list::query::Sort;
use snapdeck_core::model::ids::{MachineId, SnapshotId};
use snapdeck_core::model::snapshot::Kind;
use snapdeck_core::text::words;

/// How long after the last keystroke the search is put into the address: browsers refuse more than about three changes a second.
const PAUSE_MS: u64 = 400;

#[component]
pub fn Toolbar(
    /// As the address says.
    view: Memo<View>,
    /// The same, with what is being typed.
    wanted: Memo<View>,
    typed: RwSignal<Option<(View, String)>>,
    /// The panel stays open, whatever is chosen here.
    open: Memo<Option<SnapshotId>>,
) -> impl IntoView {
    let words = words().snapshots();
    let location = Location::expect();
    let go = move |view: View, entry: Entry| {
        navigation::go(location, Route::Snapshots { view, open: open.get_untracked() }, entry);
        typed.set(None);
    };
    // A choice includes what was just typed.
    let field = move |text: fn(&View) -> String, change: fn(&mut View, String)| {
        let choose = move |value: String| {
            let mut view = wanted.get_untracked();
            change(&mut view, value);
            go(view, Entry::New);
        };
        Editable::new(move || text(&view.read()), choose)
    };
    let machine = field(
        |view| view.query.machine_id.as_ref().map(MachineId::to_string).unwrap_or_default(),
        |view, id| view.query.machine_id = Some(MachineId::from(id.as_str())).filter(|_| !id.is_empty()),
    );
    let kind =
        field(|view| word_of_kind(view.filter.kind).to_owned(), |view, word| view.filter.kind = kind_of_word(&word));
    let sort = field(
        |view| view.query.sort.word().to_owned(),
        |view, word| view.query.sort = Sort::of_word(&word).unwrap_or_default(),
    );
    let sort_choices: Vec<_> = Sort::ALL.map(|sort| (sort.word().to_owned(), (words.sort)(sort).to_owned())).into();
    // All typing makes one entry in the history.
    let pause = Alarm::new();
    let search = move |text: String| {
        typed.set(Some((view.get_untracked(), text)));
        pause.set(clock::now().plus_ms(PAUSE_MS), move || {
            let was_searching = !view.read_untracked().filter.text.is_empty();
            match wanted.get_untracked() {
                wanted if wanted == *view.read_untracked() => typed.set(None),
                wanted => go(wanted, if was_searching { Entry::Same } else { Entry::New }),
            }
        });
    };
    let search = Editable::new(move || wanted.read().filter.text.clone(), search);
    view! {
        <SearchField id="search" label=words.search placeholder=words.search_hint value=search />
        <Select
            id="filter-machine"
            label=words.machine
            choices=machine_choices_of(view)
            value=machine
            search=machine_search()
        />
        <Select id="kind" label=words.kind choices=kind_choices() value=kind />
        <Select id="sort" label=words.sort_by choices=sort_choices value=sort />
    }
}

/// The machines; where they cannot be listed, those of the loaded rows.
fn machine_choices_of(view: Memo<View>) -> Memo<Vec<Choice>> {
    let words = words().snapshots();
    let (machines, list) = (Machines::expect(), List::expect());
    memo(move |_| {
        let mut choices = machine_choices(machines, words.all_machines);
        if machines.problem().is_some() {
            let seen = list.with(|inventory| inventory.rows().store().machines().to_vec());
            choices.extend(seen.into_iter().map(|id| (id.to_string(), id.to_string())));
        }
        // A link may name a machine that this token cannot see.
        if let Some(id) = &view.read().query.machine_id
            && !choices.iter().any(|(value, _)| value == id.as_str())
        {
            choices.push((id.to_string(), id.to_string()));
        }
        choices
    })
}

/// With how many of each kind are loaded.
fn kind_choices() -> Signal<Vec<Choice>> {
    let words = words().snapshots();
    let list = List::expect();
    let counts =
        memo(move |_| list.with(|inventory| [Kind::Manual, Kind::Automatic].map(|kind| inventory.rows().count(kind))));
    Signal::derive(move || {
        let [manual, automatic] = counts.get();
        let choice = |kind, count| (word_of_kind(kind).to_owned(), (words.kind_choice)(kind, count));
        vec![
            choice(None, manual + automatic),
            choice(Some(Kind::Manual), manual),
            choice(Some(Kind::Automatic), automatic),
        ]
    })
}
