//! What this browser keeps, and under which keys. The only file that knows their names.

use leptos::task::spawn_local;
use serde_json::{Value, json};

use crate::browser::shelf;
use crate::browser::storage::{self, Area, Refused};
use crate::state::session::{Account, Names};
use snapdeck_core::api::token::Token;
use snapdeck_core::model::account::AccountKey;
use snapdeck_core::model::config::ApiBaseUrl;
use snapdeck_core::operations::lease::Lease;
use snapdeck_core::operations::ledger;
use snapdeck_core::operations::operation::Operation;
use snapdeck_core::operations::team::Team;

/// The key of the signed-in account, in local or session storage.
pub(super) const ACCOUNT: &str = "snapdeck.account";

/// What became of reading a ledger.
#[derive(Debug, PartialEq)]
pub(super) enum Ledger {
    /// This is what it holds; nothing, where none was kept.
    Read(Vec<Operation>),
    /// It cannot be read; the text was put aside.
    Unreadable,
}

/// The account that was kept, of this tab or of this device.
pub(super) fn account() -> Option<Account> {
    let read = |area| storage::read(area, ACCOUNT).ok().flatten();
    let kept: Value = serde_json::from_str(&read(Area::Tab).or_else(|| read(Area::Device))?).ok()?;
    let text = |name: &str| kept[name].as_str();
    let names = match (text("team"), text("person")) {
        (Some(team), Some(person)) => Some(Names { team: team.into(), person: person.into() }),
        _ => None,
    };
    Some(Account { token: Token::parse(text("token")?).ok()?, key: text("key")?.into(), names })
}

/// Keeps an account, for this device or for this tab only.
pub(super) fn keep_account(account: &Account, area: Area) -> Result<(), Refused> {
    let kept = json!({
        "token": account.token.reveal_to_storage(),
        "key": account.key.to_string(),
        "team": account.names.as_ref().map(|names| &*names.team),
        "person": account.names.as_ref().map(|names| &*names.person),
    });
    storage::write(area, ACCOUNT, &kept.to_string())
}

/// Where the account is kept now.
pub(super) fn area_of_account() -> Option<Area> {
    [Area::Tab, Area::Device].into_iter().find(|area| matches!(storage::read(*area, ACCOUNT), Ok(Some(_))))
}

/// Removes everything that is kept for an account. What cannot be removed was not there: storage is absent.
pub(super) fn forget(base: &ApiBaseUrl, key: &AccountKey) {
    let _removed = storage::remove(Area::Tab, ACCOUNT);
    for name in [ACCOUNT.to_owned(), ledger_key(base, key), team_key(base, key), lease_key(base, key)] {
        let _removed = storage::remove(Area::Device, &name);
    }
    let _removed = storage::remove(Area::Device, &last_machine_key(key));
    let (base, key) = (base.clone(), key.clone());
    spawn_local(async move { forget_list(&base, &key).await });
}

fn list_key(base: &ApiBaseUrl, key: &AccountKey) -> String {
    key_of("list", base, key)
}

/// Whether a list is kept, which takes longer to read.
pub(super) fn has_list(base: &ApiBaseUrl, key: &AccountKey) -> bool {
    matches!(storage::read(Area::Device, &list_key(base, key)), Ok(Some(_)))
}

/// The list that was kept.
pub(super) async fn list(base: &ApiBaseUrl, key: &AccountKey) -> Option<String> {
    shelf::read(&list_key(base, key)).await.ok().flatten()
}

/// Keeps a list. It can be loaded again: where it cannot be kept, nothing is lost.
pub(super) async fn keep_list(base: &ApiBaseUrl, key: &AccountKey, text: &str) {
    let name = list_key(base, key);
    if shelf::write(&name, text).await.is_ok() {
        let _noted = storage::write(Area::Device, &name, "kept");
    }
}

