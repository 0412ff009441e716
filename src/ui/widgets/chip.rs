//! A filter with its count: one of a row of buttons.

use yew::prelude::*;

/// A chip: its word, how many rows it would show, whether it is chosen, what chooses it.
pub fn chip(label: &str, count: u32, chosen: bool, choose: Callback<()>) -> Html {
    html! {
        <button type="button" class="chip" aria-pressed={chosen.to_string()} onclick={choose.reform(|_| ())} key={label.to_owned()}>
            { label.to_owned() }{ " " }<b>{ crate::model::units::grouped(count) }</b>
        </button>
    }
}
