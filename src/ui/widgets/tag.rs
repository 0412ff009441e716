//! A verdict as word, shape and colour together; a band of the matcher.
//! Plain functions: a component of its own would cost more bytes than it saves drawing.

use crate::matching::Band;
use crate::model::verdict::Verdict;
use yew::prelude::*;

/// A verdict; `suggested` when it rests on an unconfirmed suggestion.
pub fn tag(verdict: Verdict, suggested: bool) -> Html {
    let title = if suggested { "Suggested by exact name, not confirmed" } else { verdict.meaning() };
    html! {
        <span class="tag" data-verdict={verdict.key()} data-suggested={suggested.to_string()} {title}>
            <span aria-hidden="true">{ verdict.symbol() }</span>
            { verdict.label() }
            if suggested { <span class="hidden">{ ", suggested" }</span> }
        </span>
    }
}

/// How sure a candidate is.
pub fn band_tag(band: Band) -> Html {
    html! { <span class="band" data-band={band.label()}>{ band.label() }</span> }
}
