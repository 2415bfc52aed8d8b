//! Whether single keys do something: kept for this device, on unless a person switched them off. Who speaks to a computer
//! would set them off by words (WCAG 2.1.4).

use crate::browser::storage;
use snapdeck_core::runner::Area;

const SHORTCUTS: &str = "snapdeck.shortcuts";

/// Whether they do.
pub fn are_on() -> bool {
    !matches!(storage::read(Area::Device, SHORTCUTS), Ok(Some(_)))
}

/// Takes a choice, and keeps it where that is possible.
pub fn choose(on: bool) {
    let _kept =
        if on { storage::remove(Area::Device, SHORTCUTS) } else { storage::write(Area::Device, SHORTCUTS, "off") };
}
