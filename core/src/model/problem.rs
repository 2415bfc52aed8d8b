//! What can go wrong with a call, as data. `text::errors` makes words of it.

use crate::model::time::{self, Timestamp};
use crate::planted::{Bug, is_planted};

/// The most characters of a foreign message that are kept: a page of HTML is no message.
pub const MESSAGE_MAX_CHARS: usize = 300;

/// A call that did not give what it was made for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Problem {
    /// The browser knew that it had no network: nothing was sent.
    Offline,
    /// The request or its answer did not get through: no network, a name that does not resolve, or a refusal by CORS.
    /// A browser does not tell which.
    Unreachable,
    /// No answer within the time that we give a call.
    TimedOut,
    /// The service answered another status than `200`.
    Refused(Refusal),
    /// The service answered `200` with something that is not what the reference says.
    Garbled {
        /// What the decoder said, without any content of the answer.
        why: String,
    },
}

/// An answer with another status than `200`.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The code, such as `NOT_FOUND`, where the body was an error of the API.
    pub code: Option<String>,
    /// What the service said about it, where it did.
    pub message: Option<String>,
    /// What it said about single fields: field and complaint.
    pub fields: Vec<(String, String)>,
    /// `Retry-After`, where the browser may read it.
    pub retry_after: Option<String>,
}

impl Refusal {
    /// What the API answers where no key is sent, or one that is not good.
    pub fn unauthorized() -> Self {
        Self { status: 401, code: Some("UNAUTHORIZED".to_owned()), ..Self::default() }
    }
}

impl Problem {
    /// The status of a refusal.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(refusal) => Some(refusal.status),
            _ => None,
        }
    }

    /// The status of a refusal that is the API's own word: a gateway in front can answer any status with a page of its own,
    /// and only a JSON body with a `code` comes from the API (`docs/api.md`, Seen since).
    fn own_status(&self) -> Option<u16> {
        match self {
            Self::Refused(refusal) if refusal.code.is_some() || is_planted(Bug::GatewaysAreBelieved) => {
                Some(refusal.status)
            }
            _ => None,
        }
    }

    /// The API says that the key is not, or no longer, good.
    pub fn is_unauthorized(&self) -> bool {
        self.own_status() == Some(401)
    }

    /// The API says that the thing is not there, or not for this key.
    pub fn is_not_found(&self) -> bool {
        self.own_status() == Some(404)
    }

    /// The API says that this key may not have it, or that it is not there: asking again changes nothing.
    pub fn is_denied(&self) -> bool {
        matches!(self.own_status(), Some(403 | 404))
    }

    /// Whether the request may have been acted on although no good answer arrived: a write must not be sent again. Only what
    /// failed before it was sent, and what the API itself refused, did not happen.
    pub fn is_outcome_unknown(&self) -> bool {
        match self {
            Self::Offline => false,
            Self::Unreachable | Self::TimedOut | Self::Garbled { .. } => true,
            // A gateway that answers for the service does not know what the service did.
            Self::Refused(_) => self.own_status().is_none_or(|status| status >= 500 || status == 408 || status == 499),
        }
    }

    /// Whether the same read may work a little later.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable | Self::TimedOut => true,
            // The browser says when it is back.
            Self::Offline | Self::Garbled { .. } => false,
            Self::Refused(refusal) => matches!(refusal.status, 408 | 429 | 500 | 502 | 503 | 504),
        }
    }

    /// Whether the same read will be answered the same way, as far as anybody can tell: the API itself refuses it, or says something
    /// that cannot be read. A key that is not good is another matter: a new one may read it.
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

    /// How long the service asks us to wait, where it says so and the browser may read it.
    pub fn retry_after_ms(&self, now: Timestamp) -> Option<u64> {
        let Self::Refused(Refusal { retry_after: Some(text), .. }) = self else { return None };
        time::retry_after_ms(text, now)
    }

    /// What the service said about one field.
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
