//! How often the runs came across what they are there for: a property that never met its case proves nothing.

use std::sync::atomic::{AtomicUsize, Ordering};

/// What is counted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Hit {
    DuplicatesInAPage,
    RowsOfThePageBefore,
    EmptyPageWithMore,
    LaggingListing,
    StalePage,
    StaleName,
    Circle,
    NoCursor,
    RefreshWhileBlank,
    RefreshWhileNextPage,
    RefreshWhileTheRest,
    RefreshWhileRefreshing,
    RefreshAfterFailure,
    RefreshOfBothEnds,
    RefreshFailed,
    NextFailed,
    BackOnline,
    KeyRenewed,
    OwnNewcomerByName,
    OwnRenameByName,
    DoubtedAndThere,
    DoubtedAndGone,
    DoubtedAndUnanswered,
    CheckedAgain,
    Recalled,
    OtherAccount,
}

/// All of them.
pub const ALL: [Hit; 26] = [
    Hit::DuplicatesInAPage,
    Hit::RowsOfThePageBefore,
    Hit::EmptyPageWithMore,
    Hit::LaggingListing,
    Hit::StalePage,
    Hit::StaleName,
    Hit::Circle,
    Hit::NoCursor,
    Hit::RefreshWhileBlank,
    Hit::RefreshWhileNextPage,
    Hit::RefreshWhileTheRest,
    Hit::RefreshWhileRefreshing,
    Hit::RefreshAfterFailure,
    Hit::RefreshOfBothEnds,
    Hit::RefreshFailed,
    Hit::NextFailed,
    Hit::BackOnline,
    Hit::KeyRenewed,
    Hit::OwnNewcomerByName,
    Hit::OwnRenameByName,
    Hit::DoubtedAndThere,
    Hit::DoubtedAndGone,
    Hit::DoubtedAndUnanswered,
    Hit::CheckedAgain,
    Hit::Recalled,
    Hit::OtherAccount,
];

static COUNTS: [AtomicUsize; ALL.len()] = [const { AtomicUsize::new(0) }; ALL.len()];

impl Hit {
    /// Counts one.
    pub fn note(self) {
        COUNTS[self as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// Counts one, if it is.
    pub fn note_if(self, it_is: bool) {
        if it_is {
            self.note();
        }
    }

    /// How many there were.
    pub fn count(self) -> usize {
        COUNTS[self as usize].load(Ordering::Relaxed)
    }
}
