//! System notifications about finished operations, for users who asked for them on this device.

use crate::browser::notification;
use crate::browser::storage;
use snapdeck_core::operations::operation::Operation;
use snapdeck_core::runner::Area;
use snapdeck_core::text;

const NOTIFY: &str = "snapdeck.notify";

/// Whether the user asked for them and the browser permits them.
pub fn is_wanted() -> bool {
    storage::read(Area::Device, NOTIFY).is_ok_and(|kept| kept.is_some()) && notification::is_allowed()
}

/// Takes a user gesture. Returns whether they are on now.
pub async fn choose(wanted: bool) -> bool {
    let holds = wanted && notification::ask().await;
    // If the choice cannot be stored, it counts until the page is left.
    let _kept = if holds { storage::write(Area::Device, NOTIFY, "on") } else { storage::remove(Area::Device, NOTIFY) };
    holds
}

/// Notifies of how an operation ended, if that is wanted.
pub(super) fn tell(operation: &Operation) {
    if is_wanted() {
        let (word, sentence) = (text::operations::status(operation), text::operations::outcome(operation));
        notification::show(&word, &sentence, operation.id.as_str());
    }
}
