//! Single keys for those who know them.

use crate::browser::{listen, page};
use crate::state::dialogs::{Dialog, Dialogs};

/// The keys of the page: creating, searching, moving through the rows.
const KEYS: [&str; 4] = ["c", "/", "j", "k"];

/// Whether a key does something anywhere on the page.
pub fn is_one(key: &str) -> bool {
    KEYS.contains(&key)
}

/// Listens for the keys as long as the component that calls it is there.
pub fn listen_for_shortcuts() {
    let dialogs = Dialogs::expect();
    listen::free_key_pressed(move |key| {
        match key {
            "c" => dialogs.open(Dialog::Create),
            "/" => page::focus_first("[type=search]"),
            _ => return false,
        }
        true
    });
}
