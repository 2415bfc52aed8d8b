//! The list's events and commands.

use crate::list::cache::KeptList;
use crate::list::query::Query;
use crate::list::visits::Visits;
use crate::model::ids::SnapshotId;
use crate::model::page::Page;
use crate::model::problem::Problem;
use crate::model::snapshot::Snapshot;

/// Which fetch an answer belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Ticket(pub(super) u64);

#[derive(Clone, Debug, PartialEq)]
pub enum ListEvent {
    /// The user opened a list.
    Opened(Query),
    /// The cache holds this.
    Recalled(KeptList),
    /// The end came into sight, or the user asked for more or tried again.
    MoreWanted,
    /// The user wants everything loaded.
    RestWanted,
    RestStopped,
    /// The user asked for a refresh of all that is loaded.
    RefreshWanted,
    /// An operation ended, so the list may be out of date.
    Outdated,
    /// The page is visible again.
    CameBack,
    /// The network is back.
    BackOnline,
    /// The user entered a new token of the same account.
    KeyRenewed,
    PageArrived(Ticket, Page<Snapshot>),
    PageFailed(Ticket, Problem),
    /// What this and earlier visits saw.
    Visited(Visits),
    /// A snapshot was created here, and no page has listed it yet.
    Created(Snapshot),
    /// A create is said to have failed: ask whether the snapshot exists.
    Doubted(SnapshotId),
    /// The answer to [`ListCommand::Read`].
    ReadEnded(SnapshotId, Result<Snapshot, Problem>),
    Renamed(Snapshot),
    /// A snapshot was deleted.
    Vanished(SnapshotId),
    SignedOut,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ListCommand {
    /// Fetch a page, and report it with the ticket.
    Fetch {
        ticket: Ticket,
        query: Query,
        /// The cursor; none for the first page.
        after: Option<String>,
    },
    Read {
        id: SnapshotId,
    },
}
