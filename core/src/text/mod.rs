//! Every word on the screen: one struct per language, so that the compiler sees a word that is missing.
//!
//! Accessible names that `docs/names.md` fixes are written here and nowhere else. Must not know: Leptos, a browser.

mod en;
pub mod errors;
pub mod operations;
pub mod vocabulary;

pub use self::en::number;
use self::vocabulary::{Activity, Chrome, Dialogs, Operations, Problems, SignIn, Snapshots};

/// The words of a language, by what they are for: each part is there only for those who use it, so that the application
/// brings its own.
#[derive(Clone, Copy, Debug)]
pub struct Words;

/// The language of the dashboard. There is one so far.
pub fn words() -> Words {
    Words
}

impl Words {
    /// Around every page.
    pub fn chrome(self) -> &'static Chrome {
        &en::CHROME
    }

    /// Signing in and out.
    pub fn sign_in(self) -> &'static SignIn {
        &en::SIGN_IN
    }

    /// The list and the panel beside it.
    pub fn snapshots(self) -> &'static Snapshots {
        &en::SNAPSHOTS
    }

    /// The dialogs.
    pub fn dialogs(self) -> &'static Dialogs {
        &en::DIALOGS
    }

    /// What runs and what ran.
    pub fn activity(self) -> &'static Activity {
        &en::ACTIVITY
    }

    /// What becomes of operations.
    pub fn operations(self) -> &'static Operations {
        &en::OPERATIONS
    }

    /// What went wrong.
    pub fn problems(self) -> &'static Problems {
        &en::PROBLEMS
    }
}
