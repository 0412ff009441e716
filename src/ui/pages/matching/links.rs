//! A decision: its links with relation, part and platforms, or its question, and a way to take it back.

use crate::intake::Feature;
use crate::matching::decision::{Decision, Link, Links};
use crate::model::platform::{Platform, PlatformSet};
use crate::model::verdict::Relation;
use crate::report::questions::usual;
use crate::session::action::{Action, Edit};
use crate::session::judging::Judge;
use crate::session::state::Session;
use crate::ui::store::Desk;
use crate::ui::widgets::button::{button, named};
use crate::ui::widgets::check::check;
use crate::ui::widgets::draft_area::draft_area;
use crate::ui::widgets::field::hinted;
use crate::ui::widgets::select::menu;
use std::rc::Rc;
use yew::prelude::*;

/// The decision on a feature.
pub fn decided(desk: &Desk, feature: &Rc<Feature>, decision: &Decision) -> Html {
    let row = feature.row;
    let back = desk.send.reform(move |_: MouseEvent| Action::Judge(Judge::Decide(row, None)));
    html! {
        <div class="decided">
            <p><b>{ decision.label() }</b>{ button("quiet", "Take back", back) }</p>
            if let Some(links) = decision.links() {
                <ul>{ for links.iter().enumerate().map(|(place, link)| one(desk, feature, decision, links, (place, link))) }</ul>
            }
            if let Decision::Ask(question) = decision {
                { draft_area("Question for the customer".to_owned(), question, usual(feature), 0, desk.send.reform(move |text: String| {
                    Action::Edit(Edit::Decide(vec![(row, Some(Decision::Ask(text)))]))
                })) }
            }
        </div>
    }
}

/// The name of a link's capability; its id, when the catalogue has it no more.
pub fn name_of(session: &Session, link: &Link) -> String {
    let known = session.knowledge.catalogue.capability(&link.capability);
    known.map_or_else(|| link.capability.to_string(), |capability| capability.name.clone())
}

/// One link.
fn one(
    desk: &Desk,
    feature: &Rc<Feature>,
    decision: &Decision,
    links: &Links,
    (place, link): (usize, &Link),
) -> Html {
    let row = feature.row;
    let several = links.count() > 1;
    let decide = {
        let (send, decision) = (desk.send.clone(), decision.clone());
        Callback::from(move |links: Option<Links>| {
            let decision = links.map(|links| decision.with(links));
            send.emit(Action::Edit(Edit::Decide(vec![(row, decision)])));
        })
    };
    let change = {
        let (links, decide) = (links.clone(), decide.clone());
        move |change: fn(&mut Link, String)| {
            let links = links.clone();
            decide.reform(move |text: String| Some(links.with(place, |link| change(link, text))))
        }
    };
    let remove = {
        let (links, link) = (links.clone(), link.clone());
        decide.reform(move |_: MouseEvent| links.toggled(link.clone()))
    };
    let relations: Vec<(AttrValue, AttrValue)> =
        Relation::ALL.map(|one| (AttrValue::from(one.key()), AttrValue::from(one.label()))).to_vec();
    let relate = change(|link, key| link.relation = Relation::from_key(&key).unwrap_or(Relation::Same));
    let name = name_of(&desk.session, link);
    let split = several || !link.part.is_empty() || !link.platforms.is_empty();
    html! {
        <li class="link" key={link.capability.to_string()}>
            <p><span>{ &name }</span>
                if several { { named("quiet", "Remove", format!("Remove {name}"), remove) } }
            </p>
            { menu("Relation", relations, link.relation.key(), relate) }
            <details open={split}>
                <summary>{ "Part and platforms" }</summary>
                { hinted(format!("Part of the feature that {name} is for"), "Part of the feature, or blank for all of it", link.part.clone(), change(|link, text| link.part = text)) }
                <div class="chips" role="group" aria-label={format!("Platforms for {name}; none means all")}>
                    { for choices(&desk.session, feature, link.platforms).iter().map(|platform| toggle(links, place, link, platform, &decide)) }
                </div>
                if several {
                    { check("The customer does not use this part", link.unused, change(|link, _| link.unused = !link.unused)) }
                }
            </details>
        </li>
    }
}

/// Platforms to choose from: those that the list names, else those of the estate, else all.
fn choices(session: &Session, feature: &Feature, chosen: PlatformSet) -> PlatformSet {
    let present = session.project.estate.present();
    let first = [feature.platforms, present].into_iter().find(|set| !set.is_empty());
    first.unwrap_or_else(|| Platform::ALL.into_iter().collect()).union(chosen)
}

fn toggle(
    links: &Links,
    place: usize,
    link: &Link,
    platform: Platform,
    decide: &Callback<Option<Links>>,
) -> Html {
    let pressed = link.platforms.contains(platform);
    let links = links.clone();
    let flip = decide.reform(move |_: MouseEvent| {
        Some(links.with(place, |link| {
            let others = link.platforms.iter().filter(|one| *one != platform);
            link.platforms = if pressed { others.collect() } else { others.chain([platform]).collect() };
        }))
    });
    html! { <button class="chip" aria-pressed={pressed.to_string()} onclick={flip}>{ platform.label() }</button> }
}
