//! The points of every capability for one row, from the texts and words that it shares with it.
//! It says how much, not why: `evidence` writes down the same points in words.

use super::index::{Index, Kind, Text, root};
use super::query::{Asked, Query};
use super::rank::is_of;
use crate::intake::Feature;
use crate::model::platform::PlatformSet;
use crate::model::product::SourceProduct;

/// Points for a part of the score that is as large as it can be.
#[derive(Debug, Clone, Copy)]
pub struct Weights {
    /// Likeness to the most alike text.
    pub text: i64,
    /// Likeness to the second text.
    pub second: i64,
    /// A text that the row contains.
    pub contained: i64,
    /// Words of the row that the capability's texts hold.
    pub words: i64,
    /// Words of the row that stand in few other capabilities' texts.
    pub share: i64,
    /// How much of the capability's name the row covers.
    pub name: i64,
    /// The row's platform is one of the capability's.
    pub platform: i64,
    /// It is none of them.
    pub other_platform: i64,
    /// The row's category names the capability's area.
    pub area: i64,
}

/// Found by fitting the order of candidates on products' words hidden from the index, see `docs/matching.md`.
pub const WEIGHTS: Weights = Weights {
    text: 70,
    second: 35,
    contained: 15,
    words: 25,
    share: 58,
    name: 10,
    platform: 4,
    other_platform: -20,
    area: 4,
};

/// What a document has got so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Parts {
    row: u32,
    /// Likeness to the two most alike texts, in thousandths, and the first of them.
    pub best: (u32, u32),
    /// The second.
    pub second: (u32, u32),
    /// The fullest text that the row contains, and how full, in thousandths.
    pub contained: (u32, u32),
    /// How much of the name is covered, in thousandths.
    pub name: u32,
    /// Points for words.
    pub words: i64,
}

/// Scratch paper, as long as the index.
#[derive(Debug)]
pub struct Scores {
    row: u32,
    step: u32,
    /// For each text what it shares with the row, and the step in which it was last met.
    texts: Vec<(u32, u32, u32)>,
    touched: Vec<u32>,
    documents: Vec<(Parts, u32)>,
    found: Vec<u32>,
}

impl Scores {
    /// Scratch paper for an index.
    pub fn of(index: &Index) -> Scores {
        Scores {
            row: 0,
            step: 0,
            texts: vec![(0, 0, 0); index.texts.len()],
            touched: Vec::new(),
            documents: vec![(Parts::default(), 0); index.documents.len()],
            found: Vec::new(),
        }
    }

    /// What the present row has in common with a document.
    pub fn parts(&self, document: u32) -> Parts {
        self.documents
            .get(document as usize)
            .map(|(parts, _)| *parts)
            .filter(|parts| parts.row == self.row)
            .unwrap_or_default()
    }

    /// All documents that share anything with a row, with their points.
    pub fn rank(
        &mut self,
        index: &Index,
        query: &Query,
        feature: &Feature,
        product: Option<SourceProduct>,
        weights: &Weights,
    ) -> Vec<(u32, i32)> {
        self.row += 1;
        self.touched.clear();
        self.found.clear();
        for asked in &query.asked {
            self.meet(index, query, asked, weights);
        }
        self.texts(index, query, feature, product);
        let mut ranked = Vec::with_capacity(self.found.len());
        for document in &self.found {
            let parts = self.parts(*document);
            let mut points = part_points(&parts, weights).iter().map(|(points, _)| points).sum::<i64>();
            points += parts.words;
            points += setting_points(index, *document, feature, weights);
            ranked.push((*document, i32::try_from(points).unwrap_or(i32::MAX)));
        }
        ranked
    }

    fn document(&mut self, document: u32) -> Option<&mut (Parts, u32)> {
        let row = self.row;
        let entry = self.documents.get_mut(document as usize)?;
        if entry.0.row != row {
            *entry = (Parts { row, ..Parts::default() }, 0);
            self.found.push(document);
        }
        Some(entry)
    }

    /// Adds a word to every text and document that has it; of its readings the surest counts.
    fn meet(&mut self, index: &Index, query: &Query, asked: &Asked, weights: &Weights) {
        self.step += 1;
        let step = self.step;
        for (place, factor) in &asked.readings {
            let Some(stem) = index.stems.get(*place as usize) else { continue };
            let share = shared(asked, *factor, stem.rarity);
            for text in &stem.texts {
                let Some(entry) = self.texts.get_mut(*text as usize) else { continue };
                if entry.0 != self.row {
                    *entry = (self.row, 0, 0);
                    self.touched.push(*text);
                }
                if entry.2 != step {
                    entry.2 = step;
                    entry.1 += share;
                }
            }
            for (document, best, part) in &stem.documents {
                let points = word_points(query, share, *best, *part, weights);
                let Some(entry) = self.document(*document) else { continue };
                if entry.1 != step {
                    entry.1 = step;
                    entry.0.words += points;
                }
            }
        }
    }

