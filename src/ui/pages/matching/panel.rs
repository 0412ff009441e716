//! The panel in which one feature is judged: its row, all candidates, evidence, the whole catalogue.

use crate::catalogue::Capability;
use crate::intake::Feature;
use crate::matching::search::search;
use crate::matching::{Candidate, Decision, Link, Proposal, usual_relation};
use crate::model::day;
use crate::model::row::RowId;
use crate::model::verdict::Relation;
use crate::session::action::{Action, Edit, Show};
use crate::session::listed::{link, taken};
use crate::session::state::Session;
use crate::ui::pages::packs::keep_button;
use crate::ui::store::{Desk, use_desk};
use crate::ui::widgets::draft_input::DraftInput;
use crate::ui::widgets::select::Select;
use crate::ui::widgets::tag::band_tag;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of the panel.
pub struct PanelProps {
    /// The feature.
    pub row: Option<RowId>,
    /// The one after it.
    pub next: Option<RowId>,
}

/// The panel.
pub fn panel(desk: &Desk, props: &PanelProps) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let feature = props.row.and_then(|row| session.assessment.inventory.value.feature(row).cloned());
    let Some(feature) = feature else {
        return html! { <aside class="panel side" tabindex="0" aria-label="Judge"><p>{ "Nothing is left here." }</p></aside> };
    };
    let row = feature.row;
    let decide = {
        let (send, next) = (send.clone(), props.next);
        Callback::from(move |decision: Option<Decision>| {
            let go_on = decision.is_some();
            send.emit(Action::Edit(Edit::Decide(vec![(row, decision)])));
            if go_on && let Some(next) = next {
                send.emit(Action::Show(Show::Row(Some(next))));
            }
        })
    };
    let closed = session.assessment.inventory.value.is_closed(row);
    let ranked = session.candidates.rows.get(&row).cloned().unwrap_or_default();
    let decision = session.project.decisions.get(&row).cloned();
    html! {
        <aside class="panel side" tabindex="0" aria-label="Judge this feature">
            { facts(&FactsProps { feature: feature.clone() }) }
            { earlier(desk, row, closed) }
            if let Some(decision) = decision {
                { decided(desk, &DecidedProps { row, decided: decision, decide: decide.clone() }) }
                { keep_button(desk, row) }
            }
            if !closed {
            { candidates(desk, &CandidatesProps { proposal: ranked.clone(), decide: decide.clone() }) }
            if let Some(best) = ranked.candidates.first() {
                { why(desk, &WhyProps { best: best.clone(), second: ranked.candidates.get(1).map(|one| one.score) }) }
            }
            <div class="two">
                <button onclick={decide.reform(|_| Some(Decision::NoMatch))}>{ "No match" }</button>
                <button onclick={decide.reform(|_| Some(Decision::Ask(String::new())))}>{ "Ask the customer" }</button>
            </div>
            <Lookup key={row.0} decide={decide} />
            }
            { note(desk, &NoteProps { row, note: session.project.notes.get(&row).cloned().unwrap_or_default() }) }
        </aside>
    }
}

/// For a row that only an earlier list has: whether it still counts, and a way to change that.
fn earlier(desk: &Desk, row: RowId, closed: bool) -> Html {
    if row.list() == 0 {
        return Html::default();
    }
    let change = desk.send.reform(move |_: MouseEvent| Action::Edit(Edit::Close(row, !closed)));
    let (words, button) = if closed {
        ("Closed: the list in use does not have it. It is neither judged nor planned.", "Open it again")
    } else {
        ("Open, though the list in use does not have it.", "Close it")
    };
    html! { <p class="notice"><span>{ words }</span><button onclick={change}>{ button }</button></p> }
}

struct FactsProps {
    feature: Rc<Feature>,
}

/// The row itself, verbatim.
fn facts(props: &FactsProps) -> Html {
    let feature = &props.feature;
    let place = [
        format!("Line {}", feature.row),
        if feature.category.is_empty() { String::new() } else { feature.category.to_string() },
        feature.platforms.label(),
    ];
    let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
    html! {
        <div>
            <p class="quiet" dir="auto">{ place.join(" · ") }</p>
            <h2 dir="auto">{ feature.name.as_str() }</h2>
            if !feature.description.is_empty() { <p dir="auto">{ feature.description.as_str() }</p> }
            if !feature.notes.is_empty() { <p class="quiet" dir="auto">{ feature.notes.as_str() }</p> }
        </div>
    }
}

struct DecidedProps {
    row: RowId,
    decided: Decision,
    decide: Callback<Option<Decision>>,
}

