//! The left rail: the pipeline with its counts, and the catalogue below it.

use super::store::Desk;
use crate::catalogue::load;
use crate::model::units::grouped;
use crate::model::verdict::Verdict;
use crate::report::Tone;
use crate::session::facets::settled;
use crate::session::state::Session;
use crate::session::view::Page;
use yew::prelude::*;

/// The rail.
pub fn rail(desk: &Desk) -> Html {
    let session = &desk.session;
    let steps = Page::PIPELINE.into_iter().enumerate().map(|(index, page)| {
        let done = is_done(session, page);
        let state = if done { "done" } else { "" };
        html! {
            <li key={page.slug()}>
                <a href={format!("#/{}", page.slug())} aria-current={current(session, page)}>
                    <span class="step" data-state={state}>
                        if done {
                            <span aria-hidden="true">{ "✓" }</span><span class="hidden">{ "done" }</span>
                        } else {
                            { index + 1 }
                        }
                    </span>
                    <span class="name">{ page.label() }</span>
                    <small>{ count(session, page) }</small>
                </a>
            </li>
        }
    });
    html! {
        <nav class="rail" aria-label="Steps">
            <ol>{ for steps }</ol>
            <hr />
            <ul>
                <li>
                    <a href="#/catalogue" aria-current={current(session, Page::Catalogue)}>
                        <span class="step" data-state="none"></span>
                        <span class="name">{ "Catalogue" }</span>
                        <small>{ load::ENTRIES }</small>
                    </a>
                </li>
            </ul>
        </nav>
    }
}

fn current(session: &Session, page: Page) -> Option<&'static str> {
    (session.view.page == page).then_some("page")
}

fn is_done(session: &Session, page: Page) -> bool {
    let features = session.assessment.inventory.value.features.len();
    let totals = &session.assessment.gap.totals;
    match page {
        Page::Import => features > 0,
        Page::Match => features > 0 && settled(session) == features,
        Page::Gaps => features > 0 && totals.count(Verdict::Open) == 0 && totals.suggested == 0,
        Page::Readiness => {
            let areas = &session.assessment.readiness.areas;
            !areas.is_empty() && areas.iter().all(|area| area.answered == area.questions)
        }
        Page::Plan => session.plan.value.as_ref().is_some_and(|plan| plan.tone == Tone::Good),
        Page::Deliver | Page::Catalogue => false,
    }
}

fn count(session: &Session, page: Page) -> String {
    let features = session.assessment.inventory.value.features.len();
    let number = |count: usize| grouped(u32::try_from(count).unwrap_or(u32::MAX));
    match page {
        Page::Import if features > 0 => number(features),
        Page::Match if features > 0 => format!("{}/{}", number(settled(session)), number(features)),
        Page::Gaps if features > 0 => grouped(session.assessment.gap.totals.gaps),
        Page::Readiness if !session.assessment.readiness.areas.is_empty() => {
            let areas = &session.assessment.readiness.areas;
            let done = areas.iter().filter(|area| area.answered == area.questions).count();
            format!("{done}/{}", areas.len())
        }
        Page::Plan => session.plan.value.as_ref().map(|plan| plan.short.clone()).unwrap_or_default(),
        _ => String::new(),
    }
}
