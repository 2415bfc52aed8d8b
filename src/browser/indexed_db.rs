//! IndexedDB, for texts too large for local storage. It may be absent, full or forbidden, so every access can fail.

use js_sys::{Function, Promise};
use leptos::prelude::window;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

use snapdeck_core::runner::Refused;

const DATABASE: &str = "snapdeck";
const STORE: &str = "texts";

pub async fn read(key: &str) -> Result<Option<String>, Refused> {
    let value = with_store(IdbTransactionMode::Readonly, |store| store.get(&key.into())).await;
    value.map(|value| value.as_string()).map_err(|_| Refused)
}

/// If refused, the old text stays.
pub async fn write(key: &str, text: &str) -> Result<(), Refused> {
    let put = |store: &IdbObjectStore| store.put_with_key(&text.into(), &key.into());
    with_store(IdbTransactionMode::Readwrite, put).await.map(drop).map_err(|_| Refused)
}

pub async fn remove(key: &str) -> Result<(), Refused> {
    let delete = |store: &IdbObjectStore| store.delete(&key.into());
    with_store(IdbTransactionMode::Readwrite, delete).await.map(drop).map_err(|_| Refused)
}

/// Runs one request in its own transaction, and waits for the commit: only then has the browser found room for it.
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
        // Without the store, the transaction that needs it fails.
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

/// Resolves when the first function is called, fails when the second is.
async fn told(mut listen: impl FnMut(&Function, &Function)) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |done, failed| listen(&done, &failed));
    JsFuture::from(promise).await.map(drop)
}
