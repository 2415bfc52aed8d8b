//! Every word on the screen: one struct per language, so that the compiler sees a word that is missing.
//!
//! Accessible names that `docs/names.md` fixes are written here and nowhere else. Must not know: Leptos, a browser.

mod en;
pub mod errors;
pub mod operations;
pub mod vocabulary;

pub use self::en::number;
use self::vocabulary::{Activity, Chrome, Dialogs, Operations, Problems, SignIn, Snapshots};

#[derive(Clone, Copy, Debug)]
pub struct Words;

/// The words of the dashboard's language. There is one so far.
pub fn words() -> Words {
    Words
}

impl Words {
    pub fn chrome(self) -> &'static Chrome {
        &en::CHROME
    }

    pub fn sign_in(self) -> &'static SignIn {
        &en::SIGN_IN
    }

    pub fn snapshots(self) -> &'static Snapshots {
        &en::SNAPSHOTS
    }

    pub fn dialogs(self) -> &'static Dialogs {
        &en::DIALOGS
    }

    pub fn activity(self) -> &'static Activity {
        &en::ACTIVITY
    }

    pub fn operations(self) -> &'static Operations {
        &en::OPERATIONS
    }

    pub fn problems(self) -> &'static Problems {
        &en::PROBLEMS
    }
}
