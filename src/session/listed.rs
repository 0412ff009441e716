//! What Match and Gaps list, which line is current, and what a key does to it.
//! A key counts for the line that is current when it arrives, not for the one that was drawn last.

use super::state::Session;
use super::view::{GapFilter, GapSort, MatchFilter, Page};
use crate::gap::GapRow;
use crate::intake::Feature;
use crate::matching::{Band, Candidate, Decision, Link};
use crate::model::order;
use crate::model::priority::Priority;
use crate::model::row::RowId;
use crate::model::verdict::Verdict;
use std::rc::Rc;

/// A key that moves in a list or judges its current line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// To the line above.
    Up,
    /// To the line below.
    Down,
    /// On Match a candidate, from 1. On Gaps a verdict, from 1; 0 takes it back.
    Digit(usize),
    /// On Match: nothing matches.
    NoMatch,
    /// On Match: a question for the customer.
    Ask,
    /// On Match: to the line below, undecided.
    Later,
}

/// A line of Gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct GapLine {
    /// The verdict.
    pub row: Rc<GapRow>,
    /// The feature.
    pub feature: Rc<Feature>,
    /// The capability's name.
    pub capability: String,
}

/// The best candidate of a row, if the search has come to it.
pub fn best(session: &Session, row: RowId) -> Option<&Candidate> {
    session.candidates.rows.get(&row)?.best()
}

/// The link that taking a candidate makes.
pub fn link(candidate: &Candidate) -> Link {
    Link { capability: candidate.capability.clone(), relation: candidate.relation }
}

/// Taking the first candidate confirms it, taking another replaces it.
pub fn taken(place: usize, candidate: &Candidate) -> Decision {
    if place == 0 { Decision::Confirmed(link(candidate)) } else { Decision::Replaced(link(candidate)) }
}

/// Whether a row belongs to a filter of Match.
pub fn belongs(session: &Session, row: RowId, filter: MatchFilter) -> bool {
    let decision = session.project.decisions.get(&row);
    match filter {
        MatchFilter::All => true,
        MatchFilter::ToDo => decision.is_none(),
        MatchFilter::Band(wanted) => {
            let band = best(session, row).map_or(Band::None, |candidate| candidate.band);
            decision.is_none() && band == wanted
        }
        MatchFilter::Decided => decision.is_some_and(|decision| decision.link().is_some()),
        MatchFilter::NoMatch => matches!(decision, Some(Decision::NoMatch)),
        MatchFilter::Ask => matches!(decision, Some(Decision::Ask(_))),
        MatchFilter::Closed => session.assessment.inventory.value.is_closed(row),
    }
}

/// The features that filter and search of Match leave.
pub fn to_match(session: &Session) -> Vec<Rc<Feature>> {
    let search = session.view.match_search.to_lowercase();
    let inventory = &session.assessment.inventory.value;
    let closed = session.view.match_filter == MatchFilter::Closed;
    let features = if closed { &inventory.closed } else { &inventory.features };
    features
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

/// The lines that filter and search of Gaps leave, sorted.
pub fn gaps(session: &Session) -> Vec<GapLine> {
    let features = session.assessment.inventory.value.by_row();
    let search = session.view.gap_search.to_lowercase();
    let mut lines: Vec<GapLine> = session
        .assessment
        .gap
        .rows
        .iter()
        .filter_map(|row| {
            let feature = Rc::clone(features.get(&row.row)?);
            let capability = row
                .capability
                .as_ref()
                .and_then(|id| session.knowledge.catalogue.capability(id))
                .map(|capability| capability.name.clone())
                .unwrap_or_default();
            Some(GapLine { row: Rc::clone(row), feature, capability })
        })
        .filter(|line| match session.view.gap_filter {
            GapFilter::All => true,
            GapFilter::Gaps => line.row.verdict.is_gap(),
            GapFilter::Must => line.feature.priority == Priority::Must,
            GapFilter::Verdict(verdict) => line.row.verdict == verdict,
        })
        .filter(|line| {
            search.is_empty()
                || line.feature.name.to_lowercase().contains(&search)
                || line.capability.to_lowercase().contains(&search)
        })
        .collect();
    let by = session.view.gap_sort;
    order::sort(&mut lines, |left, right| match by {
        GapSort::List => left.row.row.cmp(&right.row.row),
        GapSort::Severity => {
            right.row.severity.cmp(&left.row.severity).then(left.row.row.cmp(&right.row.row))
        }
        GapSort::Name => left.feature.name.to_lowercase().cmp(&right.feature.name.to_lowercase()),
    });
    lines
}

/// The current one of the lines shown: the chosen one, else the first.
pub fn current(session: &Session, shown: impl Iterator<Item = RowId> + Clone) -> Option<RowId> {
    let chosen = session.view.row.filter(|row| shown.clone().any(|one| one == *row));
    chosen.or_else(|| shown.clone().next())
}

/// What a key means for the project and the chosen line.
pub enum Meant {
    /// Another line.
    Go(RowId),
    /// A decision on a match, and the line after it.
    Decide(RowId, Decision, RowId),
    /// A verdict, or none.
    Judge(RowId, Option<Verdict>),
}

/// What a key means now; `None` when it means nothing.
pub fn meant(session: &Session, stroke: Stroke) -> Option<Meant> {
    let rows: Vec<RowId> = match session.view.page {
        Page::Match => to_match(session).iter().map(|feature| feature.row).collect(),
        Page::Gaps => gaps(session).iter().map(|line| line.row.row).collect(),
        _ => return None,
    };
    let row = current(session, rows.iter().copied())?;
    let place = rows.iter().position(|one| *one == row)?;
    let above = place.checked_sub(1).and_then(|place| rows.get(place)).copied().unwrap_or(row);
    let below = rows.get(place + 1).copied().unwrap_or(row);
    let on_match = session.view.page == Page::Match;
    match stroke {
        Stroke::Up => Some(Meant::Go(above)),
        Stroke::Down => Some(Meant::Go(below)),
        Stroke::Later if on_match => Some(Meant::Go(below)),
        Stroke::NoMatch if on_match => Some(Meant::Decide(row, Decision::NoMatch, below)),
        Stroke::Ask if on_match => Some(Meant::Decide(row, Decision::Ask(String::new()), below)),
        Stroke::Digit(digit) if on_match => {
            let place = digit.checked_sub(1)?;
            let candidate = session.candidates.rows.get(&row)?.candidates.get(place)?;
            Some(Meant::Decide(row, taken(place, candidate), below))
        }
        Stroke::Digit(0) => Some(Meant::Judge(row, None)),
        Stroke::Digit(digit) => Some(Meant::Judge(row, Some(*Verdict::ALL.get(digit - 1)?))),
        Stroke::Later | Stroke::NoMatch | Stroke::Ask => None,
    }
}
