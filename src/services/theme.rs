//! The chosen theme, kept on this device. Without a choice the system's applies.

use crate::browser::page;
use crate::browser::storage;
use snapdeck_core::runner::Area;

/// `public/boot.js` reads it as well, before anything is painted.
const THEME: &str = "snapdeck.theme";

/// `light`, `dark`, or empty for the system's.
pub fn kept() -> String {
    storage::read(Area::Device, THEME).ok().flatten().unwrap_or_default()
}

pub fn choose(theme: &str) {
    page::set_look("data-theme", (!theme.is_empty()).then_some(theme));
    let _kept = storage::write(Area::Device, THEME, theme);
}
