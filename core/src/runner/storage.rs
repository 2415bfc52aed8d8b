//! What a browser keeps between visits, and under which names: no other file knows those.

use super::{Area, Host, Refused};
use crate::json::{Json, object};
use crate::list::visits::Visits;
use crate::model::account::{Account, Names};
use crate::model::account_key::AccountKey;
use crate::model::config::ApiBaseUrl;
use crate::model::ids::MachineId;
use crate::model::token::Token;
use crate::operations::lease::Lease;
use crate::operations::ledger::{self, Ledger, Odd};
use crate::operations::operation::Operation;
use crate::operations::team::Team;
use crate::planted::{Bug, is_planted};

/// The key of the signed-in account, in both areas.
const ACCOUNT: &str = "snapdeck.account";

/// What is kept for accounts of an API.
#[derive(Debug)]
pub struct AccountStorage<'a, H> {
    host: &'a H,
    base: &'a ApiBaseUrl,
}

/// What another tab wrote.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Written {
    /// Who is signed in, or that nobody is.
    Account,
    /// The ledger.
    Ledger,
    /// What is known of the team.
    Team,
    /// Something that nobody here waits for.
    Other,
}

impl<'a, H: Host> AccountStorage<'a, H> {
    pub(super) fn new(host: &'a H, base: &'a ApiBaseUrl) -> Self {
        Self { host, base }
    }

    /// The account that is kept, of this tab or else of this device, and where.
    ///
    /// # Errors
    /// [`Refused`]: then nobody knows.
    pub fn account(&self) -> Result<Option<(Account, Area)>, Refused> {
        for area in [Area::Tab, Area::Device] {
            let kept = self.account_in(area)?;
            let is_ended = area == Area::Tab
                && match &kept {
                    Some((account, has_mark)) => *has_mark && self.read(&self.mark_key(&account.key))?.is_none(),
                    None => false,
                };
            if is_ended {
                // Otherwise it would be back as soon as another tab signs the account in again.
                self.host.remove(area, ACCOUNT)?;
            } else if let Some((account, _)) = kept {
                return Ok(Some((account, area)));
            }
        }
        Ok(None)
    }

    /// The account that an area holds, and whether a mark on the device says that its tabs are signed in.
    fn account_in(&self, area: Area) -> Result<Option<(Account, bool)>, Refused> {
        let kept = self.host.read(area, ACCOUNT)?;
        Ok(kept.and_then(|text| {
            let kept = Json::read(&text).ok()?;
            let text = |name: &str| kept[name].as_str();
            let names = text("team").zip(text("person"));
            let names = names.map(|(team, person)| Names { team: team.into(), person: person.into() });
            let account = Account { token: Token::parse(text("token")?).ok()?, key: text("key")?.into(), names };
            Some((account, kept["marked"].as_bool().unwrap_or_default()))
        }))
    }

