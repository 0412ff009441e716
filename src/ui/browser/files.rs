//! Files in and out: choosing, dropping, reading, handing over.

use gloo_events::EventListener;
use gloo_file::Blob;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DataTransfer, File, HtmlAnchorElement, HtmlInputElement};

/// A file that was read, or why it could not be.
pub type ReadFile = Result<(String, Vec<u8>), String>;

/// The largest file that is read, in bytes: 64 MiB.
pub const LARGEST: f64 = 64.0 * 1024.0 * 1024.0;

/// Lets the user choose a file and reads it.
pub fn pick(accept: &str, done: impl Fn(ReadFile) + Clone + 'static) {
    let Some(input) = input() else {
        done(Err("The file dialog could not be opened.".to_owned()));
        return;
    };
    input.set_type("file");
    input.set_accept(accept);
    let chosen = input.clone();
    EventListener::once(&input, "change", move |_| {
        if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
            read(file, done);
        }
    })
    .forget();
    input.click();
}

fn input() -> Option<HtmlInputElement> {
    web_sys::window()?.document()?.create_element("input").ok()?.dyn_into().ok()
}

/// Reads the first file of a drop.
pub fn dropped(transfer: Option<DataTransfer>, done: impl Fn(ReadFile) + 'static) {
    match transfer.and_then(|transfer| transfer.files()).and_then(|files| files.get(0)) {
        Some(file) => read(file, done),
        None => done(Err("No file was dropped. Drop a file from the file manager.".to_owned())),
    }
}

fn read(file: File, done: impl Fn(ReadFile) + 'static) {
    let name = file.name();
    if file.size() > LARGEST {
        done(Err(format!("{name} is larger than 64 MiB. Save the sheet with the features alone.")));
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        match gloo_file::futures::read_as_bytes(&Blob::from(file)).await {
            Ok(bytes) => done(Ok((name, bytes))),
            Err(error) => done(Err(format!("{name} could not be read: {error}"))),
        }
    });
}

/// Hands bytes to the user as a file.
///
/// # Errors
/// Says why the browser refused.
pub fn save(name: &str, mime: &str, bytes: &[u8]) -> Result<(), String> {
    let failed = |error: JsValue| format!("{name} could not be saved: {error:?}");
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
