//! What will happen: every line of the file accounted for, and the values to confirm.

use super::differences;
use super::draft::DraftProps;
use crate::intake::{Meaning, Reason, Role, ValueReading, priorities::Highest, shape};
use crate::model::platform::Platform;
use crate::model::units::grouped;
use crate::report::words;
use crate::session::action::{Action, Import, Show};
use crate::session::state::Draft;
use crate::session::view::LineFilter;
use crate::ui::store::Desk;
use crate::ui::widgets::button::{act, button};
use crate::ui::widgets::select::marked_menu;
use yew::prelude::*;

/// The pane.
pub fn ledger(desk: &Desk, props: &DraftProps) -> Html {
    let draft = &props.draft;
    let ledger = &draft.inventory.value.ledger;
    let all = &draft.inventory.value.values;
    let (asked, known): (Vec<&ValueReading>, Vec<&ValueReading>) =
        all.iter().partition(|value| value.means.is_none() || value.by_user);
    let (figures, asked): (Vec<&ValueReading>, Vec<&ValueReading>) =
        asked.into_iter().partition(|value| value.asks_for_the_highest());
    let listed =
        |values: &[&ValueReading]| values.iter().take(200).map(|one| value(desk, one)).collect::<Html>();
    html! {
        <aside class="panel side" tabindex="0" aria-label="What will happen">
            { line(desk, draft) }
            { differences::figures(desk, draft) }
            <h2>{ "What will happen" }</h2>
            <p class="quiet">{ format!("{} records in the file, every one accounted for. Choose a figure to see its records.", grouped(ledger.records)) }</p>
            { sums(desk, draft) }
            <h2>{ "To confirm" }</h2>
            { today(desk, draft) }
            { highest(desk, draft, &figures) }
            if asked.is_empty() && figures.is_empty() {
                <p class="quiet">{ "No value is left that was not understood." }</p>
            } else {
                <ul class="values">{ listed(&asked) }</ul>
            }
            if !known.is_empty() {
                <details>
                    <summary>{ format!("Understood: {}", words::count(u32::try_from(known.len()).unwrap_or(u32::MAX), "value", "values")) }</summary>
                    <ul class="values">{ listed(&known) }</ul>
                </details>
            }
            { findings(&DraftProps { draft: draft.clone() }) }
        </aside>
    }
}

/// How many records are kept and set aside; each figure shows its records.
fn sums(desk: &Desk, draft: &Draft) -> Html {
    let ledger = &draft.inventory.value.ledger;
    let present = desk.session.view.line_filter;
    let sum = |filter: LineFilter, label: &'static str, count: usize, sub: bool| {
        let on = present == filter;
        let show = if on { LineFilter::All } else { filter };
        let choose = desk.send.reform(move |_: MouseEvent| Action::Show(Show::LineFilter(show)));
        html! {
            <li class={if sub { "sub" } else { "" }}>
                <button class="plain" aria-pressed={on.to_string()} onclick={choose}>
                    <span>{ label }</span><b>{ grouped(u32::try_from(count).unwrap_or(u32::MAX)) }</b>
                </button>
            </li>
        }
    };
    let letters = draft.letters as usize;
    // A figure that is chosen stays, though nothing is left to show.
    let shown = |reason: &Reason| ledger.count(*reason) > 0 || present == LineFilter::Aside(*reason);
    let reasons = Reason::ALL.into_iter().filter(shown);
    html! {
        <ul class="sums">
            { sum(LineFilter::Kept, "Kept as features", ledger.kept as usize, false) }
            <li><p><span>{ "Set aside" }</span><b>{ grouped(u32::try_from(ledger.set_aside.len()).unwrap_or(u32::MAX)) }</b></p></li>
            { for reasons.map(|reason| sum(LineFilter::Aside(reason), reason.label(), ledger.count(reason), true)) }
            if draft.table.encoding.is_some() && letters > 0 {
                { sum(LineFilter::Letters, "With letters beyond ASCII", letters, false) }
            }
        </ul>
    }
}

