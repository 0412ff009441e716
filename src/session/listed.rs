//! What Gaps lists, which line is current, and what a key does to it.
//! A key counts for the line that is current when it arrives, not for the one that was drawn last.

use super::state::Session;
use super::view::{GapFilter, GapSort};
use crate::gap::GapRow;
use crate::intake::Feature;
use crate::model::order;
use crate::model::priority::Priority;
use crate::model::row::RowId;
use crate::model::verdict::Verdict;
use crate::report::words;
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
    /// On Match: put off; it comes back behind the others.
    Later,
    /// On Match: begin or end adding several capabilities.
    Add,
}

/// A line of Gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct GapLine {
    /// The verdict.
    pub row: Rc<GapRow>,
    /// The feature.
    pub feature: Rc<Feature>,
    /// The capabilities in words.
    pub capability: String,
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
            let capability = words::capabilities(&session.knowledge.catalogue, row);
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

/// What a key means on Gaps.
pub enum Meant {
    /// Another line.
    Go(RowId),
    /// A verdict, or none.
    Judge(RowId, Option<Verdict>),
}

/// What a key means on Gaps now; `None` when it means nothing.
pub fn meant(session: &Session, stroke: Stroke) -> Option<Meant> {
    let rows: Vec<RowId> = gaps(session).iter().map(|line| line.row.row).collect();
    let row = current(session, rows.iter().copied())?;
    let place = rows.iter().position(|one| *one == row)?;
    let at = |place: Option<usize>| place.and_then(|place| rows.get(place)).copied().unwrap_or(row);
    match stroke {
        Stroke::Up => Some(Meant::Go(at(place.checked_sub(1)))),
        Stroke::Down => Some(Meant::Go(at(Some(place + 1)))),
        Stroke::Digit(0) => Some(Meant::Judge(row, None)),
        Stroke::Digit(digit) => Some(Meant::Judge(row, Some(*Verdict::ALL.get(digit - 1)?))),
        Stroke::Later | Stroke::NoMatch | Stroke::Ask | Stroke::Add => None,
    }
}
