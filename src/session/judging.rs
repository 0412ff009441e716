//! Judging matches: taking candidates, several to one feature, none, a question, later, and many rows at once.
//! Every change is one edit of the project, and so one step of undo.

use super::action::Edit;
use super::facets::{Facet, Faceted, best, is_settled};
use super::given::Given;
use super::listed::{Stroke, current};
use super::state::Session;
use super::update::edit;
use super::{ask, find, why};
use crate::matching::decision::{Decision, Link, Links};
use crate::matching::{Band, Candidate};
use crate::model::capability_id::CapabilityId;
use crate::model::row::RowId;
use std::rc::Rc;

/// A step of judging matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judge {
    /// Link a row to a capability and go on; while several are being added, add or take away this one.
    Take(RowId, Link),
    /// Decide otherwise and go on; `None` takes the decision back and stays.
    Decide(RowId, Option<Decision>),
    /// Begin or end adding several capabilities to a row.
    Adding(RowId, bool),
    /// Accept what is shown.
    Shown,
    /// Show why a capability is not first for a row; `None` shows the first again.
    Why(RowId, Option<CapabilityId>),
    /// Read a sheet with the customer's answers.
    Answers(Given),
}

/// Performs a step.
pub fn handle(session: &mut Session, step: Judge) {
    match step {
        Judge::Take(row, link) => take(session, row, link),
        Judge::Decide(row, decision) => decide(session, row, decision),
        Judge::Adding(row, true) => {
            session.view.row = Some(row);
            session.view.adding = true;
        }
        Judge::Adding(row, false) => leave(session, row),
        Judge::Shown => {
            let many = shown(session, session.faceted()).rows;
            edit(session, Edit::Decide(many));
        }
        Judge::Why(row, capability) => why::ask(session, row, capability),
        Judge::Answers(given) => ask::read(session, given),
    }
}

/// What a key does on the Match page.
pub fn stroke(session: &mut Session, stroke: Stroke) {
    let faceted = Rc::clone(session.faceted());
    let shown = &faceted.shown;
    let Some(row) = current(session, shown.iter().map(|feature| feature.row)) else { return };
    let Some(place) = shown.iter().position(|feature| feature.row == row) else { return };
    let at =
        |place: Option<usize>| place.and_then(|place| shown.get(place)).map_or(row, |feature| feature.row);
    if session.assessment.inventory.value.is_closed(row) && !matches!(stroke, Stroke::Up | Stroke::Down) {
        return;
    }
    match stroke {
        Stroke::Up => go(session, at(place.checked_sub(1))),
        Stroke::Down => go(session, at(Some(place + 1))),
        Stroke::Later => decide(session, row, Some(Decision::Later)),
        Stroke::NoMatch => decide(session, row, Some(Decision::NoMatch)),
        Stroke::Ask => decide(session, row, Some(Decision::Ask(String::new()))),
        Stroke::Add if session.view.adding => leave(session, row),
        Stroke::Add => handle(session, Judge::Adding(row, true)),
        Stroke::Digit(digit) => {
            let proposal = session.candidates.rows.get(&row);
            let candidate = proposal.and_then(|proposal| proposal.candidates.get(digit.checked_sub(1)?));
            if let Some(candidate) = candidate.cloned() {
                take(session, row, link(&candidate));
            }
        }
    }
}

/// The link that taking a candidate makes.
pub fn link(candidate: &Candidate) -> Link {
    Link::new(candidate.capability.clone(), candidate.relation)
}

/// Linking the first candidate confirms it, linking another replaces it.
pub fn linked(session: &Session, row: RowId, link: Link) -> Decision {
    let first = session.candidates.rows.get(&row).and_then(|proposal| proposal.candidates.first());
    let is_first = first.is_some_and(|first| first.capability == link.capability);
    let links = Links::from(link);
    if is_first { Decision::Confirmed(links) } else { Decision::Replaced(links) }
}

fn take(session: &mut Session, row: RowId, link: Link) {
    let before = session.project.decisions.get(&row);
    if !(session.view.adding && session.view.row == Some(row)) {
        let decision = linked(session, row, link);
        return decide(session, row, Some(decision));
    }
    let decision = match before.and_then(|decision| Some((decision, decision.links()?))) {
        Some((decision, links)) => links.toggled(link).map(|links| decision.with(links)),
        None => Some(linked(session, row, link)),
    };
    edit(session, Edit::Decide(vec![(row, decision)]));
}

fn decide(session: &mut Session, row: RowId, decision: Option<Decision>) {
    let go_on = decision.is_some();
    let next = below(session, row);
    edit(session, Edit::Decide(vec![(row, decision)]));
    if go_on {
        go(session, next);
    }
}

/// Ends adding and goes on.
fn leave(session: &mut Session, row: RowId) {
    let next = below(session, row);
    go(session, next);
}

/// Shows another row.
pub fn go(session: &mut Session, row: RowId) {
    session.view.row = Some(row);
    session.view.adding = false;
    session.view.why = None;
    find::ask(session, String::new());
}

/// The row below; after the last one the first that is shown.
fn below(session: &Session, row: RowId) -> RowId {
    let shown = &session.faceted().shown;
    let place = shown.iter().position(|feature| feature.row == row);
    let next = place.and_then(|place| shown.get(place + 1)).or(shown.first());
    next.map_or(row, |feature| feature.row)
}

/// What can be accepted at once.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shown {
    /// The rows that are still to do, each with its first candidate or, where that is shown, with none.
    pub rows: Vec<(RowId, Option<Decision>)>,
    /// What accepting them does, with their count.
    pub label: String,
}

/// What can be accepted at once: of the rows to do what facets and search show; without any only the exact ones.
pub fn shown(session: &Session, faceted: &Faceted) -> Shown {
    let narrowed = session.view.facets.narrows() || !session.view.match_search.is_empty();
    let none = session.view.facets.get(Facet::Band) == Some(Band::None.key());
    let features = if narrowed { &faceted.shown } else { &*session.assessment.inventory.value.features };
    let inventory = &session.assessment.inventory.value;
    let mut counts = [0; Band::ALL.len()];
    let mut rows = Vec::new();
    for feature in
        features.iter().filter(|one| !is_settled(session, one.row) && !inventory.is_closed(one.row))
    {
        let found = best(session, feature.row).filter(|best| narrowed || best.band.is_by_name());
        let decision = match found {
            Some(best) => {
                if let Some(count) = counts.get_mut(best.band as usize) {
                    *count += 1;
                }
                Decision::Confirmed(link(best).into())
            }
            None if none && session.candidates.rows.contains_key(&feature.row) => Decision::NoMatch,
            None => continue,
        };
        rows.push((feature.row, Some(decision)));
    }
    let bands: Vec<(Band, i32)> = Band::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect();
    let label = match bands.as_slice() {
        [] if none => format!("No match for {}", rows.len()),
        [] if narrowed => "Confirm 0 shown".to_owned(),
        [] => "Confirm 0 exact".to_owned(),
        [(band, count)] => format!("Confirm {count} {}", band.label()),
        several => {
            let parts: Vec<String> =
                several.iter().map(|(band, count)| format!("{count} {}", band.label())).collect();
            format!("Confirm {}: {}", rows.len(), parts.join(", "))
        }
    };
    Shown { rows, label }
}
