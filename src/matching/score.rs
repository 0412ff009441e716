//! The points of every capability for one row, from the texts and words that it shares with it.
//! It says how much, not why: `evidence` writes down the same points in words.

use super::index::{Index, Kind, Posting, Text, root};
use super::query::{Asked, Query};
use super::rank::is_of;
use super::setting::{self, Agreement};
use super::text::fold::{common, fold, grams};
use crate::intake::Feature;
use crate::model::platform::PlatformSet;
use crate::model::product::SourceProduct;

/// Parts of a score.
pub const PARTS: usize = 14;

/// Which part stands where.
pub mod part {
    /// Likeness to the most alike text.
    pub const TEXT: usize = 0;
    /// Likeness to the second text.
    pub const SECOND: usize = 1;
    /// Likeness to all others.
    pub const OTHERS: usize = 2;
    /// A text that the row contains.
    pub const CONTAINED: usize = 3;
    /// Likeness of the best part of a long row.
    pub const CLAUSE: usize = 4;
    /// Words of the row that the capability's texts hold.
    pub const WORDS: usize = 5;
    /// The same words, by how typical they are of its texts.
    pub const TYPICAL: usize = 6;
    /// How much of the capability's name the row covers.
    pub const NAME: usize = 7;
    /// Likeness of the letters.
    pub const LETTERS: usize = 8;
    /// The row's platform is one of the capability's.
    pub const PLATFORM: usize = 9;
    /// It is none of them.
    pub const OTHER_PLATFORM: usize = 10;
    /// The row names no platform, the capability is for one only.
    pub const NARROW: usize = 11;
    /// The row asks for the opposite.
    pub const OPPOSITE: usize = 12;
    /// The row's category names the capability's area.
    pub const AREA: usize = 13;
}

/// Points for a part of the score that is as large as it can be.
pub type Weights = [i64; PARTS];

/// Fitted by `cargo run --release --example evaluate -- --fit`, see `docs/matching.md`; opposite actions and the area
/// stand in too few rows for that, theirs are judged.
pub const WEIGHTS: Weights = [28, 46, 13, 31, 10, 53, 20, 25, 18, 16, -24, -5, -15, 5];

/// Letters are compared with texts that are at least so much alike, in thousandths.
const LETTERS_FROM: u32 = 300;

/// What a document has got so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Parts {
    row: u32,
    step: u32,
    /// Likeness to the two most alike texts, in thousandths, and the first of them.
    pub best: (u32, u32),
    /// The second.
    pub second: (u32, u32),
    /// The sum of the likeness to all others.
    pub others: u32,
    /// The fullest text that the row contains, and how full, in thousandths.
    pub contained: (u32, u32),
    /// The text most like one clause of the row.
    pub clause: (u32, u32),
    /// How much of the name is covered, in thousandths.
    pub name: u32,
    /// What words share: by the best text with them, and by how typical they are.
    pub words: [u64; 2],
}

/// What the row shares with a text.
#[derive(Debug, Clone, Copy, Default)]
struct Met {
    row: u32,
    step: u32,
    share: u32,
    clause: u32,
    /// In the present clause.
    in_clause: u32,
    /// In the best clause, by its root.
    best_clause: u32,
}

/// Scratch paper, as long as the index.
#[derive(Debug)]
pub struct Scores {
    row: u32,
    step: u32,
    texts: Vec<Met>,
    touched: Vec<u32>,
    documents: Vec<Parts>,
    found: Vec<u32>,
    /// The letters of the row.
    grams: Vec<u16>,
}

impl Scores {
    /// Scratch paper for an index.
    pub fn of(index: &Index) -> Scores {
        Scores {
            row: 0,
            step: 0,
            texts: vec![Met::default(); index.texts.len()],
            touched: Vec::new(),
            documents: vec![Parts::default(); index.documents.len()],
            found: Vec::new(),
            grams: Vec::new(),
        }
    }

