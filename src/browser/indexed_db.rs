//! Texts that are larger than local storage is meant for. IndexedDB may be absent, full or forbidden: every access can fail, and
//! says so.

use js_sys::{Function, Promise};
use leptos::prelude::window;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

use snapdeck_core::runner::Refused;

const DATABASE: &str = "snapdeck";
const STORE: &str = "texts";

/// Reads a text; none where nothing is kept under the key.
///
/// # Errors
/// [`Refused`].
pub async fn read(key: &str) -> Result<Option<String>, Refused> {
    let value = with_store(IdbTransactionMode::Readonly, |store| store.get(&key.into())).await;
    value.map(|value| value.as_string()).map_err(|_| Refused)
}

/// Writes a text.
///
/// # Errors
/// [`Refused`]: then nothing was written, and what stood there before still does.
pub async fn write(key: &str, text: &str) -> Result<(), Refused> {
    let put = |store: &IdbObjectStore| store.put_with_key(&text.into(), &key.into());
    with_store(IdbTransactionMode::Readwrite, put).await.map(drop).map_err(|_| Refused)
}

/// Removes a text.
///
/// # Errors
/// [`Refused`].
pub async fn remove(key: &str) -> Result<(), Refused> {
    let delete = |store: &IdbObjectStore| store.delete(&key.into());
    with_store(IdbTransactionMode::Readwrite, delete).await.map(drop).map_err(|_| Refused)
}

/// Does one thing in a transaction of its own. It is done once that is committed: the browser may refuse it for want of room.
async fn with_store(
    mode: IdbTransactionMode,
    ask: impl Fn(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
) -> Result<JsValue, JsValue> {
    let database = open().await?;
    let whole = async {
        let transaction = database.transaction_with_str_and_mode(STORE, mode)?;
        let request = ask(&transaction.object_store(STORE)?)?;
        committed(&transaction).await?;
        request.result()
    };
    let result = whole.await;
    database.close();
    result
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(DATABASE, 1)?;
    let opening = request.clone();
    let make_store = Closure::once_into_js(move || {
        // Where the store cannot be made, the transaction that wants it fails.
        let database = opening.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok());
        let _store = database.and_then(|database| database.create_object_store(STORE).ok());
    });
    request.set_onupgradeneeded(Some(make_store.unchecked_ref()));
    told(|done, failed| {
        request.set_onsuccess(Some(done));
        request.set_onerror(Some(failed));
        request.set_onblocked(Some(failed));
    })
    .await?;
    request.result()?.dyn_into()
}

async fn committed(transaction: &IdbTransaction) -> Result<(), JsValue> {
    told(|done, failed| {
        transaction.set_oncomplete(Some(done));
        transaction.set_onabort(Some(failed));
    })
    .await
}

/// Waits until the browser calls one of two functions.
async fn told(mut listen: impl FnMut(&Function, &Function)) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |done, failed| listen(&done, &failed));
    JsFuture::from(promise).await.map(drop)
}
