//! Keeps track of the network and of whether the page is visible.

use crate::browser::listen;
use crate::state::surroundings::Surroundings;

pub(super) fn start() {
    let surroundings = Surroundings::expect();
    let look = move || surroundings.learn(listen::is_online(), listen::is_visible());
    look();
    listen::surroundings_changed(look);
}
