//! How high the rows of lists are, kept on this device.

use crate::browser::{page, scroll, storage};
use snapdeck_core::runner::Area;

/// `public/boot.js` reads it as well, before anything is painted.
const DENSITY: &str = "snapdeck.density";

const COMPACT: &str = "compact";

pub fn is_compact() -> bool {
    matches!(storage::read(Area::Device, DENSITY), Ok(Some(_)))
}

pub fn choose(compact: bool) {
    page::set_look("data-density", compact.then_some(COMPACT));
    // Whoever knows how high a row is measures anew.
    scroll::sizes_changed();
    let _kept =
        if compact { storage::write(Area::Device, DENSITY, COMPACT) } else { storage::remove(Area::Device, DENSITY) };
}
