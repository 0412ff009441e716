//! A text field of several lines whose draft stays local until it is left.
//! A plain function: the browser keeps the draft, whatever else on the page changes meanwhile.

use web_sys::{Event, HtmlTextAreaElement};
use yew::prelude::*;

/// A field: its label, the present text, what stands in it while it is empty, and what takes the new text.
/// It begins anew when `version` or the text changes.
pub fn draft_area(
    label: String,
    value: &str,
    placeholder: String,
    version: usize,
    change: Callback<String>,
) -> Html {
    let old = value.to_owned();
    let commit = Callback::from(move |event: Event| {
        if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>()
            && area.value() != old
        {
            change.emit(area.value());
        }
    });
    let key = format!("{version} {label} {value}");
    html! { <textarea {key} class="draft" rows="2" aria-label={label} {placeholder} defaultvalue={value.to_owned()} onchange={commit} /> }
}
