//! Keys: undo, redo, save, search, help on every page; those of the lists of Match and Gaps.

use super::browser::dom;
use crate::session::action::Action;
use crate::session::listed::Stroke;
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// What a key means everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Send an action.
    Send(Action),
    /// Open or close the help.
    Help,
    /// Go to the page's search.
    Search,
    /// Nothing.
    Nothing,
}

/// The meaning of a key. Single keys mean nothing while text is typed, or when they are turned off.
pub fn meaning(event: &KeyboardEvent, single_keys: bool) -> Meaning {
    let command = event.ctrl_key() || event.meta_key();
    let typing = dom::is_typing();
    match (event.key().as_str(), command, event.shift_key()) {
        ("z" | "Z", true, false) if !dom::is_writing() => Meaning::Send(Action::Undo),
        ("z" | "Z", true, true) | ("y", true, false) if !dom::is_writing() => Meaning::Send(Action::Redo),
        ("s", true, false) => Meaning::Send(Action::Save),
        ("?", false, _) if !typing && single_keys => Meaning::Help,
        ("/", false, _) if !typing && single_keys => Meaning::Search,
        _ => Meaning::Nothing,
    }
}

/// Sends the keys of a list as long as its page is shown. Arrows move even where single keys are turned off.
#[hook]
pub fn use_strokes(send: &Callback<Action>, single_keys: bool) {
    use_effect_with((send.clone(), single_keys), |(send, single_keys)| {
        let (send, single_keys) = (send.clone(), *single_keys);
        let listener = dom::on_key(move |event| {
            let free = !(dom::is_typing() || event.ctrl_key() || event.meta_key() || event.alt_key());
            let stroke = stroke(&event.key(), single_keys).filter(|_| free);
            if let Some(stroke) = stroke {
                send.emit(Action::Stroke(stroke));
            }
            stroke.is_some()
        });
        move || drop(listener)
    });
}

fn stroke(key: &str, single_keys: bool) -> Option<Stroke> {
    match key {
        "ArrowUp" => Some(Stroke::Up),
        "ArrowDown" => Some(Stroke::Down),
        _ if !single_keys => None,
        "n" | "N" => Some(Stroke::NoMatch),
        "q" | "Q" => Some(Stroke::Ask),
        "z" | "Z" => Some(Stroke::Later),
        "a" | "A" => Some(Stroke::Add),
        digit => digit.parse().ok().map(Stroke::Digit),
    }
}
