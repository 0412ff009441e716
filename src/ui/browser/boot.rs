//! The few functions that `assets/boot.js` offers as `globalThis.gapline`.
//! Without them (in browser tests) each does nothing or says so.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::Worker;

/// A function of the page's start with its object.
pub fn function(name: &str) -> Option<(JsValue, js_sys::Function)> {
    let gapline = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("gapline")).ok()?;
    let function = js_sys::Reflect::get(&gapline, &JsValue::from_str(name)).ok()?;
    Some((gapline, function.dyn_into().ok()?))
}

/// Starts a worker.
///
/// # Errors
/// Says why it could not be started.
pub fn spawn_worker() -> Result<Worker, String> {
    let (this, spawn) = function("spawnWorker").ok_or("This page has no worker.")?;
    spawn
        .call0(&this)
        .map_err(|error| format!("{error:?}"))?
        .dyn_into()
        .map_err(|_| "The worker could not be started.".to_owned())
}

/// Shows the recovery page instead of the application.
pub fn panicked(message: &str) {
    if let Some((this, panicked)) = function("panicked") {
        let _ = panicked.call1(&this, &JsValue::from_str(message));
    }
}

/// Makes every panic show the recovery page.
pub fn install_panic_page() {
    std::panic::set_hook(Box::new(|panic| panicked(&panic.to_string())));
}
