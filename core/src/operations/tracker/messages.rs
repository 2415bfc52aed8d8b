//! What the operations machine hears and what it wants done.

use crate::list::inventory::ListEvent;
use crate::model::event::{Accepted, Event};
use crate::model::ids::{EventId, MachineId};
use crate::model::problem::Problem;
use crate::model::time::Timestamp;
use crate::operations::operation::{Note, Operation, OperationId};
use crate::operations::permission::Why;
use crate::operations::reconcile::Observation;
use crate::operations::team::Team;

/// What happened.
#[derive(Clone, Debug)]
pub enum OperationEvent {
    /// Somebody is signed in, and this is what the ledger and the memory of the team hold.
    Remembered(Vec<Operation>, Team),
    /// Another tab wrote the ledger.
    WrittenElsewhere(Vec<Operation>),
    /// Another tab learnt about the team.
    LearntElsewhere(Team),
    /// A person asked for something. Its request leaves once this is stored and what is newest was noted.
    Intended {
        /// What.
        operation: Operation,
        /// The operation that failed or left no trace, where this one is asked for in its place.
        instead_of: Option<OperationId>,
    },
    /// What was newest before the request, with the machine's newest events; or why it could not be read.
    Noted(OperationId, Result<(Note, Vec<Event>), Problem>),
    /// What came of an operation's request.
    Answered(OperationId, Result<Accepted, Problem>),
    /// The ledger was stored, or could not be.
    Stored(bool),
    /// A person does not want to hear any more of an operation whose answer was lost.
    Dismissed(OperationId),
    /// Paperspace told how far an event is.
    Reported(Event),
    /// These are the team's newest events.
    Listed(Vec<Event>),
    /// The list of the team's events failed, which may pass.
    ListFailed,
    /// Paperspace does not know an event any more.
    EventVanished(EventId),
    /// What can be seen of an operation whose answer was lost; nothing where it could not be looked for.
    Looked(OperationId, Option<Observation>),
    /// What can be seen of an operation that ended in an error without a reason.
    Checked(OperationId, Check),
    /// What can be seen of the machine after its restore; nothing where it could not be looked at.
    SafetyLooked(OperationId, Option<Observation>),
    /// A round of asking is over, whatever it brought; the service may have asked to be left alone for so many milliseconds.
    RoundEnded(Option<u64>),
    /// Another tab asks for all until then.
    LeftToOther(Timestamp),
    /// Whether a person can see the page, and whether the browser has a network.
    Surroundings {
        /// A person can see the page.
        visible: bool,
        /// The browser has a network.
        online: bool,
    },
    /// The time to look again may have come.
    Ticked,
    /// The account changed: forget all here, the stored ledger of the other account stays.
    Forgotten,
}

/// What a second look at an error without a reason brought.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Check {
    /// Whether the snapshot is there: what a create makes and a delete takes away.
    IsThere(bool),
    /// The event, asked for once more: of a restore nothing else can be seen.
    Event(Event),
}

/// What whoever asked for an operation is told, once.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Reply {
    /// It is under way, or its answer was lost and it is looked for.
    Begun,
    /// It was refused: nothing happened.
    Refused(Problem),
    /// It was not sent, because of something else.
    NotPermitted(Why),
    /// It was not sent: the time for that is over.
    GivenUp,
    /// It was not sent: the browser stored that it was asked for, and cannot store that it is being sent. After a reload it would
    /// say that nothing was.
    NotStored,
}

/// What to do, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum OperationCommand {
    /// Store the ledger.
    Store,
    /// Store what is known of the team.
    StoreTeam,
    /// Remember the machine that a snapshot was taken of, for the next time.
    StoreLastMachine(MachineId),
    /// Note what is newest on the operation's machine.
    TakeNote(OperationId),
    /// Send the operation's request, if it still is in the phase for it.
    Send(OperationId),
    /// Tell whoever asked for it.
    Answer(OperationId, Reply),
    /// Ask Paperspace, unless another tab does.
    Ask(Round),
    /// Say to the machine that time has passed, at this moment. There is one such alarm: an earlier one is forgotten.
    WakeAt(Timestamp),
    /// Nobody sees the page: tell by other means, if that was asked for, how operations ended.
    Notify(Vec<Operation>),
    /// Tell the person how operations ended.
    Tell {
        /// The operations.
        ended: Vec<Operation>,
        /// They ended while nobody was looking.
        away: bool,
    },
    /// Tell the person that the answer to a request was lost.
    TellLost(Operation),
    /// Tell the list what became of a snapshot.
    TellList(ListEvent),
}

/// What to ask Paperspace in one go.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Round {
    /// The events that are followed.
    pub events: Vec<EventId>,
    /// Whether they are looked up in one list of the team's newest events, and only those that it does not hold by id.
    pub by_list: bool,
    /// The list has just failed: these events take their turn in its place. Where they fail as well, the service does.
    pub after_failure: bool,
    /// The operations to look for whose answer was lost.
    pub look_for: Vec<OperationId>,
    /// The operations that ended in an error without a reason.
    pub check: Vec<OperationId>,
    /// The restores whose safety snapshot is looked for.
    pub find_safety: Vec<OperationId>,
    /// When the next round is planned, in milliseconds from now.
    pub every_ms: u64,
}

impl Round {
    /// Whether anything is under way.
    pub fn is_busy(&self) -> bool {
        !(self.events.is_empty() && self.look_for.is_empty() && self.check.is_empty() && self.find_safety.is_empty())
    }
}
