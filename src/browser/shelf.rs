//! A shelf for larger texts than local storage is meant for: IndexedDB. It may be absent, full or forbidden: every access can
//! fail, and says so.

use idb::{Database, Error, ObjectStore, TransactionMode};
use wasm_bindgen::JsValue;

use crate::browser::storage::Refused;

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
    let write = async {
        let database = open().await?;
        let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
        transaction.object_store(STORE)?.put(&JsValue::from_str(text), Some(&JsValue::from_str(key)))?.await?;
        let is_done = transaction.await?.is_committed();
        database.close();
        Ok::<_, Error>(is_done)
    };
    settled(write.await)
}

/// Removes a text.
///
/// # Errors
/// [`Refused`].
pub async fn remove(key: &str) -> Result<(), Refused> {
    let remove = async {
        let database = open().await?;
        let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
        transaction.object_store(STORE)?.delete(JsValue::from_str(key))?.await?;
        let is_done = transaction.await?.is_committed();
        database.close();
        Ok::<_, Error>(is_done)
    };
    settled(remove.await)
}

/// A change is made once its transaction is committed: the browser may refuse that where there is no room.
fn settled(changed: Result<bool, Error>) -> Result<(), Refused> {
    if changed.is_ok_and(|is_done| is_done) { Ok(()) } else { Err(Refused) }
}
