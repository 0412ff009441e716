//! A box to tick, with its words beside it.

use crate::session::action::{Action, Show};
use crate::ui::store::Desk;
use yew::prelude::*;

/// A box; `change` gets no text.
pub fn check(text: impl Into<AttrValue>, on: bool, change: Callback<String>) -> Html {
    drawn(text.into(), on, false, change)
}

/// A box that can be ticked unless something holds.
pub fn check_unless(off: bool, text: impl Into<AttrValue>, on: bool, change: Callback<String>) -> Html {
    drawn(text.into(), on, off, change)
}

fn drawn(text: AttrValue, on: bool, off: bool, change: Callback<String>) -> Html {
    let onchange = change.reform(|_: Event| String::new());
    html! { <label class="check"><input type="checkbox" checked={on} disabled={off} {onchange} />{ text }</label> }
}

/// The box that shows all rows of long tables at once.
pub fn all_rows(desk: &Desk) -> Html {
    let plain = desk.session.view.plain_tables;
    check("All rows", plain, desk.send.reform(move |_| Action::Show(Show::PlainTables(!plain))))
}
