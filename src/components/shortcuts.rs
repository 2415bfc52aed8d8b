//! Single keys for those who know them.

use crate::browser::{listen, page};
use crate::services::shortcuts;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::ui::search::SEARCH;

/// The keys of the page: creating, searching, moving through the rows, and what they are.
const KEYS: [&str; 5] = ["c", "/", "j", "k", "?"];

/// Whether a key does something anywhere on the page.
pub fn is_one(key: &str) -> bool {
    KEYS.contains(&key) && shortcuts::are_on()
}

/// Listens for the keys as long as the component that calls it is there.
pub fn listen_for_shortcuts() {
    let dialogs = Dialogs::expect();
    listen::free_key_pressed(move |key| {
        match key {
            _ if !is_one(key) => return false,
            "c" => dialogs.open(Dialog::Create),
            "/" => page::focus_first(SEARCH),
            "?" => dialogs.open(Dialog::Keys),
            _ => return false,
        }
        true
    });
}
