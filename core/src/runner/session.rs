//! Signing in and out, in this tab and in the others, and what changes hands with it.

use super::storage::Written;
use super::{Area, Host, Notice, Runner};
use crate::api::{auth, snapshots};
use crate::list::inventory::{Inventory, ListEvent};
use crate::list::query::Query;
use crate::model::account::{Account, AuthState};
use crate::model::account_key::AccountKey;
use crate::model::problem::{Problem, Refusal};
use crate::model::token::Token;
use crate::operations::ledger::Ledger;
use crate::operations::tracker::{OperationEvent, Tracker};
use crate::planted::{Bug, is_planted};

/// What came of a token that was tried.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignIn {
    /// Its account is signed in.
    Done,
    /// Somebody signed out or in meanwhile: the answer went nowhere, whatever it was.
    Late,
}

impl<H: Host> Runner<H> {
    /// Begins with the account that was kept, if any. A key that was kept may have been revoked meanwhile.
    pub fn start(&self) {
        let (visible, online) = (self.host().is_visible(), self.host().is_online());
        self.tell::<Tracker>(OperationEvent::Surroundings { visible, online });
        if let Some(account) = self.kept_account() {
            self.become_account(account);
            let runner = self.clone();
            self.host().spawn(async move { runner.check_kept().await });
        }
    }

    fn kept_account(&self) -> Option<Account> {
        self.storage().account().ok().flatten().map(|(account, _)| account)
    }

    /// Where the account is kept, so that a new key of it goes to the same place; nothing where none is.
    pub fn area_of_account(&self) -> Option<Area> {
        self.storage().account().ok().flatten().map(|(_, area)| area)
    }

    /// Tries a token and signs its account in. Where the page belongs to somebody else by the time of the answer, or to nobody any
    /// more, nothing comes of it.
    ///
    /// # Errors
    /// Why not; [`Problem::is_unauthorized`] where the token is not valid.
    pub async fn sign_in(&self, token: Token, area: Area) -> Result<SignIn, Problem> {
        let page = self.owner_of_page();
        let answer = self.identify(token).await;
        if self.owner_of_page() != page && !is_planted(Bug::LateSignInsCount) {
            return Ok(SignIn::Late);
        }
        let account = answer?;
        if let Some(previous) = self.host().auth().account().filter(|previous| previous.key != account.key) {
            self.storage().forget(&previous.key);
            self.host().notify(Notice::OtherAccount);
        }
        if self.storage().keep_account(&account, area).is_err() {
            self.host().notify(Notice::StorageRefused);
        }
        self.become_account(account);
        Ok(SignIn::Done)
    }

    /// Whose the page is, and since when. What is kept counts as well: this tab may not have heard yet that another signed out or in.
    fn owner_of_page(&self) -> (u64, Option<AccountKey>) {
        let kept = self.storage().account().map(|kept| kept.map(|(account, _)| account));
        let owner = kept.unwrap_or_else(|_| self.host().auth().account().cloned());
        (self.generation(), owner.map(|account| account.key))
    }

    /// Finds out who a token belongs to: by the session, and where the API has none by reading one snapshot. A session that cannot
    /// be asked just now says nothing, nor does a page of a gateway in its place where it was told before: the same person would
    /// become another account.
    async fn identify(&self, token: Token) -> Result<Account, Problem> {
        match self.call_as(&token, &auth::session()).await {
            Ok(Some(session)) => return Ok(Account::new(token, Some(&session))),
            Ok(None) => return Err(Problem::Refused(Refusal::unauthorized())),
            Err(problem) if has_no_session(&problem) && !self.has_told_session() => {}
            Err(_) if is_planted(Bug::OutagesMakeAccounts) => {}
            Err(problem) => return Err(problem),
        }
        self.call_as(&token, &snapshots::list(&Query::default(), None, 1)).await?;
        Ok(Account::new(token, None))
    }

    /// Whether the API told who the account on the page is.
    fn has_told_session(&self) -> bool {
        self.host().auth().account().is_some_and(|account| account.names.is_some())
    }

    /// Signs out here and, through the storage, in every other tab of the account; clears all that is kept for it.
    pub fn sign_out(&self) {
        if let Some(account) = self.host().auth().account() {
            self.storage().forget(&account.key);
        }
        self.become_nobody();
    }

