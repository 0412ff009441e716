//! The Plan page: the finding first, then settings, drawing, waves and tasks.

mod drawing;
mod finding;
mod settings;
mod tables;

use crate::model::day;
use crate::report::words;
use crate::session::action::Action;
use crate::session::state::Planning;
use crate::session::view::Page;
use crate::ui::root::go;
use crate::ui::store::Desk;
use yew::prelude::*;

/// The page.
pub fn plan_page(desk: &Desk) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let assessment = &session.assessment;
    let plan = assessment.plan.value.as_ref();
    let waits = matches!(session.planning, Planning::Running(_));
    let sub = plan.map_or_else(
        || {
            if waits { "" } else { "Set a start date and device counts; the plan is dated at once." }
                .to_owned()
        },
        |plan| {
            format!(
                "{} · {} · starts {} · finishes {}",
                words::count(session.project.estate.total().0, "device", "devices"),
                words::count(u32::try_from(plan.waves.len()).unwrap_or(0), "wave", "waves"),
                day::full(plan.start),
                day::full(plan.finish)
            )
        },
    );
    html! {
        <div class="page plan">
            <header class="head">
                <div><h1>{ "Plan" }</h1><p>{ sub }{ if waits { " Dating the plan…" } else { "" } }</p></div>
                <button title="Print this page" onclick={send.reform(|_| Action::Print)}>{ "Print" }</button>
                <button class="primary" onclick={send.reform(|_| go(Page::Deliver))}>{ "Go on to Deliver" }</button>
            </header>
            if let Planning::Failed(why) = &session.planning {
                <section class="banner" data-state="watch" aria-label="The plan is not the newest">
                    <p><span aria-hidden="true">{ "!" }</span>{ format!(" The newest plan could not be dated: {why}") }</p>
                    <button onclick={send.reform(|_| Action::PlanAgain)}>{ "Date the plan again" }</button>
                </section>
            }
            if let Some(plan) = plan { { finding::finding(desk, plan) } }
            { settings::settings(desk) }
            if let Some(plan) = plan {
                { drawing::drawing(desk, plan) }
                { tables::waves(plan) }
                { tables::tasks(desk, plan) }
            }
            { findings(desk) }
        </div>
    }
}

/// What was found about the plan.
fn findings(desk: &Desk) -> Html {
    let session = &desk.session;
    let findings = &session.assessment.plan.diagnostics;
    if findings.is_empty() {
        return Html::default();
    }
    html! {
        <section class="panel plain-text" aria-label="Findings about the plan">
            <h2>{ "Findings about the plan" }</h2>
            <ul class="findings">
                { for findings.iter().map(|finding| html! {
                    <li><b>{ finding.place.label() }</b>{ format!(" {} {}", finding.message, finding.hint) }</li>
                }) }
            </ul>
        </section>
    }
}
