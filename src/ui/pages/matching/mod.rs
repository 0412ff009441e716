//! The Match page: features with their best candidate, and a panel in which one is judged.

mod list;
mod panel;

use crate::intake::Feature;
use crate::matching::{Band, Candidate, Decision, Link};
use crate::model::row::RowId;
use crate::session::action::{Action, Edit, Show};
use crate::session::state::{Matching, Session};
use crate::session::view::{MatchFilter, Page};
use crate::ui::browser::dom;
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
    let shown: Rc<Vec<Rc<Feature>>> = Rc::new(shown(session));
    let current = session.view.row.filter(|row| shown.iter().any(|feature| feature.row == *row));
    let current = current.or_else(|| shown.first().map(|feature| feature.row));
    use_judging(session, &shown, current, send, props.single_keys);
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
                { panel::panel(desk, &panel::PanelProps { row: current, next: current.and_then(|row| neighbour(&shown, row, 1)) }) }
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

/// The best candidate of a row, if the search has come to it.
pub fn best(session: &Session, row: RowId) -> Option<Candidate> {
    session.candidates.rows.get(&row)?.first().cloned()
}

fn band(session: &Session, row: RowId) -> Band {
    best(session, row).map_or(Band::None, |candidate| candidate.band)
}

/// Whether a row belongs to a filter.
pub fn belongs(session: &Session, row: RowId, filter: MatchFilter) -> bool {
    let decision = session.project.decisions.get(&row);
    match filter {
        MatchFilter::All => true,
        MatchFilter::ToDo => decision.is_none(),
        MatchFilter::Band(wanted) => decision.is_none() && band(session, row) == wanted,
        MatchFilter::Decided => decision.is_some_and(|decision| decision.link().is_some()),
        MatchFilter::NoMatch => matches!(decision, Some(Decision::NoMatch)),
        MatchFilter::Ask => matches!(decision, Some(Decision::Ask(_))),
    }
}

fn shown(session: &Session) -> Vec<Rc<Feature>> {
    let search = session.view.match_search.to_lowercase();
    session
        .assessment
        .inventory
        .value
        .features
        .iter()
        .filter(|feature| belongs(session, feature.row, session.view.match_filter))
        .filter(|feature| {
            search.is_empty()
                || feature.name.to_lowercase().contains(&search)
                || feature.category.to_lowercase().contains(&search)
                || feature.description.to_lowercase().contains(&search)
        })
        .cloned()
        .collect()
}

/// Every undecided row whose best candidate is exact or an alias, as confirmations.
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
        .map(|(row, candidate)| (row, Some(Decision::Confirmed(link(&candidate)))))
        .collect()
}

/// The link that confirming a candidate makes.
pub fn link(candidate: &Candidate) -> Link {
    Link { capability: candidate.capability.clone(), relation: candidate.relation }
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

/// The row so many places further down the list.
pub fn neighbour(shown: &[Rc<Feature>], row: RowId, by: isize) -> Option<RowId> {
    let place = shown.iter().position(|feature| feature.row == row)?;
    shown.get(place.checked_add_signed(by)?).map(|feature| feature.row)
}

/// What judges a row and goes on to the next.
fn judge(row: RowId, next: Option<RowId>, decision: Decision) -> [Action; 2] {
    [Action::Edit(Edit::Decide(vec![(row, Some(decision))])), Action::Show(Show::Row(next.or(Some(row))))]
}

/// Keys: arrows move, 1 to 5 pick, N none, Q ask, Z later.
#[hook]
fn use_judging(
    session: &Rc<Session>,
    shown: &Rc<Vec<Rc<Feature>>>,
    current: Option<RowId>,
    send: &Callback<Action>,
    single_keys: bool,
) {
    let (session, shown, send) = (session.clone(), shown.clone(), send.clone());
    use_effect(move || {
        let listener = dom::on_key(move |event| {
            let Some(row) = current else { return false };
            if dom::is_typing() || event.ctrl_key() || event.meta_key() || event.alt_key() {
                return false;
            }
            let key = event.key();
            let next = neighbour(&shown, row, 1);
            let actions: Vec<Action> = match key.as_str() {
                "ArrowDown" => vec![Action::Show(Show::Row(next.or(Some(row))))],
                "ArrowUp" => vec![Action::Show(Show::Row(neighbour(&shown, row, -1).or(Some(row))))],
                _ if !single_keys => return false,
                "n" | "N" => judge(row, next, Decision::NoMatch).to_vec(),
                "q" | "Q" => judge(row, next, Decision::Ask(String::new())).to_vec(),
                "z" | "Z" => vec![Action::Show(Show::Row(next.or(Some(row))))],
                digit => match digit.parse::<usize>().ok().and_then(|digit| digit.checked_sub(1)) {
                    Some(place) => match session.candidates.rows.get(&row).and_then(|list| list.get(place)) {
                        Some(candidate) => judge(row, next, decision(place, candidate)).to_vec(),
                        None => return false,
                    },
                    None => return false,
                },
            };
            for action in actions {
                send.emit(action);
            }
            true
        });
        move || drop(listener)
    });
}

/// Taking the first candidate confirms it, taking another replaces it.
pub fn decision(place: usize, candidate: &Candidate) -> Decision {
    if place == 0 { Decision::Confirmed(link(candidate)) } else { Decision::Replaced(link(candidate)) }
}
