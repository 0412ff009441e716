//! Keys that work on every page: undo, redo, save, search, help.
//! Keys of a table are the table's own.

use super::browser::dom;
use crate::session::action::Action;
use web_sys::KeyboardEvent;

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
        ("z" | "Z", true, false) if !typing => Meaning::Send(Action::Undo),
        ("z" | "Z", true, true) | ("y", true, false) if !typing => Meaning::Send(Action::Redo),
        ("s", true, false) => Meaning::Send(Action::Save),
        ("?", false, _) if !typing && single_keys => Meaning::Help,
        ("/", false, _) if !typing && single_keys => Meaning::Search,
        _ => Meaning::Nothing,
    }
}
