//! The rows of the list that match the filter.

use std::ops::Range;

use crate::reactive::{Memo, memo, owning_memo};
use crate::state::list::List;
use crate::state::machines::Machines;
use snapdeck_core::list::arena::Handle;
use snapdeck_core::list::filter::{Filter, Found};
use snapdeck_core::list::folding::Folding;
use snapdeck_core::list::search;
use snapdeck_core::model::snapshot::Snapshot;

#[derive(Clone, Copy, Debug)]
pub struct FilteredRows {
    folding: Folding,
    list: List,
    /// None if all rows are shown.
    found: Memo<Option<Found>>,
    is_open: Memo<bool>,
    /// The searched text, folded.
    text: Memo<String>,
}

impl FilteredRows {
    /// Each search continues from what the one before it found.
    pub fn new(folding: Folding, filter: Memo<Filter>) -> Self {
        let (list, machines) = (List::expect(), Machines::expect());
        let is_open = memo(move |_| filter.read().is_open());
        let names = memo(move |_| {
            let named =
                |machine: &snapdeck_core::model::machine::Machine| (machine.id.clone(), machine.name.to_string());
            machines.all().iter().map(named).collect::<Vec<_>>()
        });
        let found = owning_memo(move |before: Option<Option<Found>>| {
            let before = before.flatten();
            if is_open.get() {
                return (None, before.is_some());
            }
            list.with(|inventory| {
                let count = before.as_ref().map(Found::len);
                let found = search::search(folding, before, inventory.rows(), &filter.read(), &names.read());
                // Don't notify when a page adds no match to the same search.
                let changed = count != Some(found.len()) || found.is_new();
                (Some(found), changed)
            })
        });
        let text = memo(move |_| folding.fold(filter.read().text.trim()));
        Self { folding, list, found, is_open, text }
    }

    /// Whether all rows are shown; tracked.
    pub fn is_all(self) -> bool {
        self.is_open.get()
    }

    /// Tracked.
    pub fn count(self) -> usize {
        match (self.is_open.get(), &*self.found.read()) {
            (true, _) => self.list.with(|inventory| inventory.rows().len()),
            (false, found) => found.as_ref().map_or(0, Found::len),
        }
    }

    /// Tracked.
    pub fn stretch(self, range: Range<usize>) -> Vec<Handle> {
        match (self.is_open.get(), &*self.found.read()) {
            (true, _) => {
                self.list.with(|inventory| inventory.rows().listed().get(range).map(<[_]>::to_vec)).unwrap_or_default()
            }
            (false, found) => found.iter().flat_map(|found| range.clone().filter_map(|at| found.get(at))).collect(),
        }
    }

    /// The next row whose name begins with a letter, wrapping around at the end.
    pub fn next_beginning_with(self, at: usize, letter: &str) -> Option<usize> {
        let count = self.count();
        let begins = |row: &usize| {
            let handle = self.stretch(*row..*row + 1).first().copied();
            self.list.with(|inventory| {
                let name = handle.and_then(|handle| inventory.rows().store().row(handle)).map(|row| row.name);
                name.is_some_and(|name| self.folding.begin_alike(name, letter))
            })
        };
        (at + 1..count).chain(0..count.min(at + 1)).find(begins)
    }

    /// What part of a snapshot's id is shown beside its name; tracked.
    pub fn id_of(self, snapshot: &Snapshot, is_repeated: bool) -> Option<String> {
        search::shown_id(self.folding, &snapshot.id, &snapshot.name, is_repeated, &self.text.read()).map(str::to_owned)
    }

    /// The byte range of the searched text in a name or an id; tracked.
    pub fn mark(self, name: &str) -> Option<Range<usize>> {
        let text = self.text.read();
        if text.is_empty() { None } else { self.folding.mark(name, &text) }
    }
}
