//! Warns of a name that is in use already. That is allowed, but hard to tell apart later.

use leptos::prelude::*;

use crate::browser::clock;
use crate::reactive::scoped_memo;
use crate::services::client::Client;
use crate::state::list::List;
use crate::state::remote::Remote;
use snapdeck_core::api::snapshots;
use snapdeck_core::list::inventory::Inventory;
use snapdeck_core::list::query::{Query, Sort};
use snapdeck_core::model::ids::MachineId;
use snapdeck_core::model::page::PAGE_LIMIT;
use snapdeck_core::model::snapshot::Snapshot;
use snapdeck_core::text::words;

/// At most 600 snapshots of a machine are compared.
const PAGES_MAX: usize = 5;

/// Compares with the loaded rows, and with the machine's own snapshots, which are read once the machine has stayed the same for
/// `pause_ms`. If they cannot be read, the loaded rows have to do.
pub(super) fn name_warning(
    machine_id: impl Fn() -> Option<MachineId> + Copy + Send + Sync + 'static,
    name: impl Fn() -> String + Send + Sync + 'static,
    pause_ms: u64,
) -> Signal<Option<String>> {
    let (list, client) = (List::expect(), Client::expect());
    let listed = Remote::of(machine_id, move |id| {
        let query = Query { machine_id: Some(id), sort: Sort::NameAsc };
        async move {
            clock::wait(pause_ms).await;
            client.read_pages(PAGES_MAX, |after| snapshots::list(&query, after, PAGE_LIMIT)).await
        }
    });
    let is_taken = scoped_memo(move |_| {
        let (Some(machine_id), name) = (machine_id(), name()) else { return false };
        list.with(|inventory| {
            let has_it = |row: &Snapshot| row.machine_id == machine_id && is_named(inventory, row, &name);
            inventory.rows().has_name(&machine_id, &name)
                || listed.value(|rows| rows.is_some_and(|rows| rows.iter().any(has_it)))
        })
    });
    Signal::derive(move || is_taken.get().then(|| words().dialogs().name_exists.to_owned()))
}

/// What the list knows about a row is newer than the row itself.
fn is_named(inventory: &Inventory, row: &Snapshot, name: &str) -> bool {
    let now = inventory.row(&row.id).map_or(&*row.name, |known| known.name);
    now == name && !inventory.is_gone(&row.id)
}
