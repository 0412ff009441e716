//! "Why not this one?": the question for the worker, and its answer beside the row.
//! An answer for a row or capability that is not asked about any more is dropped.

use super::job::Job;
use super::state::{Session, Work};
use crate::catalogue::Catalogue;
use crate::intake::Feature;
use crate::matching::index::Index;
use crate::matching::rank::Ranker;
use crate::matching::vocabulary::Vocabulary;
use crate::matching::why::{WhyNot, why_not};
use crate::model::capability_id::CapabilityId;
use crate::model::product::SourceProduct;
use crate::model::row::RowId;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A row and a capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The row.
    pub feature: Feature,
    /// The list's product.
    pub product: Option<SourceProduct>,
    /// The capability.
    pub capability: CapabilityId,
}

/// Asks why a capability is not first for a row; `None` stops asking.
pub fn ask(session: &mut Session, row: RowId, capability: Option<CapabilityId>) {
    session.view.row = Some(row);
    session.view.why.clone_from(&capability);
    session.why = None;
    Rc::make_mut(&mut session.running).retain(|_, running| running.work != Work::Why);
    let feature = session.assessment.inventory.value.feature(row).cloned();
    if let (Some(feature), Some(capability)) = (feature, capability) {
        let pair = Pair { feature: (*feature).clone(), product: session.project.product, capability };
        session.start(Work::Why, Job::Why(Box::new(pair)));
    }
}

/// The worker's answer.
pub fn arrived(session: &mut Session, answer: WhyNot) {
    if session.view.why.as_ref() == Some(&answer.asked.capability) {
        session.why = Some(Rc::new(answer));
    }
}

/// What the ranking says of a pair.
///
/// # Errors
/// When the catalogue has no such capability.
pub fn answer(catalogue: &Catalogue, pair: &Pair) -> Result<WhyNot, String> {
    let index = Index::new(catalogue, &Vocabulary::builtin());
    why_not(&mut Ranker::new(&index), &pair.feature, pair.product, &pair.capability)
        .ok_or_else(|| format!("The catalogue has no entry “{}”.", pair.capability))
}
