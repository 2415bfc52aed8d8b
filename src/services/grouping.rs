//! Whether lists are grouped by machine, kept on this device.

use crate::browser::storage;
use snapdeck_core::runner::Area;

const GROUPING: &str = "snapdeck.grouping";

const BY_MACHINE: &str = "machine";

pub fn is_by_machine() -> bool {
    matches!(storage::read(Area::Device, GROUPING), Ok(Some(_)))
}

pub fn choose(by_machine: bool) {
    let _kept = if by_machine {
        storage::write(Area::Device, GROUPING, BY_MACHINE)
    } else {
        storage::remove(Area::Device, GROUPING)
    };
}
