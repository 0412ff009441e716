//! Counts as parts of a bar, drawn to scale; the same counts stand beside it as buttons.

use crate::ui::browser::dom;
use web_sys::HtmlElement;
use yew::prelude::*;

/// One part of the bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// A key for the style sheet.
    pub key: &'static str,
    /// The shape, for parts too narrow for the word; may be empty.
    pub symbol: &'static str,
    /// The word.
    pub label: &'static str,
    /// How many.
    pub count: u32,
}

/// A bar of parts; `label` says what it shows.
pub fn verdict_bar(label: &str, parts: &[Part]) -> Html {
    let words: Vec<String> = parts.iter().map(|part| format!("{} {}", part.label, part.count)).collect();
    html! {
        <div class="bar" role="img" aria-label={format!("{label}: {}", words.join(", "))}>
            { for parts.iter().filter(|part| part.count > 0).map(|part| html! {
                <BarPart key={part.key} part={part.clone()} />
            }) }
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct BarPartProps {
    part: Part,
}

#[component]
fn BarPart(props: &BarPartProps) -> Html {
    let node = use_node_ref();
    use_effect_with((node.clone(), props.part.count), |(node, count)| {
        if let Some(element) = node.cast::<HtmlElement>() {
            dom::set_number(&element, "flex-grow", *count);
        }
    });
    html! {
        <span ref={node} data-part={props.part.key} title={format!("{} {}", props.part.label, props.part.count)}>
            <span>{ props.part.symbol }<span class="word">{ " " }{ props.part.label }</span>{ " " }{ props.part.count }</span>
        </span>
    }
}
