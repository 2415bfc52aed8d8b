//! Keeps the list between visits, and shows it at once on return.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clock::{self, Alarm};
use crate::browser::storage::Area;
use crate::drivers::kept;
use crate::state::client::Client;
use crate::state::list::List;
use crate::state::machines::Machines;
use crate::state::session::Session;
use snapdeck_core::list::cache::{KeptList, ROWS_MAX};
use snapdeck_core::list::inventory::Happened;
use snapdeck_core::model::account::AccountKey;
use snapdeck_core::model::config::ApiBaseUrl;

/// How long the list must have stayed as it is before it is kept, in milliseconds: while it is loading, each page changes it.
const KEEP_AFTER_MS: u64 = 1_000;

/// Whether there is something to show at once.
pub fn is_kept(client: Client, session: Session) -> bool {
    session.account_untracked().is_some_and(|account| kept::has_list(&client.base(), &account.key))
}

pub(super) fn start() {
    let (list, client, session) = (List::expect(), Client::expect(), Session::expect());
    let machines = Machines::expect();
    let key = session.account_key();
    Effect::new(move |_| {
        let Some(key) = key.get() else { return };
        spawn_local(async move {
            let kept = recalled(&client.base(), &key).await;
            if let Some(kept) = kept.filter(|_| session.is_of(&key)) {
                machines.remember(&kept.machines);
                list.tell(Happened::Recalled(kept));
            }
        });
    });
    let seen = Memo::new(move |_| {
        list.with(|inventory| {
            let rows = inventory.rows();
            (inventory.updated_at(), rows.edition(), rows.len().min(ROWS_MAX), rows.kept())
        })
    });
    let pause = Alarm::new();
    Effect::new(move |_| {
        // Only to be told again: a memo that is tracked and never read does not even look.
        let _seen = seen.get();
        pause.set(clock::now().plus_ms(KEEP_AFTER_MS), move || {
            // Whoever is signed in for this tab only leaves nothing behind.
            if kept::area_of_account() != Some(Area::Device) {
                return;
            }
            let kept = untrack(|| list.with(|inventory| KeptList::of(inventory, |id| machines.known_name(id))));
            let Some((kept, key)) = kept.zip(key.get_untracked()) else { return };
            spawn_local(async move {
                kept::keep_list(&client.base(), &key, &kept.write()).await;
                // Whoever it belongs to may have signed out while it was being written.
                if !session.is_of(&key) {
                    kept::forget_list(&client.base(), &key).await;
                }
            });
        });
    });
}

/// What was kept. What cannot be read or is of no use is not there: the list comes from the service anyway.
async fn recalled(base: &ApiBaseUrl, key: &AccountKey) -> Option<KeptList> {
    KeptList::read(&kept::list(base, key).await?)
}
