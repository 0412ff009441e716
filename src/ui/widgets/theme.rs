//! Light, dark, or as the system says.

use crate::ui::browser::dom;
use yew::prelude::*;

/// The switch.
#[component]
pub fn Theme() -> Html {
    let theme = use_state(|| "");
    let next = match *theme {
        "" => "light",
        "light" => "dark",
        _ => "",
    };
    let label = match *theme {
        "" => "Look: as the system",
        "light" => "Look: light",
        _ => "Look: dark",
    };
    let click = {
        let theme = theme.clone();
        Callback::from(move |_: MouseEvent| {
            dom::set_theme(next);
            theme.set(next);
        })
    };
    html! {
        <button class="quiet theme" title={label} aria-label={label} onclick={click}>
            <span aria-hidden="true">{ match *theme { "" => "◑", "light" => "○", _ => "●" } }</span>
        </button>
    }
}
