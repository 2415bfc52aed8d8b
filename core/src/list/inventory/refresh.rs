//! Walks that go over what is shown, in its place: a page settles the rows that it covers, all others stay.

use crate::list::arena::Side;
use crate::list::walk::Walk;
use crate::model::time::Timestamp;

/// Pages in a row that show nothing of what is waited for, before that is taken to be gone. Once one has shown some, the
/// next that does not is beyond it.
const STRANGE_PAGES_MAX: usize = 3;

/// How far a refresh goes.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Reach {
    /// To the first row that is known: what lies behind was just loaded.
    Known,
    /// Over so many pages at most.
    Pages(usize),
    /// Over all that is loaded.
    All,
}

/// A refresh that is under way.
#[derive(Clone, Debug)]
pub(super) struct Refresh {
    pub(super) reach: Reach,
    near: Option<Lap>,
    far: Option<Lap>,
    /// It goes on to the end of the list, for that was loaded.
    pub(super) to_the_end: bool,
    pub(super) pages: usize,
    /// When its first page was asked for: all that it confirms was seen after that.
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
    /// Notes a page, and whether it showed rows that the refresh waits for.
    pub(super) fn note_page(&mut self, rows: usize, is_known: bool) {
        self.has_shown |= is_known;
        self.strange_pages = if is_known { 0 } else { self.strange_pages + usize::from(rows > 0) };
    }

    /// Whether it is past the rows that it has not seen.
    pub(super) fn is_beyond(&self) -> bool {
        self.strange_pages >= if self.has_shown { 1 } else { STRANGE_PAGES_MAX }
    }
}

impl Refresh {
    /// A refresh before its first page.
    pub(super) fn new(reach: Reach, has_far: bool, to_the_end: bool) -> Self {
        let (near, far) = (Some(Lap::default()), has_far.then(Lap::default));
        Self { reach, near, far, to_the_end, pages: 0, since: None, has_moved: false }
    }

    pub(super) fn lap(&mut self, side: Side) -> &mut Option<Lap> {
        if side == Side::Near { &mut self.near } else { &mut self.far }
    }

    /// Which sides it is still under way on.
    pub(super) fn sides(&self) -> impl Iterator<Item = Side> {
        let (near, far) = (self.near.is_some(), self.far.is_some());
        Side::BOTH.into_iter().filter(move |side| if *side == Side::Near { near } else { far })
    }

    /// Where its next page starts on a side.
    pub(super) fn next(&self, side: Side) -> Option<Option<String>> {
        let lap = if side == Side::Near { &self.near } else { &self.far };
        lap.as_ref()?.walk.next()
    }

    /// The two ends have met: the far one is part of the near one.
    pub(super) fn join(&mut self) {
        self.far = None;
        self.to_the_end = true;
    }
}
