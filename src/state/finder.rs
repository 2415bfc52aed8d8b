//! Finding in what is loaded. How it is done (`domain::find`) is loaded later; until then nothing is found yet.

use std::ops::Range;

use leptos::prelude::*;

use crate::domain::filter::{Filter, Found};
use crate::domain::ids::MachineId;
use crate::domain::rows::Rows;
use crate::domain::store::Handle;
use crate::state::list::List;
use crate::state::machines::Machines;

/// Which machines are called what.
type Names = [(MachineId, String)];

/// The functions of `domain::find`.
#[derive(Clone, Copy, Debug)]
pub struct Tools {
    /// What a filter lets through.
    pub search: fn(Option<Found>, &Rows, &Filter, &Names) -> Found,
    /// Where a folded text stands in a name.
    pub mark: fn(&str, &str) -> Option<Range<usize>>,
    /// The text as it is compared.
    pub fold: fn(&str) -> String,
}

/// The tools, once they are here.
#[derive(Clone, Copy, Debug)]
pub struct Finder(RwSignal<Option<Tools>>);

impl Finder {
    /// No tools yet, and their place in the context.
    pub fn provide() {
        provide_context(Self(RwSignal::new(None)));
    }

    /// The tools of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The tools are here.
    pub fn learn(self, tools: Tools) {
        if self.0.with_untracked(Option::is_none) {
            self.0.set(Some(tools));
        }
    }

    fn tools(self) -> Option<Tools> {
        self.0.get()
    }
}

/// The rows that a view shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Shown {
    list: List,
    /// None where all rows are shown, or while nothing can be found yet.
    found: Memo<Option<Found>>,
    is_open: Memo<bool>,
    marker: Memo<Option<Marker>>,
}

/// Marks in a name what was searched for.
#[derive(Clone, Debug)]
struct Marker {
    mark: fn(&str, &str) -> Option<Range<usize>>,
    text: String,
}

impl PartialEq for Marker {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Shown {
    /// What a filter lets through of the list of the page. Where many filters follow each other it goes on with what was
    /// found before.
    pub fn new(filter: Memo<Filter>) -> Self {
        let (list, finder, machines) = (List::expect(), Finder::expect(), Machines::expect());
        let is_open = Memo::new(move |_| filter.read().is_open());
        let names = Memo::new(move |_| {
            let named = |machine: &crate::domain::machine::Machine| (machine.id.clone(), machine.name.to_string());
            machines.all().iter().map(named).collect::<Vec<_>>()
        });
        let found = Memo::new_owning(move |before: Option<Option<Found>>| {
            let before = before.flatten();
            let (Some(tools), false) = (finder.tools(), is_open.get()) else { return (None, before.is_some()) };
            list.with(|inventory| {
                let count = before.as_ref().map(Found::len);
                let found = (tools.search)(before, inventory.rows(), &filter.read(), &names.read());
                // Nobody needs to look where pages come that hold nothing of it, as long as it is the same search.
                let changed = count != Some(found.len()) || found.is_new();
                (Some(found), changed)
            })
        });
        let marker = Memo::new(move |_| {
            let tools = finder.tools()?;
            let text = (tools.fold)(filter.read().text.trim());
            (!text.is_empty()).then_some(Marker { mark: tools.mark, text })
        });
        Self { list, found, is_open, marker }
    }

    /// Whether everything is shown, tracked.
    pub fn is_all(self) -> bool {
        self.is_open.get()
    }

    /// Whether what finds is not here yet, tracked.
    pub fn is_searching(self) -> bool {
        !self.is_open.get() && self.found.read().is_none()
    }

    /// How many rows are shown, tracked.
    pub fn count(self) -> usize {
        match (self.is_open.get(), &*self.found.read()) {
            (true, _) => self.list.with(|inventory| inventory.rows().len()),
            (false, found) => found.as_ref().map_or(0, Found::len),
        }
    }

    /// The rows from one to before another, tracked.
    pub fn stretch(self, range: Range<usize>) -> Vec<Handle> {
        match (self.is_open.get(), &*self.found.read()) {
            (true, _) => {
                self.list.with(|inventory| inventory.rows().listed().get(range).map(<[_]>::to_vec)).unwrap_or_default()
            }
            (false, found) => found.iter().flat_map(|found| range.clone().filter_map(|at| found.get(at))).collect(),
        }
    }

    /// The next row behind one, from the end on from the beginning, whose name begins with a letter.
    pub fn next_beginning_with(self, at: usize, letter: &str) -> Option<usize> {
        let count = self.count();
        let begins = |row: &usize| {
            let handle = self.stretch(*row..*row + 1).first().copied();
            self.list.with(|inventory| {
                let name = handle.and_then(|handle| inventory.rows().store().row(handle)).map(|row| row.name);
                name.and_then(|name| name.chars().next()).is_some_and(|first| first.to_lowercase().eq(letter.chars()))
            })
        };
        (at + 1..count).chain(0..count.min(at + 1)).find(begins)
    }

    /// Where in a name the searched text stands, in bytes, tracked.
    pub fn mark(self, name: &str) -> Option<Range<usize>> {
        self.marker.read().as_ref().and_then(|marker| (marker.mark)(name, &marker.text))
    }
}
