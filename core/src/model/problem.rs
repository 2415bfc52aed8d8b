//! What can go wrong with a call, as data. `text::errors` makes words of it.

use crate::model::time::Timestamp;
use crate::operations::schedule;

/// The most characters of a foreign message that are kept: a page of HTML is no message.
pub const MESSAGE_MAX_CHARS: usize = 300;

/// A call that did not give what it was made for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Problem {
    /// The browser knows that it has no network.
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

impl Problem {
    /// The status of a refusal.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(refusal) => Some(refusal.status),
            _ => None,
        }
    }

    /// The key is not, or no longer, good.
    pub fn is_unauthorized(&self) -> bool {
        self.status() == Some(401)
    }

    /// The thing is not there, or not for this key.
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(404)
    }

    /// Whether the request may have been acted on although no good answer arrived: a write must not be sent again.
    pub fn leaves_open_whether_it_happened(&self) -> bool {
        match self {
            Self::Offline => false,
            Self::Unreachable | Self::TimedOut | Self::Garbled { .. } => true,
            // A gateway that answers for the service does not know what the service did.
            Self::Refused(refusal) => refusal.status >= 500 || refusal.status == 408 || refusal.status == 499,
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

    /// How long the service asks us to wait, where it says so and the browser may read it.
    pub fn retry_after_ms(&self, now: Timestamp) -> Option<u64> {
        let Self::Refused(Refusal { retry_after: Some(text), .. }) = self else { return None };
        schedule::retry_after_ms(text, now)
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
    fn only_a_clear_refusal_says_that_nothing_happened() {
        let refused = |status| Problem::Refused(Refusal { status, ..Refusal::default() });
        for (problem, open) in [
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
            assert_eq!(problem.leaves_open_whether_it_happened(), open, "{problem:?}");
        }
    }
}
