//! A text field whose draft stays local until it is left or Enter is pressed.
//! What is typed is never replaced while the field has the focus.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of a draft input.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct DraftInputProps {
    /// What it is, for a screen reader.
    pub label: AttrValue,
    /// The present value.
    pub value: String,
    /// Takes the new value.
    pub change: Callback<String>,
    /// What stands in it while it is empty.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// `text`, `number` from 0, `signed` for any number, `date`, `time`, `search`.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// Id, when something must find it.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Whether every keystroke counts, as in a search.
    #[prop_or_default]
    pub live: bool,
}

/// A text field with a draft.
#[component]
pub fn DraftInput(props: &DraftInputProps) -> Html {
    let value = |event: &Event| event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
    // What is typed stays when something else on the page changes meanwhile.
    let draft = use_mut_ref(|| None::<String>);
    let commit = {
        let (change, old, draft) = (props.change.clone(), props.value.clone(), draft.clone());
        Callback::from(move |event: Event| {
            draft.replace(None);
            if let Some(new) = value(&event)
                && new != old
            {
                change.emit(new);
            }
        })
    };
    let typed = {
        let (change, live, draft) = (props.change.clone(), props.live, draft.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                if live {
                    change.emit(input.value());
                } else {
                    draft.replace(Some(input.value()));
                }
            }
        })
    };
    let value_shown = draft.borrow().clone().unwrap_or_else(|| props.value.clone());
    let (kind, min) = match &*props.kind {
        "number" => (props.kind.clone(), Some("0")),
        "signed" => (AttrValue::Static("number"), None),
        _ => (props.kind.clone(), None),
    };
    html! {
        <input id={props.id.clone()} type={kind} aria-label={props.label.clone()}
            value={value_shown} placeholder={props.placeholder.clone()} {min}
            autocomplete="off" spellcheck="false" onchange={commit} oninput={typed} />
    }
}
