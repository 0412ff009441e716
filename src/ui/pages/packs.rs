//! On the Catalogue page: the user's packs with their conflicts, and what changed since rows were judged.

use crate::catalogue::pack::Pack;
use crate::gap::GapRow;
use crate::matching::packs::Conflict;
use crate::model::row::RowId;
use crate::session::action::{Action, Edit};
use crate::session::packs::{PackEdit, to_keep, to_keep_of, unstamped};
use crate::session::request::Purpose;
use crate::session::state::Session;
use crate::ui::store::Desk;
use crate::ui::widgets::button::{act, button, named};
use crate::ui::widgets::select::menu;
use crate::ui::widgets::tag::tag;
use std::rc::Rc;
use yew::prelude::*;

/// So many lines are drawn of a list that may be long; the rest is counted.
const DRAWN: usize = 200;

fn edit(change: PackEdit) -> Action {
    Action::Edit(Edit::Packs(change))
}

fn more(all: usize) -> Html {
    match all.checked_sub(DRAWN) {
        None | Some(0) => Html::default(),
        Some(more) => html! { <p class="quiet">{ format!("and {more} more") }</p> },
    }
}

/// The packs: import, export, removal, words, conflicts, findings of the last import.
pub fn packs(desk: &Desk) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let packs = &session.project.packs.packs;
    let keep = to_keep(session);
    let label = format!("Keep {} confirmed matches as own words", keep.len());
    let nothing = keep.is_empty();
    let open = !session.conflicts.is_empty() || !session.pack_findings.is_empty();
    let mut summary = format!("Your packs: {}", packs.len());
    if !session.conflicts.is_empty() {
        summary.push_str(&format!(" · conflicts: {}", session.conflicts.len()));
    }
    html! {
        <details class="panel packs" {open}>
            <summary>{ summary }</summary>
            <p class="quiet">{ "Own words and own capabilities, laid over the catalogue. They are kept in the project." }</p>
            <div class="filters plainly">
                { act(send, "", "Import a pack", || Action::Pick(Purpose::Pack)) }
                <button disabled={nothing} title="Words that Gapline does not know word for word yet; one step to undo"
                    onclick={send.reform(move |_| edit(PackEdit::Keep(keep.clone())))}>{ label }</button>
            </div>
            <ul>{ for packs.iter().map(|one| pack(desk, one)) }</ul>
            if !session.conflicts.is_empty() {
                <h2>{ "Conflicts: the same words with different meanings" }</h2>
                <ul>{ for session.conflicts.iter().take(DRAWN).map(|one| conflict(desk, one)) }</ul>
                { more(session.conflicts.len()) }
            }
            if !session.pack_findings.is_empty() {
                <h2>{ "Findings about the pack that was read last" }</h2>
                <ul>{ for session.pack_findings.iter().map(|one| html! {
                    <li>{ format!("{} ", one.place.label()) }{ &one.message }{ " " }<span class="quiet">{ &one.hint }</span></li>
                }) }</ul>
            }
        </details>
    }
}

fn pack(desk: &Desk, pack: &Pack) -> Html {
    let send = &desk.send;
    let (name, exported) = (pack.name.clone(), pack.name.clone());
    let counts = format!("own words: {}, own capabilities: {}", pack.words.len(), pack.entries.len());
    let words = pack.words.iter().enumerate().take(DRAWN).map(|(place, word)| {
        let name = pack.name.clone();
        html! {
            <li>{ format!("“{}” ", word.text) }<a href={format!("#/catalogue/{}", word.capability)}>{ title(&desk.session, &word.capability) }</a>
                { " " }<span class="quiet">{ &word.source }</span>
                { named("quiet", "Remove", format!("Remove {}", word.text), send.reform(move |_| edit(PackEdit::Drop(name.clone(), place)))) }</li>
        }
    });
    html! {
        <li>
            <b>{ &pack.name }</b>{ " " }<span class="quiet">{ &pack.author }{ " " }{ counts }</span>
            { button("quiet", "Export", send.reform(move |_| Action::SavePack(exported.clone()))) }
            { button("quiet", "Remove", send.reform(move |_| edit(PackEdit::Remove(name.clone())))) }
            if !pack.words.is_empty() {
                <details><summary>{ "Words" }</summary><ul>{ for words }</ul>{ more(pack.words.len()) }</details>
            }
        </li>
    }
}

