//! Ranking: the evidence for every pair of feature and capability, summed to a whole number.
//! The same feature gets the same candidates whatever stands beside it in the list.

use super::index::{Index, Kind, Text};
use super::query::Query;
use super::score::{Scores, WEIGHTS, Weights};
use super::text::fold::fold;
use super::{Candidate, Candidates, Proposal, bands, evidence, usual_relation};
use crate::catalogue::phrases::Reason;
use crate::intake::{Feature, Inventory};
use crate::model::capability_id::CapabilityId;
use crate::model::product::SourceProduct;
use crate::model::verdict::Relation;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Candidates shown.
const SHOWN: usize = 5;
/// Below so many points a candidate is not shown.
const LEAST: i32 = 12;

/// So many points for a name decide: a name of the capability, the list's own product's or the consultant's word.
const DECIDES: i32 = 240;

/// Ranks the capabilities for every feature. `progress` is told features done and in all.
pub fn rank(
    index: &Index,
    inventory: &Inventory,
    product: Option<SourceProduct>,
    progress: &mut dyn FnMut(u32, u32),
) -> Candidates {
    let total = u32::try_from(inventory.features.len()).unwrap_or(u32::MAX);
    let mut ranker = Ranker::new(index);
    let mut rows = BTreeMap::new();
    for (done, feature) in (0u32..).zip(inventory.features.iter()) {
        if done % 64 == 0 {
            progress(done, total);
        }
        rows.insert(feature.row, Rc::new(ranker.propose(feature, product)));
    }
    Candidates { rows: rows.into_iter().collect() }
}

/// Ranks feature by feature with the same scratch paper.
pub struct Ranker<'a> {
    /// The index.
    pub index: &'a Index,
    scores: Scores,
    /// What the parts of a score count.
    pub weights: Weights,
}

/// A text that is the row word for word.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The text.
    pub text: &'a Text,
    /// Points for it.
    pub points: i32,
    /// Whether it alone decides.
    pub decides: bool,
}