    fn texts(&mut self, index: &Index, query: &Query, feature: &Feature, product: Option<SourceProduct>) {
        let touched = std::mem::take(&mut self.touched);
        let asked = u64::from(root(query.whole));
        for place in &touched {
            let Some(text) = index.texts.get(*place as usize) else { continue };
            let share = u64::from(self.texts.get(*place as usize).map_or(0, |entry| entry.1));
            let whole = u64::from(text.whole.max(1));
            let bounded = ((asked * u64::from(text.root)) >> 20).max(1);
            let factor = u64::from(factor(text, product, feature.platforms));
            let alike = u32::try_from((1000 * share / bounded).min(1000) * factor / 100).unwrap_or(0);
            let covered = (1000 * share / whole).min(1000);
            let contained =
                u32::try_from(covered * covered / 1000 * whole.min(9000) / 9000 * factor / 100).unwrap_or(0);
            let is_name = text.kind == Kind::Name;
            let place = *place;
            let Some((parts, _)) = self.document(text.document) else { continue };
            if alike > parts.best.0 {
                parts.second = parts.best;
                parts.best = (alike, place);
            } else if alike > parts.second.0 {
                parts.second = (alike, place);
            }
            if contained > parts.contained.0 {
                parts.contained = (contained, place);
            }
            if is_name {
                parts.name = parts.name.max(u32::try_from(covered).unwrap_or(0));
            }
        }
        self.touched = touched;
    }
}

/// What a word shares with a text: its weight, as far as the reading counts, times its rarity.
fn shared(asked: &Asked, factor: u32, rarity: u32) -> u32 {
    let rarity = u64::from(rarity.min(asked.rarity));
    u32::try_from(u64::from(asked.weight) * u64::from(factor) * rarity / 1_000_000).unwrap_or(u32::MAX)
}

/// The points of a word for a document: by the weight of the best text with it, and by how few others have it.
fn word_points(query: &Query, share: u32, best: u16, part: u16, weights: &Weights) -> i64 {
    let whole = i64::try_from(query.whole.max(1)).unwrap_or(i64::MAX);
    let few = i64::from((u32::from(part) * 1000).isqrt());
    let in_text = weights.words * i64::from(best) * 10;
    i64::from(share) * (in_text + weights.share * few) / 1000 / whole
}

/// How much a text counts for this row, in hundredths.
fn factor(text: &Text, product: Option<SourceProduct>, platforms: PlatformSet) -> u32 {
    let mut factor = text.kind.weight();
    if is_of(text, product) {
        factor = factor * 112 / 100;
    } else if product.is_some() && matches!(text.kind, Kind::Term { product: Some(_), .. }) {
        factor = factor * 92 / 100;
    }
    let other = !platforms.is_empty()
        && !text.platforms.is_empty()
        && text.platforms.intersection(platforms).is_empty();
    if other { factor * 80 / 100 } else { factor }
}

/// The points of a document's texts, each with the text.
pub fn part_points(parts: &Parts, weights: &Weights) -> [(i64, u32); 4] {
    [
        (weights.text * i64::from(parts.best.0) / 1000, parts.best.1),
        (weights.second * i64::from(parts.second.0) / 1000, parts.second.1),
        (weights.contained * i64::from(parts.contained.0) / 1000, parts.contained.1),
        (weights.name * i64::from(parts.name) / 1000, u32::MAX),
    ]
}

/// The points of each of the row's words for a document, in the row's order.
pub fn words(index: &Index, query: &Query, document: u32, weights: &Weights) -> Vec<(i64, u32, u32)> {
    let points = |asked: &Asked| {
        asked.readings.iter().find_map(|(place, factor)| {
            let stem = index.stems.get(*place as usize)?;
            let (_, best, part) = stem.documents.iter().find(|(one, ..)| *one == document)?;
            let share = shared(asked, *factor, stem.rarity);
            Some((word_points(query, share, *best, *part, weights), *place, *factor))
        })
    };
    query.asked.iter().map(|asked| points(asked).unwrap_or((0, u32::MAX, 0))).collect()
}

/// Platform and category: whether the setting of the row agrees with the capability.
pub fn setting_points(index: &Index, document: u32, feature: &Feature, weights: &Weights) -> i64 {
    platform_points(index, document, feature, weights) + area_points(index, document, feature, weights)
}

/// The points of the platforms.
pub fn platform_points(index: &Index, document: u32, feature: &Feature, weights: &Weights) -> i64 {
    let Some(document) = index.documents.get(document as usize) else { return 0 };
    if feature.platforms.is_empty() || document.platforms.is_empty() {
        0
    } else if feature.platforms.intersection(document.platforms).is_empty() {
        weights.other_platform
    } else if feature.platforms.len() <= 4 {
        weights.platform
    } else {
        0
    }
}

/// The points of the category.
pub fn area_points(index: &Index, document: u32, feature: &Feature, weights: &Weights) -> i64 {
    let Some(document) = index.documents.get(document as usize) else { return 0 };
    if feature.category.is_empty() || document.area_stems.is_empty() {
        return 0;
    }
    let language = index.words.language(&feature.category);
    let named = index.words.of(&feature.category, language).iter().any(|word| {
        document.area_stems.contains(&word.stem)
            || index.words.english(&word.stem, language).iter().any(|stem| document.area_stems.contains(stem))
    });
    if named { weights.area } else { 0 }
}
