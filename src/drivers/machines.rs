//! Loads the machines of whoever is signed in.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::state::client::Client;
use crate::state::machines::{Known, Machines};
use crate::state::session::Session;
use snapdeck_core::api::machines;
use snapdeck_core::list::inventory::PAGE_LIMIT;
use snapdeck_core::model::account::AccountKey;
use snapdeck_core::model::machine::Machine;
use snapdeck_core::model::problem::Problem;

/// The most pages that are followed: 2,400 machines.
const PAGES_MAX: usize = 20;

pub(super) fn start() {
    let (machines, client, session) = (Machines::expect(), Client::expect(), Session::expect());
    let key = session.account_key();
    Effect::new(move |_| {
        machines.learn(Known::Nothing);
        if let Some(key) = key.get() {
            spawn_local(load(machines, client, session, key));
        }
    });
    session.on_renewed(move || {
        if let Some(key) = key.get_untracked() {
            spawn_local(load(machines, client, session, key));
        }
    });
}

async fn load(machines: Machines, client: Client, session: Session, key: AccountKey) {
    let known = match all(client).await {
        Ok(all) => Known::All(all.into()),
        Err(problem) => Known::Refused(problem),
    };
    if session.is_of(&key) {
        machines.learn(known);
    }
}

async fn all(client: Client) -> Result<Vec<Machine>, Problem> {
    let mut all: Vec<Machine> = Vec::new();
    let mut after = None;
    for _ in 0..PAGES_MAX {
        let page = client.read(machines::list(after.as_deref(), PAGE_LIMIT)).await?;
        all.extend(page.items);
        match page.next_page {
            Some(next) if page.has_more && after.as_ref() != Some(&next) => after = Some(next),
            _ => break,
        }
    }
    Ok(all)
}
