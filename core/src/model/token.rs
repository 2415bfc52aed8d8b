//! The API token.

use std::fmt;
use std::sync::Arc;

use crate::model::account_key::AccountKey;

/// A secret: `Debug` does not show it, and it implements neither `Display` nor `Serialize`.
#[derive(Clone, Eq, PartialEq)]
pub struct Token(Arc<str>);

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BadToken {
    /// Only white space.
    Empty,
    /// A character that no HTTP header can carry.
    Unsendable,
}

/// What stands before a token in its header.
const SCHEME: &str = "Bearer ";

const QUOTES: &str = "\"'`“”‘’";

impl Token {
    /// A token has no documented shape: accepts anything that a header can carry, without what is copied along with it: white
    /// space, quotes, and the word before it in a header.
    ///
    /// # Errors
    /// The text cannot be a token.
    pub fn parse(text: &str) -> Result<Self, BadToken> {
        let text = bare(text);
        let text = match text.split_at_checked(SCHEME.len()) {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case(SCHEME) => bare(rest),
            _ => text,
        };
        if text.is_empty() {
            return Err(BadToken::Empty);
        }
        if !text.chars().all(|character| character.is_ascii_graphic() || character == ' ') {
            return Err(BadToken::Unsendable);
        }
        Ok(Self(Arc::from(text)))
    }

    /// The value of the `Authorization` header: the only form in which a token leaves the browser.
    pub(crate) fn authorization(&self) -> String {
        format!("{SCHEME}{}", self.0)
    }

    /// For storing it where the user asked for that.
    pub fn reveal_to_storage(&self) -> &str {
        &self.0
    }

    /// The key without a session.
    pub fn account_key(&self) -> AccountKey {
        AccountKey::of_token(&self.0)
    }
}

fn bare(text: &str) -> &str {
    text.trim_matches(|one: char| one.is_whitespace() || QUOTES.contains(one))
}

impl fmt::Debug for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_that_a_header_can_carry_is_a_token() {
        for (text, expected) in [
            ("abc", Ok("Bearer abc")),
            ("  abc\n", Ok("Bearer abc")),
            ("a b", Ok("Bearer a b")),
            ("Bearer abc", Ok("Bearer abc")),
            (" bearer  abc", Ok("Bearer abc")),
            ("\"abc\"", Ok("Bearer abc")),
            ("'Bearer abc'", Ok("Bearer abc")),
            ("Bearer `abc`\n", Ok("Bearer abc")),
            ("“abc”", Ok("Bearer abc")),
            ("Bearerabc", Ok("Bearer Bearerabc")),
            ("a\"c", Ok("Bearer a\"c")),
            ("\"\"", Err(BadToken::Empty)),
            ("", Err(BadToken::Empty)),
            (" \t\n", Err(BadToken::Empty)),
            ("a\nb", Err(BadToken::Unsendable)),
            ("schlüssel", Err(BadToken::Unsendable)),
        ] {
            let header = Token::parse(text).map(|token| token.authorization());
            assert_eq!(header.as_deref(), expected.as_ref().copied(), "{text:?}");
        }
    }

    #[test]
    fn a_token_is_not_shown_by_debug() {
        let token = Token::parse("secret-4711").expect("a token");
        assert_eq!(format!("{token:?}"), "Token(…)");
    }
}
