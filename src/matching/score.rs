//! The points of every capability for one row, from the texts and words that it shares with it.
//! It says how much, not why: `evidence` writes down the same points in words.
//!
//! The words of the row tell first how many points a capability may have at most; only where that may bring it among
//! the best are its texts read.

use super::index::{Figures, Index, Posting, root};
use super::met::{Meeting, Met, Notes};
use super::query::{Asked, Query, SHORTEST_CLAUSE};
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
/// The texts of so many capabilities are read before others are passed over.
const READ_FIRST: usize = 12;

/// What a document has got so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Parts {
    row: u32,
    step: u32,
    /// No text shares more than this with the row.
    most: u32,
    /// What the present word added to it.
    added: u32,
    /// Most words of the row that read one stem of it.
    crowd: u32,
    notes: Notes,
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
    pub words: [u32; 2],
}

/// How a row is to be ranked.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The list's product.
    pub product: Option<SourceProduct>,
    /// What the parts of a score count.
    pub weights: &'a Weights,
    /// So many of the best are told; others may be left out.
    pub best: usize,
    /// Documents that are not left out. Reasons for having no capability never are.
    pub always: &'a [u32],
}

/// Scratch paper, as long as the index.
#[derive(Debug)]
pub struct Scores {
    row: u32,
    /// A step is a word of a row; they are counted on from row to row.
    step: u32,
    /// How many words of the row read each stem; a row and a number.
    readers: Vec<(u32, u32)>,
    meeting: Meeting,
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
            readers: vec![(0, 0); index.stems.len()],
            meeting: Meeting::default(),
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

    /// The documents that share most with a row, with their points, in no order.
    pub fn rank(&mut self, index: &Index, query: &Query, wanted: Wanted) -> Vec<(u32, i32)> {
        self.row += 1;
        self.found.clear();
        self.letters.set(&query.folded);
        self.meeting.begin();
        for (place, asked) in (0..).zip(&query.asked) {
            self.meet(index, place, asked);
        }
        let found = std::mem::take(&mut self.found);
        let must = |document: &u32| {
            let outside = index.documents.get(*document as usize).is_some_and(|one| one.outside.is_some());
            outside || wanted.always.contains(document)
        };
        let (must, others): (Vec<u32>, Vec<u32>) = found.iter().partition(|document| must(document));
        let mut ranked: Vec<(u32, i32)> = Vec::with_capacity(found.len());
        ranked.extend(
            others.iter().map(|document| (*document, self.most(index, query, *document, wanted.weights))),
        );
        let first = wanted.best.max(READ_FIRST);
        let mut passed_over = Vec::new();
        if ranked.len() > first {
            ranked.select_nth_unstable_by_key(first, |(_, most)| std::cmp::Reverse(*most));
            passed_over = ranked.split_off(first);
        }
        for (document, points) in &mut ranked {
            *points = self.read(index, query, wanted, *document);
        }
        // What cannot have as many points as the last of the best so far is none of the best.
        let mut so_far: Vec<i32> = ranked.iter().map(|(_, points)| *points).collect();
        let least = match wanted.best.checked_sub(1) {
            Some(last) if last < so_far.len() => {
                so_far.select_nth_unstable_by_key(last, |points| std::cmp::Reverse(*points));
                so_far.get(last).copied().unwrap_or(i32::MIN)
            }
            _ => i32::MIN,
        };
        let left = passed_over.into_iter().filter(|(_, most)| *most >= least).map(|(document, _)| document);
        let left = must
            .into_iter()
            .chain(left)
            .map(|document| (document, self.read(index, query, wanted, document)));
        ranked.extend(left);
        self.found = found;
        ranked
    }

