//! Why a capability is first for a row, or is not: the question for the worker, and its answer beside the row.
//! An answer for a row or capability that is not asked about any more is dropped.

use super::job::Job;
use super::memory::Memory;
use super::state::{Session, Work};
use crate::matching::rank::Ranker;
use crate::matching::why::{WhyNot, why_not};
use crate::model::capability_id::CapabilityId;
use crate::model::row::RowId;
use std::rc::Rc;

/// Asks why a capability is not first for a row; without one, which word makes the first candidate first.
pub fn ask(session: &mut Session, row: RowId, capability: Option<CapabilityId>) {
    if capability.is_some() {
        session.view.row = Some(row);
    }
    session.view.why.clone_from(&capability);
    session.why = None;
    super::jobs::forget(session, &Work::Why);
    let proposal = session.candidates.rows.get(&row);
    let first = proposal.and_then(|proposal| Some(proposal.candidates.first()?.capability.clone()));
    if let Some(capability) = capability.or(first) {
        session.start(Work::Why, Job::Why(row, capability));
    }
}

/// The worker's answer.
pub fn arrived(session: &mut Session, answer: WhyNot) {
    session.why = Some(Rc::new(answer));
}

/// The worker's side: what the ranking says of a row and a capability.
///
/// # Errors
/// When the list has no such row, or the catalogue no such capability.
pub fn answer(memory: &mut Memory, row: RowId, capability: &CapabilityId) -> Result<WhyNot, String> {
    let (index, list, product) = (memory.index(), memory.list(), memory.project().product);
    let feature = list.value.feature(row).ok_or("The list has this row no more.")?;
    why_not(&mut Ranker::new(&index), feature, product, capability)
        .ok_or_else(|| format!("The catalogue has no entry “{capability}”."))
}
