//! Keeps track of the network and of whether the page is visible.

use leptos::task::spawn_local;

use crate::browser::{listen, transport};
use crate::reactive::{effect, memo};
use crate::routes::BASE;
use crate::services::client::Client;
use crate::state::surroundings::Surroundings;

/// Before anything is asked.
pub(super) fn start() {
    let (surroundings, client) = (Surroundings::expect(), Client::expect());
    surroundings.learn(listen::is_online(), listen::is_visible());
    listen::network_went(move || surroundings.learn(false, listen::is_visible()));
    listen::surroundings_changed(move || {
        let online = listen::is_online() || surroundings.is_online_untracked();
        surroundings.learn(online, listen::is_visible());
    });
    // Not every browser tells, and some say no where an answer arrives.
    let online = memo(move |_| surroundings.is_online());
    effect(move |before| {
        let now = online.get();
        if before == Some(false) && now {
            client.runner().look_around();
        }
        now
    });
}

/// Looks whether the network is there, by reading a file of the dashboard's own.
pub fn look(surroundings: Surroundings) {
    spawn_local(async move {
        if transport::read_own_file_anew(&format!("{BASE}/config.json")).await.is_ok() {
            surroundings.heard();
        }
    });
}
