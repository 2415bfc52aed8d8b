//! Which rows of a long list are drawn, and where. The cost depends on the window, not on the length of the list.

use crate::list::groups::Line;

/// The greatest height of the body, in CSS pixels; beyond it, scrolling is scaled. Chromium lays out up to 33.5 million,
/// Firefox about 17.9 million.
pub const HEIGHT_MAX_PX: f64 = 15_000_000.0;

/// Extra rows drawn above and below the window.
const OVERSCAN: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Geometry {
    pub rows: usize,
    /// The height of a row, in CSS pixels.
    pub row_px: f64,
    /// The height of the window, in CSS pixels.
    pub view_px: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Window {
    pub first: usize,
    /// Exclusive.
    pub end: usize,
    /// The top of the first row within the body, in CSS pixels.
    pub offset_px: f64,
}

impl Geometry {
    /// The height of the body, in CSS pixels.
    pub fn height_px(self) -> f64 {
        self.full_px().min(HEIGHT_MAX_PX)
    }

    /// The rows to draw when the body's top is this far above the window's.
    pub fn window(self, above_px: f64) -> Window {
        let above_px = above_px.clamp(0.0, (self.height_px() - self.view_px).max(0.0));
        let full_above_px = above_px * self.scale();
        let first = count(full_above_px / self.row_px).saturating_sub(OVERSCAN);
        let seen = count(self.view_px / self.row_px) + 2;
        let end = (first + seen + 2 * OVERSCAN).min(self.rows);
        // Draw as many rows at the end of the list.
        let first = first.min(end.saturating_sub(seen + 2 * OVERSCAN));
        let offset_px = above_px - full_above_px + px(first, self.row_px);
        Window { first, end, offset_px: offset_px.max(0.0) }
    }

    /// The first visible row, when something covers the top `covered_px` of the window.
    pub fn first_seen(self, above_px: f64, covered_px: f64) -> usize {
        let full_px = if above_px > 0.0 { above_px * self.scale() } else { above_px };
        count(((full_px + covered_px) / self.row_px).ceil()).min(self.rows.saturating_sub(1))
    }

    /// Where to scroll so that a row is fully visible. `None` when it is.
    pub fn reveal(self, row: usize, above_px: f64, covered_px: f64) -> Option<f64> {
        let top = px(row, self.row_px);
        let full_above_px = above_px.clamp(0.0, self.height_px()) * self.scale();
        // Above its top, the body is not scaled.
        let lowered_px = (-above_px).max(0.0);
        let from_top = top - full_above_px + lowered_px;
        if from_top < covered_px {
            Some((top - covered_px) / self.scale())
        } else if from_top + self.row_px > self.view_px {
            Some((top + self.row_px - self.view_px) / self.scale())
        } else {
            None
        }
    }

    fn full_px(self) -> f64 {
        px(self.rows, self.row_px)
    }

    /// Pixels of rows per pixel scrolled.
    fn scale(self) -> f64 {
        let (full, real) = (self.full_px() - self.view_px, self.height_px() - self.view_px);
        if self.full_px() > HEIGHT_MAX_PX && real > 0.0 { full / real } else { 1.0 }
    }
}

#[expect(clippy::cast_precision_loss, reason = "row numbers fit 53 bits")]
fn px(rows: usize, row_px: f64) -> f64 {
    rows as f64 * row_px
}

/// Whole rows; 0 for NaN.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "floats are cut to the range of the target"
)]
fn count(rows: f64) -> usize {
    rows as usize
}

/// Which elements draw which rows. Scrolling reuses the element of a row that left, and a row that stays keeps its element
/// and with it the focus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slots {
    drawn: Vec<Drawn>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn {
    pub slot: usize,
    pub line: Line,
    /// The number of the line in the list.
    pub at: usize,
}

impl Slots {
    /// From top to bottom.
    pub fn drawn(&self) -> &[Drawn] {
        &self.drawn
    }

    pub fn of(&self, slot: usize) -> Option<Drawn> {
        self.drawn.iter().find(|drawn| drawn.slot == slot).copied()
    }

    /// The slots in use, in ascending order.
    pub fn numbers(&self) -> Vec<usize> {
        let last = self.drawn.iter().map(|drawn| drawn.slot).max().unwrap_or_default();
        // Sorting them would weigh 4 KB.
        (1..=last).filter(|slot| self.of(*slot).is_some()).collect()
    }

    /// Moves, in order, that put the elements into the order of the rows: a slot, and the slot to insert it before (none for
    /// the end). An element that draws the same row is not moved while those rows keep their order.
    pub fn moves_from(&self, before: &Self) -> Vec<(usize, Option<usize>)> {
        let was_at = |drawn: &Drawn| before.of(drawn.slot).filter(|was| was.line == drawn.line).map(|was| was.at);
        let in_order = self.drawn.iter().filter_map(was_at).is_sorted();
        let (mut moves, mut follower) = (Vec::new(), None);
        for drawn in self.drawn.iter().rev() {
            if !in_order || was_at(drawn).is_none() {
                moves.push((drawn.slot, follower));
            }
            follower = Some(drawn.slot);
        }
        moves
    }

