//! Moves through all rows by keyboard, drawn or not, and keeps the focus on its row.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use super::head::{HEADER_ROWS, TABLE_HEAD};
use crate::browser::{clock, frame, listen, page, scroll};
use crate::components::header::HEADER;
use crate::components::shortcuts;
use crate::reactive::{Memo, effect};
use crate::state::dialogs::{Dialog, Dialogs};
use crate::state::filtered_rows::FilteredRows;
use crate::state::list::List;
use crate::state::position::{Position, Spot};
use crate::ui::menu;
use snapdeck_core::list::arena::Row;
use snapdeck_core::list::filter::View;
use snapdeck_core::list::groups::Line;
use snapdeck_core::list::viewport::{Drawn, Geometry, Slots};
use snapdeck_core::model::snapshot::Snapshot;

const COVERS: [&str; 2] = [HEADER, TABLE_HEAD];

const ROW_INDEX: &str = "aria-rowindex";

/// How much of the table's body is above the window, and how high the window and a row are, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) above_px: f64,
    pub(super) view_px: f64,
    pub(super) row_px: f64,
}

/// The dialog that a key opens for the row that has the focus.
fn dialog_of(key: &str) -> Option<fn(Snapshot) -> Dialog> {
    match key {
        "r" if shortcuts::is_one("r") => Some(Dialog::restore),
        "e" if shortcuts::is_one("e") => Some(Dialog::Rename),
        "Delete" => Some(Dialog::Delete),
        _ => None,
    }
}

#[derive(Clone, Copy)]
pub(super) struct RovingFocus {
    pub(super) list: List,
    pub(super) view: Memo<View>,
    pub(super) table: NodeRef<html::Table>,
    pub(super) body: NodeRef<html::Tbody>,
    pub(super) slots: Memo<Slots>,
    pub(super) geometry: Memo<Geometry>,
    pub(super) shown: FilteredRows,
    pub(super) place: RwSignal<Place>,
    pub(super) measure: Callback<()>,
    /// The line that has the focus, is about to get it or had it last, with its number then.
    pub(super) active: StoredValue<Option<(Line, usize)>>,
}

impl RovingFocus {
    pub(super) fn listen(self) {
        listen::focus_moved(move |event| self.note_focus(event));
        let dialogs = Dialogs::expect();
        listen::key_pressed(move |event| self.press(event, dialogs));
        self.keep_place();
        let position = Position::expect();
        on_cleanup(move || {
            let (view, above_px) = (self.view.get_untracked(), self.place.read_untracked().above_px);
            position.keep(Spot { view, above_px, active: self.active_at() });
        });
        frame::after_paint(move || {
            if let Some(spot) = position.of(&self.view.read_untracked(), clock::now()) {
                self.return_to(&spot);
            }
        });
    }

    /// Restores the scroll position and the focus.
    fn return_to(self, spot: &Spot) {
        scroll::by(spot.above_px - self.place.read_untracked().above_px);
        self.measure.run(());
        if let Some(at) = spot.active {
            self.go_to(at);
        }
    }

    fn note_focus(self, event: &FocusEvent) {
        if let Some(drawn) = self.drawn_at(page::attribute_around(event.target(), ROW_INDEX)) {
            self.active.set_value(Some((drawn.line, drawn.at)));
        }
    }

    /// Follows the focused row when it moves in the list, and lets the keys start somewhere when none is focused.
    fn keep_place(self) {
        effect(move |_| {
            let slots = self.slots.read();
            let Some((line, _)) = self.active.get_value() else { return };
            if let Some(drawn) = slots.drawn().iter().find(|drawn| drawn.line == line) {
                self.active.set_value(Some((line, drawn.at)));
            }
        });
        listen::free_key_pressed(move |key| {
            let wanted = matches!(key, "j" | "k") && shortcuts::is_one(key);
            let within = self.table.get_untracked().is_some_and(|table| page::has_focus_within(&table));
            if wanted && !within {
                self.go_to(self.unless_seen().or(self.active_at()).unwrap_or_default());
            }
            wanted && !within
        });
    }

