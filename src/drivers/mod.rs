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

/// Starts everything that runs by itself. Must be called where all state is in the context, by an owner that stays.
pub fn start() {
    list::start();
    machines::start();
    operations::start();
    session::start();
    title::start();
}
