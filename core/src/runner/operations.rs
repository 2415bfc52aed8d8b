//! Sends what a person asked for, follows it until it ends, and tells how it ended.
//!
//! The order is the point: each command of the tracker is carried out before the next, and `Store` comes first.

use std::sync::Arc;

use futures_channel::oneshot;

use super::{CarriesOut, Host, Notice, Runner, bits};
use crate::api::call::Call;
use crate::api::machine_events;
use crate::api::snapshots;
use crate::list::inventory::Inventory;
use crate::model::event::{Accepted, Event};
use crate::model::ids::MachineId;
use crate::model::problem::Problem;
use crate::model::snapshot::Snapshot;
use crate::operations::ledger::Ledger;
use crate::operations::operation::{NOTED_SNAPSHOTS, Note, Operation, OperationId, Phase, Verb};
use crate::operations::tracker::{OperationCommand, OperationEvent, Reply, Tracker};
use crate::planted::{Bug, is_planted};

/// How many of a machine's newest events are read before a request: enough to see a restore that goes on there.
const NOTED_EVENTS: u32 = 20;

/// What a person asks for.
#[derive(Clone, Debug)]
pub enum Wish {
    /// A snapshot of a machine, under a name.
    Create {
        /// The machine.
        machine_id: MachineId,
        /// The name.
        name: Arc<str>,
    },
    /// That a snapshot be deleted.
    Delete(Snapshot),
    /// That a machine go back to a snapshot.
    Restore {
        /// The snapshot.
        snapshot: Snapshot,
        /// Whether its present state is kept first.
        safety_snapshot: bool,
        /// The restore that this one undoes.
        undo_of: Option<OperationId>,
    },
}

impl Wish {
    /// The same as an operation that failed or left no trace. Nothing for one that never was complete.
    pub fn again(operation: &Operation) -> Option<Self> {
        let (machine_id, name) = (operation.machine_id.clone(), Arc::clone(&operation.snapshot_name));
        let snapshot = || operation.snapshot();
        Some(match operation.verb {
            Verb::Create => Self::Create { machine_id, name },
            Verb::Delete => Self::Delete(snapshot()?),
            Verb::Restore => Self::Restore {
                snapshot: snapshot()?,
                safety_snapshot: operation.safety_snapshot,
                undo_of: operation.undo_of.clone(),
            },
        })
    }
}

impl<H: Host> CarriesOut<Tracker> for Runner<H> {
    fn carry_out(&self, command: OperationCommand) {
        let host = self.host();
        match command {
            OperationCommand::Store => self.store(),
            OperationCommand::StoreTeam => {
                if let Some(account) = host.auth().account() {
                    let team = host.look(|tracker: &Tracker| tracker.team().write());
                    self.storage().keep_team(&account.key, &team);
                }
            }
            OperationCommand::StoreLastMachine(id) => {
                if let Some(account) = host.auth().account() {
                    self.storage().keep_last_machine(&account.key, &id);
                }
            }
            OperationCommand::TakeNote(id) => {
                let runner = self.clone();
                host.spawn(async move { runner.take_note(id).await });
            }
            OperationCommand::Send(id) => {
                let runner = self.clone();
                host.spawn(async move { runner.send(id).await });
            }
            OperationCommand::Answer(id, reply) => {
                let waiting = self.0.waiting.borrow_mut().remove(&id);
                // Whoever waited may be gone.
                let _heard = waiting.map(|waiting| waiting.send(reply));
            }
            OperationCommand::Ask(round) => self.ask(round),
            OperationCommand::WakeAt(moment) => host.wake_at(moment),
            OperationCommand::Notify(ended) => host.notify(Notice::EndedUnseen(ended)),
            OperationCommand::Tell { ended, away } => host.notify(Notice::Ended { operations: ended, away }),
            OperationCommand::TellBegun(operation) => host.notify(Notice::Begun(Box::new(operation))),
            OperationCommand::TellLost(operation) => host.notify(Notice::AnswerLost(Box::new(operation))),
            OperationCommand::TellList(event) => self.tell::<Inventory>(event),
        }
    }
}

impl<H: Host> Runner<H> {
    /// Starts to do what a person asks for, `instead_of` an operation that failed or left no trace where there is one. The answer
    /// comes once Paperspace has given one, or it is lost; never, where the account is gone by then.
    pub fn begin(
        &self,
        wish: Wish,
        machine_name: Arc<str>,
        instead_of: Option<OperationId>,
    ) -> oneshot::Receiver<Reply> {
        let now = self.host().now();
        let id = OperationId::new(now, bits(self.host().chance()));
        let operation = match wish {
            Wish::Create { machine_id, name } => Operation::create(id.clone(), machine_id, name, machine_name, now),
            Wish::Delete(on) => Operation::intended(id.clone(), Verb::Delete, &on, machine_name, now),
            Wish::Restore { snapshot, safety_snapshot, undo_of } => Operation {
                safety_snapshot,
                undo_of,
                ..Operation::intended(id.clone(), Verb::Restore, &snapshot, machine_name, now)
            },
        };
        let (reply, answered) = oneshot::channel();
        self.0.waiting.borrow_mut().insert(id, reply);
        // What another tab began may not have been heard of yet.
        if !is_planted(Bug::BeginsUnchecked) {
            self.take_over_ledger();
        }
        self.tell::<Tracker>(OperationEvent::Intended { operation, instead_of });
        answered
    }

