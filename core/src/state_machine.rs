//! What the list and the operations have in common: each is a state machine, which decides and does nothing else.

use crate::model::time::Timestamp;

/// Takes in what happened, and answers what to do about it.
pub trait StateMachine {
    /// What can happen to it.
    type Event;
    /// What it wants done.
    type Command;

    /// Takes in what happened at a moment. `chance` is a random number in 0..1.
    fn step(&mut self, now: Timestamp, chance: f64, event: Self::Event) -> Vec<Self::Command>;

    /// Whether an event changes nothing that anybody sees.
    fn is_quiet(event: &Self::Event) -> bool {
        let _ = event;
        false
    }
}
