//! Where things stand in the window, and when that changes.

use leptos::ev;
use leptos::prelude::{on_cleanup, window, window_event_listener};
use web_sys::Element;

/// Calls back when the window was scrolled or got another size.
pub fn moved(callback: impl Fn() + Clone + 'static) {
    let resized = callback.clone();
    let scroll = window_event_listener(ev::scroll, move |_| callback());
    let resize = window_event_listener(ev::resize, move |_| resized());
    on_cleanup(move || {
        scroll.remove();
        resize.remove();
    });
}

/// Whether an element is in the window, or less than `ahead_px` below it.
pub fn is_near(element: &Element, ahead_px: f64) -> bool {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    element.get_bounding_client_rect().top() < height + ahead_px
}

/// Whether an element ends below the window's edge.
pub fn reaches_below_window(element: &Element) -> bool {
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    height.is_some_and(|height| element.get_bounding_client_rect().bottom() > height)
}
