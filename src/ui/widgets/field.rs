//! Text fields, drawn by one function, with their labels above them or for a screen reader only.

use crate::ui::widgets::draft_input::{DraftInput, DraftInputProps};
use yew::prelude::*;

/// A field without a visible label; kinds as in [`DraftInputProps`].
pub fn input(
    kind: &'static str,
    label: impl Into<AttrValue>,
    value: String,
    change: Callback<String>,
) -> Html {
    drawn(plain(kind, label.into(), value, change))
}

/// A field for text with a hint while it is empty.
pub fn hinted(
    label: impl Into<AttrValue>,
    placeholder: &'static str,
    value: String,
    change: Callback<String>,
) -> Html {
    drawn(DraftInputProps { placeholder: placeholder.into(), ..plain("text", label.into(), value, change) })
}

/// A field that searches while it is typed in.
pub fn search(
    id: Option<&'static str>,
    label: impl Into<AttrValue>,
    value: String,
    change: Callback<String>,
) -> Html {
    let label = label.into();
    let (placeholder, id) = (label.clone(), id.map(AttrValue::from));
    drawn(DraftInputProps { placeholder, id, live: true, ..plain("search", label, value, change) })
}

/// A field with its label above it.
pub fn field(kind: &'static str, label: &'static str, value: String, change: Callback<String>) -> Html {
    noted(kind, label, value, "", change)
}

/// The same with a note below it.
pub fn noted(
    kind: &'static str,
    label: impl Into<AttrValue>,
    value: String,
    note: impl Into<AttrValue>,
    change: Callback<String>,
) -> Html {
    let label = label.into();
    labelled("field", label.clone(), input(kind, label, value, change), note.into())
}

/// A label above a field, and a note below it.
pub fn labelled(class: &'static str, label: AttrValue, field: Html, note: AttrValue) -> Html {
    html! {
        <label {class}><span>{ label }</span>{ field }
            if !note.is_empty() { <small>{ note }</small> }
        </label>
    }
}

fn plain(kind: &'static str, label: AttrValue, value: String, change: Callback<String>) -> DraftInputProps {
    let placeholder = AttrValue::default();
    DraftInputProps { label, value, change, placeholder, kind: kind.into(), id: None, live: false }
}

fn drawn(props: DraftInputProps) -> Html {
    html! { <DraftInput ..props /> }
}
