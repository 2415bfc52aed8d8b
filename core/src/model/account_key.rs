//! What everything that this browser keeps of an account is stored under.

use std::fmt;

use sha2::{Digest, Sha256};

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

#[cfg(test)]
mod tests {
    use super::AccountKey;

    #[test]
    fn a_token_gives_sixteen_hex_digits_of_its_digest() {
        assert_eq!(AccountKey::of_token("abc").to_string(), "ba7816bf8f01cfea");
    }
}
