//! Toasts: short messages about outcomes.

use std::collections::VecDeque;

use leptos::prelude::*;

use snapdeck_core::operations::operation::OperationId;

/// The most at once of those that go away by themselves. The oldest makes room.
const SUCCESSES_MAX: usize = 4;

/// The most failures at once. They wait to be dismissed; with so many that nobody reads them, the oldest goes. Activity still
/// has it.
const FAILURES_MAX: usize = 50;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tone {
    /// Goes away by itself.
    Success,
    /// Stays until dismissed.
    Failure,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Toast {
    pub number: u64,
    pub tone: Tone,
    pub text: String,
    /// What it is about, if something newer of that may take its place.
    pub about: Option<OperationId>,
    /// The address where more of it can be seen.
    pub leads_to: Option<String>,
}

#[derive(Clone, Copy, Debug)]
pub struct Toasts {
    shown: RwSignal<VecDeque<Toast>>,
    last: StoredValue<u64>,
}

impl Toasts {
    pub fn provide() -> Self {
        let toasts = Self { shown: RwSignal::default(), last: StoredValue::new(0) };
        provide_context(toasts);
        toasts
    }

    pub fn expect() -> Self {
        expect_context()
    }

    /// Shows a message, unless the same text is on the screen already.
    pub fn show(self, tone: Tone, text: impl Into<String>) {
        self.show_about(None, None, tone, text.into());
    }

    /// The same, about an operation, with a link to where more can be seen.
    pub fn show_about(self, about: Option<OperationId>, leads_to: Option<String>, tone: Tone, text: String) {
        if self.shown.with_untracked(|shown| shown.iter().any(|toast| toast.text == text)) {
            return;
        }
        self.last.update_value(|last| *last += 1);
        let toast = Toast { number: self.last.get_value(), tone, text, about, leads_to };
        self.shown.update(|shown| {
            shown.push_front(toast);
            make_room(shown);
        });
    }

    /// Takes away what was said of an operation so far: there is something newer to say.
    pub fn outdate(self, about: &OperationId) {
        self.shown.update(|shown| shown.retain(|toast| toast.about.as_ref() != Some(about)));
    }

    pub fn dismiss(self, number: u64) {
        self.shown.update(|shown| shown.retain(|toast| toast.number != number));
    }

    /// Newest first; tracked.
    pub fn all(self) -> VecDeque<Toast> {
        self.shown.get()
    }
}

fn make_room(shown: &mut VecDeque<Toast>) {
    for (tone, most) in [(Tone::Success, SUCCESSES_MAX), (Tone::Failure, FAILURES_MAX)] {
        let mut count = 0;
        shown.retain(|toast| {
            count += usize::from(toast.tone == tone);
            toast.tone != tone || count <= most
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown_after(tones: &[Tone]) -> Vec<u64> {
        let mut shown = VecDeque::new();
        for (number, tone) in (0..).zip(tones) {
            shown.push_front(Toast { number, tone: *tone, text: String::new(), about: None, leads_to: None });
            make_room(&mut shown);
        }
        shown.iter().map(|toast| toast.number).collect()
    }

    #[test]
    fn a_success_pushes_the_oldest_success_away_and_no_failure() {
        use Tone::{Failure, Success};
        assert_eq!(shown_after(&[Failure, Success, Success, Success, Success]), [4, 3, 2, 1, 0]);
        assert_eq!(shown_after(&[Success, Failure, Success, Success, Success, Success]), [5, 4, 3, 2, 1]);
        assert_eq!(shown_after(&[Failure; 12]).len(), 12);
        assert_eq!(shown_after(&[Failure; FAILURES_MAX + 1]).last(), Some(&1));
    }
}
