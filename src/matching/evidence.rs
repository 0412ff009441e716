//! The points of a candidate written down: what spoke for it and against it, in words.
//! The points are those of `score`, one for one.

use super::Evidence;
use super::index::{Index, Kind, Text};
use super::query::Query;
use super::rank::{Named, relation_of};
use super::score::{self, Scores, Weights};
use crate::intake::Feature;
use crate::model::product::SourceProduct;
use crate::model::verdict::Relation;

/// A row that was scored.
#[derive(Debug, Clone, Copy)]
pub struct Scored<'a> {
    /// The index.
    pub index: &'a Index,
    /// The scratch paper with the row's points.
    pub scores: &'a Scores,
    /// What the row asks for.
    pub query: &'a Query,
    /// The row.
    pub feature: &'a Feature,
    /// The list's product.
    pub product: Option<SourceProduct>,
    /// What counts how much.
    pub weights: &'a Weights,
}

/// Everything that counted for a document, the strongest first.
pub fn of(row: Scored, document: u32, named: Option<&Named>) -> Vec<Evidence> {
    let Scored { index, scores, query, feature, product, weights } = row;
    let mut found: Vec<(i64, String)> = Vec::new();
    let Some(entry) = index.documents.get(document as usize) else { return Vec::new() };
    if let Some(named) = named {
        found.push((i64::from(named.points), format!("“{}” is {}", feature.name, what(named.text, product))));
    }
    let parts = scores.parts(document);
    let [best, second, contained, name] = score::part_points(&parts, weights);
    let text = |place: u32| index.texts.get(place as usize);
    if let Some(text) = text(best.1) {
        found.push((best.0, format!("like “{}”, {}", text.words, what(text, product))));
    }
    if let Some(text) = text(second.1) {
        found.push((second.0, format!("also like “{}”, {}", text.words, what(text, product))));
    }
    if let Some(text) = text(contained.1) {
        found.push((contained.0, format!("holds “{}”, {}", text.words, what(text, product))));
    }
    found.push((name.0, format!("covers {} % of the name “{}”", parts.name / 10, entry.name)));
    for (asked, (points, place, factor)) in
        query.asked.iter().zip(score::words(index, query, document, weights))
    {
        let Some(stem) = index.stems.get(place as usize) else { continue };
        let few = if stem.documents.len() <= 5 { ", rare" } else { "" };
        let read = match factor {
            1000 => String::new(),
            _ => format!(" read as “{}”", stem.stem),
        };
        found.push((points, format!("word “{}”{read}{few}", asked.text)));
    }
    let platform = score::platform_points(index, document, feature, weights);
    let words = if platform < 0 {
        format!("not on {}", feature.platforms.label())
    } else {
        format!("exists on {}", feature.platforms.intersection(entry.platforms).label())
    };
    found.push((platform, words));
    let area = score::area_points(index, document, feature, weights);
    found.push((area, format!("category “{}” fits {}", feature.category, entry.area)));
    found.retain(|(points, _)| *points != 0);
    found.sort_by_key(|(points, _)| std::cmp::Reverse(points.abs()));
    found
        .into_iter()
        .map(|(points, words)| Evidence { points: i32::try_from(points).unwrap_or(0), words })
        .collect()
}

/// What a text is, for a sentence.
fn what(text: &Text, product: Option<SourceProduct>) -> String {
    match text.kind {
        Kind::Name => "its name".to_owned(),
        Kind::Term { product: Some(one), .. } if Some(one) == product => {
            format!("a {} word for it", one.label())
        }
        Kind::Term { product: Some(one), .. } => format!("{}’s word for it", one.label()),
        Kind::Term { product: None, .. } => "a platform’s word for it".to_owned(),
        Kind::Own { .. } => "your own word for it".to_owned(),
        Kind::Phrase => "a usual name for it".to_owned(),
        Kind::Requirement => "how it is asked for".to_owned(),
        Kind::Microsoft => "Microsoft’s word near it".to_owned(),
        Kind::Summary => "what it does".to_owned(),
        Kind::Outside(reason) => reason.label().to_owned(),
    }
}

/// The relation to propose: that of the words that decided, if they say one.
pub fn relation(index: &Index, scores: &Scores, document: u32, named: Option<&Named>) -> Option<Relation> {
    let best =
        index.texts.get(scores.parts(document).best.1 as usize).filter(|text| text.document == document);
    named.map(|named| named.text).or(best).and_then(|text| relation_of(text.kind))
}
