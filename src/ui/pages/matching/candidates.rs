//! The candidates of a feature and the whole catalogue by typing; each can be taken, or asked why it is not first.

use crate::matching::decision::{Decision, Link};
use crate::matching::{Proposal, usual_relation};
use crate::model::capability_id::CapabilityId;
use crate::model::row::RowId;
use crate::session::action::{Action, Show};
use crate::session::judging::{Judge, link};
use crate::session::state::Session;
use crate::ui::browser::dom;
use crate::ui::store::Desk;
use crate::ui::widgets::field::search;
use crate::ui::widgets::tag::band_tag;
use yew::prelude::*;

/// So many entries of the catalogue are listed at once.
const LISTED: usize = 10;

/// All candidates.
pub fn candidates(desk: &Desk, row: RowId, proposal: &Proposal) -> Html {
    let none = proposal.none.as_ref().map(|why| {
        html! { <p class="notice">{ format!("Probably no match: {why}.") }</p> }
    });
    if proposal.candidates.is_empty() {
        return html! { <>{ none }<p class="quiet">{ "No candidate. Look it up below, or say that nothing matches." }</p></> };
    }
    let items = proposal.candidates.iter().enumerate().map(|(place, candidate)| {
        let tail = html! { <>{ band_tag(candidate.band) }<small>{ candidate.score }</small></> };
        let name = super::links::name_of(&desk.session, &link(candidate));
        item(desk, row, &Choice { place: Some(place), link: link(candidate), name, tail })
    });
    html! { <>{ none }<ol class="candidates" aria-label="Candidates; choosing one decides">{ for items }</ol></> }
}

struct Choice {
    /// Among the candidates, from 0.
    place: Option<usize>,
    link: Link,
    name: String,
    tail: Html,
}

/// One capability: a button that links it, one that asks why it is not first.
fn item(desk: &Desk, row: RowId, choice: &Choice) -> Html {
    let Choice { place, link, name, tail } = choice;
    let id = link.capability.clone();
    let linked = is_linked(&desk.session, row, &id);
    let shown = desk.session.view.why.as_ref() == Some(&id);
    let take = {
        let link = link.clone();
        desk.send.reform(move |_: MouseEvent| {
            // The button may be gone with the row.
            dom::focus("judge");
            Action::Judge(Judge::Take(row, link.clone()))
        })
    };
    let why = {
        let id = (!shown).then(|| id.clone());
        desk.send.reform(move |_: MouseEvent| Action::Judge(Judge::Why(row, id.clone())))
    };
    html! {
        <li key={id.to_string()} data-linked={linked.to_string()}>
            <button class="candidate" onclick={take}>
                if let Some(place) = place { <kbd>{ place + 1 }</kbd> }
                <span>{ name }if linked { <span class="hidden">{ ", linked" }</span><span aria-hidden="true">{ " ✓" }</span> }</span>{ tail.clone() }
            </button>
            if *place != Some(0) {
                <button class="quiet" aria-pressed={shown.to_string()} aria-label={format!("Why not {name}")} onclick={why}>{ "why not" }</button>
            }
        </li>
    }
}

fn is_linked(session: &Session, row: RowId, id: &CapabilityId) -> bool {
    let links = session.project.decisions.get(&row).and_then(Decision::links);
    links.is_some_and(|links| links.iter().any(|link| link.capability == *id))
}

/// The whole catalogue by typing.
pub fn lookup(desk: &Desk, row: RowId) -> Html {
    let session = &desk.session;
    let catalogue = &session.knowledge.catalogue;
    let label = format!("Search all {} capabilities", catalogue.capabilities.len());
    let items = session.looked_up.iter().flat_map(|found| found.iter()).take(LISTED).filter_map(|id| {
        let capability = catalogue.capability(id)?;
        let tail = html! { <small>{ capability.coverage.label() }</small> };
        let link = Link::new(id.clone(), usual_relation(capability.coverage));
        Some(item(desk, row, &Choice { place: None, link, name: capability.name.clone(), tail }))
    });
    html! {
        <section>
            { search(None, label, session.view.lookup.clone(), desk.send.reform(|text| Action::Show(Show::Lookup(text)))) }
            if let Some(found) = &session.looked_up {
                <ul class="candidates" aria-label={format!("{} found", found.len())}>{ for items }</ul>
                if found.is_empty() { <p class="quiet">{ "Nothing in the catalogue is near it." }</p> }
            }
        </section>
    }
}
