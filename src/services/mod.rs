//! What runs by itself, started once when the application starts. Decides nothing: the machines of the core do.

pub mod client;
mod host;
mod list_cache;
pub mod machines;
pub mod navigation;
pub mod notify;
pub mod operations;
mod outcomes;
pub mod session;
pub mod shortcuts;
mod surroundings;
pub mod theme;
mod title;

use crate::routes::Route;
use crate::services::client::Client;
use crate::state::list::List;
use crate::state::location::Location;
use crate::state::session::Session;
use snapdeck_core::list::inventory::ListEvent;

/// Begins with the account that was kept, and asks for the list that the address names: nothing on the screen is needed for it.
/// Must be called where all state is in the context, by an owner that stays.
pub fn start(client: Client) {
    client.runner().start();
    if let (Some(_), Some(query)) =
        (Session::expect().account_untracked(), Location::expect().with_untracked(Route::query))
    {
        List::expect().tell(ListEvent::Opened(query));
    }
    surroundings::start();
    session::start();
    operations::start();
    machines::start();
    list_cache::start();
    navigation::start();
    title::start();
}
