//! Messages of the system, outside of the page. A person allows them once; some browsers and plain HTTP have none.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationPermission};

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

/// Shows one. A browser that allows them only to workers shows none: the page tells as well.
pub fn show(text: &str) {
    if is_allowed() {
        let _shown = Notification::new(text);
    }
}
