//! The Match page: features with their best candidate, a panel in which one is judged, and the ask list.

mod ask;
mod candidates;
mod evidence;
mod facets;
mod links;
mod list;
mod panel;

use crate::matching::decision::Decision;
use crate::session::action::{Action, Show};
use crate::session::facets::settled;
use crate::session::judging::{Judge, shown};
use crate::session::listed::current;
use crate::session::state::{Matching, Session};
use crate::session::view::Page;
use crate::ui::browser::dom;
use crate::ui::keys::use_strokes;
use crate::ui::root::go;
use crate::ui::store::{Desk, use_desk};
use crate::ui::widgets::button::act;
use crate::ui::widgets::verdict_bar::{Part, verdict_bar};
use yew::prelude::*;

/// Properties of the page.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct MatchProps {
    /// Whether single keys work.
    pub single_keys: bool,
}

/// The page.
#[component]
pub fn MatchPage(props: &MatchProps) -> Html {
    let desk = &use_desk();
    let session = &desk.session;
    let send = &desk.send;
    use_strokes(send, props.single_keys);
    // Another row begins at its top, also where the panel stands below the list.
    use_effect_with(session.view.row, |_| dom::show_top("judge"));
    let faceted = session.faceted();
    let current = current(session, faceted.shown.iter().map(|feature| feature.row));
    let proposal = current.and_then(|row| session.candidates.rows.get(&row).cloned());
    let ask = send.clone();
    use_effect_with((current, proposal), move |(row, proposal)| {
        if let (Some(row), Some(_)) = (row, proposal) {
            ask.emit(Action::Judge(Judge::Why(*row, None)));
        }
    });
    let failed = matches!(session.matching, Matching::Failed(_));
    if session.assessment.inventory.value.features.is_empty() && !failed {
        return html! {
            <div class="page nothing">
                <h1>{ "Match" }</h1>
                <p>{ "There is no list yet. Import one, or try a sample." }</p>
                { act(send, "primary", "Go to Import", || go(Page::Import)) }
            </div>
        };
    }
    if session.view.asking {
        return ask::ask_page(desk);
    }
    let many = shown(session, faceted);
    let accept = send.reform(|_: MouseEvent| Action::Judge(Judge::Shown));
    let asked = count(session, |decision| matches!(decision, Decision::Ask(_)));
    html! {
        <div class="page match">
            <header class="head">
                <div>
                    <h1>{ "Match" }</h1>
                    <p role="status">{ finding(session, asked) }</p>
                </div>
                <button disabled={many.rows.is_empty()} onclick={accept} title="One step of undo takes it back">{ many.label }</button>
                { act(send, "", format!("Ask list ({asked})"), || Action::Show(Show::Ask)) }
                { act(send, "primary", "Go on to Gaps", || go(Page::Gaps)) }
            </header>
            { search_state(desk) }
            { verdict_bar("Matches", &parts(session)) }
            <div class="columns">
                { list::list(desk, faceted, current) }
                { panel::panel(desk, current) }
            </div>
        </div>
    }
}

/// How the search stands, when it is not simply done.
fn search_state(desk: &Desk) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    match &session.matching {
        Matching::Failed(why) => html! {
            <p class="notice" data-bad="true">
                <span>{ format!("The search for matches did not finish: {why} Rows show “no search yet”, not “no match”.") }</span>
                { act(send, "", "Search again", || Action::MatchAgain) }
            </p>
        },
        _ => Html::default(),
    }
}

/// Features whose decision passes.
fn count(session: &Session, passes: fn(&Decision) -> bool) -> u32 {
    let features = &session.assessment.inventory.value.features;
    let decided = features.iter().filter_map(|feature| session.project.decisions.get(&feature.row));
    u32::try_from(decided.filter(|decision| passes(decision)).count()).unwrap_or(u32::MAX)
}

fn finding(session: &Session, asked: u32) -> String {
    let all = session.assessment.inventory.value.features.len();
    let settled = settled(session);
    let later = match count(session, |decision| *decision == Decision::Later) {
        0 => String::new(),
        later => format!(", {later} of them later"),
    };
    let questions = if asked == 1 { "question" } else { "questions" };
    format!(
        "{settled} of {all} looked at · {} to go{later} · {asked} {questions} for the customer · nothing is accepted until you say so",
        all - settled
    )
}

fn parts(session: &Session) -> Vec<Part> {
    let part = |key, label, count| Part { key, symbol: "", label, count };
    let later = count(session, |one| *one == Decision::Later);
    let all = session.assessment.inventory.value.features.len();
    let to_do = u32::try_from(all - settled(session)).unwrap_or(u32::MAX);
    vec![
        part("confirmed", "Confirmed", count(session, |one| matches!(one, Decision::Confirmed(_)))),
        part("replaced", "Replaced", count(session, |one| matches!(one, Decision::Replaced(_)))),
        part("no-match", "No match", count(session, |one| matches!(one, Decision::NoMatch))),
        part("ask", "Ask", count(session, |one| matches!(one, Decision::Ask(_)))),
        part("retire", "Later", later),
        part("to-do", "To do", to_do.saturating_sub(later)),
    ]
}
