//! What runs by itself, started once when the application starts. Decides nothing: the machines of `domain/` do.

mod kept;
pub mod list;
mod machines;
pub mod notify;
pub mod operations;
mod outcomes;
pub mod recall;
pub mod session;
pub mod shortcuts;
pub mod theme;
mod title;

use leptos::prelude::*;

use crate::browser::{clock, listen};
use crate::state::position::Position;

/// The owner that stays as long as the application: what starts later belongs to it.
#[derive(Clone)]
struct Root(Owner);

/// Starts what runs by itself from the beginning. Must be called where all state is in the context, by an owner that
/// stays.
pub fn start() {
    if let Some(owner) = Owner::current() {
        provide_context(Root(owner));
    }
    list::start();
    machines::start();
}

/// Starts what runs by itself once the rest of the code is there, for as long as the application lives.
pub fn start_rest() {
    let Some(Root(owner)) = use_context() else { return };
    owner.with(|| {
        session::start();
        title::start();
        let position = Position::expect();
        listen::went_back(move || position.went_back(clock::now()));
        operations::start();
        recall::start();
    });
}
