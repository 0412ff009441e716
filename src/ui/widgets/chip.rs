//! A filter with its count: one of a row of buttons.

use yew::prelude::*;

/// Properties of a chip.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ChipProps {
    /// Its word.
    pub label: AttrValue,
    /// How many rows it would show.
    pub count: u32,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Chooses it.
    pub choose: Callback<()>,
}

/// A chip.
#[component]
pub fn Chip(props: &ChipProps) -> Html {
    html! {
        <button type="button" class="chip" aria-pressed={props.chosen.to_string()} onclick={props.choose.reform(|_| ())}>
            { &props.label }{ " " }<b>{ crate::model::units::grouped(props.count) }</b>
        </button>
    }
}
