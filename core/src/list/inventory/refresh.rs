//! A refresh in progress: how far it goes, and how far it is on each side.

use crate::list::arena::Side;
use crate::list::walk::Walk;
use crate::model::time::Timestamp;

/// After this many pages without any of the rows it waits for, a walk takes those as deleted. Once a page has shown some,
/// the next one without is enough.
const STRANGE_PAGES_MAX: usize = 3;

/// How far a refresh goes.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Reach {
    /// To the first known row: the rows behind it were just loaded.
    Known,
    Pages(usize),
    All,
}

#[derive(Clone, Debug)]
pub(super) struct Refresh {
    pub(super) reach: Reach,
    near: Option<Lap>,
    far: Option<Lap>,
    /// The end of the list was loaded, so the walk goes there.
    pub(super) to_the_end: bool,
    pub(super) pages: usize,
    /// When its first page was fetched: what it confirms is no older.
    pub(super) since: Option<Timestamp>,
    pub(super) has_moved: bool,
}

/// The walk over one side.
#[derive(Clone, Debug, Default)]
pub(super) struct Lap {
    pub(super) walk: Walk,
    has_shown: bool,
    strange_pages: usize,
}

impl Lap {
    /// `is_known`: the page showed rows that the walk waits for.
    pub(super) fn note_page(&mut self, rows: usize, is_known: bool) {
        self.has_shown |= is_known;
        self.strange_pages = if is_known { 0 } else { self.strange_pages + usize::from(rows > 0) };
    }

    /// Whether the rows that it has not seen are deleted.
    pub(super) fn is_beyond(&self) -> bool {
        self.strange_pages >= if self.has_shown { 1 } else { STRANGE_PAGES_MAX }
    }
}

impl Refresh {
    pub(super) fn new(reach: Reach, has_far: bool, to_the_end: bool) -> Self {
        let (near, far) = (Some(Lap::default()), has_far.then(Lap::default));
        Self { reach, near, far, to_the_end, pages: 0, since: None, has_moved: false }
    }

    pub(super) fn lap(&mut self, side: Side) -> &mut Option<Lap> {
        if side == Side::Near { &mut self.near } else { &mut self.far }
    }

    /// The sides that are not finished.
    pub(super) fn sides(&self) -> impl Iterator<Item = Side> {
        let (near, far) = (self.near.is_some(), self.far.is_some());
        Side::BOTH.into_iter().filter(move |side| if *side == Side::Near { near } else { far })
    }

    pub(super) fn next(&self, side: Side) -> Option<Option<String>> {
        let lap = if side == Side::Near { &self.near } else { &self.far };
        lap.as_ref()?.walk.next()
    }

    /// The two ends have met, and the near side is the whole list.
    pub(super) fn join(&mut self) {
        self.far = None;
        self.to_the_end = true;
    }
}
