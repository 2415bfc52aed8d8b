//! JSON as the API and our own storage use it.
//!
//! `serde` says what a type looks like; this is what it reads from. `serde_json` did the same in 21 KB of WebAssembly more:
//! numbers with all the digits that a float can have, maps, positions. None of that is asked for here.

mod decode;
mod read;
mod value;
mod write;

pub use self::decode::{Mismatch, decode};
pub use self::read::Malformed;
pub use self::value::{Json, list, object};

#[cfg(test)]
mod tests;
