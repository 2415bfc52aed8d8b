//! Who is signed in: the core's answer in a signal.

use leptos::prelude::*;

use crate::reactive::{Memo, effect, memo, scoped_memo};
use snapdeck_core::model::account::{Account, AuthState};
use snapdeck_core::model::account_key::AccountKey;

#[derive(Clone, Copy, Debug)]
pub struct Session(RwSignal<AuthState>);

impl Session {
    pub fn provide() -> Self {
        let session = Self(RwSignal::default());
        provide_context(session);
        session
    }

    pub fn expect() -> Self {
        expect_context()
    }

    /// Tracked.
    pub fn auth(self) -> AuthState {
        self.0.get()
    }

    pub fn auth_untracked(self) -> AuthState {
        self.0.get_untracked()
    }

    /// Only the runner's host calls this.
    pub fn set(self, auth: AuthState) {
        self.0.set(auth);
    }

    /// Calls back when an expired token was replaced by one that works.
    pub fn on_renewed(self, callback: impl Fn() + 'static) {
        let expired = scoped_memo(move |_| self.is_expired());
        effect(move |before: Option<bool>| {
            let expired = expired.get();
            if before == Some(true) && !expired && self.account_untracked().is_some() {
                callback();
            }
            expired
        });
    }

    /// The account on the page, whether its token still works or not.
    pub fn account_untracked(self) -> Option<Account> {
        self.0.read_untracked().account().cloned()
    }

    /// Whether that account is still on the page. Whoever asked for something may have signed out.
    pub fn is_of(self, key: &AccountKey) -> bool {
        self.0.read_untracked().account().is_some_and(|account| account.key == *key)
    }

    /// The key of the account on the page; tracked. A new token for the same account does not change it.
    pub fn account_key(self) -> Memo<Option<AccountKey>> {
        memo(move |_| self.0.read().account().map(|account| account.key.clone()))
    }

    /// Tracked.
    pub fn is_expired(self) -> bool {
        matches!(&*self.0.read(), AuthState::Expired(_))
    }
}
