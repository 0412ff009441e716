//! What will happen: every line of the file accounted for, and the values to confirm.

use super::draft::DraftProps;
use crate::intake::{Meaning, Reason, Role, ValueReading};
use crate::model::platform::Platform;
use crate::model::units::grouped;
use crate::report::words;
use crate::session::action::{Action, Import};
use crate::ui::store::Desk;
use crate::ui::widgets::select::Select;
use yew::prelude::*;

/// The pane.
pub fn ledger(desk: &Desk, props: &DraftProps) -> Html {
    let draft = &props.draft;
    let ledger = &draft.inventory.value.ledger;
    let aside = u32::try_from(ledger.set_aside.len()).unwrap_or(u32::MAX);
    let values = draft.inventory.value.values.iter().filter(|value| value.means.is_none() || value.by_user);
    let readings: Vec<Html> = values.take(40).map(|one| value(desk, one)).collect();
    let understood = draft.inventory.value.values.iter().filter(|value| value.means.is_some()).count();
    html! {
        <aside class="panel side" tabindex="0" aria-label="What will happen">
            <h2>{ "What will happen" }</h2>
            <p class="quiet">{ format!("{} records in the file, every one accounted for", grouped(ledger.records)) }</p>
            <dl class="sums">
                <dt>{ "Kept as features" }</dt><dd>{ grouped(ledger.kept) }</dd>
                <dt>{ "Set aside" }</dt><dd>{ grouped(aside) }</dd>
                { for Reason::ALL.iter().filter(|reason| ledger.count(**reason) > 0).map(|reason| html! {
                    <><dt class="sub">{ reason.label() }</dt><dd class="sub">{ ledger.count(*reason) }</dd></>
                }) }
            </dl>
            <h2>{ "To confirm" }</h2>
            if readings.is_empty() {
                <p class="quiet">{ format!("Nothing: all {understood} values of in use, priority and platform were understood.") }</p>
            } else {
                <ul class="values">{ for readings }</ul>
            }
            { findings(&DraftProps { draft: draft.clone() }) }
        </aside>
    }
}

/// A value that was not understood, with a menu for its meaning.
fn value(desk: &Desk, value: &ValueReading) -> Html {
    let send = &desk.send;
    let key = value.value.trim().to_lowercase();
    let change = {
        let (role, key) = (value.role, key);
        send.reform(move |means: String| {
            Action::Import(Import::Meaning(Meaning { role, value: key.clone(), means }))
        })
    };
    let chosen = value.means.clone().unwrap_or_default();
    html! {
        <li>
            <span><code>{ &value.value }</code>{ format!(" in {}, {}", value.role.label().trim_end_matches('?'), words::count(value.count, "time", "times")) }</span>
            <Select label={format!("Meaning of {}", value.value)} options={meanings(value.role)} value={key_of(value.role, &chosen)} {change}
                state={if value.means.is_some() { "on" } else { "ask" }} />
        </li>
    }
}

/// The meanings that a role's values can have, as keys of `Meaning::means`.
fn meanings(role: Role) -> Vec<(AttrValue, AttrValue)> {
    let fixed: &[(&'static str, &'static str)] = match role {
        Role::InUse => &[("", "not said"), ("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
        Role::Priority => {
            &[("", "not said"), ("must", "Must"), ("should", "Should"), ("could", "Could"), ("wont", "Won't")]
        }
        _ => &[("", "not said"), ("all", "All")],
    };
    let mut options: Vec<(AttrValue, AttrValue)> =
        fixed.iter().map(|(key, label)| (AttrValue::from(*key), AttrValue::from(*label))).collect();
    if role == Role::Platform {
        options.extend(Platform::ALL.map(|one| (AttrValue::from(one.key()), AttrValue::from(one.label()))));
    }
    options
}

/// The key of a meaning in words.
fn key_of(role: Role, words: &str) -> String {
    meanings(role)
        .into_iter()
        .find(|(key, label)| label.as_str() == words || key.as_str() == words)
        .map(|(key, _)| key.to_string())
        .unwrap_or_default()
}

/// What was found while the list was read.
fn findings(props: &DraftProps) -> Html {
    let findings: Vec<_> = props.draft.findings.iter().chain(&props.draft.inventory.diagnostics).collect();
    if findings.is_empty() {
        return Html::default();
    }
    html! {
        <details>
            <summary>{ format!("{} findings about the file", findings.len()) }</summary>
            <ul class="findings">
                { for findings.iter().take(100).map(|finding| html! {
                    <li><b>{ finding.place.label() }</b>{ format!(" {} {}", finding.message, finding.hint) }</li>
                }) }
            </ul>
        </details>
    }
}
