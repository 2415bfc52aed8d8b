//! Telling by a message of the system that something ended, for whoever asked for it on this device.

use crate::browser::notification;
use crate::browser::storage;
use snapdeck_core::operations::operation::Operation;
use snapdeck_core::runner::Area;
use snapdeck_core::text;

const NOTIFY: &str = "snapdeck.notify";

/// Whether a person asked for it, and the browser allows it.
pub fn is_wanted() -> bool {
    storage::read(Area::Device, NOTIFY).is_ok_and(|kept| kept.is_some()) && notification::is_allowed()
}

/// Takes a person's wish; needs a click that is still being handled. Answers whether it holds now.
pub async fn choose(wanted: bool) -> bool {
    let holds = wanted && notification::ask().await;
    // A wish that cannot be kept holds until the page is left: it is not kept for show.
    let _kept = if holds { storage::write(Area::Device, NOTIFY, "on") } else { storage::remove(Area::Device, NOTIFY) };
    holds
}

/// Tells how an operation ended, if that is wanted.
pub(super) fn tell(operation: &Operation) {
    if is_wanted() {
        let (word, sentence) = (text::operations::status(operation), text::operations::outcome(operation));
        notification::show(&word, &sentence, operation.id.as_str());
    }
}