    /// Another tab wrote under that key of the device's storage, or cleared all of it.
    pub fn other_tab_wrote(&self, name: Option<&str>) {
        let auth = self.host().auth();
        let key = auth.account().map(|account| &account.key);
        match (self.storage().written(name, key), key) {
            (Written::Account, _) => self.look_who_is_there(),
            (Written::Ledger, Some(_)) => self.take_over_ledger(),
            (Written::Team, Some(key)) => {
                self.tell::<Tracker>(OperationEvent::LearntElsewhere(self.storage().team(key)));
            }
            _ => {}
        }
    }

    /// Follows what is kept of who is signed in: another tab may have changed it, or this page was brought back that had been left.
    pub fn look_who_is_there(&self) {
        match self.storage().account() {
            // What was refused is not tried again because another tab wrote it once more.
            Ok(Some((account, _))) if matches!(self.host().auth(), AuthState::Expired(old) if old == account) => {}
            Ok(Some((account, _))) => self.become_account(account),
            Ok(None) => self.become_nobody(),
            // A browser that stores nothing tells nothing: whoever is here stays.
            Err(_) => {}
        }
    }

    /// The API does not accept this token any more. A late answer to an older token changes nothing.
    pub(super) fn token_refused(&self, token: &Token) {
        if let AuthState::SignedIn(account) = self.host().auth()
            && account.token == *token
        {
            self.host().set_auth(AuthState::Expired(account));
        }
    }

    async fn check_kept(&self) {
        let AuthState::SignedIn(kept) = self.host().auth() else { return };
        // The list tells what is wrong with the service or the token.
        let Ok(session) = self.call(&auth::session()).await else { return };
        let Some(session) = session else { return self.token_refused(&kept.token) };
        let account = Account::new(kept.token, Some(&session));
        if account.key == kept.key && account.names != kept.names {
            let area = self.area_of_account().unwrap_or(Area::Tab);
            // Only names to show: where they cannot be kept, they are asked for again next time.
            let _kept = self.storage().keep_account(&account, area);
            self.become_account(account);
        }
    }

    fn become_account(&self, account: Account) {
        let before = self.host().auth();
        let key = account.key.clone();
        let is_renewed = matches!(&before, AuthState::Expired(old) if old.key == key);
        if before.account().is_some_and(|before| before.key == key) {
            self.host().set_auth(AuthState::SignedIn(account));
        } else {
            self.change_hands(AuthState::SignedIn(account));
            self.remember(&key);
        }
        if is_renewed {
            self.tell::<Tracker>(OperationEvent::Ticked);
            self.tell::<Inventory>(ListEvent::KeyRenewed);
        }
    }

    fn become_nobody(&self) {
        if self.host().auth() != AuthState::SignedOut {
            self.change_hands(AuthState::SignedOut);
        }
    }

    /// What is on the page belongs to somebody else from now on: nothing of it stays, and no answer to it counts any more.
    fn change_hands(&self, auth: AuthState) {
        self.0.generation.set(self.generation() + 1);
        self.0.waiting.borrow_mut().clear();
        self.host().set_auth(auth);
        self.tell::<Tracker>(OperationEvent::Forgotten);
        self.tell::<Inventory>(ListEvent::SignedOut);
    }

    /// Takes in what is kept of an account's operations.
    fn remember(&self, key: &AccountKey) {
        let storage = self.storage();
        let (stored, notice) = match storage.ledger(key) {
            Ok(Ledger::Read(stored, odd)) => (stored, (!odd.is_empty()).then(|| Notice::EntriesUnreadable(odd.len()))),
            Ok(Ledger::Unreadable) => (Vec::new(), Some(Notice::LedgerPutAside)),
            Ok(Ledger::Newer) => (Vec::new(), Some(Notice::LedgerIsNewer)),
            Err(_) => (Vec::new(), Some(Notice::StorageRefused)),
        };
        notice.into_iter().for_each(|notice| self.host().notify(notice));
        self.tell::<Inventory>(ListEvent::Visited(storage.visits(key)));
        #[cfg(feature = "planted")]
        let again = stored.clone();
        self.tell::<Tracker>(OperationEvent::Remembered(stored, storage.team(key)));
        #[cfg(feature = "planted")]
        if is_planted(Bug::SendsAgainAfterReload) {
            self.send_again(&again);
        }
    }
}

/// Whether the API has no session to tell: it answers so itself, or with something that is none.
fn has_no_session(problem: &Problem) -> bool {
    problem.is_not_found() || matches!(problem, Problem::Garbled { .. })
}
