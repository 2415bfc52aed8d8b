//! Data that is fetched.

use crate::model::problem::Problem;
use crate::model::time::Timestamp;

/// Data older than this is fetched again when the user comes back, in milliseconds.
pub const STALE_AFTER_MS: u64 = 30_000;

/// The last good value, the last problem, and whether a fetch is running. Value and problem stay until the next answer, so
/// that the screen only changes with an answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RemoteData<T> {
    value: Option<T>,
    problem: Option<Problem>,
    is_asking: bool,
    asked_at: Option<Timestamp>,
}

impl<T> Default for RemoteData<T> {
    fn default() -> Self {
        Self { value: None, problem: None, is_asking: false, asked_at: None }
    }
}

/// A reason to fetch again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Occasion {
    TokenRenewed,
    /// The network is back, or the page is visible again.
    CameBack,
}

impl<T> RemoteData<T> {
    pub fn asked(&mut self, now: Timestamp) {
        (self.is_asking, self.asked_at) = (true, Some(now));
    }

    pub fn answered(&mut self, answer: Result<T, Problem>) {
        self.is_asking = false;
        match answer {
            Ok(value) => (self.value, self.problem) = (Some(value), None),
            Err(problem) => self.problem = Some(problem),
        }
    }

    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    pub fn value_mut(&mut self) -> Option<&mut T> {
        self.value.as_mut()
    }

    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// The problem, if there is no value.
    pub fn missing(&self) -> Option<&Problem> {
        self.problem.as_ref().filter(|_| self.value.is_none())
    }

    pub fn is_asking(&self) -> bool {
        self.is_asking
    }

    /// Whether to fetch again on its own: after any failure with a new token; on coming back only after one that may pass, and
    /// what is stale.
    pub fn is_worth_asking_again(&self, occasion: Occasion, now: Timestamp) -> bool {
        let is_stale = || self.asked_at.is_some_and(|asked_at| now.since(asked_at) >= STALE_AFTER_MS);
        match (occasion, &self.problem) {
            _ if self.is_asking => false,
            (Occasion::TokenRenewed, problem) => problem.is_some(),
            (Occasion::CameBack, Some(problem)) => !problem.is_denied() && !problem.is_unauthorized(),
            (Occasion::CameBack, None) => is_stale(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::problem::Refusal;

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    fn refused(status: u16, code: Option<&str>) -> Problem {
        Problem::Refused(Refusal { status, code: code.map(str::to_owned), ..Refusal::default() })
    }

    #[test]
    fn a_value_outlives_being_asked_for_again_and_a_failure() {
        let mut data = RemoteData::default();
        assert_eq!((data.value(), data.is_asking()), (None, false));
        data.asked(NOW);
        assert!(data.is_asking() && data.missing().is_none());
        data.answered(Err(Problem::Offline));
        assert_eq!((data.missing(), data.is_asking()), (Some(&Problem::Offline), false));
        data.asked(NOW);
        assert_eq!(data.problem(), Some(&Problem::Offline), "it stays on the screen until the answer");
        data.answered(Ok(1));
        assert_eq!((data.value(), data.problem()), (Some(&1), None));
        data.asked(NOW);
        data.answered(Err(Problem::TimedOut));
        assert_eq!((data.value(), data.problem(), data.missing()), (Some(&1), Some(&Problem::TimedOut), None));
    }

    #[test]
    fn what_failed_in_passing_is_asked_for_on_return_and_all_with_a_new_token() {
        for (problem, on_return) in [
            (Problem::Offline, true),
            (Problem::Unreachable, true),
            (Problem::TimedOut, true),
            (Problem::Garbled { why: String::new() }, true),
            (refused(500, Some("INTERNAL_SERVER_ERROR")), true),
            (refused(429, None), true),
            // A gateway does not speak for the API.
            (refused(404, None), true),
            (refused(403, Some("FORBIDDEN")), false),
            (refused(404, Some("NOT_FOUND")), false),
            (refused(401, Some("UNAUTHORIZED")), false),
        ] {
            let mut data = RemoteData::<()>::default();
            data.answered(Err(problem.clone()));
            assert_eq!(data.is_worth_asking_again(Occasion::CameBack, NOW), on_return, "{problem:?}");
            assert!(data.is_worth_asking_again(Occasion::TokenRenewed, NOW), "{problem:?}");
            data.asked(NOW);
            assert!(!data.is_worth_asking_again(Occasion::TokenRenewed, NOW), "it is being asked for already");
        }
        let mut well = RemoteData::default();
        well.answered(Ok(()));
        assert!(!well.is_worth_asking_again(Occasion::TokenRenewed, NOW));
    }

    #[test]
    fn what_a_person_comes_back_to_is_asked_for_again_once_it_is_stale() {
        let later = |ms| NOW.plus_ms(ms);
        let mut data = RemoteData::default();
        assert!(!data.is_worth_asking_again(Occasion::CameBack, later(STALE_AFTER_MS)), "nobody wants it");
        data.asked(NOW);
        assert!(!data.is_worth_asking_again(Occasion::CameBack, later(STALE_AFTER_MS)), "it is on its way");
        data.answered(Ok(()));
        assert!(!data.is_worth_asking_again(Occasion::CameBack, later(STALE_AFTER_MS - 1)));
        assert!(data.is_worth_asking_again(Occasion::CameBack, later(STALE_AFTER_MS)));
        assert!(!data.is_worth_asking_again(Occasion::TokenRenewed, later(STALE_AFTER_MS)));
    }
}
