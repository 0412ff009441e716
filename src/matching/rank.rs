//! Ranking: the evidence for every pair of feature and capability, summed to a whole number.
//! The same feature gets the same candidates whatever stands beside it in the list.

use super::index::{Index, Kind, Text};
use super::parts::{PARTS, WEIGHTS, Weights};
use super::query::Query;
use super::score::{Scores, Wanted};
use super::{Band, Candidate, Candidates, Proposal, bands, evidence, usual_relation};
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
    // A hundred steps at most: each is drawn.
    let step = (total / 100).max(64);
    let mut ranker = Ranker::new(index);
    let mut rows = BTreeMap::new();
    for (done, feature) in (0u32..).zip(inventory.features.iter()) {
        if done % step == 0 {
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
        let row = self.row(feature, product, SHOWN);
        let shown = row.ranked.iter().copied().filter(|(_, points)| *points >= LEAST).take(SHOWN);
        let shown: Vec<(u32, i32)> = shown.collect();
        let points = |place: usize| row.ranked.get(place).map_or(0, |one| one.1);
        let outside = row.outside.map_or(0, |one| one.1);
        let none = bands::none(outside, [points(0), points(1)], row.query.unexplained());
        let none = none.then(|| match row.outside.filter(|(_, points)| *points >= LEAST) {
            Some((document, _)) => self.reason(document).map_or("", |reason| reason.label()).to_owned(),
            None => "nothing in the catalogue is near it".to_owned(),
        });
        let bands = bands::bands(&shown, &row.named);
        let of = |((document, _), band): (&(u32, i32), Band)| {
            self.candidate(&row, feature, product, *document, band)
        };
        let (candidates, products): (Vec<Candidate>, Vec<_>) = shown.iter().zip(bands).filter_map(of).unzip();
        let product = products.first().copied().flatten().filter(|_| none.is_none());
        Proposal { candidates, none, product }
    }

    /// The first capability for a feature, without its evidence.
    pub fn first(&mut self, feature: &Feature, product: Option<SourceProduct>) -> Option<&'a CapabilityId> {
        let row = self.row(feature, product, 1);
        let (document, _) = row.ranked.first().filter(|(_, points)| *points >= LEAST)?;
        self.index.documents.get(*document as usize).map(|one| &one.id)
    }

    /// Scores a feature; the scratch paper then holds its points until the next one.
    pub fn row(&mut self, feature: &Feature, product: Option<SourceProduct>, best: usize) -> Row<'a> {
        let query = Query::of(self.index, feature);
        self.asked(query, product, best)
    }

    /// Scores the words of a feature, as far as it takes to know the `best` capabilities.
    pub fn asked(&mut self, query: Query, product: Option<SourceProduct>, best: usize) -> Row<'a> {
        let named = named(self.index, &query.folded, product);
        let always: Vec<u32> = named.iter().map(|one| one.text.document).collect();
        let wanted = Wanted { product, weights: &self.weights, best, always: &always };
        let mut ranked = self.scores.rank(self.index, &query, wanted);
        for one in &named {
            match ranked.iter_mut().find(|(document, _)| *document == one.text.document) {
                Some((_, points)) => *points += one.points,
                None => ranked.push((one.text.document, one.points)),
            }
        }
        let outside = ranked.iter().copied().filter(|(document, _)| self.reason(*document).is_some());
        let outside = outside.min_by_key(order);
        ranked.retain(|(document, _)| self.reason(*document).is_none());
        ranked.sort_unstable_by_key(order);
        Row { query, named, ranked, outside }
    }

    /// How large each part of a document's score is for the row that was scored last, in thousandths.
    pub fn sizes(&self, row: &Row, document: u32) -> [i32; PARTS] {
        self.scores.sizes(self.index, &row.query, document)
    }

    fn reason(&self, document: u32) -> Option<Reason> {
        self.index.documents.get(document as usize).and_then(|entry| entry.outside)
    }

    /// A document as a candidate for the row that was scored last, with its evidence, and the product whose word speaks
    /// most for it.
    pub fn candidate(
        &self,
        row: &Row,
        feature: &Feature,
        product: Option<SourceProduct>,
        document: u32,
        band: Band,
    ) -> Option<(Candidate, Option<SourceProduct>)> {
        let (index, scores, weights) = (self.index, &self.scores, &self.weights);
        let entry = index.documents.get(document as usize)?;
        let scored = evidence::Scored { index, scores, query: &row.query, feature, product, weights };
        let own = row.named.iter().find(|one| one.text.document == document);
        let relation = evidence::relation(index, scores, document, own);
        let (evidence, spoken) = evidence::of(scored, document, own);
        let candidate = Candidate {
            capability: entry.id.clone(),
            score: evidence.iter().map(|part| part.points).sum(),
            band,
            relation: relation.unwrap_or(usual_relation(entry.coverage)),
            evidence,
        };
        Some((candidate, spoken))
    }
}

/// What a ranked capability is sorted by: points, then the catalogue.
pub fn order((document, points): &(u32, i32)) -> (std::cmp::Reverse<i32>, u32) {
    (std::cmp::Reverse(*points), *document)
}

/// A row that was scored.
#[derive(Debug)]
pub struct Row<'a> {
    /// What it asks for.
    pub query: Query,
    /// The texts that it is word for word.
    pub named: Vec<Named<'a>>,
    /// Capabilities with points, best first, ties in catalogue order. As many of them as were asked for are the best of
    /// all; behind these some are left out.
    pub ranked: Vec<(u32, i32)>,
    /// The best reason for having none.
    pub outside: Option<(u32, i32)>,
}

/// The texts that are a row's folded name word for word, at most one for a document.
fn named<'a>(index: &'a Index, folded: &str, product: Option<SourceProduct>) -> Vec<Named<'a>> {
    let all: Vec<&Text> = index
        .exact
        .get(folded)
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
            Kind::Term { rank, .. } if !super::ambiguous::is(folded) => 120 - 30 * i32::from(rank.min(3)),
            Kind::Term { .. } => 20,
            Kind::Nothing { product: Some(one) } if Some(one) == product => 300,
            Kind::Nothing { .. } if own || super::ambiguous::is(folded) => 0,
            Kind::Nothing { .. } => 120,
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

/// The relation that a text says.
pub fn relation_of(kind: Kind) -> Option<Relation> {
    match kind {
        Kind::Term { relation, .. } | Kind::Own { relation } => Some(relation),
        _ => None,
    }
}
