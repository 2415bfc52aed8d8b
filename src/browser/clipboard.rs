//! The clipboard. Plain HTTP has none, and a browser may refuse.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Takes a user gesture.
pub async fn write(text: &str) -> Result<(), JsValue> {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"))?;
    if clipboard.is_undefined() {
        return Err(JsValue::from_str("no clipboard on this page"));
    }
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.map(drop)
}
