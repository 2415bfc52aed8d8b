//! A shelf for larger texts than local storage is meant for: IndexedDB. It may be absent, full or forbidden: every access can
//! fail, and says so.

use idb::{Database, Error, ObjectStore, TransactionMode};
use wasm_bindgen::JsValue;

use snapdeck_core::runner::Refused;

const DATABASE: &str = "snapdeck";
const STORE: &str = "texts";

async fn open() -> Result<Database, Error> {
    Database::builder(DATABASE).version(1).add_object_store(ObjectStore::builder(STORE)).build().await
}

/// Reads a text; none where nothing is kept under the key.
///
/// # Errors
/// [`Refused`].
pub async fn read(key: &str) -> Result<Option<String>, Refused> {
    let read = async {
        let database = open().await?;
        let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
        let value = transaction.object_store(STORE)?.get(JsValue::from_str(key))?.await?;
        database.close();
        Ok::<_, Error>(value.and_then(|value| value.as_string()))
    };
    read.await.map_err(|_| Refused)
}

/// Writes a text.
///
/// # Errors
/// [`Refused`]: then nothing was written, and what stood there before still does.
pub async fn write(key: &str, text: &str) -> Result<(), Refused> {
    change(key, Some(text)).await
}

/// Removes a text.
///
/// # Errors
/// [`Refused`].
pub async fn remove(key: &str) -> Result<(), Refused> {
    change(key, None).await
}

/// A change is made once its transaction is committed: the browser may refuse that where there is no room.
async fn change(key: &str, text: Option<&str>) -> Result<(), Refused> {
    let key = JsValue::from_str(key);
    let change = async {
        let database = open().await?;
        let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(STORE)?;
        match text {
            Some(text) => drop(store.put(&JsValue::from_str(text), Some(&key))?.await?),
            None => store.delete(key)?.await?,
        }
        let is_done = transaction.await?.is_committed();
        database.close();
        Ok::<_, Error>(is_done)
    };
    if change.await.is_ok_and(|is_done| is_done) { Ok(()) } else { Err(Refused) }
}
