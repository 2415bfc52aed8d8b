//! The key under which an account's data is stored in this browser.

use std::fmt;

use sha2::{Digest, Sha256};

/// Made of ids or of a digest, so the token cannot be read back from it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AccountKey(String);

/// Bytes of the digest: 16 hex digits.
const DIGEST_BYTES: usize = 8;

impl AccountKey {
    pub fn of_person(team_id: &str, user_id: &str) -> Self {
        Self(format!("{team_id}.{user_id}"))
    }

    /// Without a session: the first 16 hex digits of the token's SHA-256.
    pub fn of_token(token: &str) -> Self {
        let digest = Sha256::digest(token.as_bytes());
        Self(digest.iter().take(DIGEST_BYTES).map(|byte| format!("{byte:02x}")).collect())
    }
}

impl From<&str> for AccountKey {
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
