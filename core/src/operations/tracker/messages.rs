//! The events and commands of the tracker.

use crate::list::inventory::ListEvent;
use crate::model::event::{Accepted, Event};
use crate::model::ids::{EventId, MachineId};
use crate::model::problem::Problem;
use crate::model::time::Timestamp;
use crate::operations::operation::{Note, Operation, OperationId};
use crate::operations::permission::Why;
use crate::operations::reconcile::Observation;
use crate::operations::team::Team;

#[derive(Clone, Debug)]
pub enum OperationEvent {
    /// Somebody signed in; this is what is stored for the account.
    Remembered(Vec<Operation>, Team),
    /// Another tab stored the ledger.
    WrittenElsewhere(Vec<Operation>),
    /// Another tab stored the team.
    LearntElsewhere(Team),
    /// The user started an operation. Its request is sent once it is stored and its note is made.
    Intended {
        operation: Operation,
        /// The operation that this one tries again.
        instead_of: Option<OperationId>,
    },
    /// The note, with the machine's newest events; or why they could not be read.
    Noted(OperationId, Result<(Note, Vec<Event>), Problem>),
    /// The answer to an operation's request.
    Answered(OperationId, Result<Accepted, Problem>),
    /// Whether the ledger could be stored.
    Stored(bool),
    /// The user dismissed an operation whose answer was lost.
    Dismissed(OperationId),
    /// The user keeps what a restore brought back.
    Kept(OperationId),
    /// The state of a followed event.
    Reported(Event),
    /// The team's newest events.
    Listed(Vec<Event>),
    /// Listing the team's events failed; whether that may pass.
    ListFailed { may_pass: bool },
    /// Paperspace no longer knows an event.
    EventVanished(EventId),
    /// A look for an operation whose answer was lost; `None` if the look failed.
    Looked(OperationId, Option<Observation>),
    /// A second look at an operation that ended in an error without a reason.
    Checked(OperationId, Check),
    /// A look for a safety snapshot; `None` if the look failed.
    SafetyLooked(OperationId, Option<Observation>),
    /// A round is over. `Retry-After` may have asked for a pause, in milliseconds.
    RoundEnded(Option<u64>),
    /// Another tab polls until then.
    LeftToOther(Timestamp),
    Surroundings {
        /// The page is visible.
        visible: bool,
        online: bool,
    },
    /// The alarm rang.
    Ticked,
    /// The account changed. Its stored ledger stays.
    Forgotten,
}

/// A second look at an error without a reason.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Check {
    /// Whether the snapshot exists, for a create or a delete.
    IsThere(bool),
    /// The event once more: of a restore, nothing else can be seen.
    Event(Event),
}

/// The one answer to whoever started an operation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Reply {
    /// It is running, or its answer was lost and is looked for.
    Begun,
    /// Paperspace refused: nothing happened.
    Refused(Problem),
    /// Not sent, because of something that runs.
    NotPermitted(Why),
    /// Not sent: it took too long.
    GivenUp,
    /// Not sent: the browser could not store that it is being sent, so after a reload it would say that nothing was.
    NotStored,
}

/// To be carried out in order.
#[derive(Clone, Debug, PartialEq)]
pub enum OperationCommand {
    Store,
    StoreTeam,
    /// Preselect this machine next time.
    StoreLastMachine(MachineId),
    /// Make the operation's [`Note`].
    TakeNote(OperationId),
    /// Send the request, if the operation still waits for that.
    Send(OperationId),
    Answer(OperationId, Reply),
    /// Poll Paperspace, unless another tab does.
    Ask(Round),
    /// Send [`OperationEvent::Ticked`] then. This replaces an earlier alarm.
    WakeAt(Timestamp),
    /// The page is hidden: show system notifications, if the user wants them.
    Notify(Vec<Operation>),
    /// Tell the user how operations ended.
    Tell {
        ended: Vec<Operation>,
        /// They ended while the page was hidden.
        away: bool,
    },
    /// Tell the user that Paperspace has begun.
    TellBegun(Operation),
    /// Tell the user that an answer was lost.
    TellLost(Operation),
    TellList(ListEvent),
}

/// What to ask Paperspace in one round.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Round {
    /// The followed events.
    pub events: Vec<EventId>,
    /// List the team's newest events, and read by id only what is not among them.
    pub by_list: bool,
    /// Listing has just failed, so a few events are read by id. If that fails too, Paperspace is down.
    pub after_failure: bool,
    /// Operations whose answer was lost.
    pub look_for: Vec<OperationId>,
    /// Operations that ended in an error without a reason.
    pub check: Vec<OperationId>,
    /// Restores whose safety snapshot is looked for.
    pub find_safety: Vec<OperationId>,
    /// The time until the next round, in milliseconds.
    pub every_ms: u64,
}

impl Round {
    pub fn is_busy(&self) -> bool {
        !(self.events.is_empty() && self.look_for.is_empty() && self.check.is_empty() && self.find_safety.is_empty())
    }
}