    /// What the present row has in common with a document.
    pub fn parts(&self, document: u32) -> Parts {
        self.documents
            .get(document as usize)
            .copied()
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
        self.grams = grams(&fold(&feature.name));
        for asked in &query.asked {
            self.meet(index, query, asked);
        }
        self.texts(index, query, product);
        let points = |document: &u32| {
            let points = self.points(index, query, *document, weights).iter().sum::<i64>();
            (*document, i32::try_from(points).unwrap_or(i32::MAX))
        };
        self.found.iter().map(points).collect()
    }

    fn document(&mut self, document: u32) -> Option<&mut Parts> {
        let row = self.row;
        let entry = self.documents.get_mut(document as usize)?;
        if entry.row != row {
            *entry = Parts { row, ..Parts::default() };
            self.found.push(document);
        }
        Some(entry)
    }

    /// Adds a word to every text and document that has it; of its readings the surest counts.
    fn meet(&mut self, index: &Index, query: &Query, asked: &Asked) {
        self.step += 1;
        let (row, step) = (self.row, self.step);
        let clause = query.clauses.get(asked.clause as usize).copied().unwrap_or(0);
        for (place, factor) in &asked.readings {
            let Some(stem) = index.stems.get(*place as usize) else { continue };
            let share = shared(asked, *factor, stem.rarity);
            for text in &stem.texts {
                let Some(met) = self.texts.get_mut(*text as usize) else { continue };
                if met.row != row {
                    *met = Met { row, ..Met::default() };
                    self.touched.push(*text);
                }
                if met.step != step {
                    met.step = step;
                    met.share += share;
                    if clause > 0 {
                        if met.clause != asked.clause {
                            met.clause = asked.clause;
                            met.in_clause = 0;
                        }
                        met.in_clause += share;
                        met.best_clause = met.best_clause.max(alike(met.in_clause, clause));
                    }
                }
            }
            for posting in &stem.documents {
                let Some(parts) = self.document(posting.document) else { continue };
                if parts.step != step {
                    parts.step = step;
                    let counted = of_word(share, posting);
                    parts.words.iter_mut().zip(counted).for_each(|(sum, one)| *sum += one);
                }
            }
        }
    }

    fn texts(&mut self, index: &Index, query: &Query, product: Option<SourceProduct>) {
        let touched = std::mem::take(&mut self.touched);
        let asked = u64::from(root(query.whole));
        for place in &touched {
            let Some(text) = index.texts.get(*place as usize) else { continue };
            let met = self.texts.get(*place as usize).copied().unwrap_or_default();
            let factor = factor(text, product, query.platforms);
            let by_factor = |thousandths: u32| thousandths.min(1000) * factor / 100;
            let thousandths = |share: u32, of: u32| share.saturating_mul(1000) / of.max(1);
            let bounded = u32::try_from((asked * u64::from(text.root)) >> 20).unwrap_or(u32::MAX);
            let alike = by_factor(thousandths(met.share, bounded));
            let clause = match met.best_clause {
                0 => 0,
                best => by_factor((best << 10) / text.root.max(1)),
            };
            let covered = thousandths(met.share, text.whole).min(1000);
            let contained = by_factor(covered * covered / 1000 * text.whole.min(9000) / 9000);
            let is_name = text.kind == Kind::Name;
            let place = *place;
            let Some(parts) = self.document(text.document) else { continue };
            if alike > parts.best.0 {
                parts.others += parts.second.0;
                parts.second = parts.best;
                parts.best = (alike, place);
            } else if alike > parts.second.0 {
                parts.others += parts.second.0;
                parts.second = (alike, place);
            } else {
                parts.others += alike;
            }
            if contained > parts.contained.0 {
                parts.contained = (contained, place);
            }
            if clause > parts.clause.0 {
                parts.clause = (clause, place);
            }
            if is_name {
                parts.name = parts.name.max(covered);
            }
        }
        self.touched = touched;
    }

