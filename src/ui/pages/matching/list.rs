//! The list of features with their best candidate and what speaks for it.

use super::facets::facets;
use crate::intake::Feature;
use crate::matching::decision::Decision;
use crate::matching::{Band, Proposal};
use crate::model::row::RowId;
use crate::session::action::{Action, Show};
use crate::session::facets::{Faceted, best};
use crate::session::state::{Matching, Session};
use crate::ui::browser::dom;
use crate::ui::store::Desk;
use crate::ui::widgets::rows::{Rows, TALL};
use crate::ui::widgets::tag::band_tag;
use std::rc::Rc;
use yew::prelude::*;

/// The list.
pub fn list(desk: &Desk, faceted: &Rc<Faceted>, current: Option<RowId>) -> Html {
    let session = &desk.session;
    let row = {
        let (session, faceted, send) = (session.clone(), faceted.clone(), desk.send.clone());
        Callback::from(move |index: u32| {
            let feature = usize::try_from(index).ok().and_then(|index| faceted.shown.get(index));
            let chosen = |feature: &Feature| current == Some(feature.row);
            feature.map_or_else(Html::default, |feature| {
                feature_row(&session, &send, index, feature, chosen(feature))
            })
        })
    };
    let head = html! {
        <tr aria-rowindex="1">
            <th scope="col" class="number narrow">{ "Line" }</th>
            <th scope="col">{ "Feature (as imported)" }</th>
            <th scope="col">{ "Best candidate" }</th>
            <th scope="col">{ "Sure" }</th>
            <th scope="col" class="wide">{ "Because" }</th>
        </tr>
    };
    let place = faceted.shown.iter().position(|feature| Some(feature.row) == current);
    let focus = place.and_then(|place| u32::try_from(place).ok());
    html! {
        <section class="panel" aria-label="Features">
            { facets(desk, faceted) }
            <Rows label="Features with their best candidate" class="tall" height={TALL} {head}
                count={u32::try_from(faceted.shown.len()).unwrap_or(u32::MAX)} {row} {focus}
                empty={html! { <p>{ "No feature here. Choose another filter above." }</p> }} />
            <p class="footer"><kbd>{ "1" }</kbd>{ "–" }<kbd>{ "5" }</kbd>{ " pick · " }<kbd>{ "A" }</kbd>{ " add several · " }
                <kbd>{ "N" }</kbd>{ " no match · " }<kbd>{ "Q" }</kbd>{ " ask · " }<kbd>{ "Z" }</kbd>{ " later · " }
                <kbd>{ "/" }</kbd>{ " search · " }<kbd>{ "↑" }</kbd><kbd>{ "↓" }</kbd>{ " move" }</p>
        </section>
    }
}

/// The capabilities that a row is linked to, else that of its best candidate.
fn name(session: &Session, row: RowId) -> String {
    let named = |id| {
        let known = session.knowledge.catalogue.capability(id);
        known.map_or_else(|| id.to_string(), |capability| capability.name.clone())
    };
    match session.project.decisions.get(&row) {
        Some(decision) if decision.is_settled() => {
            let links = decision.links().into_iter().flat_map(|links| links.iter());
            links.map(|link| named(&link.capability)).collect::<Vec<_>>().join(" + ")
        }
        _ => best(session, row).map(|best| named(&best.capability)).unwrap_or_default(),
    }
}

/// What speaks most for the best candidate and what most against it; or why there should be none.
fn because(session: &Session, row: RowId) -> String {
    if let Some(reply) = session.project.ask.latest(row) {
        return format!("The customer says: {}", reply.answer);
    }
    let Some(proposal) = session.candidates.rows.get(&row) else { return String::new() };
    proposal.none.clone().unwrap_or_else(|| evidence(proposal))
}

fn evidence(proposal: &Proposal) -> String {
    let all = proposal.best().map_or(&[][..], |best| best.evidence.as_slice());
    let mut parts: Vec<String> =
        all.iter().filter(|one| one.points > 0).take(2).map(|one| one.words.clone()).collect();
    parts.extend(all.iter().find(|one| one.points < 0).map(|one| format!("but {}", one.words)));
    parts.join("; ")
}

/// What stands in place of a band: a decision, or that the search has not come so far.
fn state(session: &Session, row: RowId) -> &'static str {
    match session.project.decisions.get(&row) {
        _ if session.assessment.inventory.value.is_closed(row) => "closed",
        Some(Decision::Confirmed(_)) => "confirmed",
        Some(Decision::Replaced(_)) => "replaced",
        Some(Decision::NoMatch) => "no match",
        Some(Decision::Ask(_)) if session.project.ask.latest(row).is_some() => "answered",
        Some(Decision::Ask(_)) => "ask",
        Some(Decision::Later) => "later",
        None if session.candidates.rows.contains_key(&row) => "",
        None if session.matching == Matching::Running => "searching",
        None => "no search yet",
    }
}

/// A row. It is no component: a table draws few rows, and many that come and go while it is scrolled.
fn feature_row(
    session: &Session,
    send: &Callback<Action>,
    index: u32,
    feature: &Feature,
    chosen: bool,
) -> Html {
    let row = feature.row;
    let choose = send.reform(move |_: MouseEvent| {
        dom::focus("judge");
        Action::Show(Show::Row(Some(row)))
    });
    let (best_name, because, state) = (name(session, row), because(session, row), state(session, row));
    html! {
        <tr key={row.0} aria-rowindex={(index + 2).to_string()} data-chosen={chosen.to_string()} onclick={choose.clone()}>
            <td class="number narrow" title={row.to_string()}>{ row.line() }</td>
            <th scope="row" title={feature.name.to_string()} dir="auto">
                <button class="plain" aria-current={chosen.then_some("true")} onclick={choose}>
                    <span class="clamp">{ feature.name.as_str() }</span>
                </button>
            </th>
            <td title={best_name.clone()}><span class="clamp">{ best_name }</span></td>
            <td>
                if state.is_empty() || state == "later" { { band_tag(best(session, row).map_or(Band::None, |best| best.band)) } }
                if !state.is_empty() { <span class="state" data-state={state}>{ state }</span> }
            </td>
            <td class="wide quiet" title={because.clone()}><span class="clamp">{ because }</span></td>
        </tr>
    }
}
