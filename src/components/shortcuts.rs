//! The keys that work everywhere.

use crate::browser::{listen, page};
use crate::services::shortcuts;
use crate::state::dialogs::{Dialog, Dialogs};
use crate::ui::search::SEARCH;

/// Create, search, move down and up the rows, restore and rename the row's snapshot, and list the shortcuts.
const KEYS: [&str; 7] = ["c", "/", "j", "k", "r", "e", "?"];

/// Whether a key is an enabled shortcut.
pub fn is_one(key: &str) -> bool {
    KEYS.contains(&key) && shortcuts::are_on()
}

/// Listens for them and for the palette's, until the calling component is disposed.
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
    // Without a letter of its own it is no danger to speech input, and it works in fields too.
    listen::key_pressed(move |event| {
        let is_it = event.key().eq_ignore_ascii_case("k")
            && (event.ctrl_key() || event.meta_key())
            && !event.alt_key()
            && !event.shift_key();
        if is_it && !page::has_open_dialog() {
            event.prevent_default();
            dialogs.open(Dialog::Palette);
        }
    });
}