    /// Adds a word to every document that has it; of its readings the surest counts.
    fn meet(&mut self, index: &Index, place: u32, asked: &Asked) {
        self.step += 1;
        let (row, step) = (self.row, self.step);
        for (stem_place, factor) in &asked.readings {
            let Some(stem) = index.stems.get(*stem_place as usize) else { continue };
            let share = shared(asked, *factor, stem.rarity);
            let Some(readers) = self.readers.get_mut(*stem_place as usize) else { continue };
            *readers = (row, if readers.0 == row { readers.1 + 1 } else { 1 });
            for posting in &stem.documents {
                let Some(parts) = self.documents.get_mut(posting.document as usize) else { continue };
                if parts.row != row {
                    *parts = Parts { row, ..Parts::default() };
                    self.found.push(posting.document);
                }
                self.meeting.note(&mut parts.notes, place, share, posting.texts);
                parts.crowd = parts.crowd.max(readers.1);
                if parts.step != step {
                    (parts.step, parts.added) = (step, 0);
                    let counted = of_word(share, posting);
                    parts.words.iter_mut().zip(counted).for_each(|(sum, one)| *sum += one);
                }
                if share > parts.added {
                    parts.most += share - parts.added;
                    parts.added = share;
                }
            }
        }
    }

    /// Reads the texts of a document: its points.
    fn read(&mut self, index: &Index, query: &Query, wanted: Wanted, document: u32) -> i32 {
        let Some(entry) = index.documents.get(document as usize) else { return 0 };
        let mut parts = self.parts(document);
        let asked = u64::from(root(query.whole));
        let (notes, from) = (parts.notes, entry.texts.0);
        self.meeting.texts(notes, from, &index.by_stem, query, |place, met| {
            if let Some(text) = index.figures.get(place as usize) {
                parts.add(place, text, met, asked, factor(text, wanted.product, query.platforms));
            }
        });
        if let Some(known) = self.documents.get_mut(document as usize) {
            *known = parts;
        }
        self.points(index, query, document, wanted.weights).iter().sum()
    }

    /// More points than this a document cannot have, by the words that it shares with the row.
    fn most(&self, index: &Index, query: &Query, document: u32, weights: &Weights) -> i32 {
        let parts = self.parts(document);
        let Some(entry) = index.documents.get(document as usize) else { return 0 };
        let by_factor = |thousandths: u32| (thousandths + ROUNDING).min(1000) * MOST_FACTOR / 100;
        // A text weighs at least what its stems are worth, which words of the row share at most `crowd` times over.
        let share = u64::from(parts.most) * u64::from(parts.crowd);
        let of = |whole: u64| u32::try_from(share * 1000 / whole.max(1)).unwrap_or(u32::MAX).min(1000);
        let alike = by_factor(root_of_thousandths(of(query.whole)));
        let name = u64::from(parts.most) * 1000 / u64::from(entry.name_whole.max(1));
        let texts = entry.texts.1.saturating_sub(entry.texts.0);
        let mut sizes = self.known(index, query, document);
        let mut set = |part: usize, size: u32| sizes[part] = i32::try_from(size).unwrap_or(1000);
        set(part::TEXT, alike);
        set(part::SECOND, if texts > 1 { alike } else { 0 });
        set(part::OTHERS, alike * texts.saturating_sub(2).min(5) / 5);
        set(part::CONTAINED, by_factor(of(FULL)));
        if query.clauses.iter().any(|root| *root > 0) {
            set(part::CLAUSE, by_factor(root_of_thousandths(of(SHORTEST_CLAUSE))));
        }
        set(part::NAME, u32::try_from(name).unwrap_or(1000).saturating_add(1).min(1000));
        set(part::LETTERS, if alike < LETTERS_FROM { 0 } else { 1000 });
        set(part::OPPOSITE, if weights[part::OPPOSITE] > 0 { 1000 } else { 0 });
        let points = |(part, size): (usize, &i32)| match part {
            part::PLATFORM | part::OTHER_PLATFORM | part::NARROW | part::AREA => size * weights[part],
            _ => size * weights[part].max(0),
        };
        sizes.iter().enumerate().map(points).sum::<i32>() / 1000 + 1
    }

