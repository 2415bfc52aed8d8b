//! System notifications. The user permits them once; some browsers, and plain HTTP, have none.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

use leptos::prelude::window;

fn exists() -> bool {
    let name = wasm_bindgen::JsValue::from_str("Notification");
    js_sys::Reflect::has(window().unchecked_ref(), &name).unwrap_or(false)
}

pub fn is_allowed() -> bool {
    exists() && Notification::permission() == NotificationPermission::Granted
}

/// Asks for permission, which takes a user gesture. Returns whether it is granted.
pub async fn ask() -> bool {
    if exists()
        && let Ok(asked) = Notification::request_permission()
    {
        // Whatever the answer, the permission counts.
        let _answered = JsFuture::from(asked).await;
    }
    is_allowed()
}

/// Shows a notification. Of those with the same tag the browser shows one at a time, whichever tab they come from. A browser
/// that permits them to workers only shows none: the page says the same.
pub fn show(title: &str, body: &str, tag: &str) {
    if is_allowed() {
        let options = NotificationOptions::new();
        options.set_body(body);
        options.set_tag(tag);
        let _shown = Notification::new_with_options(title, &options);
    }
}
