//! The mark of Gapline.

use yew::prelude::*;

/// The mark.
pub fn logo() -> Html {
    html! {
        <svg class="logo" width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
            <path class="a" d="M2 6h7M13 6h7" />
            <path class="b" d="M2 12h3M9 12h11" />
            <path class="c" d="M2 18h11M17 18h3" />
        </svg>
    }
}
