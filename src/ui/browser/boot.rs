//! The few functions that `assets/boot.js` offers as `globalThis.gapline`.
//! Without them (in browser tests) each does nothing or says so.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Worker;

/// A function of the page's start with its object.
pub fn function(name: &str) -> Option<(JsValue, js_sys::Function)> {
    let gapline = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("gapline")).ok()?;
    let function = js_sys::Reflect::get(&gapline, &JsValue::from_str(name)).ok()?;
    Some((gapline, function.dyn_into().ok()?))
}

/// Calls a function of the page's start and waits for what it promises.
///
/// # Errors
/// With the words of what was thrown, or when there is no such function.
pub async fn ask(name: &str, arguments: &[&str]) -> Result<JsValue, String> {
    let (this, function) = function(name).ok_or("This page was not started as a whole.")?;
    let arguments: Array = arguments.iter().map(|text| JsValue::from_str(text)).collect();
    let failed = |error: JsValue| String::from(js_sys::Object::from(error).to_string());
    let promise: Promise =
        function.apply(&this, &arguments).map_err(failed)?.dyn_into().map_err(|_| "It gave no promise.")?;
    JsFuture::from(promise).await.map_err(failed)
}

/// Starts a worker, as soon as its parts are there.
///
/// # Errors
/// Says why it could not be started.
pub async fn spawn_worker() -> Result<Worker, String> {
    let worker = ask("spawnWorker", &[]).await?;
    worker.dyn_into().map_err(|_| "The worker could not be started.".to_owned())
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
