//! Sends what a person asked for, follows it until it ends, and tells how it ended.
//!
//! The order is the point: each command of the tracker is carried out before the next, and `Store` comes first.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, listen, random};
use crate::drivers::kept::{self, Ledger};
use crate::drivers::outcomes;
use crate::state::client::Client;
use crate::state::list::List;
use crate::state::operations::Operations;
use crate::state::session::Session;
use crate::state::toasts::{Toasts, Tone};
use snapdeck_core::api::call::Call;
use snapdeck_core::list::inventory;
use snapdeck_core::model::account::AccountKey;
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::model::time::Timestamp;
use snapdeck_core::operations::calls::{self as calls, Service};
use snapdeck_core::operations::lease::Lease;
use snapdeck_core::operations::operation::{Operation, OperationId, Phase, Verb};
use snapdeck_core::operations::tracker::{Command, Happened, Round};
use snapdeck_core::text;

/// The longest that chance keeps a tab waiting before it takes over from another, so that not all do it at once.
const TAKE_OVER_SPREAD_MS: f64 = 1_000.0;

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

/// Called once the provider has answered, or its answer is lost: then the operation stays as "not sure".
pub type Answered = Box<dyn FnOnce(Result<(), Problem>) + Send + Sync>;

/// Everything that this driver works with; for the rest, what begins operations.
#[derive(Clone, Copy)]
pub struct Driver {
    pub(super) operations: Operations,
    pub(super) client: Client,
    pub(super) session: Session,
    pub(super) list: List,
    pub(super) toasts: Toasts,
    waiting: StoredValue<HashMap<OperationId, Answered>>,
    tab: StoredValue<Arc<str>>,
    alarm: clock::Alarm,
}

impl Driver {
    fn tell(self, happened: Happened) {
        let quiet = matches!(happened, Happened::Ticked | Happened::RoundEnded(_) | Happened::LeftToOther(_));
        let mut commands = Vec::new();
        let (now, chance) = (clock::now(), random::chance());
        self.operations.change(quiet, |tracker| commands = tracker.step(now, chance, happened));
        commands.into_iter().for_each(|command| carry_out(self, command));
    }

    fn operation(self, id: &OperationId) -> Option<Operation> {
        self.operations.with_untracked(|tracker| tracker.operation(id).cloned())
    }

    fn answer(self, id: &OperationId, result: Result<(), Problem>) {
        let answered = self.waiting.try_update_value(|waiting| waiting.remove(id)).flatten();
        if let Some(answered) = answered {
            answered(result);
        }
    }
}

impl Service for Driver {
    fn call<T>(&self, call: Call<T>) -> impl Future<Output = Result<T, Problem>> {
        self.client.send(call)
    }

    fn now(&self) -> Timestamp {
        clock::now()
    }
}

impl Driver {
    /// What begins operations on this page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Starts to do what a person asks for.
    pub fn begin(self, wish: Wish, machine_name: Arc<str>, answered: Answered) {
        let (verb, on, safety_snapshot) = match wish {
            Wish::Create { machine_id, name } => {
                (Verb::Create, Snapshot { id: "".into(), is_auto_snapshot: false, machine_id, name }, false)
            }
            Wish::Delete(snapshot) => (Verb::Delete, snapshot, false),
            Wish::Restore { snapshot, safety_snapshot } => (Verb::Restore, snapshot, safety_snapshot),
        };
        let id = OperationId::new(clock::now(), random::bits());
        let intended = Operation::intended(id.clone(), verb, &on, machine_name, clock::now());
        self.waiting.update_value(|waiting| {
            waiting.insert(id, answered);
        });
        self.tell(Happened::Intended(Operation { safety_snapshot, ..intended }));
    }

    /// Asks again for what failed or left no trace: a new intention. What goes wrong is told in a message.
    pub fn again(self, operation: &Operation) {
        let snapshot = operation.subject();
        let wish = match operation.verb {
            Verb::Create => Wish::Create { machine_id: snapshot.machine_id, name: snapshot.name },
            Verb::Delete => Wish::Delete(snapshot),
            Verb::Restore => Wish::Restore { snapshot, safety_snapshot: operation.safety_snapshot },
        };
        self.dismiss(operation.id.clone());
        let toasts = self.toasts;
        let answered: Answered = Box::new(move |result| {
            if let Err(problem) = result {
                toasts.show(Tone::Failure, text::errors::describe_write(&problem));
            }
        });
        self.begin(wish, Arc::clone(&operation.machine_name), answered);
    }

    /// Forgets an operation whose answer was lost.
    pub fn dismiss(self, id: OperationId) {
        self.tell(Happened::Dismissed(id));
    }
}

/// The machine that a snapshot was last taken of in this browser. Call it where the context is.
pub fn last_machine() -> Option<MachineId> {
    let account = Session::expect().account_untracked()?;
    kept::last_machine(&account.key).map(|id| MachineId::from(id.as_str()))
}

