//! The theme that a person chose, kept for this device. Without a choice the system's is followed.

use crate::browser::page;
use crate::browser::storage;
use snapdeck_core::runner::Area;

/// Also read by `public/boot.js`, before anything is painted.
const THEME: &str = "snapdeck.theme";

/// The theme that was chosen: `light`, `dark`, or nothing for the system's.
pub fn kept() -> String {
    storage::read(Area::Device, THEME).ok().flatten().unwrap_or_default()
}

/// Takes a theme, and keeps it where that is possible.
pub fn choose(theme: &str) {
    page::set_theme((!theme.is_empty()).then_some(theme));
    let _kept = storage::write(Area::Device, THEME, theme);
}
