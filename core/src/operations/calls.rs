//! What an operation asks the provider: its own request, the note before it, and the rounds that follow it.
//!
//! Independent of what sends: the browser does in `drivers/`, the proofs do against the sandbox's router.

use crate::api::call::Call;
use crate::api::machine_events;
use crate::api::snapshots::{self, Accepted};
use crate::list::inventory::PAGE_LIMIT;
use crate::list::query::Query;
use crate::model::ids::MachineId;
use crate::model::page::Page;
use crate::model::problem::Problem;
use crate::model::snapshot::Snapshot;
use crate::model::time::Timestamp;
use crate::operations::operation::{NOTED_SNAPSHOTS, Note, Operation, OperationId, Verb};
use crate::operations::reconcile::Look;
use crate::operations::tracker::{Happened, Round};

/// Whatever sends calls for an account, each once.
pub trait Service {
    /// Sends a call.
    fn call<T>(&self, call: Call<T>) -> impl Future<Output = Result<T, Problem>>;
    /// The time here.
    fn now(&self) -> Timestamp;
}

/// The request that carries an operation out.
pub fn request_of(operation: &Operation) -> Option<Call<Accepted>> {
    Some(match (operation.verb, &operation.snapshot_id) {
        (Verb::Create, _) => snapshots::create(&operation.machine_id, &operation.snapshot_name),
        (Verb::Delete, id) => snapshots::delete(id.as_ref()?),
        (Verb::Restore, id) => snapshots::restore(id.as_ref()?, operation.safety_snapshot),
    })
}

/// Notes what is newest on a machine, so that what comes later can be told apart.
///
/// # Errors
/// Why it could not be read.
pub async fn take_note(service: &impl Service, operation: &Operation) -> Result<Note, Problem> {
    let events = service.call(machine_events::list(Some(&operation.machine_id), 1)).await?;
    let mut note = Note { newest_event: events.items.into_iter().next().map(|event| event.id), ..Note::default() };
    if operation.verb != Verb::Delete {
        let newest = service.call(newest_snapshots(&operation.machine_id, NOTED_SNAPSHOTS)).await?;
        note.newest_snapshots = newest.items.into_iter().map(|snapshot| snapshot.id).collect();
    }
    Ok(note)
}

fn newest_snapshots(machine_id: &MachineId, limit: u32) -> Call<Page<Snapshot>> {
    snapshots::list(&Query { machine_id: Some(machine_id.clone()), ..Query::default() }, None, limit)
}

/// Asks everything that a round asks, and tells what came of it. Nothing is asked twice in a round: the next one is near.
pub async fn go_round(service: &impl Service, round: &Round, operations: &[Operation], tell: impl Fn(Happened)) {
    let tour = Tour { service, operations, tell, pushback_ms: std::cell::Cell::new(None) };
    tour.follow(round).await;
    for id in &round.look_for {
        tour.look_for(id).await;
    }
    for id in &round.check {
        tour.check(id).await;
    }
    for id in &round.find_safety {
        tour.find_safety(id).await;
    }
    (tour.tell)(Happened::RoundEnded(tour.pushback_ms.get()));
}

struct Tour<'a, S, F> {
    service: &'a S,
    operations: &'a [Operation],
    tell: F,
    pushback_ms: std::cell::Cell<Option<u64>>,
}

impl<S: Service, F: Fn(Happened)> Tour<'_, S, F> {
    /// A call whose failure is made up for in a later round. Whether the service asked for patience is remembered.
    async fn ask<T>(&self, call: Call<T>) -> Result<T, Problem> {
        let result = self.service.call(call).await;
        if let Err(problem) = &result {
            let asked_ms = problem.retry_after_ms(self.service.now());
            self.pushback_ms.set(self.pushback_ms.get().max(asked_ms));
        }
        result
    }

    fn operation(&self, id: &OperationId) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == *id)
    }

    async fn follow(&self, round: &Round) {
        let mut by_id: Vec<_> = round.events.iter().collect();
        if round.by_list {
            let Ok(page) = self.ask(machine_events::list(None, PAGE_LIMIT)).await else { return };
            by_id.retain(|id| page.items.iter().all(|event| event.id != **id));
            (self.tell)(Happened::Listed(page.items));
        }
        for id in by_id {
            match self.ask(machine_events::read(id)).await {
                Ok(event) => (self.tell)(Happened::Reported(vec![event])),
                Err(problem) if problem.is_not_found() => (self.tell)(Happened::EventVanished(id.clone())),
                Err(_) => {}
            }
        }
    }

    async fn look_for(&self, id: &OperationId) {
        let Some(operation) = self.operation(id) else { return };
        (self.tell)(match self.look(operation).await {
            Ok(look) => Happened::Looked(id.clone(), look),
            Err(_) => Happened::LookFailed(id.clone()),
        });
    }

    async fn look(&self, operation: &Operation) -> Result<Look, Problem> {
        let events = self.ask(machine_events::list(Some(&operation.machine_id), PAGE_LIMIT)).await?.items;
        let mut look = Look { events, snapshots: Vec::new(), is_there: true };
        match operation.verb {
            Verb::Create => {
                look.snapshots = self.ask(newest_snapshots(&operation.machine_id, PAGE_LIMIT)).await?.items;
            }
            Verb::Delete => look.is_there = self.is_there(operation).await?,
            Verb::Restore => {}
        }
        Ok(look)
    }

    async fn is_there(&self, operation: &Operation) -> Result<bool, Problem> {
        let Some(id) = &operation.snapshot_id else { return Ok(false) };
        match self.ask(snapshots::read(id)).await {
            Ok(_) => Ok(true),
            Err(problem) if problem.is_not_found() => Ok(false),
            Err(problem) => Err(problem),
        }
    }

    async fn check(&self, id: &OperationId) {
        let Some(operation) = self.operation(id) else { return };
        if let Ok(is_there) = self.is_there(operation).await {
            (self.tell)(Happened::Checked(id.clone(), is_there));
        }
    }

    async fn find_safety(&self, id: &OperationId) {
        let Some(operation) = self.operation(id) else { return };
        if let Ok(newest) = self.ask(newest_snapshots(&operation.machine_id, PAGE_LIMIT)).await {
            (self.tell)(Happened::SafetyListed(id.clone(), newest.items));
        }
    }
}

/// What came of an operation's request, for the machine.
pub fn happened(id: &OperationId, result: &Result<Accepted, Problem>) -> Happened {
    match result {
        Ok(accepted) => Happened::Accepted(id.clone(), accepted.data.clone(), accepted.event.clone()),
        Err(problem) if problem.leaves_open_whether_it_happened() => Happened::AnswerLost(id.clone()),
        Err(_) => Happened::Refused(id.clone()),
    }
}

/// What came of taking a note. Where nothing gets through, nothing is sent either; where only this cannot be read, the
/// operation goes on without it.
///
/// # Errors
/// Why nothing is sent.
pub fn noted(id: &OperationId, result: Result<Note, Problem>) -> Result<Happened, Problem> {
    match result {
        Ok(note) => Ok(Happened::Noted(id.clone(), Some(note))),
        Err(problem) if problem.status().is_none() && !matches!(problem, Problem::Garbled { .. }) => Err(problem),
        Err(problem) if problem.is_unauthorized() => Err(problem),
        Err(_) => Ok(Happened::Noted(id.clone(), None)),
    }
}
