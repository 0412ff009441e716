//! A verdict as word, shape and colour together; a band of the matcher.

use crate::matching::Band;
use crate::model::verdict::Verdict;
use yew::prelude::*;

/// Properties of a verdict's tag.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TagProps {
    /// The verdict.
    pub verdict: Verdict,
    /// Whether it rests on an unconfirmed suggestion.
    #[prop_or_default]
    pub suggested: bool,
}

/// A verdict.
#[component]
pub fn Tag(props: &TagProps) -> Html {
    html! {
        <span class="tag" data-verdict={props.verdict.key()} data-suggested={props.suggested.to_string()}
            title={if props.suggested { "Suggested by exact name, not confirmed" } else { props.verdict.meaning() }}>
            <span aria-hidden="true">{ props.verdict.symbol() }</span>
            { props.verdict.label() }
            if props.suggested { <span class="hidden">{ ", suggested" }</span> }
        </span>
    }
}

/// Properties of a band's tag.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct BandTagProps {
    /// The band.
    pub band: Band,
}

/// How sure a candidate is.
#[component]
pub fn BandTag(props: &BandTagProps) -> Html {
    html! { <span class="band" data-band={props.band.label()}>{ props.band.label() }</span> }
}
