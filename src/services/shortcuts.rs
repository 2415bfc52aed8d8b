//! Whether single-key shortcuts are on: a choice kept on this device. Speech input would trigger them by accident (WCAG 2.1.4).

use crate::browser::storage;
use snapdeck_core::runner::Area;

const SHORTCUTS: &str = "snapdeck.shortcuts";

pub fn are_on() -> bool {
    !matches!(storage::read(Area::Device, SHORTCUTS), Ok(Some(_)))
}

pub fn choose(on: bool) {
    let _kept =
        if on { storage::remove(Area::Device, SHORTCUTS) } else { storage::write(Area::Device, SHORTCUTS, "off") };
}
