//! The panel in which one feature is judged: its row, the answers to it, its decision, candidates, evidence, a note.

use super::candidates::{candidates, lookup};
use super::evidence::evidence;
use super::links::decided;
use crate::intake::Feature;
use crate::matching::decision::Decision;
use crate::model::capability_id::CapabilityId;
use crate::model::day;
use crate::model::row::RowId;
use crate::session::action::{Action, Edit, Show};
use crate::session::facets::Facet;
use crate::session::judging::Judge;
use crate::session::state::Session;
use crate::ui::pages::packs::keep_button;
use crate::ui::store::Desk;
use crate::ui::widgets::button::button;
use crate::ui::widgets::draft_input::DraftInput;
use smol_str::SmolStr;
use std::rc::Rc;
use yew::prelude::*;

/// The panel.
pub fn panel(desk: &Desk, row: Option<RowId>) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let feature = row.and_then(|row| session.assessment.inventory.value.feature(row).cloned());
    let Some(feature) = feature else {
        return html! { <aside id="judge" class="panel side" tabindex="0" aria-label="Judge"><p>{ "Nothing is left here." }</p></aside> };
    };
    let row = feature.row;
    let closed = session.assessment.inventory.value.is_closed(row);
    let proposal = session.candidates.rows.get(&row).cloned().unwrap_or_default();
    let decision = session.project.decisions.get(&row).filter(|decision| decision.is_settled());
    let note = session.project.notes.get(&row).cloned().unwrap_or_default();
    html! {
        <aside id="judge" class="panel side" tabindex="0" aria-label="Judge this feature">
            { facts(&feature) }
            { earlier(desk, row, closed) }
            { replies(session, row) }
            if let Some(decision) = decision {
                { decided(desk, &feature, decision) }
                { keep_button(desk, row) }
            }
            if !closed {
                { adding(desk, row) }
                { candidates(desk, row, &proposal) }
                { choices(desk, row) }
                { lookup(desk, row) }
                { evidence(desk, row, &proposal) }
            }
            { same(desk, row, shown(session, row)) }
            <DraftInput key={format!("note {}", row.0)} label="Note on this feature" placeholder="Note" value={note}
                change={send.reform(move |text| Action::Edit(Edit::Note(row, text)))} />
        </aside>
    }
}

/// The capability that the panel is about: linked, else the best candidate.
fn shown(session: &Session, row: RowId) -> Option<CapabilityId> {
    let linked = session.project.decisions.get(&row).and_then(Decision::links);
    match linked {
        Some(links) => Some(links.first.capability.clone()),
        None => crate::session::facets::best(session, row).map(|best| best.capability.clone()),
    }
}

/// For a row that only an earlier list has: whether it still counts, and a way to change that.
fn earlier(desk: &Desk, row: RowId, closed: bool) -> Html {
    if row.list() == 0 {
        return Html::default();
    }
    let change = desk.send.reform(move |_: MouseEvent| Action::Edit(Edit::Close(row, !closed)));
    let (words, does) = if closed {
        ("Closed: the list in use does not have it. It is neither judged nor planned.", "Open it again")
    } else {
        ("Open, though the list in use does not have it.", "Close it")
    };
    html! { <p class="notice"><span>{ words }</span>{ button("", does, change) }</p> }
}

/// The row itself, verbatim, with every column.
fn facts(feature: &Rc<Feature>) -> Html {
    let place = [format!("Line {}", feature.row), feature.category.to_string(), feature.platforms.label()];
    let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let cells = feature.extra.iter().filter(|(_, cell)| !cell.is_empty());
    html! {
        <div>
            <p class="quiet" dir="auto">{ place.join(" · ") }</p>
            <h2 dir="auto">{ feature.name.as_str() }</h2>
            if !feature.description.is_empty() { <p dir="auto">{ feature.description.as_str() }</p> }
            if !feature.notes.is_empty() { <p class="quiet" dir="auto">{ feature.notes.as_str() }</p> }
            if feature.extra.iter().any(|(_, cell)| !cell.is_empty()) {
                <details>
                    <summary>{ "Other columns" }</summary>
                    <dl class="facts-list">{ for cells.map(|(heading, cell)| html! {
                        <><dt>{ &**heading }</dt><dd dir="auto">{ cell.as_str() }</dd></>
                    }) }</dl>
                </details>
            }
        </div>
    }
}

