//! What runs by itself, started once when the application starts. Decides nothing: the machines of `domain/` do.

mod kept;
pub mod list;
mod machines;
pub mod notify;
pub mod operations;
mod outcomes;
pub mod session;
pub mod theme;
mod title;

use leptos::prelude::*;

/// The owner that stays as long as the application: what starts later belongs to it.
#[derive(Clone)]
struct Root(Owner);

/// Starts what runs by itself from the beginning. Must be called where all state is in the context, by an owner that
/// stays. What follows operations starts with the code that is loaded later (`operations::ensure_started`).
pub fn start() {
    if let Some(owner) = Owner::current() {
        provide_context(Root(owner));
    }
    list::start();
    machines::start();
    session::start();
    title::start();
}
