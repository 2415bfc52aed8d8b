//! Short messages about outcomes.

use std::collections::VecDeque;

use leptos::prelude::*;

/// The most messages at once that go by themselves; the oldest makes room.
const SUCCESSES_MAX: usize = 4;

/// The most failures at once. They wait for a person and make no room: only where so many wait that nobody reads them, the
/// oldest goes. Activity still has it.
const FAILURES_MAX: usize = 50;

/// What a message is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tone {
    /// Something went well: goes by itself.
    Success,
    /// Something failed: stays until dismissed.
    Failure,
}

/// A message.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Toast {
    /// Names it on the screen.
    pub number: u64,
    /// What it is about.
    pub tone: Tone,
    /// What it says.
    pub text: String,
}

/// The messages.
#[derive(Clone, Copy, Debug)]
pub struct Toasts {
    shown: RwSignal<VecDeque<Toast>>,
    last: StoredValue<u64>,
}

impl Toasts {
    /// No messages, and their place in the context.
    pub fn provide() -> Self {
        let toasts = Self { shown: RwSignal::default(), last: StoredValue::new(0) };
        provide_context(toasts);
        toasts
    }

    /// The messages of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Shows a message. The same text is not shown twice at once.
    pub fn show(self, tone: Tone, text: impl Into<String>) {
        let text = text.into();
        if self.shown.with_untracked(|shown| shown.iter().any(|toast| toast.text == text)) {
            return;
        }
        self.last.update_value(|last| *last += 1);
        let toast = Toast { number: self.last.get_value(), tone, text };
        self.shown.update(|shown| {
            shown.push_front(toast);
            make_room(shown);
        });
    }

    /// Takes a message away.
    pub fn dismiss(self, number: u64) {
        self.shown.update(|shown| shown.retain(|toast| toast.number != number));
    }

    /// The messages, newest first, tracked.
    pub fn all(self) -> VecDeque<Toast> {
        self.shown.get()
    }
}

/// Takes away what is too much of each tone.
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
            shown.push_front(Toast { number, tone: *tone, text: String::new() });
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