impl<'a> Ranker<'a> {
    /// A ranker over an index.
    pub fn new(index: &'a Index) -> Ranker<'a> {
        Ranker { index, scores: Scores::of(index), weights: WEIGHTS }
    }

    /// The best capabilities for one feature, at most five, best first; ties in catalogue order.
    pub fn propose(&mut self, feature: &Feature, product: Option<SourceProduct>) -> Proposal {
        let (query, named, mut ranked) = self.score(feature, product);
        let outside = ranked.iter().find(|(document, _)| self.is_outside(*document).is_some()).copied();
        ranked.retain(|(document, points)| *points >= LEAST && self.is_outside(*document).is_none());
        ranked.truncate(SHOWN);
        let none =
            bands::none(outside.map_or(0, |(_, points)| points), ranked.first().map_or(0, |one| one.1));
        let none = none.then(|| match outside.filter(|(_, points)| *points >= LEAST) {
            Some((document, _)) => self.is_outside(document).map_or("", |reason| reason.label()).to_owned(),
            None => "nothing in the catalogue is near it".to_owned(),
        });
        Proposal { candidates: self.candidates(&query, &named, &ranked, feature, product), none }
    }

    /// The first capability and the wanted one with their evidence, and the place of the latter, from 1; its score is
    /// 0 where nothing speaks for or against it.
    pub fn propose_with(
        &mut self,
        feature: &Feature,
        product: Option<SourceProduct>,
        wanted: &CapabilityId,
    ) -> (Vec<Candidate>, Option<u32>) {
        let (query, named, mut ranked) = self.score(feature, product);
        ranked.retain(|(document, _)| self.is_outside(*document).is_none());
        let document = self.index.documents.iter().position(|one| one.id == *wanted && one.outside.is_none());
        let Some(document) = document.and_then(|document| u32::try_from(document).ok()) else {
            return (Vec::new(), None);
        };
        let place = ranked.iter().position(|(one, _)| *one == document);
        let points = place.and_then(|place| ranked.get(place)).map_or(0, |(_, points)| *points);
        ranked.truncate(SHOWN);
        if !ranked.iter().any(|(one, _)| *one == document) {
            ranked.push((document, points));
        }
        let place = place.and_then(|place| u32::try_from(place + 1).ok());
        (self.candidates(&query, &named, &ranked, feature, product), place)
    }

    /// Every document with points for a feature, best first.
    fn score(
        &mut self,
        feature: &Feature,
        product: Option<SourceProduct>,
    ) -> (Query, Vec<Named<'a>>, Vec<(u32, i32)>) {
        let query = Query::of(self.index, feature);
        let named = named(self.index, feature, product);
        let mut ranked = self.scores.rank(self.index, &query, feature, product, &self.weights);
        for one in &named {
            match ranked.iter_mut().find(|(document, _)| *document == one.text.document) {
                Some((_, points)) => *points += one.points,
                None => ranked.push((one.text.document, one.points)),
            }
        }
        ranked.sort_by_key(|(document, points)| (std::cmp::Reverse(*points), *document));
        (query, named, ranked)
    }

    fn is_outside(&self, document: u32) -> Option<Reason> {
        self.index.documents.get(document as usize).and_then(|entry| entry.outside)
    }

    fn candidates(
        &self,
        query: &Query,
        named: &[Named],
        ranked: &[(u32, i32)],
        feature: &Feature,
        product: Option<SourceProduct>,
    ) -> Vec<Candidate> {
        let (index, scores, weights) = (self.index, &self.scores, &self.weights);
        let row = evidence::Scored { index, scores, query, feature, product, weights };
        let with_bands = ranked.iter().zip(bands::bands(ranked, named));
        let candidates = with_bands.filter_map(|((document, points), band)| {
            let entry = index.documents.get(*document as usize)?;
            let own = named.iter().find(|one| one.text.document == *document);
            let relation = evidence::relation(index, scores, *document, own);
            Some(Candidate {
                capability: entry.id.clone(),
                score: *points,
                band,
                relation: relation.unwrap_or(usual_relation(entry.coverage)),
                evidence: evidence::of(row, *document, own),
            })
        });
        candidates.collect()
    }
}

/// The texts that are the row's name word for word, at most one for a document.
fn named<'a>(index: &'a Index, feature: &Feature, product: Option<SourceProduct>) -> Vec<Named<'a>> {
    let folded = fold(&feature.name);
    let all: Vec<&Text> = index
        .exact
        .get(&folded)
        .into_iter()
        .flatten()
        .filter_map(|text| index.texts.get(*text as usize))
        .collect();
    let of_product =
        |text: &Text| matches!(text.kind, Kind::Term { product: Some(one), .. } if Some(one) == product);
    let own = all.iter().any(|text| of_product(text));
    let weigh = |text: &Text| -> i32 {
        match text.kind {
            Kind::Own { .. } => 600,
            Kind::Name => 400,
            Kind::Term { rank, .. } if of_product(text) => 300 - 60 * i32::from(rank.min(3)),
            // The list's own product says otherwise.
            Kind::Term { .. } if own => 0,
            Kind::Term { rank, .. } if !super::ambiguous::is(&folded) => 120 - 30 * i32::from(rank.min(3)),
            Kind::Term { .. } => 20,
            Kind::Phrase | Kind::Requirement | Kind::Outside(_) => 120,
            Kind::Microsoft => 40,
            Kind::Summary => 0,
        }
    };
    let mut named: Vec<Named> = Vec::new();
    for text in all {
        let points = weigh(text);
        match named.iter_mut().find(|one| one.text.document == text.document) {
            Some(one) if points > one.points => *one = Named { text, points, decides: false },
            Some(_) => {}
            None if points > 0 => named.push(Named { text, points, decides: false }),
            None => {}
        }
    }
    let most = named.iter().map(|one| one.points).max().unwrap_or(0);
    let alone = named.iter().filter(|one| one.points == most).count() == 1;
    for one in &mut named {
        one.decides = alone && one.points == most && most >= DECIDES;
    }
    named
}

/// Whether a text is a word of the list's product.
pub fn is_of(text: &Text, product: Option<SourceProduct>) -> bool {
    matches!(text.kind, Kind::Term { product: Some(one), .. } if Some(one) == product)
}

/// The relation that a text says.
pub fn relation_of(kind: Kind) -> Option<Relation> {
    match kind {
        Kind::Term { relation, .. } | Kind::Own { relation } => Some(relation),
        _ => None,
    }
}
