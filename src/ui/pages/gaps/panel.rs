//! One verdict: how it came about, what instead, and what the consultant says of it.

use crate::catalogue::{Capability, Catalogue};
use crate::gap::{GapDecision, GapRow, rule};
use crate::intake::Feature;
use crate::model::day;
use crate::model::row::RowId;
use crate::model::units::grouped;
use crate::model::verdict::Verdict;
use crate::session::action::{Action, Edit};
use crate::ui::store::Desk;
use crate::ui::widgets::check::check_unless;
use crate::ui::widgets::field::{hinted, input, labelled};
use crate::ui::widgets::select::menu;
use crate::ui::widgets::tag::tag;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of the panel.
pub struct PanelProps {
    /// The feature.
    pub row: Option<RowId>,
}

/// The panel.
pub fn panel(desk: &Desk, props: &PanelProps) -> Html {
    let session = &desk.session;
    let row =
        props.row.and_then(|row| session.assessment.gap.rows.iter().find(|gap| gap.row == row).cloned());
    let feature = props
        .row
        .and_then(|row| session.assessment.inventory.value.by_row().get(&row).map(|one| Rc::clone(one)));
    let (Some(row), Some(feature)) = (row, feature) else {
        return html! { <aside class="panel side" tabindex="0" aria-label="Verdict"><p>{ "Choose a feature." }</p></aside> };
    };
    let entries =
        row.parts.iter().filter_map(|part| session.knowledge.catalogue.capability(&part.capability));
    let decision = session.project.gaps.get(&row.row).cloned().unwrap_or_default();
    html! {
        <aside class="panel side" tabindex="0" aria-label="How this verdict came about">
            <div>
                <p class="quiet" dir="auto">{ format!("Line {} · {}", row.row, feature.category) }</p>
                <h2 dir="auto">{ feature.name.as_str() }</h2>
                <p>{ tag(row.verdict, false) }</p>
            </div>
            { because(&session.knowledge.catalogue, &BecauseProps { row: row.clone(), feature: feature.clone() }) }
            { for entries.map(|capability| entry(&EntryProps { capability: Rc::clone(capability) })) }
            { say(desk, &SayProps { row: row.clone(), decision }) }
        </aside>
    }
}

struct BecauseProps {
    row: Rc<GapRow>,
    feature: Rc<Feature>,
}

/// The steps, the split by platform, and the severity with its figures.
fn because(catalogue: &Catalogue, props: &BecauseProps) -> Html {
    let row = &props.row;
    html! {
        <>
            <ul class="why">{ for row.because.iter().map(|step| html! { <li>{ step }</li> }) }</ul>
            if row.parts.len() > 1 {
                <dl class="split">
                    { for row.parts.iter().map(|part| html! { <>
                        <dt>{ catalogue.capability(&part.capability).map_or(part.capability.as_str(), |one| &one.name) }<small>{ part.about() }</small></dt>
                        <dd>if part.counts { { tag(part.verdict, false) } } else { <span class="quiet">{ part.outcome() }</span> }</dd>
                    </> }) }
                </dl>
            }
            if row.split.len() > 1 {
                <dl class="split">
                    { for row.split.iter().map(|part| html! { <><dt>{ part.platform.label() }</dt><dd>{ tag(part.verdict, false) }</dd></> }) }
                </dl>
            }
            <details>
                <summary>{ format!("Severity {}", row.severity) }</summary>
                <p>{ format!("{} {} x priority {} {} x {} devices affected ({} ‰ of the estate), rounded up.", row.verdict.label(),
                    rule::verdict_weight(row.verdict), props.feature.priority.label(), rule::priority_weight(props.feature.priority),
                    grouped(row.affected.0), row.share.0) }</p>
                <p class="quiet">{ rule::SEVERITY_TEXT }</p>
            </details>
        </>
    }
}

struct EntryProps {
    capability: Rc<Capability>,
}

/// What the catalogue says.
fn entry(props: &EntryProps) -> Html {
    let capability = &props.capability;
    html! {
        <dl class="facts-list">
            <dt>{ "Maps to" }</dt><dd><a href={format!("#/catalogue/{}", capability.id)}>{ &capability.name }</a></dd>
            if !capability.instead.is_empty() { <dt>{ "Instead" }</dt><dd>{ &capability.instead }</dd> }
            if !capability.note.is_empty() { <dt>{ "Note" }</dt><dd>{ &capability.note }</dd> }
            if !capability.licence.label().is_empty() { <dt>{ "Needs" }</dt><dd>{ capability.licence.label() }</dd> }
            <dt>{ "Checked" }</dt><dd>{ format!("{}, {}", day::full(capability.as_of), capability.confidence.label()) }</dd>
        </dl>
    }
}

struct SayProps {
    row: Rc<GapRow>,
    decision: GapDecision,
}

/// Verdict by hand, effort, acceptance, rationale and owner.
fn say(desk: &Desk, props: &SayProps) -> Html {
    let send = &desk.send;
    let row = props.row.row;
    let decision = props.decision.clone();
    let change = move |apply: fn(&mut GapDecision, String)| {
        let decision = decision.clone();
        send.reform(move |text: String| {
            let mut decision = decision.clone();
            apply(&mut decision, text);
            Action::Edit(Edit::Gap(row, decision))
        })
    };
    let mut verdicts: Vec<(AttrValue, AttrValue)> =
        vec![("".into(), format!("as computed: {}", props.row.computed.label()).into())];
    verdicts.extend(Verdict::ALL.map(|one| (AttrValue::from(one.key()), AttrValue::from(one.label()))));
    let accept = change(|decision, _| decision.accepted = !decision.accepted);
    html! {
        <section class="say">
            <h3>{ "Your word" }</h3>
            { menu("Verdict", verdicts, props.decision.verdict.map_or("", |one| one.key()), change(|decision, key| decision.verdict = Verdict::from_key(&key))) }
            { labelled("field", "Effort, working days".into(), input("number", "Effort in working days", props.row.effort_days.to_string(),
                change(|decision, text| decision.effort_days = text.parse().ok())), AttrValue::default()) }
            { check_unless(!props.row.verdict.is_gap(), "Accept this gap", props.decision.accepted, accept) }
            { hinted("Why, or how it is worked around", "Why, or how it is worked around", props.decision.rationale.clone(), change(|decision, text| decision.rationale = text)) }
            { hinted("Owner", "Owner", props.decision.owner.clone(), change(|decision, text| decision.owner = text)) }
        </section>
    }
}
