//! Files in and out: choosing, dropping, handing over. The content of a list is the worker's to read.

use gloo_events::{EventListener, EventListenerOptions};
use gloo_file::Blob;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ClipboardEvent, DataTransfer, Event, File, FileList, HtmlAnchorElement, HtmlInputElement};

/// The largest project or calendar file that is read, in bytes: 64 MiB.
pub const LARGEST: f64 = 64.0 * 1024.0 * 1024.0;

/// Lets the user choose files.
pub fn pick(accept: &str, done: impl Fn(Result<Vec<File>, String>) + 'static) {
    let Some(input) = input() else {
        done(Err("The file dialog could not be opened.".to_owned()));
        return;
    };
    input.set_type("file");
    input.set_accept(accept);
    input.set_multiple(true);
    let chosen = input.clone();
    EventListener::once(&input, "change", move |_| {
        let files = all(chosen.files());
        if !files.is_empty() {
            done(Ok(files));
        }
    })
    .forget();
    input.click();
}

fn input() -> Option<HtmlInputElement> {
    web_sys::window()?.document()?.create_element("input").ok()?.dyn_into().ok()
}

fn all(files: Option<FileList>) -> Vec<File> {
    files.map_or_else(Vec::new, |files| (0..files.length()).filter_map(|index| files.get(index)).collect())
}

/// The files of a drop.
///
/// # Errors
/// When something else was dropped.
pub fn dropped(transfer: Option<DataTransfer>) -> Result<Vec<File>, String> {
    let files = all(transfer.and_then(|transfer| transfer.files()));
    if files.is_empty() {
        return Err("No file was dropped. Drop a file from the file manager.".to_owned());
    }
    Ok(files)
}

/// The text and the HTML of a paste that holds a table.
pub fn pasted_table(event: &Event) -> Option<(String, String)> {
    let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let html = data.get_data("text/html").ok()?;
    html.to_lowercase().contains("<table").then(|| (data.get_data("text/plain").unwrap_or_default(), html))
}

/// Calls back when something is pasted that holds cells: a table, or several lines, or a tab. Not while text
/// is typed. As long as the listener lives.
pub fn on_pasted_cells(callback: impl Fn(String, String) + 'static) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&document, "paste", options, move |event| {
        if super::dom::is_typing() {
            return;
        }
        let plain = || {
            let text = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()?;
            text.trim().contains(['\t', '\n']).then_some((text, String::new()))
        };
        if let Some((text, html)) = pasted_table(event).or_else(plain) {
            callback(text, html);
            event.prevent_default();
        }
    }))
}

/// What the browser says of a failure.
fn said(error: JsValue) -> String {
    js_sys::Object::from(error).to_string().into()
}

/// The first bytes of a file, at most `most`.
///
/// # Errors
/// Says why it could not be read.
pub async fn read(file: &File, most: f64) -> Result<Vec<u8>, String> {
    let failed = |why: String| format!("{} could not be read: {why}", file.name());
    let part =
        file.slice_with_f64_and_f64(0.0, most.min(file.size())).map_err(|error| failed(said(error)))?;
    gloo_file::futures::read_as_bytes(&Blob::from(part)).await.map_err(|error| failed(error.to_string()))
}

/// Hands bytes to the user as a file.
///
/// # Errors
/// Says why the browser refused.
pub fn save(name: &str, mime: &str, bytes: &[u8]) -> Result<(), String> {
    let failed = |error: JsValue| format!("{name} could not be saved: {}", said(error));
    let blob = Blob::new_with_options(bytes, Some(mime));
    let address = web_sys::Url::create_object_url_with_blob(blob.as_ref()).map_err(failed)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or("There is no page.")?;
    let link: HtmlAnchorElement = document
        .create_element("a")
        .map_err(failed)?
        .dyn_into()
        .map_err(|_| "There is no link.".to_owned())?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser needs the address until it has taken the file.
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = web_sys::Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}
