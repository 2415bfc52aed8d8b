//! State that several parts of the page share, each in a context newtype. No view.

pub mod dialogs;
pub mod filtered_rows;
pub mod list;
pub mod location;
pub mod machines;
pub mod operations;
pub mod position;
pub mod remote;
pub mod session;
pub mod surroundings;
pub mod toasts;
