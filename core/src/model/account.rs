//! Who is signed in, and whose things this browser keeps.

use std::fmt;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::api::token::Token;
use crate::model::session::Session;

/// The key under which everything of an account is stored. It is made of ids, never of a token that could be read back.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AccountKey(String);

/// Bytes of the digest that name an account without a session: 16 hex digits.
const DIGEST_BYTES: usize = 8;

impl AccountKey {
    /// A person in a team.
    pub fn of_person(team_id: &str, user_id: &str) -> Self {
        Self(format!("{team_id}.{user_id}"))
    }

    /// Where no session is to be had: the first 16 hex digits of the token's SHA-256.
    pub fn of_token(token: &str) -> Self {
        let digest = Sha256::digest(token.as_bytes());
        Self(digest.iter().take(DIGEST_BYTES).map(|byte| format!("{byte:02x}")).collect())
    }
}

impl From<&str> for AccountKey {
    /// A key that was written down.
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for AccountKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

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

#[cfg(test)]
mod tests {
    use super::AccountKey;

    #[test]
    fn a_token_gives_sixteen_hex_digits_of_its_digest() {
        assert_eq!(AccountKey::of_token("abc").to_string(), "ba7816bf8f01cfea");
    }
}
