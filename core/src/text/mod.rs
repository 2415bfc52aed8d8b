//! Every word on the screen: one struct per language, so that the compiler sees a word that is missing.
//!
//! Accessible names that `docs/names.md` fixes are written here and nowhere else. Must not know: Leptos, a browser.

mod en;
pub mod errors;
pub mod names;
pub mod operations;
pub mod vocabulary;

pub use self::en::number;
pub use self::vocabulary::Words;

/// The words of the dashboard's language. There is one so far.
pub fn words() -> Words {
    Words
}