/// The decision, the relation that it states, and a way to take it back.
fn decided(desk: &Desk, props: &DecidedProps) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let row = props.row;
    let name = props.decided.link().map(|link| name_of(session, link));
    let relations: Vec<(AttrValue, AttrValue)> =
        Relation::ALL.map(|one| (AttrValue::from(one.key()), AttrValue::from(one.label()))).to_vec();
    let relate = {
        let decided = props.decided.clone();
        send.reform(move |key: String| {
            let relation = Relation::from_key(&key).unwrap_or(Relation::Same);
            let decision = match decided.clone() {
                Decision::Confirmed(link) => Decision::Confirmed(Link { relation, ..link }),
                Decision::Replaced(link) => Decision::Replaced(Link { relation, ..link }),
                other => other,
            };
            Action::Edit(Edit::Decide(vec![(row, Some(decision))]))
        })
    };
    let ask =
        send.reform(move |text: String| Action::Edit(Edit::Decide(vec![(row, Some(Decision::Ask(text)))])));
    html! {
        <div class="decided">
            <p><b>{ props.decided.label() }</b>{ name.map(|name| format!(": {name}")) }
                <button class="quiet" onclick={props.decide.reform(|_| None)}>{ "Take back" }</button></p>
            if let Some(link) = props.decided.link() {
                <Select label="Relation" show_label=true options={relations} value={link.relation.key()} change={relate} />
            }
            if let Decision::Ask(question) = &props.decided {
                <DraftInput label="Question for the customer" placeholder="Question for the customer" value={question.clone()} change={ask} />
            }
        </div>
    }
}

fn name_of(session: &Session, link: &Link) -> String {
    session
        .knowledge
        .catalogue
        .capability(&link.capability)
        .map_or_else(|| link.capability.to_string(), |capability| capability.name.clone())
}

struct CandidatesProps {
    proposal: Rc<Proposal>,
    decide: Callback<Option<Decision>>,
}

/// All candidates, each a button.
fn candidates(desk: &Desk, props: &CandidatesProps) -> Html {
    let session = &desk.session;
    let list = &props.proposal.candidates;
    let none = props.proposal.none.as_ref().map(|why| {
        html! { <p class="notice">{ format!("Probably no match: {why}.") }</p> }
    });
    if list.is_empty() {
        return html! { <>{ none }<p class="quiet">{ "No candidate. Look it up below, or say that nothing matches." }</p></> };
    }
    let items = list.iter().enumerate().map(|(place, candidate)| {
        let chosen = candidate.clone();
        let name = name_of(session, &link(candidate));
        html! {
            <li key={candidate.capability.to_string()}>
                <button class="candidate" onclick={props.decide.reform(move |_| Some(taken(place, &chosen)))}>
                    <kbd>{ place + 1 }</kbd><span>{ name }</span>{ band_tag(candidate.band) }<small>{ candidate.score }</small>
                </button>
            </li>
        }
    });
    html! { <>{ none }<ol class="candidates" aria-label="Candidates; choosing one decides">{ for items }</ol></> }
}

struct WhyProps {
    best: Candidate,
    second: Option<i32>,
}

/// The evidence of the first candidate, which adds up to its score.
fn why(desk: &Desk, props: &WhyProps) -> Html {
    let session = &desk.session;
    let capability = session.knowledge.catalogue.capability(&props.best.capability);
    html! {
        <section>
            <h3>{ "Why the first" }</h3>
            <dl class="evidence">
                { for props.best.evidence.iter().map(|one| html! {
                    <><dt>{ if one.points < 0 { format!("− {}", -one.points) } else { format!("+ {}", one.points) } }</dt><dd>{ &one.words }</dd></>
                }) }
                <dt>{ format!("= {}", props.best.score) }</dt>
                <dd>{ props.second.map_or("no second".to_owned(), |score| format!("second place has {score}")) }</dd>
            </dl>
            if let Some(capability) = capability {
                <p class="why">{ &capability.summary }{ " " }<a href={format!("#/catalogue/{}", capability.id)}>{ "Catalogue entry" }</a>
                    { format!(". Checked {}, {}.", day::short(capability.as_of), capability.confidence.label()) }
                    if let Some(source) = capability.doc.first() { <span class="path"><span>{ source }</span></span> }</p>
            }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LookupProps {
    decide: Callback<Option<Decision>>,
}

/// The whole catalogue by typing.
#[component]
fn Lookup(props: &LookupProps) -> Html {
    let desk = &use_desk();
    let session = &desk.session;
    let text = use_state(String::new);
    let change = {
        let text = text.clone();
        Callback::from(move |new: String| text.set(new))
    };
    let hits: Vec<Rc<Capability>> =
        if text.trim().is_empty() { Vec::new() } else { search(&session.knowledge.catalogue, &text) };
    let items = hits.iter().take(8).map(|capability| {
        let link = Link { capability: capability.id.clone(), relation: usual_relation(capability.coverage) };
        html! {
            <li key={capability.id.to_string()}>
                <button class="candidate" onclick={props.decide.reform(move |_| Some(Decision::Replaced(link.clone())))}>
                    <span>{ &capability.name }</span><small>{ capability.coverage.label() }</small>
                </button>
            </li>
        }
    });
    html! {
        <section>
            <DraftInput kind="search" live=true label="Look up another capability" placeholder="Look up another capability"
                value={(*text).clone()} {change} />
            if !text.trim().is_empty() {
                <ul class="candidates" aria-label={format!("{} found", hits.len())}>{ for items }</ul>
                if hits.is_empty() { <p class="quiet">{ "Nothing in the catalogue has all these words." }</p> }
            }
        </section>
    }
}

struct NoteProps {
    row: RowId,
    note: String,
}

/// A note on the feature.
fn note(desk: &Desk, props: &NoteProps) -> Html {
    let send = &desk.send;
    let row = props.row;
    html! {
        <DraftInput label="Note on this feature" placeholder="Note" value={props.note.clone()}
            change={send.reform(move |text| Action::Edit(Edit::Note(row, text)))} />
    }
}
