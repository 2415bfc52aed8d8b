//! Local and session storage. Both may be absent, full or forbidden: every access can fail, and says so.

use leptos::prelude::window;
use web_sys::Storage;

use snapdeck_core::runner::{Area, Refused};

fn area(area: Area) -> Result<Storage, Refused> {
    let storage = match area {
        Area::Device => window().local_storage(),
        Area::Tab => window().session_storage(),
    };
    storage.ok().flatten().ok_or(Refused)
}

/// Reads a value; none where nothing is kept under the key.
///
/// # Errors
/// [`Refused`].
pub fn read(from: Area, key: &str) -> Result<Option<String>, Refused> {
    area(from)?.get_item(key).map_err(|_| Refused)
}

/// Writes a value.
///
/// # Errors
/// [`Refused`]: then nothing was written, and what stood there before still does.
pub fn write(to: Area, key: &str, value: &str) -> Result<(), Refused> {
    area(to)?.set_item(key, value).map_err(|_| Refused)
}

/// Removes a value.
///
/// # Errors
/// [`Refused`].
pub fn remove(from: Area, key: &str) -> Result<(), Refused> {
    area(from)?.remove_item(key).map_err(|_| Refused)
}
