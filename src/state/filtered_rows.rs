//! The rows of the list that match the filter.

use std::ops::Range;

use crate::reactive::{Memo, memo, owning_memo};
use crate::state::list::List;
use crate::state::machines::Machines;
use snapdeck_core::list::arena::Handle;
use snapdeck_core::list::filter::{Filter, Found};
use snapdeck_core::list::folding::Folding;
use snapdeck_core::list::groups::{self, Line};
use snapdeck_core::list::inventory::Inventory;
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
    /// None where the rows are not grouped.
    grouped: Memo<Option<Vec<Line>>>,
}

impl FilteredRows {
    /// Each search continues from what the one before it found.
    pub fn new(folding: Folding, filter: Memo<Filter>, by_machine: Memo<bool>) -> Self {
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
        let grouped = memo(move |_| {
            let group = |inventory: &Inventory| match (&*found.read(), is_open.get()) {
                (Some(found), false) => {
                    let rows = (0..found.len()).filter_map(|at| found.get(at));
                    groups::by_machine(inventory.rows().store(), rows)
                }
                _ => groups::by_machine(inventory.rows().store(), inventory.rows().listed().iter().copied()),
            };
            by_machine.get().then(|| list.with(group))
        });
        Self { folding, list, found, is_open, text, grouped }
    }

    /// Whether the lines are the rows of the list in its own order, all of them; tracked.
    pub fn is_plain(self) -> bool {
        self.is_open.get() && self.grouped.read().is_none()
    }

    /// How many lines the table has; tracked.
    pub fn line_count(self) -> usize {
        let grouped = self.grouped.read().as_ref().map(Vec::len);
        grouped.unwrap_or_else(|| self.count())
    }

    /// The lines of the table; tracked.
    pub fn lines(self, range: Range<usize>) -> Vec<Line> {
        match &*self.grouped.read() {
            Some(lines) => lines.get(range).map(<[_]>::to_vec).unwrap_or_default(),
            None => self.stretch(range).into_iter().map(Line::Row).collect(),
        }
    }

    /// The rows below the head that is that line; tracked.
    pub fn group(self, head: usize) -> Vec<Handle> {
        let grouped = self.grouped.read();
        let below = grouped.iter().flat_map(|lines| lines.iter().skip(head + 1));
        below.map_while(|line| line.row()).collect()
    }

    /// Whether all rows are shown; tracked.
    pub fn is_all(self) -> bool {
        self.is_open.get()
    }

    /// How many snapshots; tracked.
    pub fn count(self) -> usize {
        match (self.is_open.get(), &*self.found.read()) {
            (true, _) => self.list.with(|inventory| inventory.rows().len()),
            (false, found) => found.as_ref().map_or(0, Found::len),
        }
    }

    /// The snapshots in the order of the list; tracked.
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
        let count = self.line_count();
        let begins = |line: &usize| {
            let handle = self.lines(*line..*line + 1).first().and_then(|line| line.row());
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
