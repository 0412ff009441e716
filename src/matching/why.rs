//! "Why not this one?" for any pair of a row and a capability, and the search for a capability by typing with all that
//! the index knows. Both ask the ranking itself; they decide nothing.

use super::query::Query;
use super::rank::Ranker;
use super::turn::{Turn, deciding_word, turn};
use super::{Band, Candidate};
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
    /// When it is first itself: the single word without which another would be, in words.
    pub deciding: Option<String>,
}

/// Why a capability is not first for a row. It may be any of the catalogue; `None` for one that is not in it.
///
/// The bands are those of the row's proposal; outside its five candidates it is weak.
pub fn why_not(
    ranker: &mut Ranker,
    feature: &Feature,
    product: Option<SourceProduct>,
    wanted: &CapabilityId,
) -> Option<WhyNot> {
    let document =
        ranker.index.documents.iter().position(|one| one.id == *wanted && one.outside.is_none())?;
    let name = ranker.index.documents.get(document).map(|one| one.name.clone())?;
    let turn = turn(ranker, feature, product, wanted, &name);
    let proposal = ranker.propose(feature, product);
    let row = ranker.row(feature, product, usize::MAX);
    let document = u32::try_from(document).ok()?;
    let place = row.ranked.iter().position(|(one, _)| *one == document);
    let place = place.map(|before| u32::try_from(before + 1).unwrap_or(u32::MAX));
    let shown = proposal.candidates.iter().find(|one| one.capability == *wanted).cloned();
    let asked = match shown {
        Some(shown) => shown,
        None => ranker.candidate(&row, feature, product, document, Band::Weak)?.0,
    };
    let deciding = match place {
        Some(1) => deciding_word(ranker, feature, product).map(|(word, other)| {
            let other = ranker.index.documents.iter().find(|one| one.id == other);
            format!("Without “{}” the first would be {}.", word.word(), other.map_or("", |one| &one.name))
        }),
        _ => None,
    };
    Some(WhyNot { first: proposal.candidates.into_iter().next(), asked, place, turn, deciding })
}

/// The capabilities nearest to what was typed so far, at most `most`, best first. The last word may be its beginning.
/// It knows everything that the ranking knows: products' words, four languages, abbreviations, misspellings.
pub fn look_up(ranker: &mut Ranker, typed: &str, most: usize) -> Vec<(CapabilityId, i32)> {
    let feature = Feature { name: typed.into(), ..Feature::default() };
    let mut query = Query::of(ranker.index, &feature);
    if typed.ends_with(char::is_alphanumeric) {
        query.open_end(ranker.index);
    }
    let row = ranker.asked(query, None, most);
    let best = row.ranked.iter().filter(|(_, points)| *points > 0).take(most);
    best.filter_map(|(document, points)| {
        ranker.index.documents.get(*document as usize).map(|one| (one.id.clone(), *points))
    })
    .collect()
}
