//! Everything that is true or decided without a browser: the API's terms, the list, the operations, and every word.
//!
//! Has no clock, no randomness, no Leptos and no browser of its own: time and random numbers come in as arguments or by a
//! host, decisions go out as data. Its `Cargo.toml` names none of them, so that cargo guards this.

#![expect(missing_docs, reason = "a comment that only repeats a name says nothing")]

pub mod api;
pub mod json;
pub mod list;
pub mod model;
pub mod operations;
pub mod palette;
pub mod planted;
pub mod runner;
pub mod state_machine;
pub mod text;
pub mod timeline;
