//! Single keys for those who know them. They do nothing in a field, in a dialog, or with a modifier.

use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::browser::{listen, page};
use crate::state::dialogs::{Dialog, Dialogs};

/// Listens for the keys as long as the component that calls it is there.
pub fn listen_for_shortcuts() {
    let dialogs = Dialogs::expect();
    listen::key_pressed(move |event| {
        if is_free(&event) && event.key() == "c" {
            event.prevent_default();
            dialogs.open(Dialog::Create);
        }
    });
}

/// Whether a key is meant for the page as a whole.
fn is_free(event: &KeyboardEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented();
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let typing = target.is_some_and(|target| {
        matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || target.is_content_editable()
    });
    !modified && !typing && !page::has_open_dialog()
}
