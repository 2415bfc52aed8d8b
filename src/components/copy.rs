//! Puts a text on the clipboard and says so; where the browser does not allow it, shows the text instead.

use leptos::task::spawn_local;

use crate::browser::clipboard;
use crate::state::toasts::{Toasts, Tone};

/// Copies a text. `done` and `refused` are what is said about it.
pub fn copy(toasts: Toasts, text: String, done: String, refused: String) {
    spawn_local(async move {
        match clipboard::write(&text).await {
            Ok(()) => toasts.show(Tone::Success, done),
            Err(_) => toasts.show(Tone::Failure, refused),
        }
    });
}
