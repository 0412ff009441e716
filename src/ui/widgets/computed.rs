//! A button that opens how something is computed. It computes nothing itself.

use crate::ui::widgets::button::button;
use crate::ui::widgets::dialog::Dialog;
use yew::prelude::*;

/// Properties of the button.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ComputedProps {
    /// The heading of what it opens.
    pub title: AttrValue,
    /// What it opens.
    pub children: Html,
}

/// The button, and what it opened.
#[component]
pub fn Computed(props: &ComputedProps) -> Html {
    let open = use_state(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |()| open.set(!*open))
    };
    html! {
        <>
            { button("quiet", "How this is computed", toggle.reform(|_: MouseEvent| ())) }
            if *open {
                <Dialog title={props.title.clone()} close={toggle}>{ props.children.clone() }</Dialog>
            }
        </>
    }
}
