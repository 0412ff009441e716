//! What a row asks for: its words with their weights and everything that each may be read as.
//! The name counts in full; what stands behind its head, description and category count less.

use super::index::{Index, inverse, inverse_root};
use super::readings::{Known, Reading};
use super::setting;
use super::text::fold::fold;
use super::text::{Language, Word};
use crate::intake::Feature;
use crate::model::platform::PlatformSet;
use std::rc::Rc;

/// Thousandths of the weight of a word in the head of the name.
const HEAD: u32 = 1000;
/// Behind a colon, a dash or in brackets.
const BEHIND: u32 = 800;
/// Most words of a label before a colon, dash or bracket.
const LABEL: usize = 5;
/// In the description, and in the category.
const DESCRIPTION: u32 = 300;
const CATEGORY: u32 = 100;
/// Most words taken from name, description, category.
const MOST: [usize; 3] = [32, 20, 6];

/// A clause below this sum, about two words, says too little by itself.
pub const SHORTEST_CLAUSE: u64 = 6000;

/// How far the known word that is most like a misspelt one counts, in thousandths.
const MISSPELT: u32 = 800;
/// A word that is still being typed, and most words that it may become.
const BEGUN: u32 = 800;
const COMPLETIONS: usize = 40;
/// A word that nothing explains counts as if it were this rare.
const UNKNOWN: u32 = 3000;

/// One word of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// As it stood, folded.
    pub text: String,
    /// Weight in thousandths.
    pub weight: u32,
    /// How rare it is.
    pub rarity: u32,
    /// Its clause, by place in the query's clauses.
    pub clause: u32,
    /// Stems that it may be read as, by place in the index, with how far each counts in thousandths, surest first.
    pub readings: Vec<(u32, u32)>,
}

/// A row's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The language that it is read in.
    pub language: Language,
    /// The words.
    pub asked: Vec<Asked>,
    /// The sum of weight times rarity, in thousandths.
    pub whole: u64,
    /// 1 divided by it, see [`inverse`].
    pub inverse: u64,
    /// 1 divided by its root, see [`inverse_root`].
    pub inverse_root: u32,
    /// The same of the sum of each clause, see [`inverse_root`]; 0 for a clause that is too short to
    /// count by itself, and in a row of one clause.
    pub clauses: Vec<u32>,
    /// The platforms that the row names.
    pub platforms: PlatformSet,
    /// How many vendors' platforms they are.
    pub families: usize,
    /// The areas that its category names, by place in the index.
    pub areas: Vec<u32>,
    /// Its name, folded.
    pub folded: String,
    /// The actions that its name names, see [`setting::actions`].
    pub actions: u8,
}

impl Query {
    /// The words of a feature.
    pub fn of(index: &Index, feature: &Feature) -> Query {
        let folded = fold(&feature.name);
        let language = index.words.language_of(&feature.name, &folded);
        let mut asked: Vec<Asked> = Vec::new();
        let (head, behind) = head(&feature.name);
        let texts = [
            (head, HEAD, MOST[0]),
            (behind, BEHIND, MOST[0]),
            (feature.description.as_str(), DESCRIPTION, MOST[1]),
            (feature.category.as_str(), CATEGORY, MOST[2]),
        ];
        let mut clauses = 0;
        let mut known = index.known.borrow_mut();
        for (text, weight, most) in texts {
            let mut left = most;
            for clause in clauses_of(text) {
                for word in joined(index, &mut known, index.words.of(clause, language)) {
                    if left > 0 {
                        left -= 1;
                        let readings = known.readings(index, &word, language);
                        add(index, &word.text, &readings, (weight, clauses), &mut asked);
                    }
                }
                clauses += 1;
            }
        }
        let platforms = setting::platforms(feature);
        let mut query = Query {
            language,
            whole: whole(&asked),
            inverse: inverse(whole(&asked)),
            inverse_root: inverse_root(whole(&asked)),
            clauses: vec![0; clauses as usize],
            areas: setting::areas(index, feature),
            families: setting::families(platforms),
            platforms,
            actions: setting::actions(&folded),
            folded,
            asked,
        };
        query.weigh_clauses();
        query
    }

    /// How much of the row nothing explains, in thousandths.
    pub fn unexplained(&self) -> u32 {
        let without = self.asked.iter().filter(|word| word.readings.is_empty());
        let sum: u64 = without.map(|word| u64::from(word.weight) * u64::from(word.rarity) / 1000).sum();
        u32::try_from(1000 * sum / self.whole.max(1)).unwrap_or(1000)
    }

