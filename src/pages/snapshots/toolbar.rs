//! What is listed, in which order, and what is searched for. All of it lives in the address.

use leptos::prelude::*;

use crate::browser::clock::{self, Alarm};
use crate::components::machine_field::MachineField;
use crate::reactive::{effect, memo};
use crate::routes::{Route, kind_of_word, word_of_kind};
use crate::services::navigation::{self, Entry};
use crate::state::list::List;
use crate::state::location::Location;
use crate::state::machines::Machines;
use crate::ui::search::SearchField;
use crate::ui::select::Select;
use snapdeck_core::list::filter::View;
use snapdeck_core::list::query::Sort;
use snapdeck_core::model::ids::{MachineId, SnapshotId};
use snapdeck_core::model::snapshot::Kind;
use snapdeck_core::text::words;

/// How long after the last key what is typed comes into the address, in milliseconds: browsers refuse more than about
/// three changes a second.
const PAUSE_MS: u64 = 400;

/// The four fields.
#[component]
pub fn Toolbar(
    /// The view, as the address says it.
    view: Memo<View>,
    /// The snapshot whose panel is open: it stays so, whatever is chosen here.
    open: Memo<Option<SnapshotId>>,
    /// What is typed and not yet in the address.
    typed: RwSignal<Option<String>>,
) -> impl IntoView {
    let words = words().snapshots();
    let location = Location::expect();
    let sent = StoredValue::new(None::<View>);
    let go = Callback::new(move |(view, entry): (View, Entry)| {
        sent.set_value(Some(view.clone()));
        navigation::go(location, Route::Snapshots { view, open: open.get_untracked() }, entry);
    });
    // A choice takes with it what was typed before it.
    let now = move || {
        let mut view = view.get_untracked();
        if let Some(text) = typed.get_untracked() {
            view.filter.text = text;
        }
        view
    };
    let filter = move |change: fn(&mut View, String)| {
        Callback::new(move |value: String| {
            let mut view = now();
            change(&mut view, value);
            go.run((view, Entry::New));
        })
    };
    let machine =
        Signal::derive(move || view.read().query.machine_id.as_ref().map(MachineId::to_string).unwrap_or_default());
    let kind = Signal::derive(move || word_of_kind(view.read().filter.kind).to_owned());
    let sort = Signal::derive(move || view.read().query.sort.word().to_owned());
    let sort_choices: Vec<_> = Sort::ALL.map(|sort| (sort.word().to_owned(), (words.sort)(sort).to_owned())).into();
    // All that is typed makes one entry in the history.
    let pause = Alarm::new();
    let type_text = Callback::new(move |text: String| {
        typed.set(Some(text));
        pause.set(clock::now().plus_ms(PAUSE_MS), move || {
            let was_searching = !view.read_untracked().filter.text.is_empty();
            if now() != *view.read_untracked() {
                go.run((now(), if was_searching { Entry::Same } else { Entry::New }));
            }
        });
    });
    // What has arrived in the address is not to be remembered beside it; nor what was typed before a person went elsewhere.
    effect(move |before: Option<View>| {
        let view = view.get();
        let elsewhere = before.is_some_and(|before| before != view) && sent.read_value().as_ref() != Some(&view);
        if elsewhere || typed.read_untracked().as_ref() == Some(&view.filter.text) {
            typed.set(None);
        }
        view
    });
    let text = Signal::derive(move || typed.get().unwrap_or_else(|| view.read().filter.text.clone()));
    view! {
            <SearchField id="search" label=words.search placeholder=words.search_hint value=text on_input=type_text />
            <MachineField
                id="filter-machine"
                label=words.machine
                choices=machine_choices(view)
                value=machine
                on_choose=filter(|view, id| view.query.machine_id = (!id.is_empty()).then(|| MachineId::from(id.as_str())))
            />
            <Select
                id="kind"
                label=words.kind
                choices=kind_choices()
                value=kind
                on_choose=filter(|view, word| view.filter.kind = kind_of_word(&word))
            />
            <Select
                id="sort"
                label=words.sort_by
                choices=sort_choices
                value=sort
                on_choose=filter(|view, word| view.query.sort = Sort::of_word(&word).unwrap_or_default())
            />
    }
}

/// The machines that can be listed. Where they may not be, those of the loaded rows.
fn machine_choices(view: Memo<View>) -> Signal<Vec<(String, String)>> {
    let words = words().snapshots();
    let (machines, list) = (Machines::expect(), List::expect());
    let choices = memo(move |_| {
        let mut choices = vec![(String::new(), words.all_machines.to_owned())];
        choices.extend(machines.all().iter().map(|machine| (machine.id.to_string(), machine.name.to_string())));
        if machines.problem().is_some() {
            let seen = list.with(|inventory| inventory.rows().store().machines().to_vec());
            choices.extend(seen.into_iter().map(|id| (id.to_string(), id.to_string())));
        }
        // A link may name a machine that this token cannot list.
        if let Some(id) = &view.read().query.machine_id
            && !choices.iter().any(|(value, _)| value == id.as_str())
        {
            choices.push((id.to_string(), id.to_string()));
        }
        choices
    });
    choices.into()
}

/// The kinds, with how many of each are loaded.
fn kind_choices() -> Signal<Vec<(String, String)>> {
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
