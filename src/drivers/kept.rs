//! What this browser keeps, and under which keys. The only file that knows their names.

use serde::{Deserialize, Serialize};

use crate::api::token::Token;
use crate::browser::storage::{self, Area, Refused};
use crate::domain::account::AccountKey;
use crate::domain::config::ApiBaseUrl;
use crate::domain::operation::Operation;
use crate::state::session::{Account, Names};

/// The key of the signed-in account, in local or session storage.
pub(super) const ACCOUNT: &str = "snapdeck.account";

/// The version of the ledger's form. One of another version is put aside, not read.
const LEDGER_VERSION: u32 = 1;

#[derive(Deserialize, Serialize)]
struct KeptAccount {
    token: String,
    key: AccountKey,
    team: Option<String>,
    person: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct KeptLedger {
    version: u32,
    operations: Vec<Operation>,
}

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
    let kept: KeptAccount = serde_json::from_str(&read(Area::Tab).or_else(|| read(Area::Device))?).ok()?;
    let names = match (kept.team, kept.person) {
        (Some(team), Some(person)) => Some(Names { team: team.into(), person: person.into() }),
        _ => None,
    };
    Some(Account { token: Token::parse(&kept.token).ok()?, key: kept.key, names })
}

/// Keeps an account, for this device or for this tab only.
pub(super) fn keep_account(account: &Account, area: Area) -> Result<(), Refused> {
    let kept = KeptAccount {
        token: account.token.reveal_to_storage().to_owned(),
        key: account.key.clone(),
        team: account.names.as_ref().map(|names| names.team.to_string()),
        person: account.names.as_ref().map(|names| names.person.to_string()),
    };
    storage::write(area, ACCOUNT, &serde_json::to_string(&kept).map_err(|_| Refused)?)
}

/// Where the account is kept now.
pub(super) fn area_of_account() -> Option<Area> {
    [Area::Tab, Area::Device].into_iter().find(|area| matches!(storage::read(*area, ACCOUNT), Ok(Some(_))))
}

/// Removes everything that is kept for an account. What cannot be removed was not there: storage is absent.
pub(super) fn forget(base: &ApiBaseUrl, key: &AccountKey) {
    for (area, name) in
        [(Area::Tab, ACCOUNT.to_owned()), (Area::Device, ACCOUNT.to_owned()), (Area::Device, ledger_key(base, key))]
    {
        let _removed = storage::remove(area, &name);
    }
    let _removed = storage::remove(Area::Device, &last_machine_key(key));
}

/// The key of an account's ledger: another API or another account has another.
pub(super) fn ledger_key(base: &ApiBaseUrl, key: &AccountKey) -> String {
    format!("snapdeck.operations {} {key}", base.as_str())
}

/// Reads the ledger of an account.
pub(super) fn ledger(base: &ApiBaseUrl, key: &AccountKey) -> Result<Ledger, Refused> {
    let name = ledger_key(base, key);
    let Some(text) = storage::read(Area::Device, &name)? else { return Ok(Ledger::Read(Vec::new())) };
    match serde_json::from_str::<KeptLedger>(&text) {
        Ok(kept) if kept.version == LEDGER_VERSION => Ok(Ledger::Read(kept.operations)),
        _ => {
            storage::write(Area::Device, &format!("{name} unreadable"), &text)?;
            storage::remove(Area::Device, &name)?;
            Ok(Ledger::Unreadable)
        }
    }
}

/// Writes the ledger of an account.
pub(super) fn write_ledger(base: &ApiBaseUrl, key: &AccountKey, operations: &[Operation]) -> Result<(), Refused> {
    let kept = KeptLedger { version: LEDGER_VERSION, operations: operations.to_vec() };
    let text = serde_json::to_string(&kept).map_err(|_| Refused)?;
    storage::write(Area::Device, &ledger_key(base, key), &text)
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
