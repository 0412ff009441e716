//! The points of a candidate written down: what spoke for it and against it, in words.
//! The points are those of `score`, one for one.

use super::Evidence;
use super::index::{Index, Kind, Text};
use super::parts::{Weights, part};
use super::query::Query;
use super::rank::{Named, relation_of};
use super::score::{self, Scores};
use crate::catalogue::phrases::Reason;
use crate::intake::Feature;
use crate::model::product::SourceProduct;
use crate::model::verdict::Relation;
use std::borrow::Cow;

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

/// Everything that counted for a document, the strongest first, and the product whose word speaks most for it.
pub fn of(row: Scored, document: u32, named: Option<&Named>) -> (Vec<Evidence>, Option<SourceProduct>) {
    let Scored { index, scores, query, feature, product, weights } = row;
    let mut found: Vec<(i64, String, Option<SourceProduct>)> = Vec::new();
    let Some(entry) = index.documents.get(document as usize) else { return (Vec::new(), None) };
    if let Some(named) = named {
        let words = ["“", &feature.name, "” is ", &what(named.text, product)].concat();
        found.push((i64::from(named.points), words, product_of(named.text)));
    }
    let parts = scores.parts(document);
    let points = scores.points(index, query, document, weights);
    let text = |place: u32| index.texts.get(place as usize);
    let like = |place: u32, before: &str| {
        text(place).map_or_else(String::new, |text| {
            [before, " “", &text.words, "”, ", &what(text, product)].concat()
        })
    };
    let platforms = query.platforms;
    let area = index.areas.get(entry.area as usize);
    for (part, points) in points.into_iter().enumerate().filter(|(_, points)| *points != 0) {
        let words = match part {
            part::TEXT => like(parts.best.1, "like"),
            part::SECOND => like(parts.second.1, "also like"),
            part::OTHERS => "like other texts of it".to_owned(),
            part::CONTAINED => like(parts.contained.1, "holds"),
            part::CLAUSE => like(parts.clause.1, "one part is like"),
            part::WORDS | part::TYPICAL => continue,
            part::NAME => format!("covers {} % of the name “{}”", parts.name / 10, entry.name),
            part::LETTERS => like(parts.best.1, "spelt like"),
            part::PLATFORM => format!("exists on {}", platforms.intersection(entry.platforms).label()),
            part::OTHER_PLATFORM => format!("not on {}", platforms.label()),
            part::NARROW => format!("for {} only, which the row does not name", entry.platforms.label()),
            part::AREA => {
                format!("category “{}” fits {}", feature.category, area.map_or("", |area| &area.name))
            }
            part::OPPOSITE => like(parts.best.1, "asks for the opposite of"),
            _ => String::new(),
        };
        let of_text = match part {
            part::TEXT | part::LETTERS => text(parts.best.1),
            part::SECOND => text(parts.second.1),
            part::CONTAINED => text(parts.contained.1),
            part::CLAUSE => text(parts.clause.1),
            _ => None,
        };
        found.push((i64::from(points), words, of_text.and_then(product_of)));
    }
    let of_words = i64::from(points[part::WORDS] + points[part::TYPICAL]);
    let counts = score::words(index, query, document);
    let count = |[in_text, typical]: [u32; 2]| {
        let of = |share: u32, weight: i32| i64::from(share) * i64::from(weight);
        of(in_text, weights[part::WORDS]) + of(typical, weights[part::TYPICAL])
    };
    let all = counts.iter().map(|(counted, ..)| count(*counted)).sum::<i64>().max(1);
    // What the words count together is shared out, so that nothing is lost by rounding.
    let (mut so_far, mut given) = (0_i64, 0_i64);
    for (asked, (counted, place, factor)) in query.asked.iter().zip(counts) {
        so_far += count(counted);
        let until_now = of_words * so_far / all;
        let points = until_now - std::mem::replace(&mut given, until_now);
        let Some(stem) = index.stems.get(place as usize).filter(|_| points != 0) else { continue };
        let few = if stem.documents.len() <= 5 { ", rare" } else { "" };
        let [read, stem, end] = match factor {
            1000 => ["", "", ""],
            _ => [" read as “", &stem.stem, "”"],
        };
        found.push((points, ["word “", &asked.text, "”", read, stem, end, few].concat(), None));
    }
    found.sort_by_key(|(points, ..)| std::cmp::Reverse(points.abs()));
    let spoken = found.iter().filter(|(points, ..)| *points > 0).find_map(|(.., product)| *product);
    let evidence = found
        .into_iter()
        .map(|(points, words, _)| Evidence { points: i32::try_from(points).unwrap_or(0), words })
        .collect();
    (evidence, spoken)
}

/// The product whose word a text is.
fn product_of(text: &Text) -> Option<SourceProduct> {
    match text.kind {
        Kind::Term { product, .. } => product,
        _ => None,
    }
}

/// What a text is, for a sentence.
fn what(text: &Text, product: Option<SourceProduct>) -> Cow<'static, str> {
    match text.kind {
        Kind::Name => "its name".into(),
        Kind::Term { product: Some(one), .. } if Some(one) == product => {
            ["a ", one.label(), " word for it"].concat().into()
        }
        Kind::Term { product: Some(one), .. } => [one.label(), "’s word for it"].concat().into(),
        Kind::Term { product: None, .. } => "a platform’s word for it".into(),
        Kind::Own { .. } => "your own word for it".into(),
        Kind::Phrase => "a usual name for it".into(),
        Kind::Requirement => "how it is asked for".into(),
        Kind::Microsoft => "Microsoft’s word near it".into(),
        Kind::Summary => "what it does".into(),
        Kind::Outside(reason) => reason.label().into(),
        Kind::Nothing { .. } => Reason::ProductInternal.label().into(),
    }
}

/// The relation to propose: that of the words that decided, if they say one.
pub fn relation(index: &Index, scores: &Scores, document: u32, named: Option<&Named>) -> Option<Relation> {
    let best =
        index.texts.get(scores.parts(document).best.1 as usize).filter(|text| text.document == document);
    named.map(|named| named.text).or(best).and_then(|text| relation_of(text.kind))
}
