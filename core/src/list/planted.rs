//! Bugs that tests plant in the list machine, to see that they are found. None is in a build without debug assertions.

/// What the machine does wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bug {
    /// An answer that nobody waits for is taken in.
    StaleAnswersCount,
    /// What is gone for good comes back with a late page.
    GoneRowsReturn,
    /// A page is put in from its last row to its first.
    OrderIsReversed,
    /// A row that comes again stays where it stood, too.
    RowsStandTwice,
    /// Rows that a page shows to be gone stay.
    CoveredRowsStay,
    /// A page that was asked for before a rename brings the old name.
    OldNamesReturn,
    /// A renamed row stays where its old name put it.
    RenamedRowsStay,
    /// What was made here goes with the first page that does not list it.
    NewcomersGo,
    /// What was made here stands at the top, whatever the order.
    NewcomersRise,
    /// A refresh ends with its first page.
    RefreshIsOnePage,
    /// A refresh that has begun says that all was seen.
    UpdatedTooEarly,
    /// A refresh that fails takes out what it has not seen.
    FailuresDropRows,
    /// A cursor that repeats is followed.
    CirclesAreWalked,
    /// The first empty page counts as the end.
    EmptyPagesEnd,
    /// Signing out leaves the rows.
    TheOtherAccountStays,
}
