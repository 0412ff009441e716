//! The points of every capability for one row, from the texts and words that it shares with it.
//! It says how much, not why: `evidence` writes down the same points in words.

use super::index::{Figures, Index, Posting, root};
use super::query::{Asked, Query};
use super::setting::{self, Agreement};
use super::text::fold::Letters;
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
pub type Weights = [i32; PARTS];

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
    /// A text that is covered no further, in thousandths, is not fuller.
    covered: u32,
    /// The text most like one clause of the row.
    pub clause: (u32, u32),
    /// How much of the name is covered, in thousandths.
    pub name: u32,
    /// What words share: by the best text with them, and by how typical they are.
    pub words: [u32; 2],
}

/// What the row shares with a text.
#[derive(Debug, Clone, Copy, Default)]
struct Met {
    step: u32,
    share: u32,
    clause: u32,
    /// In the present clause.
    in_clause: u32,
    /// In the best clause, and its root.
    best_clause: (u32, u32),
}

/// Scratch paper, as long as the index.
#[derive(Debug)]
pub struct Scores {
    row: u32,
    /// A step is a word of a row; they are counted on from row to row.
    step: u32,
    texts: Vec<Met>,
    touched: Vec<u32>,
    documents: Vec<Parts>,
    found: Vec<u32>,
    /// The letters of the row.
    letters: Letters,
}

