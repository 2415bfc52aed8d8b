//! What the list takes in, and what it wants done.

use crate::list::cache::KeptList;
use crate::list::query::Query;
use crate::model::ids::SnapshotId;
use crate::model::page::Page;
use crate::model::problem::Problem;
use crate::model::snapshot::Snapshot;

/// Which fetch an answer belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Ticket(pub(super) u64);

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum ListEvent {
    /// A person looks at a list: another one, or for the first time.
    Opened(Query),
    /// This is what this browser kept of the list of an earlier visit.
    Recalled(KeptList),
    /// The end of what is loaded came into sight, or a person asked for more, or tries again.
    MoreWanted,
    /// A person wants all that is not loaded.
    RestWanted,
    /// A person has enough.
    RestStopped,
    /// A person wants all that is loaded to be as Paperspace has it now.
    RefreshWanted,
    /// An operation ended, and the list may be out of date.
    Outdated,
    /// A person looks at the page again after a while.
    CameBack,
    /// The network is back.
    BackOnline,
    /// A person gave a new key of the same account.
    KeyRenewed,
    /// A page arrived.
    PageArrived(Ticket, Page<Snapshot>),
    /// A page did not arrive.
    PageFailed(Ticket, Problem),
    /// A snapshot was made here and is known before any list shows it.
    Created(Snapshot),
    /// The making of a snapshot failed, or so it is said: it is to be asked for.
    Doubted(SnapshotId),
    /// What came of asking for a snapshot.
    ReadEnded(SnapshotId, Result<Snapshot, Problem>),
    /// A snapshot has another name.
    Renamed(Snapshot),
    /// A snapshot is gone for good.
    Vanished(SnapshotId),
    /// Nobody is signed in any more.
    SignedOut,
}

/// What to do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ListCommand {
    /// Fetch a page and report it with the ticket.
    Fetch {
        /// To be given back with the answer.
        ticket: Ticket,
        /// Which list.
        query: Query,
        /// Where the page starts; none for the first.
        after: Option<String>,
    },
    /// Ask for one snapshot and report it.
    Read {
        /// Which.
        id: SnapshotId,
    },
}