    /// Keeps an account for this device, or for this tab only, and in no other place. Tabs that keep their own are told that they
    /// are signed out by the mark that goes: none hears of another's storage.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn keep_account(&self, account: &Account, area: Area) -> Result<(), Refused> {
        let marked = area == Area::Tab && self.host.write(Area::Device, &self.mark_key(&account.key), "on").is_ok();
        let mut kept = object([
            ("token", account.token.reveal_to_storage().into()),
            ("key", account.key.to_string().into()),
            ("team", account.names.as_ref().map(|names| &*names.team).into()),
            ("person", account.names.as_ref().map(|names| &*names.person).into()),
        ]);
        if marked {
            kept.push("marked", true);
        }
        self.host.write(area, ACCOUNT, &kept.to_string())?;
        match area {
            Area::Device => self.host.remove(Area::Tab, ACCOUNT),
            // The device may hold somebody else's.
            Area::Tab => self.forget_account_in(Area::Device, &account.key),
        }
    }

    fn forget_account_in(&self, area: Area, key: &AccountKey) -> Result<(), Refused> {
        let is_its = self.account_in(area)?.is_some_and(|(account, _)| account.key == *key);
        if is_its || is_planted(Bug::SignsEverybodyOut) { self.host.remove(area, ACCOUNT) } else { Ok(()) }
    }

    /// Removes everything that is kept for an account, and nothing of any other. What cannot be removed was not there: storage is
    /// absent.
    pub fn forget(&self, key: &AccountKey) {
        for area in [Area::Tab, Area::Device] {
            let _removed = self.forget_account_in(area, key);
        }
        let ledger = self.key_of("operations", key);
        for name in [
            self.mark_key(key),
            aside(&ledger),
            own_version(&ledger),
            ledger,
            self.key_of("team", key),
            self.key_of("lease", key),
            self.key_of("visits", key),
            self.list_key(key),
            self.last_machine_key(key),
        ] {
            let _removed = self.host.remove(Area::Device, &name);
        }
        self.host.forget_list(&self.list_key(key));
    }

    /// What a key of the device's storage holds that another tab wrote; all may have been cleared where there is none.
    pub(super) fn written(&self, name: Option<&str>, key: Option<&AccountKey>) -> Written {
        let Some(name) = name else { return Written::Account };
        let is = |own: &dyn Fn(&AccountKey) -> String| key.is_some_and(|key| own(key) == name);
        if name == ACCOUNT || is(&|key| self.mark_key(key)) {
            Written::Account
        } else if is(&|key| self.key_of("operations", key)) || is(&|key| own_version(&self.key_of("operations", key))) {
            Written::Ledger
        } else if is(&|key| self.key_of("team", key)) {
            Written::Team
        } else {
            Written::Other
        }
    }

    /// Reads the ledger of an account. One that cannot be read at all is put aside first; beside a newer one, this version keeps
    /// its own.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn ledger(&self, key: &AccountKey) -> Result<Ledger, Refused> {
        let name = self.key_of("operations", key);
        let Some(text) = self.read(&name)? else { return Ok(Ledger::Read(Vec::new(), Odd::default())) };
        match ledger::read(&text) {
            Ledger::Newer => match self.read(&own_version(&name))?.map(|text| ledger::read(&text)) {
                Some(Ledger::Read(operations, odd)) => Ok(Ledger::Read(operations, odd)),
                _ => Ok(Ledger::Newer),
            },
            Ledger::Unreadable => {
                self.host.write(Area::Device, &aside(&name), &text)?;
                self.host.remove(Area::Device, &name)?;
                Ok(Ledger::Unreadable)
            }
            read => Ok(read),
        }
    }

    /// Writes the ledger of an account, with the entries that could not be read.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn write_ledger(&self, key: &AccountKey, operations: &[Operation], odd: &Odd) -> Result<(), Refused> {
        let name = self.key_of("operations", key);
        let is_newer = self.read(&name)?.is_some_and(|text| ledger::read(&text) == Ledger::Newer);
        let name = if is_newer { own_version(&name) } else { name };
        self.host.write(Area::Device, &name, &ledger::write(operations, odd))
    }

    /// The machine that a snapshot was last taken of.
    pub fn last_machine(&self, key: &AccountKey) -> Option<MachineId> {
        self.read(&self.last_machine_key(key)).ok().flatten().map(|id| id.as_str().into())
    }

    /// Remembers the machine that a snapshot was last taken of. A convenience: where it cannot be kept, nothing is lost.
    pub fn keep_last_machine(&self, key: &AccountKey, machine_id: &MachineId) {
        let _kept = self.host.write(Area::Device, &self.last_machine_key(key), machine_id.as_str());
    }

    /// What is known of the team. It can be learnt again: where nothing can be read, nothing is lost.
    pub fn team(&self, key: &AccountKey) -> Team {
        let text = self.read(&self.key_of("team", key)).ok().flatten();
        text.map_or_else(Team::default, |text| Team::read(&text))
    }

    /// Keeps what is known of the team, unless it is there already.
    pub fn keep_team(&self, key: &AccountKey, text: &str) {
        let name = self.key_of("team", key);
        if self.read(&name) != Ok(Some(text.to_owned())) {
            let _kept = self.host.write(Area::Device, &name, text);
        }
    }

    /// What earlier visits saw. Where nothing can be read, less is known of when snapshots were taken.
    pub fn visits(&self, key: &AccountKey) -> Visits {
        self.read(&self.key_of("visits", key)).ok().flatten().map_or_else(Visits::default, |text| Visits::read(&text))
    }

    /// Keeps what was seen.
    pub fn keep_visits(&self, key: &AccountKey, visits: &Visits) {
        let _kept = self.host.write(Area::Device, &self.key_of("visits", key), &visits.write());
    }

    /// Which tab asks for all. Where storage is absent each asks for itself.
    pub fn lease(&self, key: &AccountKey) -> Option<Lease> {
        Lease::read(&self.read(&self.key_of("lease", key)).ok().flatten()?)
    }

    /// Says which tab asks for all.
    pub fn write_lease(&self, key: &AccountKey, lease: &Lease) {
        let _kept = self.host.write(Area::Device, &self.key_of("lease", key), &lease.write());
    }

    /// Gives the lease up, if that tab has it.
    pub fn release_lease(&self, key: &AccountKey, tab: &str) {
        if self.lease(key).is_some_and(|lease| *lease.holder == *tab) {
            let _removed = self.host.remove(Area::Device, &self.key_of("lease", key));
        }
    }

    /// Under which key an account's list is cached. That there is one is kept on the device, since reading it takes longer.
    pub fn list_key(&self, key: &AccountKey) -> String {
        self.key_of("list", key)
    }

    /// Whether a list is cached.
    pub fn has_list(&self, key: &AccountKey) -> bool {
        matches!(self.read(&self.list_key(key)), Ok(Some(_)))
    }

    /// Notes that a list is cached. Where that cannot be kept, the list comes from the API as ever.
    pub fn note_list(&self, key: &AccountKey) {
        let _kept = self.host.write(Area::Device, &self.list_key(key), "kept");
    }

    fn read(&self, name: &str) -> Result<Option<String>, Refused> {
        self.host.read(Area::Device, name)
    }

    /// Says that an account is signed in, in tabs that keep it for themselves.
    fn mark_key(&self, key: &AccountKey) -> String {
        format!("snapdeck.tab-account {key}")
    }

    fn last_machine_key(&self, key: &AccountKey) -> String {
        format!("snapdeck.last-machine {key}")
    }

    /// Another API or another account has another key.
    fn key_of(&self, what: &str, key: &AccountKey) -> String {
        format!("snapdeck.{what} {} {key}", self.base.as_str())
    }
}

/// Where a ledger is put that cannot be read.
fn aside(ledger: &str) -> String {
    format!("{ledger} unreadable")
}

/// Where this version keeps its ledger beside one of a newer version.
fn own_version(ledger: &str) -> String {
    format!("{ledger} of an older version")
}
