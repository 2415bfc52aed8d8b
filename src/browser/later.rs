//! The second file of a release that was cut in two. `public/boot.js` knows where it is; other builds have none.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = snapdeckLater)]
    async fn snapdeck_later() -> Result<(), JsValue>;
}

/// Has the second file arrive. Answers whether it did; what keeps it away is in the console of the browser.
pub async fn arrives() -> bool {
    snapdeck_later().await.is_ok()
}
