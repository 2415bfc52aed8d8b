//! Navigation within the application.

use crate::browser::{clock, history, page};
use crate::routes::Route;
use crate::state::location::Location;
use crate::state::position::Position;

pub use crate::browser::history::Entry;

/// Goes to a page without scrolling.
pub fn go(location: Location, route: Route, entry: Entry) {
    history::go(&route.href(), entry);
    location.changed_to(route);
}

pub(super) fn start() {
    let (location, position) = (Location::expect(), Position::expect());
    history::went_back(move || {
        // Going back leaves the dialog, which asks first where something was typed, and then stays on its page.
        if page::cancel_dialog() {
            history::go(&location.with_untracked(Route::href), Entry::New);
            return;
        }
        position.went_back(clock::now());
        location.changed_to(Route::here());
    });
    history::link_followed(move |link| {
        let route = Route::parse(&link.path, &link.query);
        // It may be a page of the host.
        if route == Route::NotFound {
            return false;
        }
        let entry = if location.with_untracked(|now| *now == route) { Entry::Same } else { Entry::New };
        go(location, route, entry);
        if !link.stays {
            position.forget();
            history::scroll_to_top();
        }
        true
    });
}
