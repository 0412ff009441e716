//! The Match page: features with their best candidate, and a panel in which one is judged.

mod list;
mod panel;

use crate::intake::Feature;
use crate::matching::Decision;
use crate::model::row::RowId;
use crate::session::action::{Action, Edit};
use crate::session::listed::{belongs, best, current, link, to_match};
use crate::session::state::{Matching, Session};
use crate::session::view::{MatchFilter, Page};
use crate::ui::keys::use_strokes;
use crate::ui::root::go;
use crate::ui::store::{Desk, use_desk};
use crate::ui::widgets::verdict_bar::{Part, verdict_bar};
use std::rc::Rc;
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
    let shown = Rc::new(to_match(session));
    let current = current(session, shown.iter().map(|feature| feature.row));
    use_strokes(send, props.single_keys);
    let failed = matches!(session.matching, Matching::Failed(_));
    if session.assessment.inventory.value.features.is_empty() && !failed {
        return html! {
            <div class="page nothing">
                <h1>{ "Match" }</h1>
                <p>{ "There is no list yet. Import one, or try a sample." }</p>
                <button class="primary" onclick={send.reform(|_| go(Page::Import))}>{ "Go to Import" }</button>
            </div>
        };
    }
    let by_name = suggested(session);
    let accept = {
        let by_name = by_name.clone();
        send.reform(move |_: MouseEvent| Action::Edit(Edit::Decide(by_name.clone())))
    };
    html! {
        <div class="page match">
            <header class="head">
                <div>
                    <h1>{ "Match" }</h1>
                    <p>{ finding(session) }</p>
                </div>
                <button disabled={by_name.is_empty()} onclick={accept}
                    title="Confirms every match suggested by exact name; one step to undo">
                    { format!("Confirm {} suggested by exact name", by_name.len()) }</button>
                <button class="primary" onclick={send.reform(|_| go(Page::Gaps))}>{ "Go on to Gaps" }</button>
            </header>
            { search_state(desk) }
            { verdict_bar("Matches", &parts(session)) }
            <div class="columns">
                { list::list(desk, &list::ListProps { shown: shown.clone(), current }) }
                { panel::panel(desk, &panel::PanelProps { row: current, next: below(&shown, current) }) }
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
                <button onclick={send.reform(|_| Action::MatchAgain)}>{ "Search again" }</button>
            </p>
        },
        _ => Html::default(),
    }
}

/// Every undecided row whose best candidate is exact, as confirmations.
fn suggested(session: &Session) -> Vec<(RowId, Option<Decision>)> {
    session
        .assessment
        .inventory
        .value
        .features
        .iter()
        .filter(|feature| !session.project.decisions.contains_key(&feature.row))
        .filter_map(|feature| {
            Some((feature.row, best(session, feature.row).filter(|one| one.band.is_by_name())?))
        })
        .map(|(row, candidate)| (row, Some(Decision::Confirmed(link(candidate)))))
        .collect()
}

fn count(session: &Session, filter: MatchFilter) -> u32 {
    let features = &session.assessment.inventory.value.features;
    let count = features.iter().filter(|feature| belongs(session, feature.row, filter)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn finding(session: &Session) -> String {
    let all = count(session, MatchFilter::All);
    let to_do = count(session, MatchFilter::ToDo);
    let ask = count(session, MatchFilter::Ask);
    format!(
        "{} of {all} looked at · {to_do} to go · {ask} {} for the customer · nothing is accepted until you say so",
        all - to_do,
        if ask == 1 { "question" } else { "questions" }
    )
}

fn parts(session: &Session) -> Vec<Part> {
    let features = &session.assessment.inventory.value.features;
    let decided = |wanted: fn(&Decision) -> bool| {
        let count = features
            .iter()
            .filter(|feature| session.project.decisions.get(&feature.row).is_some_and(wanted))
            .count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    let part = |key, label, count| Part { key, symbol: "", label, count };
    vec![
        part("confirmed", "Confirmed", decided(|one| matches!(one, Decision::Confirmed(_)))),
        part("replaced", "Replaced", decided(|one| matches!(one, Decision::Replaced(_)))),
        part("no-match", "No match", decided(|one| matches!(one, Decision::NoMatch))),
        part("ask", "Ask", decided(|one| matches!(one, Decision::Ask(_)))),
        part("to-do", "To do", count(session, MatchFilter::ToDo)),
    ]
}

/// The row below the current one.
fn below(shown: &[Rc<Feature>], current: Option<RowId>) -> Option<RowId> {
    let place = shown.iter().position(|feature| Some(feature.row) == current)?;
    shown.get(place + 1).map(|feature| feature.row)
}
