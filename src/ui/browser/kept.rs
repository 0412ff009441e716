//! Projects kept in the browser, through the store that `assets/boot.js` keeps for the recovery page too.
//! It is a cache of the file that the consultant owns, and may vanish with the browser's data.

use super::boot::ask;
use crate::session::state::KeptProject;
use js_sys::Array;
use std::rc::Rc;

/// Keeps a project file's text in a slot, in place of what was there: slot, name, how far it is, when.
///
/// # Errors
/// Says why the browser refused.
pub async fn put([slot, name, summary, at]: &[String; 4], json: &str) -> Result<(), String> {
    ask("keep", &[slot, name, summary, at, json]).await.map(|_| ())
}

/// All kept projects, latest first.
///
/// # Errors
/// Says why the browser refused.
pub async fn all() -> Result<Vec<KeptProject>, String> {
    let kept = Array::from(&ask("kept", &[]).await?);
    let projects = kept.iter().map(|one| {
        let parts = Array::from(&one);
        let text = |index| parts.get(index).as_string().unwrap_or_default();
        KeptProject { slot: text(0), name: text(1), summary: text(2), at: text(3), json: Rc::from(text(4)) }
    });
    Ok(projects.collect())
}

/// Forgets a slot.
///
/// # Errors
/// Says why the browser refused.
pub async fn forget(slot: &str) -> Result<(), String> {
    ask("forget", &[slot]).await.map(|_| ())
}
