//! Single keys for those who know them.

use crate::browser::listen;
use crate::state::dialogs::{Dialog, Dialogs};

/// Listens for the keys as long as the component that calls it is there.
pub fn listen_for_shortcuts() {
    let dialogs = Dialogs::expect();
    listen::free_key_pressed(move |key| {
        let known = key == "c";
        if known {
            dialogs.open(Dialog::Create);
        }
        known
    });
}