/// What can be done with the chosen line.
fn line(desk: &Desk, draft: &Draft) -> Html {
    let chosen = desk.session.view.line;
    let found = chosen.and_then(|row| Some((row, draft.table.records.index_of(row.0)?)));
    let Some((row, index)) = found else { return Html::default() };
    let by_hand = draft.columns.by_hand.get(&row).copied();
    let ledger = &draft.inventory.value.ledger;
    let aside = ledger.set_aside.iter().find(|one| one.row == row);
    let send = &desk.send;
    let (does, kept) = match (by_hand, aside) {
        (Some(_), _) => ("Leave it to the rules", None),
        (None, Some(_)) => ("Keep as a feature", Some(true)),
        (None, None) => ("Set aside", Some(false)),
    };
    html! {
        <section class="chosen" aria-label="The chosen line">
            <h2>{ format!("Line {row}") }</h2>
            <p class="quiet">{ aside.map_or("Kept as a feature", |one| one.reason.label()) }
                { aside.and_then(|one| one.kept_as).map(|kept| format!(", with line {kept}")) }</p>
            <div class="actions">
                { button("", "Use as header", send.reform(move |_| Action::Import(Import::Header(Some(index), false)))) }
                { button("", does, send.reform(move |_| Action::Import(Import::Line(row, kept)))) }
                { act(send, "", "Close", || Action::Show(Show::Line(None))) }
            </div>
        </section>
    }
}

/// Which of several products is today's, if the list compares them.
fn today(desk: &Desk, draft: &Draft) -> Html {
    if draft.products.is_empty() {
        return Html::default();
    }
    let headings = shape::headings(&draft.table, &draft.columns);
    let mut options: Vec<(AttrValue, AttrValue)> = vec![("".into(), "none of them".into())];
    options.extend(draft.products.iter().map(|column| {
        let heading = headings.get(*column).cloned().unwrap_or_default();
        (AttrValue::from(column.to_string()), AttrValue::from(heading))
    }));
    let chosen = draft.products.iter().find(|column| draft.columns.roles.get(**column) == Some(&Role::InUse));
    let before = chosen.copied();
    let change = desk.send.reform(move |key: String| {
        let (column, role) = match key.parse() {
            Ok(column) => (column, Role::InUse),
            Err(_) => (before.unwrap_or(usize::MAX), Role::Keep),
        };
        Action::Import(Import::Role(column, role))
    });
    html! {
        <ul class="values"><li>
            <span>{ "Which of these columns is today's product?" }</span>
            { marked_menu("Today's product", options, chosen.map_or(String::new(), ToString::to_string), change, if chosen.is_some() { "on" } else { "ask" }) }
        </li></ul>
    }
}

/// Which figure is the highest priority, where nothing in the list says so: one answer decides for all figures.
fn highest(desk: &Desk, draft: &Draft, figures: &[&ValueReading]) -> Html {
    let said = draft.columns.numbers;
    if said.is_none() && figures.is_empty() {
        return Html::default();
    }
    let figures = figures.iter().take(12).map(|one| one.value.as_str()).collect::<Vec<_>>().join(", ");
    let options = vec![
        ("".into(), "not said".into()),
        ("smallest".into(), "the smallest".into()),
        ("largest".into(), "the largest".into()),
    ];
    let change = desk.send.reform(|key: String| {
        Action::Import(Import::Numbers(match key.as_str() {
            "smallest" => Some(Highest::Smallest),
            "largest" => Some(Highest::Largest),
            _ => None,
        }))
    });
    let value = match said {
        None => "",
        Some(Highest::Smallest) => "smallest",
        Some(Highest::Largest) => "largest",
    };
    html! {
        <ul class="values"><li>
            <span>{ "Which figure is the highest priority?" }
                if !figures.is_empty() { <small>{ format!("It decides for {figures}.") }</small> }</span>
            { marked_menu("The highest priority", options, value, change, if said.is_some() { "on" } else { "ask" }) }
        </li></ul>
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
            { marked_menu(format!("Meaning of {}", value.value), meanings(value.role), key_of(value.role, &chosen), change, if value.means.is_some() { "on" } else { "ask" }) }
        </li>
    }
}

/// The meanings that a role's values can have, as keys of `Meaning::means`.
fn meanings(role: Role) -> Vec<(AttrValue, AttrValue)> {
    let fixed: &[(&'static str, &'static str)] = match role {
        Role::InUse | Role::PlatformMark => {
            &[("", "not said"), ("yes", "Yes"), ("partly", "Partly"), ("no", "No")]
        }
        Role::Ownership => {
            &[("", "not said"), ("corporate", "Corporate"), ("personal", "Personal"), ("both", "Both")]
        }
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
            <summary>{ format!("Findings about the file: {}", findings.len()) }</summary>
            <ul class="findings">
                { for findings.iter().take(100).map(|finding| html! {
                    <li><b>{ finding.place.label() }</b>{ format!(" {} {}", finding.message, finding.hint) }</li>
                }) }
            </ul>
        </details>
    }
}
