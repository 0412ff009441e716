//! Projects kept in the browser, through the store that `assets/boot.js` keeps for the recovery page too.
//! It is a cache of the file that the consultant owns, and may vanish with the browser's data.

use super::boot::ask;
use js_sys::Array;
use serde::{Deserialize, Serialize};

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

/// Keeps a project in a slot, in place of what was there.
///
/// # Errors
/// Says why the browser refused.
pub async fn put(slot: &str, record: &Record) -> Result<(), String> {
    let text = serde_json::to_string(record).map_err(|error| error.to_string())?;
    ask("keep", &[slot, &record.name, &record.json, &text]).await.map(|_| ())
}

/// All kept projects with their slots, latest first.
///
/// # Errors
/// Says why the browser refused.
pub async fn all() -> Result<Vec<(String, Record)>, String> {
    let answer = Array::from(&ask("kept", &[]).await?);
    let (slots, texts) = (Array::from(&answer.get(0)), Array::from(&answer.get(1)));
    let mut records: Vec<(String, Record)> = slots
        .iter()
        .zip(texts.iter())
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
    ask("forget", &[slot]).await.map(|_| ())
}
