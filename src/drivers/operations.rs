//! Sends what a person asked for, follows it until it ends, and tells how it ended.
//!
//! The order is the point: the tracker's `Store` is carried out before `begin` sends anything.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::snapshots::{self, Accepted};
use crate::api::{call::Call, machine_events};
use crate::browser::{clock, listen, random};
use crate::domain::account::AccountKey;
use crate::domain::ids::{EventId, MachineId};
use crate::domain::inventory::{self, PAGE_LIMIT};
use crate::domain::operation::{Operation, OperationId, Outcome, Verb};
use crate::domain::problem::Problem;
use crate::domain::snapshot::Snapshot;
use crate::domain::tracker::{Command, Happened};
use crate::drivers::kept::{self, Ledger};
use crate::state::client::Client;
use crate::state::list::List;
use crate::state::operations::Operations;
use crate::state::session::Session;
use crate::state::toasts::{Toasts, Tone};
use crate::text;

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
    },
}

/// Everything that this driver works with.
#[derive(Clone, Copy)]
struct Driver {
    operations: Operations,
    client: Client,
    session: Session,
    list: List,
    toasts: Toasts,
}

impl Driver {
    fn expect() -> Self {
        Self {
            operations: Operations::expect(),
            client: Client::expect(),
            session: Session::expect(),
            list: List::expect(),
            toasts: Toasts::expect(),
        }
    }

    fn tell(self, happened: Happened) {
        self.operations.tell(clock::now(), random::chance(), happened);
    }
}

/// Starts to do what a person asks for. Call it where the context is; the answer comes when the provider has answered.
///
/// # Errors
/// Why the provider did not accept it. Where it may have happened all the same, the operation stays as "not sure".
pub fn begin(wish: Wish, machine_name: Arc<str>) -> impl Future<Output = Result<Accepted, Problem>> {
    let driver = Driver::expect();
    async move {
        let (verb, on, safety_snapshot) = match &wish {
            Wish::Create { machine_id, name } => {
                let snapshot = Snapshot {
                    id: "".into(),
                    is_auto_snapshot: false,
                    machine_id: machine_id.clone(),
                    name: Arc::clone(name),
                };
                (Verb::Create, snapshot, false)
            }
            Wish::Delete(snapshot) => (Verb::Delete, snapshot.clone(), false),
            Wish::Restore { snapshot, safety_snapshot } => (Verb::Restore, snapshot.clone(), *safety_snapshot),
        };
        let id = OperationId::new(clock::now(), random::bits());
        let intended = Operation::intended(id.clone(), verb, &on, machine_name, clock::now());
        driver.tell(Happened::Intended(Operation { safety_snapshot, ..intended }));
        let call: Call<Accepted> = match &wish {
            Wish::Create { machine_id, name } => snapshots::create(machine_id, name),
            Wish::Delete(snapshot) => snapshots::delete(&snapshot.id),
            Wish::Restore { snapshot, safety_snapshot } => snapshots::restore(&snapshot.id, *safety_snapshot),
        };
        let result = driver.client.send(call).await;
        match &result {
            Ok(accepted) => {
                if verb == Verb::Create {
                    driver.list.tell(inventory::Happened::Created(accepted.data.clone()));
                    if let Some(account) = driver.session.account_untracked() {
                        kept::keep_last_machine(&account.key, accepted.data.machine_id.as_str());
                    }
                }
                driver.tell(Happened::Accepted(id, accepted.data.clone(), accepted.event.clone()));
            }
            Err(problem) if problem.leaves_open_whether_it_happened() => driver.tell(Happened::AnswerLost(id)),
            Err(problem) => {
                if problem.is_not_found() && verb != Verb::Create {
                    driver.list.tell(inventory::Happened::Vanished(on.id));
                }
                driver.tell(Happened::Refused(id));
            }
        }
        result
    }
}

/// The machine that a snapshot was last taken of in this browser. Call it where the context is.
pub fn last_machine() -> Option<MachineId> {
    let account = Session::expect().account_untracked()?;
    kept::last_machine(&account.key).map(|id| MachineId::from(id.as_str()))
}

