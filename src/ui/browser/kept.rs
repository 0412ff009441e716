//! Projects kept in the browser: IndexedDB, database `gapline`, store `projects`, one record a slot.
//! It is a cache of the file that the consultant owns, and may vanish with the browser's data.

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

const DATABASE: &str = "gapline";
const STORE: &str = "projects";

/// A kept project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The project's name.
    pub name: String,
    /// How far it is, in words.
    pub summary: String,
    /// When, as "2026-11-23 14:02".
    pub at: String,
    /// The project file's text.
    pub json: String,
}

async fn open() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database()
            && !database.store_names().iter().any(|name| name == STORE)
        {
            // A store that cannot be made shows when it is first used.
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    request.await
}

/// Keeps a project in a slot, in place of what was there.
///
/// # Errors
/// Says why the browser refused.
pub async fn put(slot: &str, record: &Record) -> Result<(), String> {
    let text = serde_json::to_string(record).map_err(|error| error.to_string())?;
    let work = async {
        let transaction = open().await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
        transaction
            .object_store(STORE)?
            .put(&JsValue::from_str(&text), Some(&JsValue::from_str(slot)))?
            .await?;
        transaction.commit()?.await?;
        Ok::<(), idb::Error>(())
    };
    work.await.map_err(|error| error.to_string())
}

/// All kept projects with their slots, latest first.
///
/// # Errors
/// Says why the browser refused.
pub async fn all() -> Result<Vec<(String, Record)>, String> {
    let work = async {
        let transaction = open().await?.transaction(&[STORE], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(STORE)?;
        let slots = store.get_all_keys(None, None)?.await?;
        let texts = store.get_all(None, None)?.await?;
        Ok::<_, idb::Error>((slots, texts))
    };
    let (slots, texts) = work.await.map_err(|error| error.to_string())?;
    let mut records: Vec<(String, Record)> = slots
        .iter()
        .zip(&texts)
        .filter_map(|(slot, text)| Some((slot.as_string()?, serde_json::from_str(&text.as_string()?).ok()?)))
        .collect();
    records.sort_by(|left, right| right.1.at.cmp(&left.1.at));
    Ok(records)
}

/// Forgets a slot.
///
/// # Errors
/// Says why the browser refused.
pub async fn forget(slot: &str) -> Result<(), String> {
    let work = async {
        let transaction = open().await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
        transaction.object_store(STORE)?.delete(JsValue::from_str(slot))?.await?;
        transaction.commit()?.await?;
        Ok::<(), idb::Error>(())
    };
    work.await.map_err(|error| error.to_string())
}