/// Starts to follow operations.
pub(super) fn start() {
    let driver = Driver {
        operations: Operations::expect(),
        client: Client::expect(),
        session: Session::expect(),
        list: List::expect(),
        toasts: Toasts::expect(),
        waiting: StoredValue::new(HashMap::new()),
        tab: StoredValue::new(Arc::from(format!("{:08x}", random::bits()))),
        alarm: clock::Alarm::new(),
    };
    provide_context(driver);
    let look_around =
        move || driver.tell(Happened::Surroundings { visible: listen::is_visible(), online: listen::is_online() });
    look_around();
    let key = driver.session.account_key();
    Effect::new(move |_| {
        driver.tell(Happened::Forgotten);
        if let Some(key) = key.get() {
            remember(driver, &key);
        }
    });
    driver.session.on_renewed(move || driver.tell(Happened::Ticked));
    listen::surroundings_changed(look_around);
    listen::other_tab_wrote(move |name| take_over_what_was_written(driver, name.as_deref()));
    listen::page_goes_away(move || {
        if let Some(account) = driver.session.account_untracked() {
            kept::release_lease(&driver.client.base(), &account.key, &driver.tab.get_value());
        }
    });
}

fn remember(driver: Driver, key: &AccountKey) {
    let base = driver.client.base();
    let stored = match kept::ledger(&base, key) {
        Ok(Ledger::Read(stored)) => stored,
        Ok(Ledger::Unreadable) => {
            driver.toasts.show(Tone::Failure, text::words().chrome().ledger_unreadable);
            Vec::new()
        }
        Err(storage_refused) => {
            tell_refused(driver, storage_refused);
            Vec::new()
        }
    };
    driver.tell(Happened::Remembered(stored, kept::team(&base, key)));
}

fn take_over_what_was_written(driver: Driver, name: Option<&str>) {
    let (Some(name), Some(account)) = (name, driver.session.account_untracked()) else { return };
    let base = driver.client.base();
    if name == kept::ledger_key(&base, &account.key) {
        if let Ok(Ledger::Read(stored)) = kept::ledger(&base, &account.key) {
            driver.tell(Happened::WrittenElsewhere(stored));
        }
    } else if name == kept::team_key(&base, &account.key) {
        driver.tell(Happened::LearntElsewhere(kept::team(&base, &account.key)));
    }
}

fn tell_refused(driver: Driver, _: crate::browser::storage::Refused) {
    driver.toasts.show(Tone::Failure, text::words().chrome().storage_refused);
}

fn carry_out(driver: Driver, command: Command) {
    match command {
        Command::Store => store(driver),
        Command::StoreTeam => {
            if let Some(account) = driver.session.account_untracked() {
                let team = driver.operations.with_untracked(|tracker| tracker.team().write());
                kept::keep_team(&driver.client.base(), &account.key, &team);
            }
        }
        Command::WakeAt(moment) => driver.alarm.set(moment, move || driver.tell(Happened::Ticked)),
        Command::TakeNote(id) => spawn_local(take_note(driver, id)),
        Command::Send(id) => spawn_local(send(driver, id)),
        Command::Ask(round) => ask(driver, round),
        Command::Notify(ended) => outcomes::notify(&ended),
        Command::Tell { ended, away } => outcomes::tell(driver, &ended, away),
    }
}

fn store(driver: Driver) {
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

async fn take_note(driver: Driver, id: OperationId) {
    let Some(operation) = driver.operation(&id) else { return };
    match calls::noted(&id, calls::take_note(&driver, &operation).await) {
        Ok(noted) => driver.tell(noted),
        Err(problem) => {
            driver.tell(Happened::Refused(id.clone()));
            driver.answer(&id, Err(problem));
        }
    }
}

async fn send(driver: Driver, id: OperationId) {
    // Another tab may have given it up meanwhile.
    let Some(operation) = driver.operation(&id).filter(|operation| operation.phase == Phase::Sending) else { return };
    let Some(request) = calls::request_of(&operation) else { return };
    let result = driver.client.send(request).await;
    match &result {
        Ok(accepted) if operation.verb == Verb::Create => {
            driver.list.tell(inventory::Happened::Created(accepted.data.clone()));
            if let Some(account) = driver.session.account_untracked() {
                kept::keep_last_machine(&account.key, accepted.data.machine_id.as_str());
            }
        }
        Err(problem) if problem.is_not_found() && operation.verb != Verb::Create => {
            operation.snapshot_id.into_iter().for_each(|gone| driver.list.tell(inventory::Happened::Vanished(gone)));
        }
        _ => {}
    }
    driver.tell(calls::happened(&id, &result));
    let lost = result.as_ref().is_err_and(Problem::leaves_open_whether_it_happened);
    if lost && let Some(operation) = driver.operation(&id) {
        driver.toasts.show(Tone::Failure, text::operations::answer_lost(&operation));
    }
    driver.answer(&id, result.map(drop).or_else(|problem| if lost { Ok(()) } else { Err(problem) }));
}

/// Goes the round, unless another tab does it for all.
fn ask(driver: Driver, round: Round) {
    let Some(account) = driver.session.account_untracked() else {
        driver.tell(Happened::RoundEnded(None));
        return;
    };
    let (base, now, tab) = (driver.client.base(), clock::now(), driver.tab.get_value());
    let (visible, busy) = (listen::is_visible(), round.is_busy());
    let bound = kept::lease(&base, &account.key).and_then(|lease| lease.binds(&tab, visible, busy, now));
    if let Some(until) = bound {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most a second")]
        let spread_ms = (random::chance() * TAKE_OVER_SPREAD_MS) as u64;
        driver.tell(Happened::LeftToOther(until.plus_ms(spread_ms)));
        return;
    }
    kept::write_lease(&base, &account.key, &Lease::new(tab, visible, busy, now, round.every_ms));
    spawn_local(async move {
        let operations = driver.operations.with_untracked(|tracker| tracker.operations().to_vec());
        calls::go_round(&driver, &round, &operations, |happened| driver.tell(happened)).await;
    });
}
