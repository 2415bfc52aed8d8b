//! What the operations machine hears and what it wants done.

use crate::model::event::Event;
use crate::model::ids::EventId;
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;
use crate::operations::operation::{Note, Operation, OperationId};
use crate::operations::reconcile::Look;
use crate::operations::team::Team;

/// What happened.
#[derive(Clone, Debug)]
pub enum Happened {
    /// Somebody is signed in, and this is what the ledger and the memory of the team hold.
    Remembered(Vec<Operation>, Team),
    /// Another tab wrote the ledger.
    WrittenElsewhere(Vec<Operation>),
    /// Another tab learnt about the team.
    LearntElsewhere(Team),
    /// A person asked for something. Its request leaves once this is stored and what is newest was noted.
    Intended(Operation),
    /// What is newest before the request; nothing where it could not be read.
    Noted(OperationId, Option<Note>),
    /// The provider accepted it.
    Accepted(OperationId, Snapshot, Event),
    /// It was refused before anything happened.
    Refused(OperationId),
    /// No answer came.
    AnswerLost(OperationId),
    /// A person does not want to hear of an operation any more whose answer was lost.
    Dismissed(OperationId),
    /// The provider told how far some events are.
    Reported(Vec<Event>),
    /// These are the team's newest events.
    Listed(Vec<Event>),
    /// The provider does not know an event any more.
    EventVanished(EventId),
    /// This is what can be seen of an operation whose answer was lost.
    Looked(OperationId, Look),
    /// It could not be looked for.
    LookFailed(OperationId),
    /// Whether the snapshot is there of which an error without a reason was reported.
    Checked(OperationId, bool),
    /// The machine's newest snapshots after its restore.
    SafetyListed(OperationId, Vec<Snapshot>),
    /// A round of asking is over, whatever it brought; the service may have asked to be left alone for a while.
    RoundEnded(Option<u64>),
    /// Another tab asks for all until then.
    LeftToOther(Timestamp),
    /// Whether a person can see the page, and whether the browser has a network.
    Surroundings {
        /// Seen.
        visible: bool,
        /// Connected.
        online: bool,
    },
    /// The time to look again may have come.
    Ticked,
    /// The account changed: forget all here, the stored ledger of the other account stays.
    Forgotten,
}

/// What to do, in this order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Command {
    /// Store the ledger.
    Store,
    /// Store what is known of the team.
    StoreTeam,
    /// Note what is newest on the operation's machine.
    TakeNote(OperationId),
    /// Send the operation's request, if it still is in the phase for it.
    Send(OperationId),
    /// Ask the provider, unless another tab does.
    Ask(Round),
    /// Say to the machine that time has passed, at this moment. There is one such alarm: an earlier one is forgotten.
    WakeAt(Timestamp),
    /// Nobody sees the page: tell by other means, if that was asked for, how operations ended.
    Notify(Vec<Operation>),
    /// Tell the person how operations ended, and bring the list up to date.
    Tell {
        /// Which.
        ended: Vec<Operation>,
        /// They ended while nobody was looking.
        away: bool,
    },
}

/// What to ask the provider in one go.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Round {
    /// The events that are followed.
    pub events: Vec<EventId>,
    /// Whether they are looked up in one list of the team's newest events, and only those that it does not hold by id.
    pub by_list: bool,
    /// The operations to look for whose answer was lost.
    pub look_for: Vec<OperationId>,
    /// The operations whose snapshot is looked at.
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
