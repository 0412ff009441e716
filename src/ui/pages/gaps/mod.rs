//! The Gaps page: verdicts, totals and how each came about.

mod list;
mod panel;

use crate::gap::{Totals, rule};
use crate::model::licence::LicenceBase;
use crate::model::verdict::Verdict;
use crate::report::words;
use crate::session::action::{Action, Edit};
use crate::session::listed;
use crate::session::state::Session;
use crate::session::view::Page;
use crate::ui::keys::use_strokes;
use crate::ui::root::go;
use crate::ui::store::{Desk, use_desk};
use crate::ui::widgets::button::act;
use crate::ui::widgets::check::check_unless;
use crate::ui::widgets::computed::Computed;
use crate::ui::widgets::select::menu;
use crate::ui::widgets::verdict_bar::{Part, verdict_bar};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of the page.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct GapsProps {
    /// Whether single keys work.
    pub single_keys: bool,
}

/// Add-ons that can be held beside a licence base, by token.
const ADD_ONS: &[&str] = &[
    "entra-id-p1",
    "entra-id-p2",
    "intune-plan-2",
    "intune-suite",
    "remote-help-add-on",
    "advanced-analytics-add-on",
    "epm-add-on",
    "cloud-pki-add-on",
    "enterprise-app-management-add-on",
    "defender-for-endpoint",
    "purview",
    "configuration-manager",
    "windows-365",
    "teamviewer",
];

/// The page.
#[component]
pub fn GapsPage(props: &GapsProps) -> Html {
    let desk = &use_desk();
    let session = &desk.session;
    let send = &desk.send;
    let rows = Rc::new(listed::gaps(session));
    let current = listed::current(session, rows.iter().map(|line| line.row.row));
    use_strokes(send, props.single_keys);
    if session.assessment.inventory.value.features.is_empty() {
        return html! {
            <div class="page nothing">
                <h1>{ "Gap analysis" }</h1>
                <p>{ "There is no list yet. Import one, or try a sample." }</p>
                { act(send, "primary", "Go to Import", || go(Page::Import)) }
            </div>
        };
    }
    let totals = &session.assessment.gap.totals;
    html! {
        <div class="page gaps">
            <header class="head">
                <div>
                    <h1>{ "Gap analysis" }</h1>
                    <p>{ words::gap_finding(totals) }</p>
                </div>
                { licences(desk) }
                <Computed title="How the gap analysis is computed">{ computed(totals) }</Computed>
                { act(send, "primary", "Go on to Readiness", || go(Page::Readiness)) }
            </header>
            { verdict_bar("Verdicts", &parts(session)) }
            <div class="columns">
                { list::list(desk, &list::ListProps { rows, current }) }
                { panel::panel(desk, &panel::PanelProps { row: current }) }
            </div>
        </div>
    }
}

fn computed(totals: &Totals) -> Html {
    html! {
        <>
            <h3>{ "Verdict" }</h3><p>{ rule::VERDICT_TEXT }</p>
            <h3>{ "Several capabilities" }</h3><p>{ rule::PARTS_TEXT }</p>
            <h3>{ "Severity" }</h3><p>{ rule::SEVERITY_TEXT }</p>
            <h3>{ "Effort" }</h3><p>{ rule::EFFORT_TEXT }</p>
            <h3>{ "Totals" }</h3>
            <p>{ format!("{} features. Severity in all {}, effort {} working days. Totals are sums of the rows, always.", totals.rows, totals.severity, totals.effort_days) }</p>
        </>
    }
}

fn parts(session: &Session) -> Vec<Part> {
    Verdict::ALL
        .into_iter()
        .map(|verdict| Part {
            key: verdict.key(),
            symbol: verdict.symbol(),
            label: verdict.label(),
            count: session.assessment.gap.totals.count(verdict),
        })
        .collect()
}

/// The licence scenario: a base and free add-ons.
fn licences(desk: &Desk) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let licences = session.project.licences.clone();
    let bases: Vec<(AttrValue, AttrValue)> =
        LicenceBase::ALL.map(|base| (AttrValue::from(base.key()), AttrValue::from(base.label()))).to_vec();
    let change = {
        let licences = licences.clone();
        send.reform(move |key: String| {
            let mut licences = (*licences).clone();
            licences.base = LicenceBase::from_key(&key).unwrap_or_default();
            Action::Edit(Edit::Licences(licences))
        })
    };
    let boxes = ADD_ONS.iter().map(|token| {
        let included = licences.base.tokens().contains(token);
        let licences = licences.clone();
        let toggle = send.reform(move |_: String| {
            let mut licences = (*licences).clone();
            if !licences.add_ons.remove(*token) {
                licences.add_ons.insert((*token).to_owned());
            }
            Action::Edit(Edit::Licences(licences))
        });
        let on = included || session.project.licences.add_ons.contains(*token);
        check_unless(included, crate::model::licence::token_label(token), on, toggle)
    });
    html! {
        <div class="licences">
            { menu("Licences", bases, licences.base.key(), change) }
            <details>
                <summary>{ format!("Add-ons ({})", licences.add_ons.len()) }</summary>
                <div class="popup">
                    { for boxes }
                    <p class="quiet">{ "What is grey is in the licence above. Bundles changed in 2026: have them confirmed by the customer's licence contact." }</p>
                </div>
            </details>
        </div>
    }
}
