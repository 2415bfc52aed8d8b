//! The list and the operations are state machines: they decide, and do nothing else.

use crate::model::time::Timestamp;

pub trait StateMachine {
    type Event;
    type Command;

    /// Takes in an event and returns what to do. `chance` is a random number in 0..1.
    fn step(&mut self, now: Timestamp, chance: f64, event: Self::Event) -> Vec<Self::Command>;

    /// Whether an event changes nothing visible.
    fn is_quiet(event: &Self::Event) -> bool {
        let _ = event;
        false
    }
}