    /// Forgets an operation whose answer was lost.
    pub fn dismiss(&self, id: OperationId) {
        self.tell::<Tracker>(OperationEvent::Dismissed(id));
    }

    /// Asks no more whether what a restore brought back is kept.
    pub fn keep(&self, id: OperationId) {
        self.tell::<Tracker>(OperationEvent::Kept(id));
    }

    /// Takes in what another tab wrote since. `None` where the ledger cannot be read.
    pub(super) fn take_over_ledger(&self) {
        let Some(account) = self.host().auth().account().cloned() else { return };
        if let Ok(Ledger::Read(stored, _)) = self.storage().ledger(&account.key) {
            self.tell::<Tracker>(OperationEvent::WrittenElsewhere(stored));
        }
    }

    /// Stores the ledger. What another tab wrote since is kept: the tracker takes it in first.
    fn store(&self) {
        let Some(account) = self.host().auth().account().cloned() else { return };
        let storage = self.storage();
        let stored = storage.ledger(&account.key);
        let odd = match stored {
            Ok(Ledger::Read(stored, odd)) => {
                self.tell::<Tracker>(OperationEvent::WrittenElsewhere(stored));
                odd
            }
            _ => Default::default(),
        };
        let operations = self.host().look(|tracker: &Tracker| tracker.operations().to_vec());
        let is_stored = storage.write_ledger(&account.key, &operations, &odd).is_ok();
        if !is_stored {
            self.host().notify(Notice::StorageRefused);
        }
        self.tell::<Tracker>(OperationEvent::Stored(is_stored));
    }

    pub(super) fn operation(&self, id: &OperationId) -> Option<Operation> {
        self.host().look(|tracker: &Tracker| tracker.operation(id).cloned())
    }

    async fn take_note(&self, id: OperationId) {
        let Some(operation) = self.operation(&id) else { return };
        let noted = self.read_note(&operation).await;
        // Another tab may have begun the same in the same moment.
        self.take_over_ledger();
        self.tell::<Tracker>(OperationEvent::Noted(id, noted));
    }

    /// What is newest on a machine, so that what comes later can be told apart.
    async fn read_note(&self, operation: &Operation) -> Result<(Note, Vec<Event>), Problem> {
        let events = machine_events::list(Some(&operation.machine_id), NOTED_EVENTS);
        let events = self.call(&events).await?.items;
        let mut note = Note { newest_event: events.first().map(|event| event.id.clone()), ..Note::default() };
        if operation.verb != Verb::Delete {
            let newest = self.call(&snapshots::newest(&operation.machine_id, NOTED_SNAPSHOTS)).await?;
            note.newest_snapshots = newest.items.into_iter().map(|snapshot| snapshot.id).collect();
        }
        Ok((note, events))
    }

    async fn send(&self, id: OperationId) {
        // Another tab may have given it up meanwhile.
        let Some(operation) = self.operation(&id).filter(|operation| operation.phase == Phase::Sending) else { return };
        let Some(request) = request_of(&operation) else { return };
        let mut answer = self.call(&request).await;
        if is_planted(Bug::SendsAgain) && answer.as_ref().is_err_and(Problem::is_outcome_unknown) {
            answer = self.call(&request).await;
        }
        self.tell::<Tracker>(OperationEvent::Answered(id, answer));
    }

    /// Sends what was being sent when a page went away: a mistake.
    #[cfg(feature = "planted")]
    pub(super) fn send_again(&self, stored: &[Operation]) {
        for operation in stored.iter().filter(|operation| operation.phase == Phase::Sending) {
            let (runner, id, request) = (self.clone(), operation.id.clone(), request_of(operation));
            self.host().spawn(async move {
                if let Some(request) = request {
                    let answer = runner.call(&request).await;
                    runner.tell::<Tracker>(OperationEvent::Answered(id, answer));
                }
            });
        }
    }
}

/// The request that carries an operation out.
pub fn request_of(operation: &Operation) -> Option<Call<Accepted>> {
    Some(match (operation.verb, &operation.snapshot_id) {
        (Verb::Create, _) => snapshots::create(&operation.machine_id, &operation.snapshot_name),
        (Verb::Delete, id) => snapshots::delete(id.as_ref()?),
        (Verb::Restore, id) => snapshots::restore(id.as_ref()?, operation.safety_snapshot),
    })
}