pub(super) fn start() {
    let driver = Driver::expect();
    driver.operations.carried_out_by(Callback::new(move |command| carry_out(driver, command)));
    let key = driver.session.account_key();
    Effect::new(move |_| {
        driver.tell(Happened::Forgotten);
        if let Some(key) = key.get() {
            remember(driver, &key);
        }
    });
    listen::other_tab_wrote(move |name| {
        let Some(account) = driver.session.account_untracked() else { return };
        let own = kept::ledger_key(&driver.client.base(), &account.key);
        if name.as_deref() == Some(own.as_str())
            && let Ok(Ledger::Read(stored)) = kept::ledger(&driver.client.base(), &account.key)
        {
            driver.tell(Happened::WrittenElsewhere(stored));
        }
    });
    listen::came_back(move || driver.tell(Happened::Ticked));
}

fn remember(driver: Driver, key: &AccountKey) {
    match kept::ledger(&driver.client.base(), key) {
        Ok(Ledger::Read(stored)) => driver.tell(Happened::Remembered(stored)),
        Ok(Ledger::Unreadable) => driver.toasts.show(Tone::Failure, text::words().chrome.ledger_unreadable),
        Err(storage_refused) => tell_refused(driver, storage_refused),
    }
}

fn tell_refused(driver: Driver, _: crate::browser::storage::Refused) {
    driver.toasts.show(Tone::Failure, text::words().chrome.storage_refused);
}

fn carry_out(driver: Driver, command: Command) {
    match command {
        Command::Store => {
            let Some(account) = driver.session.account_untracked() else { return };
            let base = driver.client.base();
            // What another tab wrote since is kept: the tracker takes it in before it writes.
            if let Ok(Ledger::Read(stored)) = kept::ledger(&base, &account.key) {
                driver.tell(Happened::WrittenElsewhere(stored));
            }
            let operations = driver.operations.with_untracked(|tracker| tracker.operations().to_vec());
            if let Err(refused) = kept::write_ledger(&base, &account.key, &operations) {
                tell_refused(driver, refused);
            }
        }
        Command::WakeAt(moment) => clock::at(moment, move || driver.tell(Happened::Ticked)),
        Command::AskEach(event_ids) => spawn_local(async move {
            ask_each(driver, event_ids).await;
            driver.tell(Happened::RoundEnded);
        }),
        Command::AskList(event_ids) => spawn_local(async move {
            ask_list(driver, event_ids).await;
            driver.tell(Happened::RoundEnded);
        }),
        Command::Tell(operation) => tell_outcome(driver, &operation),
    }
}

async fn ask_each(driver: Driver, event_ids: Vec<EventId>) {
    for event_id in event_ids {
        match driver.client.send(machine_events::read(&event_id)).await {
            Ok(event) => driver.tell(Happened::Reported(event)),
            Err(problem) if problem.is_not_found() => driver.tell(Happened::EventVanished(event_id)),
            // The next round asks again: a poll is not repeated inside its interval.
            Err(_) => {}
        }
    }
}

async fn ask_list(driver: Driver, event_ids: Vec<EventId>) {
    let Ok(page) = driver.client.send(machine_events::list(None, PAGE_LIMIT)).await else { return };
    let missing = event_ids.into_iter().filter(|id| !page.items.iter().any(|event| event.id == *id)).collect();
    for event in page.items {
        driver.tell(Happened::Reported(event));
    }
    ask_each(driver, missing).await;
}

/// Says how an operation ended, and brings the list up to date.
fn tell_outcome(driver: Driver, operation: &Operation) {
    let done = operation.outcome() == Some(&Outcome::Done);
    driver.toasts.show(if done { Tone::Success } else { Tone::Failure }, text::operations::outcome(operation));
    match (&operation.snapshot_id, operation.verb) {
        (Some(id), Verb::Delete) if done => driver.list.tell(inventory::Happened::Vanished(id.clone())),
        (Some(id), Verb::Create) if !done => driver.list.tell(inventory::Happened::Doubted(id.clone())),
        _ => driver.list.tell(inventory::Happened::RefreshWanted),
    }
}
