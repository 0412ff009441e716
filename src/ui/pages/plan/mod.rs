//! The Plan page: the finding first, then settings, drawing, how sure it is, waves, people and tasks.

mod beside;
mod drag;
mod finding;
mod people;
mod settings;
mod tables;
mod task;
mod times;

use crate::plan::settings::Agreed;
use crate::report::drawing::axis::Zoom;
use crate::report::drawing::timeline::{Grouping, Look};
use crate::report::shown::Shown;
use crate::session::action::{Action, Edit, Show};
use crate::session::state::Planning;
use crate::session::view::Page;
use crate::ui::root::go;
use crate::ui::store::Desk;
use crate::ui::widgets::button::{act, sends};
use crate::ui::widgets::select::menu;
use crate::ui::widgets::still::{Made, still};
use std::rc::Rc;
use yew::prelude::*;

/// The page.
pub fn plan_page(desk: &Desk) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let plan = session.plan.value.as_ref();
    let waits = matches!(session.planning, Planning::Running(_));
    let sub = match plan {
        Some(plan) => &plan.summary,
        None if waits => "",
        None => "Set a start date and device counts; the plan is dated at once.",
    };
    html! {
        <div class="page plan">
            <header class="head">
                <div><h1>{ "Plan" }</h1><p>{ sub }{ if waits { " Dating the plan…" } else { "" } }</p></div>
                <button title="Print this page" onclick={sends(send, || Action::Print)}>{ "Print" }</button>
                { act(send, "primary", "Go on to Deliver", || go(Page::Deliver)) }
            </header>
            if let Planning::Failed(why) = &session.planning {
                <section class="banner" data-state="watch" aria-label="The plan is not the newest">
                    <p><span aria-hidden="true">{ "!" }</span>{ format!(" The newest plan could not be dated: {why}") }</p>
                    { act(send, "", "Date the plan again", || Action::PlanAgain) }
                </section>
            }
            if let Some(plan) = plan { { finding::finding(desk, plan) } }
            { findings(desk) }
            { settings::settings(desk) }
            if let Some(plan) = plan {
                { drawn(desk, plan) }
                { outlook(desk) }
                { beside::beside(desk) }
                { still(Made::Plan(Rc::clone(&session.plan))) }
                { tables::tasks(desk, plan) }
            }
        </div>
    }
}

/// The timeline with its scale and grouping, and the dates that were agreed on.
fn drawn(desk: &Desk, plan: &Shown) -> Html {
    let (session, send) = (&desk.session, &desk.send);
    let Some(drawing) = &plan.drawing else { return Html::default() };
    let look = session.view.plan_look;
    let zooms = Zoom::ALL.map(|zoom| (zoom.label().into(), zoom.label().into())).to_vec();
    let zoom = send.reform(move |label: String| {
        let zoom = Zoom::ALL.into_iter().find(|zoom| zoom.label() == label).unwrap_or_default();
        Action::Show(Show::PlanLook(Look { zoom, ..look }))
    });
    let groupings = Grouping::ALL.map(|one| (one.label().into(), one.label().into())).to_vec();
    let grouping = send.reform(move |label: String| {
        let grouping = Grouping::ALL.into_iter().find(|one| one.label() == label).unwrap_or_default();
        Action::Show(Show::PlanLook(Look { grouping, ..look }))
    });
    let agree = {
        let (settings, tasks) = (session.project.plan.clone(), session.plan.clone());
        send.reform(move |_: MouseEvent| {
            let mut settings = (*settings).clone();
            let tasks = tasks.value.iter().flat_map(|plan| plan.tasks.iter()).filter(|task| !task.is_stage);
            settings.baseline = tasks
                .map(|task| (task.key.clone(), Agreed { start: task.start, finish: task.finish }))
                .collect();
            Action::Edit(Edit::Plan(Box::new(settings)))
        })
    };
    html! {
        <section class="panel timeline" aria-label="Timeline">
            <div class="buttons">
                { menu("Scale", zooms, look.zoom.label(), zoom) }
                { menu("Gather by", groupings, look.grouping.label(), grouping) }
                <button title="Keep these dates to compare later ones with" onclick={agree}>{ "Agree on these dates" }</button>
            </div>
            <div class="scroll" tabindex="0" role="group" aria-label="The drawing" data-zoom={(look.zoom != Zoom::Fit).to_string()}
                onmousedown={drag::begin} onmousemove={drag::go_on(drawing)} onmouseup={drag::end(desk, plan, drawing)}>{ still(Made::Drawing(Rc::clone(&session.plan))) }</div>
        </section>
    }
}

/// How sure the plan is, and other plans; those of the plan before while the newest are being worked out.
fn outlook(desk: &Desk) -> Html {
    let session = &desk.session;
    let waits = session.outlook.is_none() && session.earlier_outlook.is_some();
    let sections = session.outlook.clone().or_else(|| session.earlier_outlook.clone());
    html! {
        <div class="outlook" aria-busy={waits.to_string()}>
            <p class="quiet" role="status">{ if waits { "As of the plan before: that of the newest is being worked out\u{2026}" } else { "" } }</p>
            { still(Made::Sections(sections.unwrap_or_default())) }
        </div>
    }
}

/// What was found about the plan.
fn findings(desk: &Desk) -> Html {
    let session = &desk.session;
    let findings = &session.plan.diagnostics;
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
