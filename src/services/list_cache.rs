//! Keeps the list in IndexedDB between visits.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clock::{self, Alarm};
use crate::browser::indexed_db;
use crate::reactive::{effect, memo};
use crate::services::client::Client;
use crate::state::list::List;
use crate::state::machines::Machines;
use crate::state::session::Session;
use snapdeck_core::list::cache::{KeptList, ROWS_MAX};
use snapdeck_core::list::inventory::ListEvent;
use snapdeck_core::model::account_key::AccountKey;
use snapdeck_core::runner::{Area, Host as _};

/// How long the list must stay unchanged before it is written: while it loads, every page changes it.
const KEEP_AFTER_MS: u64 = 1_000;

pub(super) fn start() {
    let (list, client, session) = (List::expect(), Client::expect(), Session::expect());
    let machines = Machines::expect();
    let key = session.account_key();
    effect(move |_| {
        let Some(key) = key.get() else { return };
        spawn_local(async move {
            let kept = recalled(client, &key).await;
            if let Some(kept) = kept.filter(|_| session.is_of(&key)) {
                machines.remember(&kept.machines);
                list.tell(ListEvent::Recalled(kept));
            }
        });
    });
    let seen = memo(move |_| {
        list.with(|inventory| {
            let rows = inventory.rows();
            (inventory.updated_at(), rows.edition(), rows.len().min(ROWS_MAX), rows.unconfirmed())
        })
    });
    let pause = Alarm::new();
    effect(move |_| {
        // A memo that is tracked but never read is never computed.
        let _seen = seen.get();
        pause.set(clock::now().plus_ms(KEEP_AFTER_MS), move || {
            // Signed in for this tab only: nothing may stay on the device.
            if client.runner().area_of_account() != Some(Area::Device) {
                return;
            }
            let kept = untrack(|| list.with(|inventory| inventory.to_cache(|id| machines.known_name(id))));
            let Some((kept, key)) = kept.zip(key.get_untracked()) else { return };
            spawn_local(async move {
                keep(client, &key, &kept).await;
                // Its owner may have signed out while it was written.
                if !session.is_of(&key) {
                    let runner = client.runner();
                    let name = runner.storage().list_key(&key);
                    let _removed = runner.host().remove(Area::Device, &name);
                    runner.host().forget_list(&name);
                }
            });
        });
    });
}

/// None if it cannot be read: the list comes from Paperspace anyway.
async fn recalled(client: Client, key: &AccountKey) -> Option<KeptList> {
    let runner = client.runner();
    if !runner.storage().has_list(key) {
        return None;
    }
    let text = indexed_db::read(&runner.storage().list_key(key)).await.ok().flatten()?;
    KeptList::read(&text)
}

/// If it cannot be written, nothing is lost.
async fn keep(client: Client, key: &AccountKey, list: &KeptList) {
    let runner = client.runner();
    if indexed_db::write(&runner.storage().list_key(key), &list.write()).await.is_ok() {
        runner.storage().note_list(key);
    }
}
