//! Messages of the system, outside of the page. A person allows them once; some browsers and plain HTTP have none.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

use leptos::prelude::window;

fn exists() -> bool {
    let name = wasm_bindgen::JsValue::from_str("Notification");
    js_sys::Reflect::has(window().unchecked_ref(), &name).unwrap_or(false)
}

/// Whether they are allowed.
pub fn is_allowed() -> bool {
    exists() && Notification::permission() == NotificationPermission::Granted
}

/// Asks the person; needs a click that is still being handled. Answers whether they are allowed now.
pub async fn ask() -> bool {
    if exists()
        && let Ok(asked) = Notification::request_permission()
    {
        // However it ends, the permission says what holds.
        let _answered = JsFuture::from(asked).await;
    }
    is_allowed()
}

/// Shows one: what happened in a word or two, and the whole. Of the same tag the browser shows one at a time, whichever tab
/// it comes from. A browser that allows them only to workers shows none: the page tells as well.
pub fn show(title: &str, body: &str, tag: &str) {
    if is_allowed() {
        let options = NotificationOptions::new();
        options.set_body(body);
        options.set_tag(tag);
        let _shown = Notification::new_with_options(title, &options);
    }
}