/// Removes the list that was kept. What cannot be removed was not there.
pub(super) async fn forget_list(base: &ApiBaseUrl, key: &AccountKey) {
    let name = list_key(base, key);
    let _removed = storage::remove(Area::Device, &name);
    let _removed = shelf::remove(&name).await;
}

/// The key of an account's ledger: another API or another account has another.
pub(super) fn ledger_key(base: &ApiBaseUrl, key: &AccountKey) -> String {
    key_of("operations", base, key)
}

fn key_of(what: &str, base: &ApiBaseUrl, key: &AccountKey) -> String {
    format!("snapdeck.{what} {} {key}", base.as_str())
}

/// Reads the ledger of an account.
pub(super) fn ledger(base: &ApiBaseUrl, key: &AccountKey) -> Result<Ledger, Refused> {
    let name = ledger_key(base, key);
    let Some(text) = storage::read(Area::Device, &name)? else { return Ok(Ledger::Read(Vec::new())) };
    match ledger::read(&text) {
        Some(operations) => Ok(Ledger::Read(operations)),
        None => {
            storage::write(Area::Device, &format!("{name} unreadable"), &text)?;
            storage::remove(Area::Device, &name)?;
            Ok(Ledger::Unreadable)
        }
    }
}

/// Writes the ledger of an account.
pub(super) fn write_ledger(base: &ApiBaseUrl, key: &AccountKey, operations: &[Operation]) -> Result<(), Refused> {
    storage::write(Area::Device, &ledger_key(base, key), &ledger::write(operations))
}

fn last_machine_key(key: &AccountKey) -> String {
    format!("snapdeck.last-machine {key}")
}

/// The machine that a snapshot was last taken of.
pub(super) fn last_machine(key: &AccountKey) -> Option<String> {
    storage::read(Area::Device, &last_machine_key(key)).ok().flatten()
}

/// Remembers the machine that a snapshot was last taken of. A convenience: where it cannot be kept, nothing is lost.
pub(super) fn keep_last_machine(key: &AccountKey, machine_id: &str) {
    let _kept = storage::write(Area::Device, &last_machine_key(key), machine_id);
}

/// The key of what an account's team does and how long things take there.
pub(super) fn team_key(base: &ApiBaseUrl, key: &AccountKey) -> String {
    key_of("team", base, key)
}

/// What is known of the team. It can be learnt again: where nothing can be read, nothing is lost.
pub(super) fn team(base: &ApiBaseUrl, key: &AccountKey) -> Team {
    let text = storage::read(Area::Device, &team_key(base, key)).ok().flatten();
    text.map_or_else(Team::default, |text| Team::read(&text))
}

/// Keeps what is known of the team, unless it is there already.
pub(super) fn keep_team(base: &ApiBaseUrl, key: &AccountKey, text: &str) {
    let name = team_key(base, key);
    if storage::read(Area::Device, &name) != Ok(Some(text.to_owned())) {
        let _kept = storage::write(Area::Device, &name, text);
    }
}

fn lease_key(base: &ApiBaseUrl, key: &AccountKey) -> String {
    key_of("lease", base, key)
}

/// Which tab asks for all. Where storage is absent each asks for itself.
pub(super) fn lease(base: &ApiBaseUrl, key: &AccountKey) -> Option<Lease> {
    Lease::read(&storage::read(Area::Device, &lease_key(base, key)).ok().flatten()?)
}

/// Says that this tab asks for all.
pub(super) fn write_lease(base: &ApiBaseUrl, key: &AccountKey, lease: &Lease) {
    let _kept = storage::write(Area::Device, &lease_key(base, key), &lease.write());
}

/// Gives the lease up, if this tab has it.
pub(super) fn release_lease(base: &ApiBaseUrl, key: &AccountKey, tab: &str) {
    if lease(base, key).is_some_and(|lease| *lease.holder == *tab) {
        let _removed = storage::remove(Area::Device, &lease_key(base, key));
    }
}