/// What the customer answered, the latest first; more than one when they differ.
fn replies(session: &Session, row: RowId) -> Html {
    let Some(all) = session.project.ask.answers.get(&row) else { return Html::default() };
    let differs = session.project.ask.differs(row);
    html! {
        <div class="notice replies" data-bad={differs.to_string()}>
            <b>{ if differs { "The customer’s answers differ" } else { "The customer’s answer" } }</b>
            { for all.iter().rev().map(|reply| html! {
                <blockquote dir="auto">{ &reply.answer }<small>{ source(&reply.file, reply.day) }</small></blockquote>
            }) }
            <span class="quiet">{ "It decides nothing: choose below." }</span>
        </div>
    }
}

/// Where an answer came from.
pub fn source(file: &str, day: chrono::NaiveDate) -> String {
    let day = day::full(day);
    if file.is_empty() { format!("typed here, {day}") } else { format!("{file}, {day}") }
}

/// That several capabilities are being added, and a way to end it.
fn adding(desk: &Desk, row: RowId) -> Html {
    let adding = desk.session.view.adding && desk.session.view.row == Some(row);
    if !adding {
        return Html::default();
    }
    let done = desk.send.reform(move |_: MouseEvent| Action::Judge(Judge::Adding(row, false)));
    html! {
        <p class="notice adding" role="status"><span>{ "Adding: each choice links one more capability, or takes it away again." }</span>
            <button onclick={done}><kbd>{ "A" }</kbd>{ " Done, go on" }</button></p>
    }
}

/// What else can be said of the match.
fn choices(desk: &Desk, row: RowId) -> Html {
    let judge = |decision: Decision| {
        desk.send.reform(move |_: MouseEvent| Action::Judge(Judge::Decide(row, Some(decision.clone()))))
    };
    let adding = desk.session.view.adding && desk.session.view.row == Some(row);
    html! {
        <div class="two">
            <button onclick={judge(Decision::NoMatch)}><kbd>{ "N" }</kbd>{ " No match" }</button>
            <button onclick={judge(Decision::Ask(String::new()))}><kbd>{ "Q" }</kbd>{ " Ask" }</button>
            <button onclick={judge(Decision::Later)}><kbd>{ "Z" }</kbd>{ " Later" }</button>
            <button disabled={adding} title="Link this feature to several capabilities"
                onclick={desk.send.reform(move |_: MouseEvent| Action::Judge(Judge::Adding(row, true)))}><kbd>{ "A" }</kbd>{ " Add several" }</button>
        </div>
    }
}

/// Other features that are linked to the same capability.
fn same(desk: &Desk, row: RowId, capability: Option<CapabilityId>) -> Html {
    let session = &desk.session;
    let Some(capability) = capability else { return Html::default() };
    let is_linked = |row: RowId| {
        let links = session.project.decisions.get(&row).and_then(Decision::links);
        links.is_some_and(|links| links.iter().any(|link| link.capability == capability))
    };
    let features = session.assessment.inventory.value.features.iter();
    let others: Vec<_> = features.filter(|feature| feature.row != row && is_linked(feature.row)).collect();
    if others.is_empty() {
        return Html::default();
    }
    let items = others.iter().map(|feature| {
        let (row, send) = (feature.row, desk.send.clone());
        let open = Callback::from(move |_: MouseEvent| {
            send.emit(Action::Show(Show::NoFacets));
            send.emit(Action::Show(Show::Facet(Facet::State, Some(SmolStr::new_static("all")))));
            send.emit(Action::Show(Show::Row(Some(row))));
        });
        html! { <li>{ button("quiet", format!("Line {row}: {}", feature.name), open) }</li> }
    });
    html! {
        <details>
            <summary>{ format!("{} more linked to the same capability", others.len()) }</summary>
            <ul class="same">{ for items }</ul>
        </details>
    }
}
