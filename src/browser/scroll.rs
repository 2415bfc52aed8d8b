//! Where things stand in the window, and when that changes.

use leptos::ev;
use leptos::prelude::{
    GetValue as _, SetValue as _, StoredValue, document, on_cleanup, request_animation_frame, window,
    window_event_listener,
};
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Calls back when the window was scrolled or got another size: at most once for each picture that the browser paints.
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
    let scroll = window_event_listener(ev::scroll, move |_| soon());
    let resize = window_event_listener(ev::resize, move |_| soon());
    on_cleanup(move || {
        scroll.remove();
        resize.remove();
    });
}

/// The height of the window, in CSS pixels.
pub fn window_height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default()
}

/// How far below the top of the window an element stands that is placed by another one around it, in CSS pixels, whatever
/// it is moved by afterwards.
pub fn top_within(around: &Element, element: &HtmlElement) -> f64 {
    around.get_bounding_client_rect().top() + f64::from(around.client_top() + element.offset_top())
}

/// How far apart the first two children of an element begin, in CSS pixels; of one alone, its height.
pub fn pitch(around: &Element) -> Option<f64> {
    let first = around.first_element_child()?.get_bounding_client_rect();
    let next = around.children().item(1).map(|next| next.get_bounding_client_rect().top() - first.top());
    Some(next.unwrap_or(first.height())).filter(|pitch| *pitch > 0.0)
}

/// How much of the top of the window elements cover that stay there, in CSS pixels.
pub fn covered(selectors: &[&str]) -> f64 {
    let height = |selector: &&str| {
        let element = document().query_selector(selector).ok().flatten();
        element.map_or(0.0, |element| element.get_bounding_client_rect().height())
    };
    selectors.iter().map(height).sum()
}

/// A length as a style sheet writes it, to the pixel: what is finer is not seen, and formatting it weighs 14 KB.
pub fn px(length: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "floats are cut to the range of the target")]
    let whole = length.round() as i64;
    format!("{whole}px")
}

/// Scrolls the window down, in CSS pixels.
pub fn by(px: f64) {
    window().scroll_by_with_x_and_y(0.0, px);
}

/// Brings an element into sight within what scrolls around it, by as little as that takes.
pub fn into_view(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Whether an element ends below the window's edge.
pub fn reaches_below_window(element: &Element) -> bool {
    element.get_bounding_client_rect().bottom() > window_height()
}
