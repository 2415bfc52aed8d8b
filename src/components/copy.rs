//! Copies a text to the clipboard and says so.

use leptos::task::spawn_local;

use crate::browser::clipboard;
use crate::state::toasts::{Toasts, Tone};

/// Says `done` or `refused`.
pub fn copy(toasts: Toasts, text: String, done: String, refused: String) {
    spawn_local(async move {
        match clipboard::write(&text).await {
            Ok(()) => toasts.show(Tone::Success, done),
            Err(_) => toasts.show(Tone::Failure, refused),
        }
    });
}