/// An entry's name, or its id where there is none.
fn title(session: &Session, id: &crate::model::capability_id::CapabilityId) -> String {
    session.knowledge.catalogue.capability(id).map_or_else(|| id.to_string(), |entry| entry.name.clone())
}

fn source(name: &str) -> String {
    if name.is_empty() { "built in".to_owned() } else { name.to_owned() }
}

/// One conflict: who says what, and which is used.
fn conflict(desk: &Desk, conflict: &Conflict) -> Html {
    let mut options: Vec<(AttrValue, AttrValue)> = Vec::new();
    for claim in &conflict.claims {
        let key = AttrValue::from(claim.source.clone());
        if !options.iter().any(|(known, _)| *known == key) {
            options.push((key, source(&claim.source).into()));
        }
    }
    let mut said: Vec<String> = Vec::new();
    for claim in &conflict.claims {
        let words = format!("{}: {}", source(&claim.source), title(&desk.session, &claim.capability));
        if !said.contains(&words) {
            said.push(words);
        }
    }
    let key = conflict.key.clone();
    let choose = desk.send.reform(move |source| edit(PackEdit::Choose(key.clone(), source)));
    html! {
        <li>
            <b>{ &conflict.text }</b>{ " " }<span class="quiet">{ said.join("; ") }{ " " }</span>
            { menu("Use", options, conflict.used.clone(), choose) }
        </li>
    }
}

/// Verdicts that the present catalogue changes, to be accepted; nothing when there are none.
pub fn changes(desk: &Desk) -> Html {
    let session = &desk.session;
    let rows: Vec<&Rc<GapRow>> =
        session.assessment.gap.rows.iter().filter(|row| row.changed.is_some()).collect();
    let old = unstamped(session);
    if rows.is_empty() && old.is_empty() {
        return Html::default();
    }
    let accept =
        |rows: Vec<RowId>| desk.send.reform(move |_: MouseEvent| Action::Edit(Edit::Accept(rows.clone())));
    let all: Vec<RowId> = rows.iter().map(|row| row.row).collect();
    let items = rows.iter().take(DRAWN).filter_map(|row| {
        let changed = row.changed.as_ref()?;
        let name = session.assessment.inventory.value.feature(row.row).map(|one| one.name.to_string());
        Some(html! {
            <li>
                <b dir="auto">{ name }</b>{ format!(" line {} ", row.row) }{ tag(changed.before, false) }{ " → " }{ tag(row.verdict, false) }
                <span class="quiet">{ " " }{ changed.why.join(" ") }</span>
                { button("quiet", "Accept", accept(vec![row.row])) }
            </li>
        })
    });
    html! {
        <details class="panel packs" open={!rows.is_empty()}>
            <summary>{ format!("Changed since this project was last judged: {}", rows.len()) }</summary>
            <p class="quiet">{ "The catalogue said otherwise when these were judged. The present catalogue counts; they stay marked until you accept it." }</p>
            <ul>{ for items }</ul>
            { more(rows.len()) }
            <div class="filters plainly">
                if rows.len() > 1 { { button("", format!("Accept all {}", rows.len()), accept(all)) } }
                if !old.is_empty() {
                    <span class="quiet">{ format!("Of {} decided lines it is not known what the catalogue said: they were judged with a Gapline that did not note it.", old.len()) }</span>
                    { button("", "Note what it says now", accept(old)) }
                }
            </div>
        </details>
    }
}

/// Keeps the words of a decided row as own words; nothing where Gapline knows them.
pub fn keep_button(desk: &Desk, row: RowId) -> Html {
    let words = to_keep_of(&desk.session, row);
    if words.is_empty() {
        return Html::default();
    }
    let keep = desk.send.reform(move |_: MouseEvent| edit(PackEdit::Keep(words.clone())));
    button("quiet", "Keep as own words", keep)
}
