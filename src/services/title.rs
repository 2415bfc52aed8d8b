//! The window's title and icon show the page or what is open beside it, and whether operations are running.

use crate::browser::page;
use crate::reactive::effect;
use crate::routes::Route;
use crate::state::location::Location;
use crate::state::operations::Operations;
use snapdeck_core::text::words;

pub(super) fn start() {
    let (operations, location) = (Operations::expect(), Location::expect());
    effect(move |_| {
        let name = location.opened().unwrap_or_else(|| location.with(Route::title).to_owned());
        let running = operations.with(|tracker| tracker.running());
        page::set_title(&(words().chrome().page_title)(&name, running));
        page::set_icon_running(running > 0);
    });
}
