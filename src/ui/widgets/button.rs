//! Buttons with a text. One function draws them all, so that the many places that have one do not each carry its code.

use crate::session::action::Action;
use yew::prelude::*;

/// What is said of a button beside its text.
#[derive(Default)]
struct Said {
    class: &'static str,
    name: Option<AttrValue>,
    off: bool,
}

/// A button.
pub fn button(class: &'static str, text: impl Into<AttrValue>, onclick: Callback<MouseEvent>) -> Html {
    drawn(Said { class, ..Said::default() }, text.into(), onclick)
}

/// A button that sends an action.
pub fn act(
    send: &Callback<Action>,
    class: &'static str,
    text: impl Into<AttrValue>,
    action: fn() -> Action,
) -> Html {
    button(class, text, sends(send, action))
}

/// A button whose text says too little without its place: screen readers say its name.
pub fn named(
    class: &'static str,
    text: impl Into<AttrValue>,
    name: String,
    onclick: Callback<MouseEvent>,
) -> Html {
    drawn(Said { class, name: Some(name.into()), off: false }, text.into(), onclick)
}

/// A button that can be pressed unless something holds.
pub fn unless(
    off: bool,
    class: &'static str,
    text: impl Into<AttrValue>,
    onclick: Callback<MouseEvent>,
) -> Html {
    drawn(Said { class, name: None, off }, text.into(), onclick)
}

/// What sends an action at a click. A function makes it, for an action that is kept has to be copied, and the code that can
/// copy any of them is large.
pub fn sends(send: &Callback<Action>, action: fn() -> Action) -> Callback<MouseEvent> {
    send.reform(move |_| action())
}

fn drawn(said: Said, text: AttrValue, onclick: Callback<MouseEvent>) -> Html {
    let class = (!said.class.is_empty()).then_some(said.class);
    html! { <button {class} aria-label={said.name} disabled={said.off} {onclick}>{ text }</button> }
}
