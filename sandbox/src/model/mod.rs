//! The nouns of the API.

pub mod event;
pub mod machine;
pub mod snapshot;