    /// How large each part of a document's score is, in thousandths of the largest.
    pub fn sizes(&self, index: &Index, query: &Query, document: u32) -> [i64; PARTS] {
        let parts = self.parts(document);
        let Some(entry) = index.documents.get(document as usize) else { return [0; PARTS] };
        let agreement = setting::agreement(query.platforms, query.families, entry.platforms, entry.families);
        let when = |agrees: bool| if agrees { 1000 } else { 0 };
        let whole = query.whole.max(1);
        let of_whole = |share: u64| i64::try_from((share / whole).min(1000)).unwrap_or(0);
        let text = |(alike, place): (u32, u32)| index.texts.get(place as usize).filter(|_| alike > 0);
        let letters = |one: (u32, u32)| {
            let text = text(one).filter(|_| one.0 >= LETTERS_FROM);
            text.map_or(0, |text| i64::from(common(&self.grams, &text.grams)))
        };
        let mut sizes = [0; PARTS];
        sizes[part::TEXT] = i64::from(parts.best.0);
        sizes[part::SECOND] = i64::from(parts.second.0);
        sizes[part::OTHERS] = i64::from(parts.others.min(5000)) / 5;
        sizes[part::CONTAINED] = i64::from(parts.contained.0);
        sizes[part::CLAUSE] = i64::from(parts.clause.0);
        sizes[part::WORDS] = of_whole(parts.words[0]);
        sizes[part::TYPICAL] = of_whole(parts.words[1]);
        sizes[part::NAME] = i64::from(parts.name);
        sizes[part::LETTERS] = letters(parts.best);
        sizes[part::PLATFORM] = when(agreement == Agreement::Common);
        sizes[part::OTHER_PLATFORM] = when(agreement == Agreement::Apart);
        sizes[part::NARROW] = when(agreement == Agreement::Narrow);
        sizes[part::OPPOSITE] = when(text(parts.best).is_some_and(|text| setting::opposite(query, text)));
        sizes[part::AREA] = when(query.areas.iter().any(|stem| entry.area_stems.contains(stem)));
        sizes
    }

    /// The points of each part of a document's score.
    pub fn points(&self, index: &Index, query: &Query, document: u32, weights: &Weights) -> [i64; PARTS] {
        let mut points = self.sizes(index, query, document);
        points.iter_mut().zip(weights).for_each(|(size, weight)| *size = *size * weight / 1000);
        points
    }
}

/// What a word shares with a text: its weight, as far as the reading counts, times its rarity.
fn shared(asked: &Asked, factor: u32, rarity: u32) -> u32 {
    let rarity = u64::from(rarity.min(asked.rarity));
    u32::try_from(u64::from(asked.weight) * u64::from(factor) * rarity / 1_000_000).unwrap_or(u32::MAX)
}

/// What a clause shares with a text by the clause's root, in 1/1024 of a root.
fn alike(share: u32, root: u32) -> u32 {
    u32::try_from(((u64::from(share) * 1000) << 10) / u64::from(root.max(1))).unwrap_or(u32::MAX)
}

/// What a word counts for a document, in thousandths of its share: by the weight of the best text with it, and by how
/// typical it is.
fn of_word(share: u32, posting: &Posting) -> [u64; 2] {
    let share = u64::from(share);
    [share * u64::from(posting.best) * 10, share * u64::from(posting.lift) / 6]
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

/// What each of the row's words counts for a document, in the row's order: thousandths of the share by text and by
/// how typical it is, the stem's place, and how far the reading counts.
pub fn words(index: &Index, query: &Query, document: u32) -> Vec<([u64; 2], u32, u32)> {
    let of = |asked: &Asked| {
        asked.readings.iter().find_map(|(place, factor)| {
            let stem = index.stems.get(*place as usize)?;
            let posting = stem.documents.iter().find(|one| one.document == document)?;
            Some((of_word(shared(asked, *factor, stem.rarity), posting), *place, *factor))
        })
    };
    query.asked.iter().map(|asked| of(asked).unwrap_or(([0; 2], u32::MAX, 0))).collect()
}
