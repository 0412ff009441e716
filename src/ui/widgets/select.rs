//! A menu of keys with labels.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Keys with labels, in order.
pub type Options = Vec<(AttrValue, AttrValue)>;

/// Properties of a menu.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SelectProps {
    /// What it chooses.
    pub label: AttrValue,
    /// What can be chosen.
    pub options: Options,
    /// The chosen key.
    pub value: AttrValue,
    /// Takes the new key.
    pub change: Callback<String>,
    /// Whether the label is shown beside the menu.
    pub show_label: bool,
    /// A state for the style sheet.
    pub state: AttrValue,
}

/// A menu.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let change = {
        let change = props.change.clone();
        Callback::from(move |event: Event| {
            if let Some(menu) = event.target_dyn_into::<HtmlSelectElement>() {
                change.emit(menu.value());
            }
        })
    };
    let options = props.options.iter().map(|(key, label)| {
        html! { <option value={key.clone()} selected={*key == props.value} key={key.to_string()}>{ label }</option> }
    });
    // A menu that was used before no longer follows its options' marks.
    let node = use_node_ref();
    use_effect_with((node.clone(), props.value.clone(), props.options.clone()), |(node, value, _)| {
        if let Some(menu) = node.cast::<HtmlSelectElement>() {
            menu.set_value(value);
        }
    });
    html! {
        <label class="select" data-state={props.state.clone()}>
            <span class={if props.show_label { "" } else { "hidden" }}>{ &props.label }</span>
            <select ref={node} onchange={change}>{ for options }</select>
        </label>
    }
}

/// A menu with its label beside it.
pub fn menu(
    label: impl Into<AttrValue>,
    options: Options,
    value: impl Into<AttrValue>,
    change: Callback<String>,
) -> Html {
    drawn(SelectProps {
        label: label.into(),
        options,
        value: value.into(),
        change,
        show_label: true,
        state: AttrValue::default(),
    })
}

/// A menu whose label is for a screen reader only.
pub fn bare_menu(
    label: impl Into<AttrValue>,
    options: Options,
    value: impl Into<AttrValue>,
    change: Callback<String>,
) -> Html {
    marked_menu(label, options, value, change, "")
}

/// The same with a state for the style sheet.
pub fn marked_menu(
    label: impl Into<AttrValue>,
    options: Options,
    value: impl Into<AttrValue>,
    change: Callback<String>,
    state: &'static str,
) -> Html {
    let (label, value) = (label.into(), value.into());
    drawn(SelectProps { label, options, value, change, show_label: false, state: state.into() })
}

fn drawn(props: SelectProps) -> Html {
    html! { <Select ..props /> }
}
