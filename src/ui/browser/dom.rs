//! Small things of the page: address, focus, listeners, sizes.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// The part of the address after `#`.
pub fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Sets the part of the address after `#`; the browser remembers the way back.
pub fn set_hash(hash: &str) {
    if let Some(window) = web_sys::window()
        && window.location().hash().ok().as_deref() != Some(hash)
    {
        let _ = window.location().set_hash(hash);
    }
}

/// The height of an element in pixels, as far as the window can hold it: one that nothing bounds is as high as all that
/// it holds.
pub fn height_in_sight(element: &Element) -> u32 {
    let window = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    f64::from(element.client_height()).min(window.unwrap_or(800.0)) as u32
}

/// Calls back when the address changes, as long as the listener lives.
pub fn on_hash(callback: impl Fn(String) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| callback(hash())))
}

/// Calls back for every key in the page, as long as the listener lives.
/// The callback says whether it used the key; then the browser does not.
pub fn on_key(callback: impl Fn(&KeyboardEvent) -> bool + 'static) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&document, "keydown", options, move |event| {
        if let Some(key) = event.dyn_ref::<KeyboardEvent>()
            && callback(key)
        {
            event.prevent_default();
        }
    }))
}

/// Whether the focus is where single keys type text or choose.
pub fn is_typing() -> bool {
    focused().is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// Whether text is written where the focus is, so that undoing is the browser's.
pub fn is_writing() -> bool {
    let ticked = |element: &HtmlElement| {
        let input = element.dyn_ref::<web_sys::HtmlInputElement>();
        input.is_some_and(|input| matches!(input.type_().as_str(), "checkbox" | "radio"))
    };
    is_typing() && focused().is_some_and(|element| element.tag_name() != "SELECT" && !ticked(&element))
}

/// What has the focus.
pub fn focused() -> Option<HtmlElement> {
    web_sys::window()?.document()?.active_element()?.dyn_into().ok()
}

/// Moves the focus to an element by its id.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id)
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        let _ = element.focus();
    }
}

/// Moves the focus to an element by its id and scrolls nothing.
pub fn focus_in_place(id: &str) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus_with_options(&options);
    }
}

/// Shows an element from its top: scrolls it back, and to it where its top is out of sight.
pub fn show_top(id: &str) {
    if let Some(element) = by_id(id) {
        element.set_scroll_top(0);
        if element.get_bounding_client_rect().top() < 0.0 {
            element.scroll_into_view();
        }
    }
}

fn by_id(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Asks before the page is left, as long as the listener lives.
pub fn warn_before_leaving() -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&window, "beforeunload", options, |event| event.prevent_default()))
}

/// Calls back before the page is printed, with `true`, and after it, as long as the listeners live.
pub fn on_print(callback: impl Fn(bool) + Clone + 'static) -> Option<[EventListener; 2]> {
    let window = web_sys::window()?;
    let listen = |name: &'static str, prints: bool| {
        let callback = callback.clone();
        EventListener::new(&window, name, move |_| callback(prints))
    };
    Some([listen("beforeprint", true), listen("afterprint", false)])
}

/// Prints the page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Sets the look: `light`, `dark`, or the system's own when empty.
pub fn set_theme(theme: &str) {
    if let Some(root) = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element())
    {
        let _ = if theme.is_empty() {
            root.remove_attribute("data-theme")
        } else {
            root.set_attribute("data-theme", theme)
        };
    }
}

/// Sets a number of an element's style; through the object model, which the policy allows.
pub fn set_number(element: &HtmlElement, property: &str, number: u32) {
    let _ = element.style().set_property(property, &number.to_string());
}
