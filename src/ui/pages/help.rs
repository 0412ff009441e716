//! The help: keys, words, and what leaves the page.

use crate::model::verdict::Verdict;
use crate::ui::widgets::check::check;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::tag::tag;
use yew::prelude::*;

const KEYS: &[(&str, &str)] = &[
    ("↑ ↓", "Move in a table"),
    ("1 to 5", "Match: take that candidate and go on"),
    ("N", "Match: nothing in the catalogue matches"),
    ("Q", "Match: ask the customer"),
    ("Z", "Match: later; it comes back behind the others"),
    ("A", "Match: add several capabilities; A again goes on"),
    ("1 to 8", "Gaps: set the verdict by hand; 0 takes it back"),
    ("/", "Search"),
    ("Ctrl+Z, Ctrl+Shift+Z", "Undo, redo"),
    ("Ctrl+S", "Save to a file"),
    ("?", "This help"),
];

/// The help, with what closes it, and what turns single keys on or off.
pub fn help(close: Callback<()>, single_keys: bool, toggle_keys: &Callback<()>) -> Html {
    html! {
        <Dialog title="Help" {close}>
            <h3>{ "Keys" }</h3>
            <dl class="keys">
                { for KEYS.iter().map(|(key, text)| html! { <><dt><kbd>{ *key }</kbd></dt><dd>{ *text }</dd></> }) }
            </dl>
            { check("Single keys work (without Ctrl)", single_keys, toggle_keys.reform(|_| ())) }
            <h3>{ "Verdicts" }</h3>
            <dl class="keys">
                { for Verdict::ALL.iter().map(|verdict| html! {
                    <><dt>{ tag(*verdict, false) }</dt><dd>{ verdict.meaning() }</dd></>
                }) }
            </dl>
            <h3>{ "Privacy" }</h3>
            <p>{ "Your list is read, matched and planned in this page. After the page has opened it makes no request; its policy lets it make none. What it keeps, it keeps in this browser until you forget it, and in the files that you save." }</p>
        </Dialog>
    }
}
