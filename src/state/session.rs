//! Who is signed in.

use std::sync::Arc;

use leptos::prelude::*;

use snapdeck_core::api::token::Token;
use snapdeck_core::model::account::AccountKey;
use snapdeck_core::model::session::Session as Person;

/// An account with its token.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Account {
    /// What is sent with every call.
    pub token: Token,
    /// What things are stored under.
    pub key: AccountKey,
    /// The team and the person as shown; none where the session is not to be had.
    pub names: Option<Names>,
}

/// How the bar names an account.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Names {
    /// The team.
    pub team: Arc<str>,
    /// The person.
    pub person: Arc<str>,
}

impl Account {
    /// The account behind a token, with the session that the service answered, where it has one.
    pub fn new(token: Token, person: Option<&Person>) -> Self {
        let key = person.map_or_else(|| token.account_key(), Person::account_key);
        let names = person.map(|person| Names { team: person.team_name().into(), person: person.person_name().into() });
        Self { token, key, names }
    }
}

/// Whether somebody is signed in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Standing {
    /// Nobody is.
    SignedOut,
    /// Somebody is.
    SignedIn(Account),
    /// Somebody was, and the token stopped working. What is on the page stays, and a new token is asked for.
    Expired(Account),
}

/// The session of this tab.
#[derive(Clone, Copy, Debug)]
pub struct Session(RwSignal<Standing>);

impl Session {
    /// A session, and its place in the context.
    pub fn provide(standing: Standing) -> Self {
        let session = Self(RwSignal::new(standing));
        provide_context(session);
        session
    }

    /// The session of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The standing, tracked.
    pub fn standing(self) -> Standing {
        self.0.get()
    }

    /// The standing, untracked.
    pub fn standing_untracked(self) -> Standing {
        self.0.get_untracked()
    }

    /// Calls back when a token that had stopped working was replaced by one that works.
    pub fn on_renewed(self, callback: impl Fn() + 'static) {
        let expired = Memo::new(move |_| self.is_expired());
        Effect::new(move |before: Option<bool>| {
            let expired = expired.get();
            if before == Some(true) && !expired && self.account_untracked().is_some() {
                callback();
            }
            expired
        });
    }

    /// The account whose things are on the page, with a good token or not; untracked.
    pub fn account_untracked(self) -> Option<Account> {
        match self.0.get_untracked() {
            Standing::SignedOut => None,
            Standing::SignedIn(account) | Standing::Expired(account) => Some(account),
        }
    }

    /// Whether the things on the page belong to that account, untracked. Whoever asked for something may be gone by now.
    pub fn is_of(self, key: &AccountKey) -> bool {
        self.account_untracked().is_some_and(|account| account.key == *key)
    }

    /// The key of the account whose things are on the page, tracked. It changes only when those things change hands.
    pub fn account_key(self) -> Memo<Option<AccountKey>> {
        Memo::new(move |_| match &*self.0.read() {
            Standing::SignedOut => None,
            Standing::SignedIn(account) | Standing::Expired(account) => Some(account.key.clone()),
        })
    }

    /// Whether the token stopped working, tracked.
    pub fn is_expired(self) -> bool {
        matches!(&*self.0.read(), Standing::Expired(_))
    }

    /// Somebody signed in, or the names of the one who is are known now.
    pub fn signed_in(self, account: Account) {
        self.0.set(Standing::SignedIn(account));
    }

    /// Nobody is signed in any more.
    pub fn signed_out(self) {
        self.0.set(Standing::SignedOut);
    }

    /// The service does not accept this token any more. A late answer to an older token changes nothing.
    pub fn token_refused(self, token: &Token) {
        let current = self.0.get_untracked();
        if let Standing::SignedIn(account) = current
            && account.token == *token
        {
            self.0.set(Standing::Expired(account));
        }
    }
}
