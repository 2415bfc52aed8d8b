//! Positions in the window, and scrolling. Lengths are in CSS pixels.

use leptos::prelude::{GetValue as _, SetValue as _, StoredValue, document, request_animation_frame, window};
use web_sys::{Element, Event, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::browser::listen::on_window;

/// Calls back when the window was scrolled or resized, at most once per frame.
pub fn moved(callback: impl Fn() + Copy + Send + Sync + 'static) {
    let waiting = StoredValue::new(false);
    let soon = move || {
        if waiting.try_get_value() == Some(false) {
            waiting.set_value(true);
            request_animation_frame(move || {
                if waiting.try_set_value(false).is_none() {
                    callback();
                }
            });
        }
    };
    for name in ["scroll", "resize"] {
        on_window(name, move |_: &Event| soon());
    }
}

/// Has everything measured again, as after a change of the window's size.
pub fn sizes_changed() {
    let Ok(event) = Event::new("resize") else { return };
    let _not_prevented = window().dispatch_event(&event);
}

pub fn window_height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default()
}

/// The distance of an element from the top of the window, without its transform; `around` is its offset parent.
pub fn top_within(around: &Element, element: &HtmlElement) -> f64 {
    around.get_bounding_client_rect().top() + f64::from(around.client_top() + element.offset_top())
}

/// The width and the height of an element, in whole pixels.
pub fn size(element: &Element) -> (u32, u32) {
    let rect = element.get_bounding_client_rect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a length in a window")]
    let whole = |length: f64| length as u32;
    (whole(rect.width()), whole(rect.height()))
}

/// The distance between the tops of the first two children, or the height of an only child.
pub fn pitch(around: &Element) -> Option<f64> {
    let first = around.first_element_child()?.get_bounding_client_rect();
    let next = around.children().item(1).map(|next| next.get_bounding_client_rect().top() - first.top());
    Some(next.unwrap_or(first.height())).filter(|pitch| *pitch > 0.0)
}

/// The height of the sticky elements at the top of the window.
pub fn covered(selectors: &[&str]) -> f64 {
    let height = |selector: &&str| {
        let element = document().query_selector(selector).ok().flatten();
        element.map_or(0.0, |element| element.get_bounding_client_rect().height())
    };
    selectors.iter().map(height).sum()
}

/// A CSS length in whole pixels: formatting fractions, which nobody sees, would weigh 14 KB.
pub fn px(length: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "floats are cut to the range of the target")]
    let whole = length.round() as i64;
    format!("{whole}px")
}

/// Scrolls the window down.
pub fn by(px: f64) {
    window().scroll_by_with_x_and_y(0.0, px);
}

/// Scrolls an element into view by as little as possible.
pub fn into_view(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

pub fn reaches_below_window(element: &Element) -> bool {
    element.get_bounding_client_rect().bottom() > window_height()
}
