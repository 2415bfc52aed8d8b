//! Local and session storage. Either may be absent, full or forbidden, so every access can fail.

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

pub fn read(from: Area, key: &str) -> Result<Option<String>, Refused> {
    area(from)?.get_item(key).map_err(|_| Refused)
}

/// If refused, the old value stays.
pub fn write(to: Area, key: &str, value: &str) -> Result<(), Refused> {
    area(to)?.set_item(key, value).map_err(|_| Refused)
}

pub fn remove(from: Area, key: &str) -> Result<(), Refused> {
    area(from)?.remove_item(key).map_err(|_| Refused)
}