impl Scores {
    /// Scratch paper for an index.
    pub fn of(index: &Index) -> Scores {
        Scores {
            row: 0,
            step: 0,
            texts: vec![Met::default(); index.figures.len()],
            touched: Vec::new(),
            documents: vec![Parts::default(); index.documents.len()],
            found: Vec::new(),
            letters: Letters::default(),
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
        product: Option<SourceProduct>,
        weights: &Weights,
    ) -> Vec<(u32, i32)> {
        self.row += 1;
        self.touched.clear();
        self.found.clear();
        self.letters.set(&query.folded);
        let before = self.step;
        for asked in &query.asked {
            self.meet(index, query, asked, before);
        }
        self.texts(index, query, product);
        let points =
            |document: &u32| (*document, self.points(index, query, *document, weights).iter().sum::<i32>());
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

    /// Adds a word to every text and document that has it; of its readings the surest counts. Texts that were met last
    /// in a step up to `before` belong to earlier rows.
    fn meet(&mut self, index: &Index, query: &Query, asked: &Asked, before: u32) {
        self.step += 1;
        let step = self.step;
        let clause = query.clauses.get(asked.clause as usize).copied().unwrap_or(0);
        for (place, factor) in &asked.readings {
            let Some(stem) = index.stems.get(*place as usize) else { continue };
            let share = shared(asked, *factor, stem.rarity);
            for text in &stem.texts {
                let Some(met) = self.texts.get_mut(*text as usize) else { continue };
                if met.step == step {
                    continue;
                }
                if met.step <= before {
                    *met = Met::default();
                    self.touched.push(*text);
                }
                met.step = step;
                met.share += share;
                if clause > 0 {
                    met.add_to_clause(asked.clause, clause, share);
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
            let place = *place;
            let Some(text) = index.figures.get(place as usize) else { continue };
            let met = self.texts.get(place as usize).copied().unwrap_or_default();
            let Some(parts) = self.document(text.document) else { continue };
            let factor = factor(text, product, query.platforms);
            let by_factor = |thousandths: u32| thousandths.min(1000) * factor / 100;
            let thousandths = |of: u32| met.share.saturating_mul(1000) / of.max(1);
            let bounded = u32::try_from((asked * u64::from(text.root)) >> 20).unwrap_or(u32::MAX);
            let alike = by_factor(thousandths(bounded));
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
            let full = u64::from(met.share) * 1000;
            if text.is_name || full >= u64::from(parts.covered + 1) * u64::from(text.whole) {
                let covered = thousandths(text.whole).min(1000);
                let contained = by_factor(covered * covered / 1000 * text.whole.min(9000) / 9000);
                if contained > parts.contained.0 {
                    parts.contained = (contained, place);
                    parts.covered = (contained * 1000 * 100 / MOST_FACTOR).isqrt();
                }
                if text.is_name {
                    parts.name = parts.name.max(covered);
                }
            }
            if let Some(clause) = met.clause_above(text, factor, parts.clause.0) {
                parts.clause = (by_factor(clause), place);
            }
        }
        self.touched = touched;
    }

    /// How large each part of a document's score is, in thousandths of the largest.
    pub fn sizes(&self, index: &Index, query: &Query, document: u32) -> [i32; PARTS] {
        let parts = self.parts(document);
        let Some(entry) = index.documents.get(document as usize) else { return [0; PARTS] };
        let agreement = setting::agreement(query.platforms, query.families, entry.platforms, entry.families);
        let when = |agrees: bool| if agrees { 1000 } else { 0 };
        let whole = u32::try_from(query.whole).unwrap_or(u32::MAX).max(1);
        let thousandths = |share: u32| i32::try_from(share).unwrap_or(1000);
        let best = index.figures.get(parts.best.1 as usize).filter(|_| parts.best.0 > 0);
        let like = best.filter(|_| parts.best.0 >= LETTERS_FROM);
        let letters =
            like.and_then(|text| index.letters.get(text.letters.0 as usize..text.letters.1 as usize));
        let mut sizes = [0; PARTS];
        sizes[part::TEXT] = thousandths(parts.best.0);
        sizes[part::SECOND] = thousandths(parts.second.0);
        sizes[part::OTHERS] = thousandths(parts.others.min(5000) / 5);
        sizes[part::CONTAINED] = thousandths(parts.contained.0);
        sizes[part::CLAUSE] = thousandths(parts.clause.0);
        sizes[part::WORDS] = thousandths((parts.words[0] / whole).min(1000));
        sizes[part::TYPICAL] = thousandths((parts.words[1] / whole).min(1000));
        sizes[part::NAME] = thousandths(parts.name);
        sizes[part::LETTERS] = letters.map_or(0, |letters| thousandths(self.letters.likeness(letters)));
        sizes[part::PLATFORM] = when(agreement == Agreement::Common);
        sizes[part::OTHER_PLATFORM] = when(agreement == Agreement::Apart);
        sizes[part::NARROW] = when(agreement == Agreement::Narrow);
        sizes[part::OPPOSITE] = when(best.is_some_and(|text| setting::opposite(query.actions, text.actions)));
        sizes[part::AREA] = when(query.areas.contains(&entry.area));
        sizes
    }

    /// The points of each part of a document's score.
    pub fn points(&self, index: &Index, query: &Query, document: u32, weights: &Weights) -> [i32; PARTS] {
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

impl Met {
    /// Adds what a word of a clause shares with the text.
    fn add_to_clause(&mut self, clause: u32, root: u32, share: u32) {
        if self.clause != clause {
            (self.clause, self.in_clause) = (clause, 0);
        }
        self.in_clause += share;
        let (best, of) = self.best_clause;
        if u64::from(self.in_clause) * u64::from(of) >= u64::from(best) * u64::from(root) {
            self.best_clause = (self.in_clause, root);
        }
    }

    /// How alike the best clause is to the text, in thousandths, if it counts more than `least`.
    fn clause_above(&self, text: &Figures, factor: u32, least: u32) -> Option<u32> {
        let (share, root) = self.best_clause;
        if share == 0 {
            return None;
        }
        // Divided only where it may matter.
        let wanted = ((least + 1) * 100).div_ceil(factor.max(1));
        let share = (u64::from(share) * 1000) << 10;
        if share << 10 < u64::from(wanted) * u64::from(root) * u64::from(text.root) {
            return None;
        }
        let of_clause = u32::try_from(share / u64::from(root.max(1))).unwrap_or(u32::MAX);
        let alike = (of_clause << 10) / text.root.max(1);
        (alike.min(1000) * factor / 100 > least).then_some(alike)
    }
}

/// What a word counts for a document, in thousandths of its share: by the weight of the best text with it, and by how
/// typical it is.
fn of_word(share: u32, posting: &Posting) -> [u32; 2] {
    [share * u32::from(posting.best) * 10, share * u32::from(posting.lift) / 6]
}

/// No text counts more, in hundredths.
const MOST_FACTOR: u32 = 112;

/// How much a text counts for this row, in hundredths.
fn factor(text: &Figures, product: Option<SourceProduct>, platforms: PlatformSet) -> u32 {
    let mut factor = text.weight;
    if product.is_some() && text.product.is_some() {
        factor = factor * if text.product == product { MOST_FACTOR } else { 92 } / 100;
    }
    let other = !platforms.is_empty()
        && !text.platforms.is_empty()
        && text.platforms.intersection(platforms).is_empty();
    if other { factor * 80 / 100 } else { factor }
}

/// What each of the row's words counts for a document, in the row's order: thousandths of the share by text and by
/// how typical it is, the stem's place, and how far the reading counts.
pub fn words(index: &Index, query: &Query, document: u32) -> Vec<([u32; 2], u32, u32)> {
    let of = |asked: &Asked| {
        asked.readings.iter().find_map(|(place, factor)| {
            let stem = index.stems.get(*place as usize)?;
            let posting = stem.posting(document)?;
            Some((of_word(shared(asked, *factor, stem.rarity), posting), *place, *factor))
        })
    };
    query.asked.iter().map(|asked| of(asked).unwrap_or(([0; 2], u32::MAX, 0))).collect()
}
