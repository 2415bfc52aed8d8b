//! Who is signed in.

use std::sync::Arc;

use crate::model::account_key::AccountKey;
use crate::model::session::Session;
use crate::model::token::Token;

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Account {
    pub token: Token,
    pub key: AccountKey,
    /// `None` if the session could not be read.
    pub names: Option<Names>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Names {
    /// The team's name, else its namespace, else its id.
    pub team: Arc<str>,
    /// The person's full name, else the address, else the id.
    pub person: Arc<str>,
}

impl Account {
    pub fn new(token: Token, session: Option<&Session>) -> Self {
        let key = session.map_or_else(|| token.account_key(), Session::account_key);
        let names =
            session.map(|session| Names { team: session.team_name().into(), person: session.person_name().into() });
        Self { token, key, names }
    }
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum AuthState {
    #[default]
    SignedOut,
    SignedIn(Account),
    /// The token stopped working. The page stays as it is while a new token is asked for.
    Expired(Account),
}

impl AuthState {
    /// The account on the page, even if its token expired.
    pub fn account(&self) -> Option<&Account> {
        match self {
            Self::SignedOut => None,
            Self::SignedIn(account) | Self::Expired(account) => Some(account),
        }
    }
}
