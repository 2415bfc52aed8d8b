//! What runs by itself, started once. It decides nothing: the core does.

pub mod client;
pub mod density;
pub mod grouping;
mod host;
pub mod later;
mod list_cache;
pub mod machines;
pub mod navigation;
pub mod notify;
pub mod operations;
mod outcomes;
pub mod session;
pub mod shortcuts;
pub mod surroundings;
pub mod theme;
mod title;

use crate::routes::Route;
use crate::services::client::Client;
use crate::state::list::List;
use crate::state::location::Location;
use crate::state::session::Session;
use snapdeck_core::list::inventory::ListEvent;

/// Starts with the stored account, and asks for the list of the address before any view exists. Needs all state in the context,
/// and an owner that stays.
pub fn start(client: Client) {
    surroundings::start();
    client.runner().start();
    if let (Some(_), Some(query)) =
        (Session::expect().account_untracked(), Location::expect().with_untracked(Route::query))
    {
        List::expect().tell(ListEvent::Opened(query));
    }
    session::start();
    operations::start();
    machines::start();
    list_cache::start();
    later::start();
    navigation::start();
    title::start();
}
