//! Why the first candidate is first and which word makes it so; beside it, why another one is not, and the word that
//! would change that.

use crate::matching::turn::Turn;
use crate::matching::why::WhyNot;
use crate::matching::{Candidate, Proposal};
use crate::model::row::RowId;
use crate::session::action::Action;
use crate::session::judging::{Judge, link};
use crate::ui::pages::catalogue::entry_facts;
use crate::ui::store::Desk;
use crate::ui::widgets::button::button;
use yew::prelude::*;

/// The evidence of the first, and of the capability that is asked about, with the catalogue's entry.
pub fn evidence(desk: &Desk, row: RowId, proposal: &Proposal) -> Html {
    let session = &desk.session;
    let first = proposal.candidates.first();
    let asked = session.view.why.as_ref().filter(|_| session.view.row == Some(row));
    let name = |candidate: &Candidate| super::links::name_of(session, &link(candidate));
    let about = asked.or(first.map(|first| &first.capability));
    let entry = about.and_then(|id| session.knowledge.catalogue.capability(id));
    let body = match (asked, session.why.as_deref()) {
        (Some(_), Some(why)) => beside(desk, row, why, &name),
        (Some(_), None) => html! { <p class="quiet" role="status">{ "Comparing…" }</p> },
        (None, why) => match first {
            Some(first) => {
                let second =
                    proposal.candidates.get(1).map(|second| format!("the second has {}", second.score));
                let deciding = why.filter(|why| why.asked.capability == first.capability);
                let deciding = deciding.and_then(|why| why.deciding.as_ref());
                html! {
                    <>
                        <h3>{ format!("Why {}", name(first)) }</h3>
                        { points(first, second.as_deref().unwrap_or("no second")) }
                        if let Some(deciding) = deciding { <p class="why">{ deciding }</p> }
                    </>
                }
            }
            None => Html::default(),
        },
    };
    html! {
        <section>
            { body }
            if let Some(entry) = entry {
                <details class="entry">
                    <summary>{ format!("Catalogue entry: {}", entry.name) }</summary>
                    <p>{ &entry.summary }{ " " }<a href={format!("#/catalogue/{}", entry.id)}>{ "Open it" }</a></p>
                    { entry_facts(&session.knowledge.catalogue, entry) }
                </details>
            }
        </section>
    }
}

/// Two candidates side by side.
fn beside(desk: &Desk, row: RowId, why: &WhyNot, name: &dyn Fn(&Candidate) -> String) -> Html {
    let back = desk.send.reform(move |_: MouseEvent| Action::Judge(Judge::Why(row, None)));
    let place = match why.place {
        Some(1) => "It is first.".to_owned(),
        Some(place) => format!("It is number {place} of all capabilities."),
        None => "Nothing in the row speaks for or against it.".to_owned(),
    };
    let turn = match &why.turn {
        _ if why.place == Some(1) => String::new(),
        Some(turn) => turn.label(),
        None => "No single word of the row or of its name would put it first.".to_owned(),
    };
    html! {
        <>
            <h3>{ format!("Why not {}", name(&why.asked)) }</h3>
            <div class="beside">
                if let Some(first) = &why.first { <div><h4>{ format!("First: {}", name(first)) }</h4>{ points(first, "in all") }</div> }
                <div><h4>{ name(&why.asked) }</h4>{ points(&why.asked, "in all") }</div>
            </div>
            <p class="why" role="status" data-turn={why.turn.as_ref().map(Turn::label)}>{ place }{ " " }{ turn }</p>
            { button("quiet", "Show only the first", back) }
        </>
    }
}

/// What spoke for and against a candidate, which adds up to its score.
fn points(candidate: &Candidate, rest: &str) -> Html {
    html! {
        <dl class="evidence">
            { for candidate.evidence.iter().map(|one| html! {
                <><dt>{ if one.points < 0 { format!("− {}", -one.points) } else { format!("+ {}", one.points) } }</dt><dd>{ &one.words }</dd></>
            }) }
            <dt>{ format!("= {}", candidate.score) }</dt><dd>{ rest }</dd>
        </dl>
    }
}
