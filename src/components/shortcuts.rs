//! Single-key shortcuts.

use crate::browser::{listen, page};
use crate::services::shortcuts;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::ui::search::SEARCH;

/// Create, search, move down and up the rows, and list the shortcuts.
const KEYS: [&str; 5] = ["c", "/", "j", "k", "?"];

/// Whether a key is an enabled shortcut.
pub fn is_one(key: &str) -> bool {
    KEYS.contains(&key) && shortcuts::are_on()
}

/// Listens until the calling component is disposed.
pub fn listen_for_shortcuts() {
    let dialogs = Dialogs::expect();
    listen::free_key_pressed(move |key| {
        match key {
            _ if !is_one(key) => return false,
            "c" => dialogs.open(Dialog::Create),
            "/" => page::focus_first(SEARCH, true),
            "?" => dialogs.open(Dialog::Keys),
            _ => return false,
        }
        true
    });
}
