//! The points of every capability for one row, from the texts and words that it shares with it.
//! It says how much, not why: `evidence` writes down the same points in words.
//!
//! The words of the row tell first how many points a capability may have at most; only where that may bring it among
//! the best are its texts read.

use super::index::{Figures, Index, Posting, inverse};
use super::met::Meeting;
use super::parts::{FULL, PARTS, Parts, Weights, part};
use super::query::{Asked, Query, SHORTEST_CLAUSE};
use super::setting::{self, Agreement};
use super::text::fold::Letters;
use crate::model::platform::PlatformSet;
use crate::model::product::SourceProduct;
use std::cmp::Reverse;

/// Letters are compared with texts that are at least so much alike, in thousandths.
const LETTERS_FROM: u32 = 300;
/// The texts of so many capabilities are read before others are passed over.
const READ_FIRST: usize = 8;

/// What a document has that shares nothing with a row.
static NOTHING: Parts = Parts::NOTHING;

/// How a row is to be ranked.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The list's product.
    pub product: Option<SourceProduct>,
    /// What the parts of a score count.
    pub weights: &'a Weights,
    /// So many of the best are told; others may be left out.
    pub best: usize,
    /// Documents that are not left out.
    pub always: &'a [u32],
}

/// Scratch paper, as long as the index.
#[derive(Debug)]
pub struct Scores {
    row: u32,
    /// A step is a word of a row; they are counted on from row to row.
    step: u32,
    /// Roots, rounded up: of n/1000 in thousandths.
    roots: Vec<u32>,
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
            roots: (0..=1000_u32).map(|share| (share * 1000).isqrt() + 1).collect(),
            readers: vec![(0, 0); index.stems.len()],
            meeting: Meeting::default(),
            documents: vec![Parts::NOTHING; index.documents.len()],
            found: Vec::new(),
            letters: Letters::default(),
        }
    }

    /// What the present row has in common with a document.
    pub fn parts(&self, document: u32) -> &Parts {
        self.documents.get(document as usize).filter(|parts| parts.row == self.row).unwrap_or(&NOTHING)
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
        let mut ranked: Vec<(u32, i32)> = Vec::with_capacity(found.len());
        let (mut named, mut outside) = (Vec::new(), Vec::new());
        for document in &found {
            let with_most = (*document, self.most(index, query, *document, wanted));
            if wanted.always.contains(document) {
                named.push(*document);
            } else if index.documents.get(*document as usize).is_some_and(|one| one.outside.is_some()) {
                outside.push(with_most);
            } else {
                ranked.push(with_most);
            }
        }
        self.found = found;
        let first = wanted.best.max(READ_FIRST);
        let mut passed_over = Vec::new();
        if ranked.len() > first {
            ranked.select_nth_unstable_by_key(first, |(_, most)| Reverse(*most));
            passed_over = ranked.split_off(first);
        }
        for (document, points) in &mut ranked {
            *points = self.read(index, query, wanted, *document);
        }
        // What cannot have as many points as the last of the best so far is none of the best.
        let mut best = Best::of(&ranked, wanted.best);
        passed_over.retain(|(_, most)| *most >= best.least());
        passed_over.sort_unstable_by_key(|(_, most)| Reverse(*most));
        for (document, most) in passed_over {
            if most < best.least() {
                break;
            }
            let points = self.read(index, query, wanted, document);
            best.add(points);
            ranked.push((document, points));
        }
        for document in named {
            ranked.push((document, self.read(index, query, wanted, document)));
        }
        // Of the reasons for having none only the best is told.
        outside.sort_unstable_by_key(|(_, most)| Reverse(*most));
        let mut best = i32::MIN;
        for (document, most) in outside {
            if most < best {
                break;
            }
            let points = self.read(index, query, wanted, document);
            best = best.max(points);
            ranked.push((document, points));
        }
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
                    *parts = Parts { row, ..Parts::NOTHING };
                    self.found.push(posting.document);
                }
                self.meeting.note(&mut parts.notes, place, share, posting.texts);
                parts.crowd = parts.crowd.max(readers.1);
                parts.least = parts.least.min(posting.least);
                if parts.step != step {
                    parts.step = step;
                    parts.most.next_word();
                    let counted = of_word(share, posting);
                    parts.words.iter_mut().zip(counted).for_each(|(sum, one)| *sum += one);
                }
                parts.most.add(share, posting.texts.1.saturating_sub(posting.texts.0));
            }
        }
    }

    /// Reads the texts of a document: its points.
    fn read(&mut self, index: &Index, query: &Query, wanted: Wanted, document: u32) -> i32 {
        let Some(entry) = index.documents.get(document as usize) else { return 0 };
        let Some(parts) = self.documents.get_mut(document as usize) else { return 0 };
        let asked = u64::from(query.inverse_root);
        let (notes, from) = (parts.notes, entry.texts.0);
        self.meeting.texts(notes, from, &index.by_stem, query, |place, met| {
            if let Some(text) = index.figures.get(place as usize) {
                parts.add(place, text, met, asked, factor(text, wanted.product, query.platforms));
            }
        });
        self.points(index, query, document, wanted.weights).iter().sum()
    }

    /// More points than this a document cannot have, by the words that it shares with the row.
    fn most(&self, index: &Index, query: &Query, document: u32, wanted: Wanted) -> i32 {
        let parts = self.parts(document);
        let Some(entry) = index.documents.get(document as usize) else { return 0 };
        let factor = if wanted.product.is_some() { MOST_FACTOR } else { 100 };
        let by_factor = |thousandths: u32| (thousandths + ROUNDING).min(1000) * factor / 100;
        // A text weighs at least what its stems are worth, which words of the row share at most `crowd` times over.
        let squared = |share: u32| {
            let share = u64::from(share);
            let whole = u64::from(parts.least).max(share / u64::from(parts.crowd.max(1))).max(1);
            share * share / whole * 1000 + 1000
        };
        let of =
            |squared: u64, other: u64| u32::try_from((squared * other) >> 32).unwrap_or(1000).min(999) + 1;
        let root_of = |squared: u64, other: u64| {
            by_factor(self.roots.get(of(squared, other) as usize).copied().unwrap_or(1000))
        };
        let [first, second, third] = parts.most.shares().map(squared);
        let alike = root_of(first, query.inverse);
        let name = (u64::from(parts.most.share) * 1000 * u64::from(entry.name_inverse)) >> 32;
        let weights = wanted.weights;
        let mut sizes = self.known(index, query, document);
        sizes[part::TEXT] = thousandths(alike);
        sizes[part::SECOND] =
            if parts.most.texts > 1 { thousandths(root_of(second, query.inverse)) } else { 0 };
        let others = root_of(third, query.inverse) * parts.most.texts.saturating_sub(2);
        // Many texts: all of them together share no more than every word as often as it stands in one.
        let others = if others > 1000 { others.min(all_alike(parts, query, factor)) } else { others };
        sizes[part::OTHERS] = thousandths(others.min(5000) / 5);
        sizes[part::CONTAINED] = thousandths(by_factor(of(first, inverse(FULL.into()))));
        if query.clauses.iter().any(|inverse_root| *inverse_root > 0) {
            sizes[part::CLAUSE] = thousandths(root_of(first, inverse(SHORTEST_CLAUSE)));
        }
        sizes[part::NAME] = thousandths(u32::try_from(name + 1).unwrap_or(1000).min(1000));
        sizes[part::LETTERS] = if alike < LETTERS_FROM { 0 } else { 1000 };
        sizes[part::OPPOSITE] = 1000;
        let is_known =
            |part| matches!(part, part::PLATFORM | part::OTHER_PLATFORM | part::NARROW | part::AREA);
        // What is not known yet speaks against nothing.
        let weight = |part, weight: i32| if is_known(part) { weight } else { weight.max(0) };
        let points = |(part, (size, of_part)): (usize, (&i32, &i32))| size * weight(part, *of_part);
        sizes.iter().zip(weights).enumerate().map(points).sum::<i32>() / 1000 + 1
    }

    /// The parts of a document's score that its texts have no share in, in thousandths.
    fn known(&self, index: &Index, query: &Query, document: u32) -> [i32; PARTS] {
        let parts = self.parts(document);
        let mut sizes = [0; PARTS];
        let Some(entry) = index.documents.get(document as usize) else { return sizes };
        let agreement = setting::agreement(query.platforms, query.families, entry.platforms, entry.families);
        let when = |agrees: bool| if agrees { 1000 } else { 0 };
        let of_row = |words: u32| u32::try_from((u64::from(words) * query.inverse) >> 32).unwrap_or(1000);
        sizes[part::WORDS] = thousandths(of_row(parts.words[0]).min(1000));
        sizes[part::TYPICAL] = thousandths(of_row(parts.words[1]).min(1000));
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

/// The points of so many of the best, best first.
struct Best {
    points: Vec<i32>,
    wanted: usize,
}

impl Best {
    fn of(ranked: &[(u32, i32)], wanted: usize) -> Best {
        let mut points: Vec<i32> = ranked.iter().map(|(_, points)| *points).collect();
        points.sort_unstable_by_key(|points| Reverse(*points));
        points.truncate(wanted);
        Best { points, wanted }
    }

    fn add(&mut self, points: i32) {
        let place = self.points.partition_point(|other| *other >= points);
        self.points.insert(place, points);
        self.points.truncate(self.wanted);
    }

    /// The points of the last of them; there are fewer when everything counts.
    fn least(&self) -> i32 {
        if self.points.len() < self.wanted {
            i32::MIN
        } else {
            self.points.last().copied().unwrap_or(i32::MAX)
        }
    }
}

/// The likeness of all texts of a document together is no larger, in thousandths.
fn all_alike(parts: &Parts, query: &Query, factor: u32) -> u32 {
    let all = u64::from(parts.most.in_all);
    let squared = ((all * all / u64::from(parts.least.max(1)) + 1) * 1000 / query.whole.max(1) + 1) * 1000;
    let alike = u32::try_from(squared.min(25_000_000)).unwrap_or(u32::MAX).isqrt() + 1;
    (alike + ROUNDING + parts.most.texts) * factor / 100
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