    fn press(self, event: &KeyboardEvent, dialogs: Dialogs) {
        let modified = event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented();
        let within = self.table.get_untracked().is_some_and(|table| page::has_focus_within(&table));
        let (Some(at), true) = (self.active_at(), within && !modified && !menu::has_key(event.target())) else {
            return;
        };
        let last = untrack(|| self.shown.line_count()).saturating_sub(1);
        let key = event.key();
        if let Some(dialog) = dialog_of(&key) {
            // A held key is meant for what was there before its first press.
            if let Some(snapshot) =
                self.snapshot_of(page::attribute_around(event.target(), ROW_INDEX)).filter(|_| !event.repeat())
            {
                dialogs.open(dialog(snapshot));
                event.prevent_default();
            }
            return;
        }
        let step = |to: usize| Some(self.unless_seen().unwrap_or(to));
        let to = match key.as_str() {
            "ArrowDown" => step(at + 1),
            "ArrowUp" => step(at.saturating_sub(1)),
            "j" if shortcuts::is_one("j") => step(at + 1),
            "k" if shortcuts::is_one("k") => step(at.saturating_sub(1)),
            "Home" => Some(0),
            "End" => Some(last),
            // A letter leads to the next name that begins with it, unless it is a shortcut.
            letter if letter.chars().count() == 1 && !shortcuts::is_one(letter) => {
                untrack(|| self.shown.next_beginning_with(at, letter))
            }
            _ => None,
        };
        if let Some(to) = to {
            event.prevent_default();
            self.go_to(to.min(last));
        }
    }

    /// Of the row that a key was pressed in. One that was scrolled away has lost the focus.
    fn snapshot_of(self, index: Option<String>) -> Option<Snapshot> {
        let handle = self.drawn_at(index)?.line.row()?;
        self.list.with_untracked(|inventory| inventory.rows().store().row(handle).map(Row::to_snapshot))
    }

    /// The row with that `aria-rowindex`.
    fn drawn_at(self, index: Option<String>) -> Option<Drawn> {
        let index = index?.parse::<usize>().ok()?;
        let at = index.checked_sub(1 + HEADER_ROWS)?;
        self.slots.read_untracked().drawn().iter().find(|drawn| drawn.at == at).copied()
    }

    fn active_at(self) -> Option<usize> {
        self.active.get_value().map(|(_, at)| at)
    }

    /// The first row that is seen, unless the active one is: the list was scrolled by something else than the keys.
    fn unless_seen(self) -> Option<usize> {
        // The key may come before the event of the scrolling.
        self.measure.run(());
        let Place { above_px, row_px, .. } = *self.place.read_untracked();
        let (geometry, covered_px) = (self.geometry.get_untracked(), scroll::covered(&COVERS));
        // The browser scrolls by whole pixels.
        let is_near = |wanted_px: f64| (wanted_px - above_px).abs() < row_px;
        let is_seen = |at| geometry.reveal(at, above_px, covered_px).is_none_or(is_near);
        (!self.active_at().is_some_and(is_seen)).then(|| geometry.first_seen(above_px, covered_px))
    }

    /// Scrolls a row into view and focuses it.
    fn go_to(self, at: usize) {
        let Some(line) = untrack(|| self.shown.lines(at..at + 1)).first().copied() else { return };
        // The next key may come before the focus has moved.
        self.active.set_value(Some((line, at)));
        let (geometry, above_px) = (self.geometry.get_untracked(), self.place.read_untracked().above_px);
        if let Some(wanted_px) = geometry.reveal(at, above_px, scroll::covered(&COVERS)) {
            scroll::by(wanted_px - above_px);
            self.measure.run(());
        }
        frame::until_done(move || {
            // The page may be gone by then, and another key may lead on.
            let is_wanted = self.active.try_get_value().flatten() == Some((line, at));
            let body = self.body.try_get_untracked().flatten().filter(|_| is_wanted);
            body.is_none_or(|body| {
                page::focus_first_within(&body, &format!("[{ROW_INDEX}=\"{}\"] a", at + 1 + HEADER_ROWS))
            })
        });
    }
}
