//! Bugs that the proofs plant to see that they would be found: the mistakes that were really made, one by one.
//!
//! They exist only with the feature `planted`, which the tests of this package alone switch on.

/// A mistake in the machines or in the loop that carries them out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bug {
    // Of operations and accounts.
    /// An operation is stored only once its request was answered.
    StoresLate,
    /// A request whose answer was lost is sent again.
    SendsAgain,
    /// What was being sent when a page went away is sent by the next one.
    SendsAgainAfterReload,
    /// **Try again** can be pressed twice.
    TriesAgainTwice,
    /// What is newest before a request is not noted.
    NotesNothing,
    /// A failure after sending counts as "nothing was sent" while the browser is offline.
    OfflineMeansNotSent,
    /// A gateway's page counts as the API's own word.
    GatewaysAreBelieved,
    /// A refusal is not heard once another tab has called the operation unsure.
    RefusalsAreIgnored,
    /// An event without a snapshot of our name is taken for somebody else's.
    EventsAreExplainedAway,
    /// What is in progress counts as done.
    EndsAreToldEarly,
    /// An operation that is only most likely its own is said to have ended well, however it did.
    AssumedOnesEndWell,
    /// The first look decides which snapshot leads back from a restore.
    OneLookFindsTheWayBack,
    /// Events that a list does not tell are not asked for one by one.
    OnlyListsAreAsked,
    /// Giving up on an operation does not answer whoever waits for it.
    GivesUpSilently,
    /// An answer counts although its account is gone.
    LateAnswersCount,
    /// What is under way when the page changes hands goes on for whoever is next.
    TheNextOneInherits,
    /// A key that was tried signs in although its page belongs to somebody else by then.
    LateSignInsCount,
    /// A hidden tab keeps the lease as if it were seen.
    HiddenTabsKeepTheLease,
    /// One entry that cannot be read drops the whole ledger.
    OneOddEntryDropsAll,
    /// Signing out of one account signs the device's other account out.
    SignsEverybodyOut,
    /// A session that cannot be asked makes another account of a renewed key.
    OutagesMakeAccounts,
    /// What is under way elsewhere is not looked at before something is begun.
    BeginsUnchecked,

    // Of the list.
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
    /// What was made while the list was being loaded is not looked for at its end.
    EndsAreBelieved,
    /// Signing out leaves the rows.
    TheOtherAccountStays,
}

#[cfg(feature = "planted")]
thread_local! {
    static PLANTED: std::cell::Cell<Option<Bug>> = const { std::cell::Cell::new(None) };
}

/// Plants a bug in this thread, or takes it out again.
#[cfg(feature = "planted")]
pub fn plant(bug: Option<Bug>) {
    PLANTED.set(bug);
}

/// Whether a bug is planted.
#[cfg(feature = "planted")]
pub(crate) fn is_planted(bug: Bug) -> bool {
    PLANTED.get() == Some(bug)
}

/// Whether a bug is planted: none is.
#[cfg(not(feature = "planted"))]
pub(crate) const fn is_planted(_: Bug) -> bool {
    false
}
