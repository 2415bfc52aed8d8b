//! Who is signed in, and whose things this browser keeps.

use std::sync::Arc;

use crate::model::account_key::AccountKey;
use crate::model::session::Session;
use crate::model::token::Token;

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
    /// The team's name, else its namespace, else its id.
    pub team: Arc<str>,
    /// The person's full name, else the address, else the id.
    pub person: Arc<str>,
}

impl Account {
    /// The account behind a token, with the session that the API answered, where it has one.
    pub fn new(token: Token, session: Option<&Session>) -> Self {
        let key = session.map_or_else(|| token.account_key(), Session::account_key);
        let names =
            session.map(|session| Names { team: session.team_name().into(), person: session.person_name().into() });
        Self { token, key, names }
    }
}

/// Whether somebody is signed in.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum AuthState {
    /// Nobody is.
    #[default]
    SignedOut,
    /// Somebody is.
    SignedIn(Account),
    /// Somebody was, and the token stopped working. What is on the page stays, and a new token is asked for.
    Expired(Account),
}

impl AuthState {
    /// The account whose things are on the page, with a good token or not.
    pub fn account(&self) -> Option<&Account> {
        match self {
            Self::SignedOut => None,
            Self::SignedIn(account) | Self::Expired(account) => Some(account),
        }
    }
}
