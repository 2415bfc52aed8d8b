//! When the listed snapshots were taken: the core's answer, as far as anything is certain.

use leptos::prelude::*;

use crate::reactive::{Memo, memo};
use crate::state::list::List;
use crate::state::machines::Machines;
use crate::state::operations::Operations;
use crate::state::surroundings::Surroundings;
use snapdeck_core::list::arena::Handle;
use snapdeck_core::list::dates::{self, Facts, Span};
use snapdeck_core::list::elsewhere::Causes;
use snapdeck_core::list::inventory::Inventory;
use snapdeck_core::list::query::Sort;
use snapdeck_core::list::rows::Rows;
use snapdeck_core::model::ids::{MachineId, SnapshotId};
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::operations::moments::{causes, moments};

#[derive(Clone, Copy, Debug)]
pub struct Dates {
    list: List,
    known: Memo<Vec<(SnapshotId, Span)>>,
    /// When machines were created.
    born: Memo<Vec<(MachineId, Timestamp)>>,
    causes: Memo<Causes>,
    listed: Memo<dates::Dates>,
}

impl Dates {
    pub fn provide() {
        let (list, operations) = (List::expect(), Operations::expect());
        let (machines, surroundings) = (Machines::expect(), Surroundings::expect());
        let known = memo(move |_| operations.with(|tracker| moments(tracker.operations(), surroundings.now())));
        let born = memo(move |_| {
            machines.all().iter().filter_map(|one| Some((one.id.clone(), one.dt_created?))).collect::<Vec<_>>()
        });
        let causes = memo(move |_| operations.with(|tracker| causes(tracker.team())));
        let listed = memo(move |_| {
            list.with(|inventory| {
                let Some(query) = inventory.query() else { return dates::Dates::default() };
                let facts = Facts {
                    visits: inventory.visits(),
                    known: &known.read(),
                    born: &born.read(),
                    causes: &causes.read(),
                };
                dates::Dates::of(surroundings.now(), inventory.rows(), query.sort, facts)
            })
        });
        provide_context(Self { list, known, born, causes, listed });
    }

    pub fn expect() -> Self {
        expect_context()
    }

    /// Of a listed row; `at` is its number, where that is known. Tracked.
    pub fn of_row(self, handle: Handle, at: Option<usize>) -> Span {
        let listed = self.listed.read();
        let at = at.or_else(|| self.list.with(|inventory| inventory.rows().position(handle)));
        at.map(|at| listed.at(at)).unwrap_or_default()
    }

    /// Of many listed rows in their order, for which this asks once where each is.
    pub fn of_rows(self, handles: &[Handle]) -> Vec<Span> {
        let listed = self.listed.read();
        self.list.with(|inventory| {
            let mut rows = inventory.rows().listed().iter().enumerate();
            let mut of = |handle: &Handle| rows.find(|(_, other)| *other == handle).map(|(at, _)| listed.at(at));
            handles.iter().map(|handle| of(handle).unwrap_or_default()).collect()
        })
    }

    /// Of a machine's snapshots, newest first, whether they are listed or not: what their own order says, and that of the list.
    pub fn of_machine(self, snapshots: &[Snapshot], now: Timestamp) -> Vec<Span> {
        let mut rows = Rows::default();
        rows.recall(snapshots);
        self.list.with(|inventory| {
            let facts = Facts {
                visits: inventory.visits(),
                known: &self.known.read(),
                born: &self.born.read(),
                causes: &self.causes.read(),
            };
            let own = dates::Dates::of(now, &rows, Sort::Newest, facts);
            let handles: Vec<_> = snapshots.iter().map(|one| inventory.row(&one.id).map(|row| row.handle)).collect();
            let listed: Vec<Handle> = handles.iter().copied().flatten().collect();
            let mut spans = self.of_rows(&listed).into_iter();
            let in_list = handles.iter().map(|handle| handle.and_then(|_| spans.next()).unwrap_or_default());
            in_list.enumerate().map(|(at, span)| own.at(at).narrowed_by(span)).collect()
        })
    }

    /// Of a snapshot, whether it is listed or not. Tracked.
    pub fn of(self, id: &SnapshotId) -> Span {
        match self.list.with(|inventory: &Inventory| inventory.row(id).map(|row| row.handle)) {
            Some(handle) => self.of_row(handle, None),
            None => self.known.read().iter().find(|(known, _)| known == id).map(|(_, span)| *span).unwrap_or_default(),
        }
    }
}
