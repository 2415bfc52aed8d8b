//! Short messages about outcomes.

use std::collections::VecDeque;

use leptos::prelude::*;

/// The most messages on the screen; an older one makes room.
const TOASTS_MAX: usize = 4;

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
            shown.push_back(toast);
            if shown.len() > TOASTS_MAX {
                shown.pop_front();
            }
        });
    }

    /// Takes a message away.
    pub fn dismiss(self, number: u64) {
        self.shown.update(|shown| shown.retain(|toast| toast.number != number));
    }

    /// The messages, oldest first, tracked.
    pub fn all(self) -> VecDeque<Toast> {
        self.shown.get()
    }
}
