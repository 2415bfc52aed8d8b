//! Fetches the pages that the list asks for, and brings it up to date when the page comes back into sight.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, listen};
use crate::state::client::Client;
use crate::state::list::{FirstPage, List};
use crate::state::session::Session;
use snapdeck_core::api::snapshots;
use snapdeck_core::list::inventory::{Command, Happened, PAGE_LIMIT};

pub(super) fn start(first_page: Option<FirstPage>) {
    let first_page = StoredValue::new(first_page);
    let (list, client, session) = (List::expect(), Client::expect(), Session::expect());
    list.carried_out_by(
        clock::now,
        Callback::new(move |Command::Fetch { ticket, query, after }: Command| {
            let is_it = |first: &FirstPage| after.is_none() && first.query == query && session.is_of(&first.account);
            // Only what is asked for first may be under way: it would be old news afterwards.
            let begun = first_page.try_update_value(Option::take).flatten().filter(is_it).map(|first| first.answer);
            spawn_local(async move {
                let call = snapshots::list(&query, after.as_deref(), PAGE_LIMIT);
                let happened = match client.read_on(begun, call).await {
                    Ok(page) => Happened::PageArrived(ticket, page),
                    Err(problem) => Happened::PageFailed(ticket, problem),
                };
                list.tell(happened);
            });
        }),
    );
    let key = session.account_key();
    Effect::new(move |before: Option<_>| {
        let key = key.get();
        if before.is_some_and(|before| before != key) {
            list.tell(Happened::SignedOut);
        }
        key
    });
    session.on_renewed(move || list.tell(Happened::RefreshWanted));
    listen::came_back(move || {
        if session.account_untracked().is_some() {
            list.tell(Happened::CameBack);
        }
    });
}
