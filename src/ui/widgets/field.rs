//! A field with its label above it.

use crate::ui::widgets::draft_input::DraftInput;
use yew::prelude::*;

/// A field that says only what it is.
pub fn field(kind: &'static str, label: &'static str, value: String, change: Callback<String>) -> Html {
    noted(kind, label, value, "", change)
}

/// A field with a note below it.
pub fn noted(
    kind: &'static str,
    label: &'static str,
    value: String,
    note: &'static str,
    change: Callback<String>,
) -> Html {
    let (min, max) = if kind == "number" { (Some("0"), Some("999999")) } else { (None, None) };
    html! {
        <label class="field"><span>{ label }</span>
            <DraftInput {kind} {label} {value} {change} {min} {max} />
            if !note.is_empty() { <small>{ note }</small> }
        </label>
    }
}
