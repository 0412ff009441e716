//! "Why not this one?" for any pair of a row and a capability.
//! It asks the ranking itself, so that what it says is true; it decides nothing.

use super::Candidate;
use super::rank::Ranker;
use super::turn::{Turn, turn};
use crate::intake::Feature;
use crate::model::capability_id::CapabilityId;
use crate::model::product::SourceProduct;
use serde::{Deserialize, Serialize};

/// A capability beside the one that is first for a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyNot {
    /// What is first, with its evidence; `None` when nothing has any.
    pub first: Option<Candidate>,
    /// The one asked for, with its evidence; without any its score is 0.
    pub asked: Candidate,
    /// Its place among all capabilities, from 1; `None` when nothing speaks for or against it.
    pub place: Option<u32>,
    /// The single word that would put it first, if there is one.
    pub turn: Option<Turn>,
}

/// Why a capability is not first for a row. It may be any of the catalogue; `None` for one that is not in it.
pub fn why_not(
    ranker: &mut Ranker,
    feature: &Feature,
    product: Option<SourceProduct>,
    wanted: &CapabilityId,
) -> Option<WhyNot> {
    let name =
        ranker.index.documents.iter().find(|one| one.id == *wanted && one.outside.is_none())?.name.clone();
    let turn = turn(ranker, feature, product, wanted, &name);
    let (candidates, place) = ranker.propose_with(feature, product, wanted);
    let asked = candidates.iter().find(|one| one.capability == *wanted)?.clone();
    let first = candidates.into_iter().next().filter(|first| first.score > 0);
    Some(WhyNot { first, asked, place, turn })
}
