//! Who is signed in: what the core says about that, in a signal.

use leptos::prelude::*;

use crate::reactive::{effect, memo, scoped_memo};
use snapdeck_core::model::account::{Account, AuthState};
use snapdeck_core::model::account_key::AccountKey;

/// The session of this tab.
#[derive(Clone, Copy, Debug)]
pub struct Session(RwSignal<AuthState>);

impl Session {
    /// Nobody is signed in yet; and its place in the context.
    pub fn provide() -> Self {
        let session = Self(RwSignal::default());
        provide_context(session);
        session
    }

    /// The session of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Who is signed in, tracked.
    pub fn auth(self) -> AuthState {
        self.0.get()
    }

    /// Who is signed in, untracked.
    pub fn auth_untracked(self) -> AuthState {
        self.0.get_untracked()
    }

    /// Notes who is signed in. Only the host of the runner does.
    pub fn set(self, auth: AuthState) {
        self.0.set(auth);
    }

    /// Calls back when a token that had stopped working was replaced by one that works.
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

    /// The account whose things are on the page, with a good token or not; untracked.
    pub fn account_untracked(self) -> Option<Account> {
        self.0.read_untracked().account().cloned()
    }

    /// Whether the things on the page belong to that account, untracked. Whoever asked for something may be gone by now.
    pub fn is_of(self, key: &AccountKey) -> bool {
        self.0.read_untracked().account().is_some_and(|account| account.key == *key)
    }

    /// The key of the account whose things are on the page, tracked. It changes only when those things change hands.
    pub fn account_key(self) -> Memo<Option<AccountKey>> {
        memo(move |_| self.0.read().account().map(|account| account.key.clone()))
    }

    /// Whether the token stopped working, tracked.
    pub fn is_expired(self) -> bool {
        matches!(&*self.0.read(), AuthState::Expired(_))
    }
}
