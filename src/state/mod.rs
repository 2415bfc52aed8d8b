//! State that several parts of the page share, each a newtype in the context: `provide` puts it there, `expect` gets it. No views.

pub mod dates;
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