    /// The slots for the lines from `first` on.
    #[must_use]
    pub fn show(&self, first: usize, lines: &[Line]) -> Self {
        let leaving = self.drawn.iter().filter(|drawn| !lines.contains(&drawn.line)).map(|drawn| drawn.slot);
        let unused = (1..).filter(|slot| self.of(*slot).is_none());
        let mut free = leaving.chain(unused);
        let draw = |(at, line): (usize, &Line)| {
            let stays = self.drawn.iter().find(|drawn| drawn.line == *line).map(|drawn| drawn.slot);
            let slot = stays.or_else(|| free.next()).unwrap_or_default();
            Drawn { slot, line: *line, at: first + at }
        };
        Self { drawn: lines.iter().enumerate().map(draw).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::arena::Side;
    use crate::list::rows::Rows;
    use crate::model::snapshot::Snapshot;

    const ROW_PX: f64 = 44.0;

    fn geometry(rows: usize) -> Geometry {
        Geometry { rows, row_px: ROW_PX, view_px: 900.0 }
    }

    /// Where a row's top is in the window.
    fn top(geometry: Geometry, above_px: f64, row: usize) -> f64 {
        let window = geometry.window(above_px);
        assert!((window.first..window.end).contains(&row), "{row} is not drawn: {window:?}");
        window.offset_px + px(row - window.first, geometry.row_px) - above_px
    }

    #[test]
    fn what_is_seen_is_drawn_wherever_the_list_is_scrolled_to() {
        for rows in [1, 5, 30, 1_000, 100_000, 340_000, 1_000_000, 10_000_000] {
            let geometry = geometry(rows);
            let room = (geometry.height_px() - geometry.view_px).max(0.0);
            for part in [0.0, 0.1, 0.333, 0.5, 0.999, 1.0] {
                let above = room * part;
                let window = geometry.window(above);
                let last = px(window.end - window.first, ROW_PX) + window.offset_px;
                assert!(window.offset_px <= above + 0.01, "{rows} {part} {window:?}");
                assert!(window.end == rows || last >= above + geometry.view_px, "{rows} {part} {window:?}");
                assert!(window.end - window.first <= 30);
            }
            // The first and the last row can be reached.
            assert!(top(geometry, 0.0, 0).abs() < 0.01);
            let end = top(geometry, room, rows - 1) + ROW_PX;
            assert!((end - geometry.view_px.min(px(rows, ROW_PX))).abs() < 0.1, "{rows}: {end}");
        }
    }

    #[test]
    fn a_row_that_is_wanted_is_brought_into_sight() {
        for rows in [1_000, 1_000_000] {
            let geometry = geometry(rows);
            for (row, from) in [(0, 5_000.0), (rows - 1, 0.0), (500, 0.0), (500, geometry.height_px()), (501, -200.0)] {
                let above = geometry.reveal(row, from, 92.0).expect("it is out of sight").max(0.0);
                let top = top(geometry, above, row);
                assert!(top >= -0.1 && top + ROW_PX <= 900.1, "{rows} {row}: {top}");
                assert!(row == 0 || top >= 91.9, "{rows} {row}: {top}");
            }
            assert_eq!(geometry.reveal(5, 0.0, 92.0), None);
            assert_eq!(
                [-250.0, 0.0, 88.0].map(|above| geometry.first_seen(above, 92.0)),
                [0, 3, if rows > 1_000 { 8 } else { 5 }]
            );
        }
    }

    /// Rows, first to last.
    fn rows_of(ids: &[&str]) -> Vec<Line> {
        let mut rows = Rows::default();
        let row = |id: &&str| Snapshot {
            id: (*id).into(),
            is_auto_snapshot: false,
            machine_id: "m".into(),
            name: (*id).into(),
        };
        rows.append(&ids.iter().map(row).collect::<Vec<_>>(), Side::Near);
        rows.listed().iter().copied().map(Line::Row).collect()
    }

    #[test]
    fn what_draws_stands_in_the_order_of_the_rows_and_what_stays_is_not_touched() {
        let ids: Vec<String> = (0..60).map(|number| format!("row {number}")).collect();
        let rows = rows_of(&ids.iter().map(String::as_str).collect::<Vec<_>>());
        let (mut slots, mut standing) = (Slots::default(), Vec::<usize>::new());
        for (first, end, moved) in
            [(0, 9, 9), (2, 11, 2), (1, 10, 1), (30, 39, 9), (28, 37, 2), (28, 40, 3), (33, 35, 0), (20, 60, 38)]
        {
            let next = slots.show(first, &rows[first..end]);
            // As a list does that is keyed by slot: what is not drawn any more goes, what is new comes last.
            standing.retain(|slot| next.numbers().contains(slot));
            let new = next.numbers().into_iter().filter(|slot| slots.of(*slot).is_none());
            standing.extend(new);
            let moves = next.moves_from(&slots);
            assert_eq!(moves.len(), moved, "{first} to {end}");
            for (slot, follower) in moves {
                standing.retain(|other| *other != slot);
                let at = follower.and_then(|follower| standing.iter().position(|other| *other == follower));
                standing.insert(at.unwrap_or(standing.len()), slot);
            }
            let wanted: Vec<usize> = next.drawn().iter().map(|drawn| drawn.slot).collect();
            assert_eq!(standing, wanted, "{first} to {end}");
            slots = next;
        }
        // Where the rows themselves are in another order, nothing is spared.
        let turned: Vec<Line> = rows[20..60].iter().rev().copied().collect();
        assert_eq!(slots.show(20, &turned).moves_from(&slots).len(), 40);
    }

    #[test]
    fn a_row_keeps_its_slot_and_others_make_place() {
        let all = rows_of(&["a", "b", "c", "d"]);
        let first = Slots::default().show(0, &all[..3]);
        let slots = |shown: &Slots| shown.drawn().iter().map(|drawn| drawn.slot).collect::<Vec<_>>();
        assert_eq!(slots(&first), [1, 2, 3]);
        let next = first.show(1, &all[1..]);
        assert_eq!(slots(&next), [2, 3, 1], "b and c stay, d takes the place of a");
        assert_eq!(next.of(1), Some(Drawn { slot: 1, line: all[3], at: 3 }));
        assert_eq!(slots(&next.show(0, &all)), [4, 2, 3, 1]);
    }
}
