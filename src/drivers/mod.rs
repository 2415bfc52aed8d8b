//! What runs by itself, started once when the application starts. Decides nothing: the machines of the core do.

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

use crate::browser::{clock, listen};
use crate::state::list::FirstPage;
use crate::state::position::Position;

/// Starts what runs by itself before the application is here, where its state is in the context.
pub fn start_early() {
    machines::start();
}

/// Starts all else that runs by itself, with the first page of the list where that was asked for already. Must be called where all
/// state is in the context, by an owner that stays.
pub fn start(first_page: Option<FirstPage>) {
    list::start(first_page);
    session::start();
    title::start();
    let position = Position::expect();
    listen::went_back(move || position.went_back(clock::now()));
    operations::start();
    recall::start();
}