    /// The parts of a document's score that its texts have no share in, in thousandths.
    fn known(&self, index: &Index, query: &Query, document: u32) -> [i32; PARTS] {
        let parts = self.parts(document);
        let mut sizes = [0; PARTS];
        let Some(entry) = index.documents.get(document as usize) else { return sizes };
        let agreement = setting::agreement(query.platforms, query.families, entry.platforms, entry.families);
        let when = |agrees: bool| if agrees { 1000 } else { 0 };
        let whole = u32::try_from(query.whole).unwrap_or(u32::MAX).max(1);
        sizes[part::WORDS] = thousandths((parts.words[0] / whole).min(1000));
        sizes[part::TYPICAL] = thousandths((parts.words[1] / whole).min(1000));
        sizes[part::PLATFORM] = when(agreement == Agreement::Common);
        sizes[part::OTHER_PLATFORM] = when(agreement == Agreement::Apart);
        sizes[part::NARROW] = when(agreement == Agreement::Narrow);
        sizes[part::AREA] = when(query.areas.contains(&entry.area));
        sizes
    }

    /// How large each part of a document's score is, in thousandths of the largest.
    pub fn sizes(&self, index: &Index, query: &Query, document: u32) -> [i32; PARTS] {
        let parts = self.parts(document);
        let best = index.figures.get(parts.best.1 as usize).filter(|_| parts.best.0 > 0);
        let like = best.filter(|_| parts.best.0 >= LETTERS_FROM);
        let letters =
            like.and_then(|text| index.letters.get(text.letters.0 as usize..text.letters.1 as usize));
        let opposite = best.is_some_and(|text| setting::opposite(query.actions, text.actions));
        let mut sizes = self.known(index, query, document);
        sizes[part::TEXT] = thousandths(parts.best.0);
        sizes[part::SECOND] = thousandths(parts.second.0);
        sizes[part::OTHERS] = thousandths(parts.others.min(5000) / 5);
        sizes[part::CONTAINED] = thousandths(parts.contained.0);
        sizes[part::CLAUSE] = thousandths(parts.clause.0);
        sizes[part::NAME] = thousandths(parts.name);
        sizes[part::LETTERS] = letters.map_or(0, |letters| thousandths(self.letters.likeness(letters)));
        sizes[part::OPPOSITE] = if opposite { 1000 } else { 0 };
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

impl Parts {
    /// Adds a text of the document; `asked` is the root of the row's sum, `factor` how much the text counts.
    fn add(&mut self, place: u32, text: &Figures, met: Met, asked: u64, factor: u32) {
        let by_factor = |thousandths: u32| thousandths.min(1000) * factor / 100;
        let of = |whole: u32| met.share.saturating_mul(1000) / whole.max(1);
        let alike = by_factor(of(u32::try_from((asked * u64::from(text.root)) >> 20).unwrap_or(u32::MAX)));
        if alike > self.best.0 {
            self.others += self.second.0;
            (self.second, self.best) = (self.best, (alike, place));
        } else if alike > self.second.0 {
            self.others += self.second.0;
            self.second = (alike, place);
        } else {
            self.others += alike;
        }
        let covered = of(text.whole).min(1000);
        let full = u32::try_from(FULL).unwrap_or(u32::MAX);
        let contained = by_factor(covered * covered / 1000 * text.whole.min(full) / full);
        if contained > self.contained.0 {
            self.contained = (contained, place);
        }
        if text.is_name {
            self.name = self.name.max(covered);
        }
        let (share, root) = met.clause;
        if share > 0 {
            let bounded = (u64::from(root) * u64::from(text.root)) >> 20;
            let alike =
                by_factor(u32::try_from(u64::from(share) * 1000 / bounded.max(1)).unwrap_or(u32::MAX));
            if alike > self.clause.0 {
                self.clause = (alike, place);
            }
        }
    }
}

/// The root of a share, both in thousandths; never less.
fn root_of_thousandths(share: u32) -> u32 {
    (share * 1000).isqrt() + 1
}

fn thousandths(share: u32) -> i32 {
    i32::try_from(share).unwrap_or(1000)
}

/// What a word counts for a document, in thousandths of its share: by the weight of the best text with it, and by how
/// typical it is.
fn of_word(share: u32, posting: &Posting) -> [u32; 2] {
    [share * u32::from(posting.best) * 10, share * u32::from(posting.lift) / 6]
}

/// No text counts more, in hundredths.
const MOST_FACTOR: u32 = 112;
/// A text of so much rarity says as much as one can.
const FULL: u64 = 9000;
/// Likeness may be so many thousandths too large, because sums are whole numbers.
const ROUNDING: u32 = 10;

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
