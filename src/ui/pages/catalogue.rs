//! The Catalogue page: what Intune and its neighbours can do, searchable, each entry linkable.

use crate::catalogue::{Capability, Catalogue, Confidence, Support, load};
use crate::model::day;
use crate::session::action::{Action, Show};
use crate::ui::pages::packs;
use crate::ui::store::Desk;
use crate::ui::widgets::field::search;
use crate::ui::widgets::rows::Rows;
use std::rc::Rc;
use yew::prelude::*;

/// The page.
pub fn catalogue_page(desk: &Desk) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let catalogue = &session.knowledge.catalogue;
    let hits: Rc<Vec<Rc<Capability>>> = Rc::new(match &session.looked_up {
        Some(found) => found.iter().filter_map(|id| catalogue.capability(id).cloned()).collect(),
        None => catalogue.capabilities.clone(),
    });
    let chosen = session
        .view
        .capability
        .as_ref()
        .and_then(|id| catalogue.capability(id))
        .or_else(|| hits.first())
        .cloned();
    let row = {
        let (hits, chosen) = (hits.clone(), chosen.clone());
        Callback::from(move |index: u32| {
            let hit = usize::try_from(index).ok().and_then(|index| hits.get(index));
            hit.map_or_else(Html::default, |hit| {
                let is_chosen = chosen.as_ref().is_some_and(|chosen| chosen.id == hit.id);
                entry_row(&EntryRowProps { index, entry: hit.clone(), chosen: is_chosen })
            })
        })
    };
    let position = chosen
        .as_ref()
        .and_then(|chosen| hits.iter().position(|hit| hit.id == chosen.id))
        .and_then(|index| u32::try_from(index).ok());
    let head = html! {
        <tr aria-rowindex="1">
            <th scope="col">{ "Capability" }</th>
            <th scope="col">{ "Coverage" }</th>
            <th scope="col" class="wide">{ "Area" }</th>
            <th scope="col" class="wide">{ "Platforms" }</th>
        </tr>
    };
    html! {
        <div class="page catalogue">
            <header class="head">
                <div>
                    <h1>{ "Catalogue" }</h1>
                    <p>{ format!("{} capabilities, last checked {}", load::ENTRIES, load::checked()) }</p>
                </div>
            </header>
            { packs::packs(desk) }
            { packs::changes(desk) }
            <div class="columns">
                <section class="panel" aria-label="Search and list">
                    <div class="filters">
                        { search(Some("search"), "Search the catalogue", session.view.lookup.clone(), send.reform(|text| Action::Show(Show::Lookup(text)))) }
                        <span class="quiet" role="status">{ format!("{} found", hits.len()) }</span>
                    </div>
                    <Rows label="Capabilities" {head} count={u32::try_from(hits.len()).unwrap_or(0)} {row} focus={position}
                        empty={html! { <p>{ "Nothing is near it." }</p> }} />
                </section>
                if let Some(chosen) = chosen { { entry(desk, &EntryProps { entry: chosen }) } }
            </div>
        </div>
    }
}

struct EntryRowProps {
    index: u32,
    entry: Rc<Capability>,
    chosen: bool,
}

fn entry_row(props: &EntryRowProps) -> Html {
    let entry = &props.entry;
    html! {
        <tr aria-rowindex={(props.index + 2).to_string()} data-chosen={props.chosen.to_string()}>
            <th scope="row" title={entry.name.clone()}>
                <a href={format!("#/catalogue/{}", entry.id)} aria-current={props.chosen.then_some("true")}>{ &entry.name }</a>
            </th>
            <td>if entry.confidence == Confidence::Pack { <span class="state">{ "yours" }</span>{ " " } }
                <span class="coverage" data-coverage={entry.coverage.key()}>{ entry.coverage.label() }</span></td>
            <td class="wide">{ &entry.area }</td>
            <td class="wide quiet">{ platforms(entry) }</td>
        </tr>
    }
}

fn platforms(entry: &Capability) -> String {
    if entry.platforms.is_empty() { "not platform-specific".to_owned() } else { entry.supported().label() }
}

struct EntryProps {
    entry: Rc<Capability>,
}

/// One entry, whole.
fn entry(desk: &Desk, props: &EntryProps) -> Html {
    let session = &desk.session;
    let entry = &props.entry;
    html! {
        <aside class="panel side" tabindex="0" aria-label="Entry">
            <div>
                <p class="quiet">{ &entry.area }</p>
                <h2>{ &entry.name }</h2>
                <p>if entry.confidence == Confidence::Pack { <span class="state">{ "of a pack of yours" }</span>{ " " } }
                    <span class="coverage" data-coverage={entry.coverage.key()}>{ entry.coverage.label() }</span></p>
            </div>
            <p>{ &entry.summary }</p>
            { entry_facts(&session.knowledge.catalogue, entry) }
        </aside>
    }
}

/// What an entry says beside its name and summary.
pub fn entry_facts(catalogue: &Catalogue, entry: &Capability) -> Html {
    let prerequisite = |id: &String| {
        let known = catalogue.capability(&id.as_str().into());
        match known {
            Some(other) => {
                html! { <li><a href={format!("#/catalogue/{}", other.id)}>{ &other.name }</a></li> }
            }
            None => html! { <li>{ id.replace('-', " ") }</li> },
        }
    };
    html! {
        <>
            if !entry.note.is_empty() { <p class="why">{ &entry.note }</p> }
            <dl class="facts-list">
                if !entry.instead.is_empty() { <dt>{ "Instead" }</dt><dd>{ &entry.instead }</dd> }
                <dt>{ "Licence" }</dt><dd>{ if entry.licence.label().is_empty() { "none".to_owned() } else { entry.licence.label() } }</dd>
                if !entry.depends_on.is_empty() { <dt>{ "Rests on" }</dt><dd><ul>{ for entry.depends_on.iter().map(prerequisite) }</ul></dd> }
                <dt>{ "Source" }</dt><dd class="path">{ for entry.doc.iter().map(|path| html! { <span>{ path }</span> }) }</dd>
                <dt>{ "Checked" }</dt><dd>{ format!("{}, {}", day::full(entry.as_of), entry.confidence.label()) }</dd>
                <dt>{ "Id" }</dt><dd><code>{ entry.id.to_string() }</code></dd>
            </dl>
            if !entry.platforms.is_empty() {
                <table class="platforms">
                    <caption>{ "By platform; what is missing was not determined" }</caption>
                    <tbody>
                        { for entry.platforms.iter().map(|(platform, support)| html! {
                            <tr><th scope="row">{ platform.label() }</th><td data-support={support.key()}>{ support_word(*support) }</td></tr>
                        }) }
                    </tbody>
                </table>
            }
        </>
    }
}

fn support_word(support: Support) -> &'static str {
    match support {
        Support::Yes => "✓ yes",
        Support::Partial => "◒ in part",
        Support::No => "✕ no",
    }
}
