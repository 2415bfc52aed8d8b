//! What is known of something that has to be asked for.

use crate::model::problem::Problem;

/// The last good value, why the last answer was none, and whether another one is on its way. A value stays while it is asked
/// for again, and so does the problem: what is on the screen changes only with an answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RemoteData<T> {
    value: Option<T>,
    problem: Option<Problem>,
    is_asking: bool,
}

impl<T> Default for RemoteData<T> {
    /// Nobody has asked yet.
    fn default() -> Self {
        Self { value: None, problem: None, is_asking: false }
    }
}

/// What may let a read succeed that failed before.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Occasion {
    /// A token that had stopped working was replaced.
    TokenRenewed,
    /// The network is back, or a person looks at the page again.
    CameBack,
}

impl<T> RemoteData<T> {
    /// It is being asked for.
    pub fn asked(&mut self) {
        self.is_asking = true;
    }

    /// The answer is here.
    pub fn answered(&mut self, answer: Result<T, Problem>) {
        self.is_asking = false;
        match answer {
            Ok(value) => (self.value, self.problem) = (Some(value), None),
            Err(problem) => self.problem = Some(problem),
        }
    }

    /// The last good value.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The last good value, to be changed by what was learnt otherwise.
    pub fn value_mut(&mut self) -> Option<&mut T> {
        self.value.as_mut()
    }

    /// Why the last answer was none.
    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// Why there is no value at all.
    pub fn missing(&self) -> Option<&Problem> {
        self.problem.as_ref().filter(|_| self.value.is_none())
    }

    /// Whether an answer is on its way.
    pub fn is_asking(&self) -> bool {
        self.is_asking
    }

    /// Whether to ask again, unasked. A new token may see more; coming back changes only what fails in passing.
    pub fn is_worth_asking_again(&self, occasion: Occasion) -> bool {
        let Some(problem) = self.problem.as_ref().filter(|_| !self.is_asking) else { return false };
        match occasion {
            Occasion::TokenRenewed => true,
            Occasion::CameBack => !problem.is_denied() && !problem.is_unauthorized(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::problem::Refusal;

    fn refused(status: u16, code: Option<&str>) -> Problem {
        Problem::Refused(Refusal { status, code: code.map(str::to_owned), ..Refusal::default() })
    }

    #[test]
    fn a_value_outlives_being_asked_for_again_and_a_failure() {
        let mut data = RemoteData::default();
        assert_eq!((data.value(), data.is_asking()), (None, false));
        data.asked();
        assert!(data.is_asking() && data.missing().is_none());
        data.answered(Err(Problem::Offline));
        assert_eq!((data.missing(), data.is_asking()), (Some(&Problem::Offline), false));
        data.asked();
        assert_eq!(data.problem(), Some(&Problem::Offline), "it stays on the screen until the answer");
        data.answered(Ok(1));
        assert_eq!((data.value(), data.problem()), (Some(&1), None));
        data.asked();
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
            assert_eq!(data.is_worth_asking_again(Occasion::CameBack), on_return, "{problem:?}");
            assert!(data.is_worth_asking_again(Occasion::TokenRenewed), "{problem:?}");
            data.asked();
            assert!(!data.is_worth_asking_again(Occasion::TokenRenewed), "it is being asked for already");
        }
        let mut well = RemoteData::default();
        well.answered(Ok(()));
        assert!(!well.is_worth_asking_again(Occasion::TokenRenewed));
    }
}
