//! What a row is showing.

use leptos::prelude::*;

use crate::components::name::{in_pieces, name};
use crate::reactive::{Memo, memo, scoped_memo};
use crate::state::filtered_rows::FilteredRows;
use crate::state::list::List;
use snapdeck_core::list::viewport::{Drawn, Slots};
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::text::names;

#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub(super) snapshot: Snapshot,
    /// Another snapshot has the same name.
    pub(super) is_repeated: bool,
}

impl Cell {
    /// Tells it from others with the same name.
    pub(super) fn short_id(&self) -> Option<String> {
        self.is_repeated.then(|| self.snapshot.id.short().to_owned())
    }
}

/// What a slot draws, or drew last.
pub(super) fn drawn_in(slot: usize, slots: Memo<Slots>) -> Memo<Option<Drawn>> {
    memo(move |before: Option<&Option<Drawn>>| slots.read().of(slot).or_else(|| before.copied().flatten()))
}

/// What a row shows, as long as it is a row.
pub(super) fn cell_of(drawn: Memo<Option<Drawn>>) -> Memo<Option<Cell>> {
    let list = List::expect();
    scoped_memo(move |before: Option<&Option<Cell>>| {
        let handle = drawn.read().and_then(|drawn| drawn.line.row())?;
        let now = list.with(|inventory| {
            let row = inventory.rows().store().row(handle)?;
            Some(Cell { is_repeated: row.is_repeated, snapshot: row.to_snapshot() })
        });
        now.or_else(|| before.cloned().flatten())
    })
}

/// Marks the searched text.
pub(super) fn marked(shown: FilteredRows, text: &str) -> AnyView {
    match shown.mark(text) {
        Some(range) => in_pieces(text, range),
        None if names::is_invisible(text) || names::beginning(text).is_some() => name(text),
        None => in_pieces(text, 0..0),
    }
}
