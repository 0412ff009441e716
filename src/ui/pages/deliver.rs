//! The Deliver page: documents, each with what it is for and what would be missing in it.

use crate::export::Deliverable;
use crate::matching::decision::Decision;
use crate::model::verdict::Verdict;
use crate::report::words;
use crate::session::action::Action;
use crate::session::state::Session;
use crate::ui::store::Desk;
use crate::ui::widgets::button::{sends, unless};
use yew::prelude::*;

/// The page.
pub fn deliver_page(desk: &Desk) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let missing = missing(session);
    let button = |what: Deliverable| {
        html! {
            <button class={if what == Deliverable::Report { "primary" } else { "" }} disabled={!is_ready(session, what)}
                onclick={send.reform(move |_| Action::Deliver(what))}>{ format!("Save {}", what.label()) }</button>
        }
    };
    let cards = Deliverable::ALL.into_iter().filter(|what| !what.is_plan()).map(|what| {
        html! {
            <section class="card document">
                <h2>{ title(what) }</h2>
                <p>{ purpose(what) }</p>
                <p><code>{ what.file() }</code></p>
                { button(what) }
                if !is_ready(session, what) { <p class="quiet">{ reason(what) }</p> }
            </section>
        }
    });
    let plans = Deliverable::ALL.into_iter().filter(|what| what.is_plan()).map(button);
    html! {
        <div class="page deliver">
            <header class="head">
                <div>
                    <h1>{ "Deliver" }</h1>
                    <p>{ if missing.is_empty() { "Everything is judged, confirmed and dated.".to_owned() } else { "The documents say what is still open.".to_owned() } }</p>
                </div>
            </header>
            if !missing.is_empty() {
                <div class="notice" data-bad="false"><span aria-hidden="true">{ "i" }</span>
                    <ul>{ for missing.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                </div>
            }
            <div class="cards">
                { for cards }
                <section class="card document">
                    <h2>{ "Plan" }</h2>
                    <p>{ "For a spreadsheet, calendars, project planners, task trackers and documents." }</p>
                    { for plans }
                    if !is_ready(session, Deliverable::Plan) { <p class="quiet">{ reason(Deliverable::Plan) }</p> }
                </section>
                <section class="card document">
                    <h2>{ "Project file" }</h2>
                    <p>{ "Everything you gave and decided, to open again or hand to a colleague." }</p>
                    <p><code>{ crate::project::file::name(&session.project.name) }</code></p>
                    { unless(session.project.is_empty(), "", "Save the project", sends(send, || Action::Save)) }
                </section>
            </div>
            <p class="quiet">{ "The report prints over pages with numbers and repeated table heads: open it and print it, or save it as PDF from the print dialog." }</p>
        </div>
    }
}

fn title(what: Deliverable) -> &'static str {
    match what {
        Deliverable::Report => "Report",
        Deliverable::Gaps => "Gap list",
        Deliverable::Questions => "Ask list",
        _ => "Row ledger",
    }
}

fn purpose(what: Deliverable) -> &'static str {
    match what {
        Deliverable::Report => {
            "One HTML file to read and print: summary, gap matrix, gap list with evidence and sources, timeline, readiness, method, row ledger."
        }
        Deliverable::Gaps => {
            "Every feature with verdict, capability, evidence, severity and effort, for a spreadsheet."
        }
        Deliverable::Questions => {
            "The questions for the customer with room for answers, to be read back on the ask list of Match."
        }
        _ => "Every record of the list that is not a feature of its own, with line and reason.",
    }
}

fn is_ready(session: &Session, what: Deliverable) -> bool {
    match what {
        Deliverable::Questions => {
            session.project.decisions.values().any(|one| matches!(one, Decision::Ask(_)))
        }
        _ if what.is_plan() => session.plan.value.is_some(),
        _ => session.project.table.is_some(),
    }
}

fn reason(what: Deliverable) -> &'static str {
    match what {
        Deliverable::Questions => "No question is open; press Q on a feature on Match.",
        _ if what.is_plan() => "Set a start date on the Plan page first.",
        _ => "Import a list first.",
    }
}

/// What a reader of the documents would miss.
fn missing(session: &Session) -> Vec<String> {
    let totals = &session.assessment.gap.totals;
    let mut lines = Vec::new();
    if totals.count(Verdict::Open) > 0 {
        lines.push(format!(
            "{} not judged yet",
            words::count(totals.count(Verdict::Open), "feature is", "features are")
        ));
    }
    if totals.suggested > 0 {
        let suggested = words::count(totals.suggested, "match is", "matches are");
        lines.push(format!("{suggested} suggested by exact name and not confirmed"));
    }
    if session.plan.value.is_none() {
        lines.push("There is no start date, so there is no timeline".to_owned());
    }
    if session.project.estate.total().0 == 0 {
        lines.push(
            "There are no device counts, so every share counts as the whole and there are no waves"
                .to_owned(),
        );
    }
    lines
}