    fn weigh_clauses(&mut self) {
        let of = |clause: u32| {
            let words = self.asked.iter().filter(|word| word.clause == clause);
            words.map(|word| u64::from(word.weight) * u64::from(word.rarity) / 1000).sum::<u64>()
        };
        let wholes: Vec<u64> = (0..).map(of).take(self.clauses.len()).collect();
        if wholes.iter().filter(|whole| **whole > 0).count() > 1 {
            for (clause, whole) in self.clauses.iter_mut().zip(wholes) {
                *clause = if whole >= SHORTEST_CLAUSE { inverse_root(whole) } else { 0 };
            }
        }
    }

    /// Reads the last word that says something as a beginning, too: for a text that is still being typed.
    pub fn open_end(&mut self, index: &Index) {
        let Some(last) = self.asked.last_mut().filter(|last| last.text.len() > 1) else { return };
        for place in index.beginning_with(&last.text).take(COMPLETIONS) {
            if !last.readings.iter().any(|(other, _)| *other == place) {
                last.readings.push((place, BEGUN));
            }
        }
        self.whole = whole(&self.asked);
        (self.inverse, self.inverse_root) = (inverse(self.whole), inverse_root(self.whole));
    }
}

/// A text in its clauses: at commas and the like, and at "and" and "or".
fn clauses_of(text: &str) -> Vec<&str> {
    let words =
        [" and ", " or ", " und ", " oder ", " et ", " ou ", " y ", " sowie ", " - ", " – ", " — ", ". "];
    let (mut clauses, mut from) = (Vec::new(), 0);
    for (at, letter) in text.char_indices() {
        let long = match letter {
            _ if at < from => continue,
            ',' | ';' | ':' | '(' | ')' | '\n' => letter.len_utf8(),
            ' ' | '.' => {
                let rest = text.get(at..).unwrap_or_default();
                // Most blanks stand before other words.
                let may_be = rest.as_bytes().get(1).is_some_and(|next| b"aoueys-\xe2 ".contains(next));
                let word = words.iter().find(|word| may_be && rest.starts_with(**word));
                word.map_or(0, |word| word.len())
            }
            _ => continue,
        };
        if long > 0 {
            clauses.extend(text.get(from..at));
            from = at + long;
        }
    }
    clauses.extend(text.get(from..));
    clauses.retain(|clause| !clause.trim().is_empty());
    clauses
}

fn whole(asked: &[Asked]) -> u64 {
    asked.iter().map(|word| u64::from(word.weight) * u64::from(word.rarity) / 1000).sum()
}

/// The name's head, and what stands behind a colon, a dash or in brackets.
fn head(name: &str) -> (&str, &str) {
    let is_mark = |at: usize| {
        let rest = name.get(at..).unwrap_or_default();
        [": ", " - ", " – ", " — ", " ("].iter().any(|mark| rest.starts_with(mark))
    };
    let at = name.match_indices([' ', ':']).map(|(at, _)| at).find(|at| is_mark(*at));
    // A long head is no label but the sentence itself.
    let is_label =
        |at: &usize| *at >= 4 && name.get(..*at).is_some_and(|head| head.split(' ').count() <= LABEL);
    match at.filter(is_label) {
        Some(at) => (name.get(..at).unwrap_or(name), name.get(at..).unwrap_or_default()),
        None => (name, ""),
    }
}

/// Words that the index knows as one: "file vault", "log in".
fn joined(index: &Index, known: &mut Known, words: Vec<Rc<Word>>) -> Vec<Rc<Word>> {
    let mut joined: Vec<Rc<Word>> = Vec::with_capacity(words.len());
    for word in words {
        match joined.last().and_then(|before| known.joint(index, &before.text, &word.text)) {
            Some(both) => {
                joined.pop();
                joined.push(both);
            }
            None => joined.push(word),
        }
    }
    joined
}

/// Adds a word with all that it may be read as.
fn add(
    index: &Index,
    text: &str,
    readings: &[Reading],
    (weight, clause): (u32, u32),
    asked: &mut Vec<Asked>,
) {
    for reading in readings {
        let weight = weight * reading.part.0 / reading.part.1;
        let places = match reading.nearest {
            Some(place) if reading.places.is_empty() && weight >= DESCRIPTION => vec![(place, MISSPELT)],
            _ => reading.places.clone(),
        };
        let first = places.first().map(|(place, _)| *place);
        if first.is_none() && (weight < BEHIND || reading.is_number) {
            continue;
        }
        let is_asked = |other: &Asked| other.readings.first().map(|(place, _)| *place) == first;
        if first.is_some() && asked.iter().any(is_asked) {
            continue;
        }
        let rarity =
            first.and_then(|place| index.stems.get(place as usize)).map_or(UNKNOWN, |stem| stem.rarity);
        asked.push(Asked { text: text.to_owned(), weight, rarity, clause, readings: places });
    }
}
