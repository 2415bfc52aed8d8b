//! The nouns of the API, as the world keeps them and as answers show them.

pub mod event;
pub mod machine;
pub mod snapshot;
