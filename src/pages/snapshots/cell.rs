//! What a drawn row shows at the moment.

use leptos::prelude::*;

use crate::reactive::memo;
use crate::state::list::List;
use snapdeck_core::list::viewport::{Drawn, Slots};
use snapdeck_core::model::snapshot::Snapshot;

/// The snapshot of a row, and what the list knows of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Which.
    pub(super) snapshot: Snapshot,
    /// Its name alone does not tell it from another one.
    pub(super) is_repeated: bool,
}

impl Cell {
    /// What tells it from another of the same name.
    pub(super) fn short_id(&self) -> Option<String> {
        self.is_repeated.then(|| self.snapshot.id.short().to_owned())
    }
}

/// What a slot draws, as long as it draws anything.
pub(super) fn drawn_in(slot: usize, slots: Memo<Slots>) -> Memo<Option<Drawn>> {
    memo(move |before: Option<&Option<Drawn>>| slots.read().of(slot).or_else(|| before.copied().flatten()))
}

/// The snapshot that a slot draws.
pub(super) fn cell_of(drawn: Memo<Option<Drawn>>) -> Memo<Option<Cell>> {
    let list = List::expect();
    memo(move |before: Option<&Option<Cell>>| {
        let handle = drawn.read().map(|drawn| drawn.handle)?;
        let now = list.with(|inventory| {
            let row = inventory.rows().store().row(handle)?;
            Some(Cell { is_repeated: row.is_repeated, snapshot: row.to_snapshot() })
        });
        now.or_else(|| before.cloned().flatten())
    })
}
