//! A dialog over the page; Escape and a button close it, and the focus stays in it.

use crate::ui::browser::dom;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Properties of a dialog.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct DialogProps {
    /// Its heading.
    pub title: AttrValue,
    /// Closes it.
    pub close: Callback<()>,
    /// Where the focus goes, by id.
    #[prop_or(AttrValue::Static("dialog-close"))]
    pub focus: AttrValue,
    /// Its content.
    pub children: Html,
}

/// A dialog.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    use_effect_with((node.clone(), props.focus.clone()), |(node, focus)| {
        let dialog = node.cast::<HtmlDialogElement>();
        if let Some(dialog) = &dialog {
            // A dialog that is open already stays so.
            let _ = dialog.show_modal();
        }
        dom::focus(focus);
        // Closed by itself, the browser gives the focus back to where it was.
        move || dialog.iter().for_each(HtmlDialogElement::close)
    });
    let cancel = props.close.reform(|event: Event| {
        event.prevent_default();
        // What was typed counts, as when the field is left.
        drop(dom::focused().map(|field| field.blur()));
    });
    html! {
        <dialog ref={node} aria-labelledby="dialog-title" oncancel={cancel}>
            <header>
                <h2 id="dialog-title">{ &props.title }</h2>
                <button id="dialog-close" class="quiet" onclick={props.close.reform(|_| ())}>{ "Close" }</button>
            </header>
            { props.children.clone() }
        </dialog>
    }
}
