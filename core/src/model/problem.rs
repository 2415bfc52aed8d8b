//! What can go wrong with a call, as data. `text::errors` words it.

use crate::model::time::{self, Timestamp};
use crate::planted::{Bug, is_planted};

/// A longer message is cut: it may be an HTML page.
pub const MESSAGE_MAX_CHARS: usize = 300;

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Problem {
    /// The browser knew that it was offline: nothing was sent.
    Offline,
    /// The request or its answer was lost: network, DNS or CORS. A browser does not tell which.
    Unreachable,
    TimedOut,
    Refused(Refusal),
    /// The body of a `200` is not what the API reference says.
    Garbled {
        /// The decoder's message, without any content of the body.
        why: String,
    },
}

/// An answer with another status than `200`.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Refusal {
    pub status: u16,
    /// Such as `NOT_FOUND`, if the body is an error of the API.
    pub code: Option<String>,
    pub message: Option<String>,
    /// Field and complaint.
    pub fields: Vec<(String, String)>,
    /// `Retry-After`, if CORS lets the browser read it.
    pub retry_after: Option<String>,
}

impl Refusal {
    /// The API's answer to a missing or invalid token.
    pub fn unauthorized() -> Self {
        Self { status: 401, code: Some("UNAUTHORIZED".to_owned()), ..Self::default() }
    }
}

impl Problem {
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(refusal) => Some(refusal.status),
            _ => None,
        }
    }

    /// The status if the API itself refused. A gateway in front can answer any status with its own page; only a JSON body
    /// with a `code` is from the API (`docs/api.md`, Seen since).
    fn own_status(&self) -> Option<u16> {
        match self {
            Self::Refused(refusal) if refusal.code.is_some() || is_planted(Bug::GatewaysAreBelieved) => {
                Some(refusal.status)
            }
            _ => None,
        }
    }

    /// The API does not accept the token.
    pub fn is_unauthorized(&self) -> bool {
        self.own_status() == Some(401)
    }

    /// The API says that it does not exist, or not for this token.
    pub fn is_not_found(&self) -> bool {
        self.own_status() == Some(404)
    }

    /// Forbidden or not found: trying again changes nothing.
    pub fn is_denied(&self) -> bool {
        matches!(self.own_status(), Some(403 | 404))
    }

    /// Whether a write may have happened although no good answer arrived, so it must not be sent again. Only what was never
    /// sent, and what the API itself refused, certainly did not happen.
    pub fn is_outcome_unknown(&self) -> bool {
        match self {
            Self::Offline => false,
            Self::Unreachable | Self::TimedOut | Self::Garbled { .. } => true,
            // A gateway does not know what the API did.
            Self::Refused(_) => self.own_status().is_none_or(|status| status >= 500 || status == 408 || status == 499),
        }
    }

    /// Whether the same read may succeed a little later.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable | Self::TimedOut => true,
            // The browser says when it is back.
            Self::Offline | Self::Garbled { .. } => false,
            Self::Refused(refusal) => matches!(refusal.status, 408 | 429 | 500 | 502 | 503 | 504),
        }
    }

    /// Whether the same read would fail again: the API itself refuses it, or its answer cannot be read. Not for a bad token,
    /// since a new one may succeed.
    pub fn is_final(&self) -> bool {
        match self {
            Self::Garbled { .. } => true,
            Self::Offline | Self::Unreachable | Self::TimedOut => false,
            Self::Refused(_) => {
                let is_own = self.own_status().is_some_and(|status| (400..500).contains(&status) && status != 499);
                is_own && !self.may_pass() && !self.is_unauthorized()
            }
        }
    }

    /// The wait that `Retry-After` asks for.
    pub fn retry_after_ms(&self, now: Timestamp) -> Option<u64> {
        let Self::Refused(Refusal { retry_after: Some(text), .. }) = self else { return None };
        time::retry_after_ms(text, now)
    }

    /// The complaint about a field.
    pub fn about(&self, field: &str) -> Option<&str> {
        let Self::Refused(refusal) = self else { return None };
        refusal.fields.iter().find(|(name, _)| name == field).map(|(_, why)| why.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_api_itself_says_that_something_is_not_there() {
        let refused = |status, code: Option<&str>| {
            Problem::Refused(Refusal { status, code: code.map(str::to_owned), ..Refusal::default() })
        };
        for (problem, not_found, denied) in [
            (refused(404, Some("NOT_FOUND")), true, true),
            (refused(403, Some("FORBIDDEN")), false, true),
            (refused(404, None), false, false),
            (refused(403, None), false, false),
            (refused(500, Some("INTERNAL_SERVER_ERROR")), false, false),
            (Problem::Offline, false, false),
        ] {
            assert_eq!((problem.is_not_found(), problem.is_denied()), (not_found, denied), "{problem:?}");
        }
    }

    #[test]
    fn only_a_clear_refusal_says_that_nothing_happened() {
        let refused =
            |status| Problem::Refused(Refusal { status, code: Some("CODE".to_owned()), ..Refusal::default() });
        let page = |status| Problem::Refused(Refusal { status, ..Refusal::default() });
        for (problem, open) in [
            (page(400), true),
            (page(404), true),
            (page(429), true),
            (page(502), true),
            (Problem::Offline, false),
            (Problem::Unreachable, true),
            (Problem::TimedOut, true),
            (Problem::Garbled { why: String::new() }, true),
            (refused(400), false),
            (refused(401), false),
            (refused(404), false),
            (refused(408), true),
            (refused(409), false),
            (refused(429), false),
            (refused(499), true),
            (refused(500), true),
            (refused(502), true),
        ] {
            assert_eq!(problem.is_outcome_unknown(), open, "{problem:?}");
        }
    }

    #[test]
    fn what_the_api_itself_refuses_is_not_asked_for_for_ever() {
        let refused =
            |status| Problem::Refused(Refusal { status, code: Some("CODE".to_owned()), ..Refusal::default() });
        let page = |status| Problem::Refused(Refusal { status, ..Refusal::default() });
        for (problem, is_final) in [
            (refused(400), true),
            (refused(403), true),
            (refused(404), true),
            (Problem::Garbled { why: String::new() }, true),
            (refused(401), false),
            (refused(408), false),
            (refused(429), false),
            (refused(499), false),
            (refused(500), false),
            (page(403), false),
            (page(404), false),
            (Problem::Offline, false),
            (Problem::Unreachable, false),
            (Problem::TimedOut, false),
        ] {
            assert_eq!(problem.is_final(), is_final, "{problem:?}");
        }
    }

    #[test]
    fn a_page_of_a_gateway_is_not_the_word_of_the_api() {
        let refused = |status, code: Option<&str>| {
            Problem::Refused(Refusal { status, code: code.map(str::to_owned), ..Refusal::default() })
        };
        assert!(refused(404, Some("NOT_FOUND")).is_not_found() && !refused(404, None).is_not_found());
        assert!(refused(401, Some("UNAUTHORIZED")).is_unauthorized() && !refused(401, None).is_unauthorized());
    }
}
