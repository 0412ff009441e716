//! What a row asks for: its words with their weights and everything that each may be read as.
//! The name counts in full; what stands behind its head, description and category count less.

use super::index::{Index, root};
use super::setting;
use super::text::fold::fold;
use super::text::{Language, Word, same};
use crate::intake::Feature;
use crate::model::platform::PlatformSet;

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
const SHORTEST_CLAUSE: u64 = 6000;

/// How far a reading of a word counts, in thousandths.
const SAME: u32 = 1000;
const TRANSLATED: u32 = 1000;
const NEAR: u32 = 650;
const MISSPELT: u32 = 800;
/// An English word of the same root: Installation and install, Zertifikat and certificate.
const COGNATE: u32 = 850;
/// A near word counts only when it is at least so rare: in less than about one document of seven.
const TELLING: u32 = 2000;
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
    /// The root of the same sum for each clause, see [`super::index::root`]; 0 for a clause that is too short to
    /// count by itself, and in a row of one clause.
    pub clauses: Vec<u32>,
    /// The platforms that the row names.
    pub platforms: PlatformSet,
    /// How many vendors' platforms they are.
    pub families: usize,
    /// The stems of its category, in its language and in English.
    pub areas: Vec<String>,
    /// The actions that its name names, see [`setting::actions`].
    pub actions: u8,
}

impl Query {
    /// The words of a feature.
    pub fn of(index: &Index, feature: &Feature) -> Query {
        let language = index.words.language(&feature.name);
        let mut asked: Vec<Asked> = Vec::new();
        let (head, behind) = head(&feature.name);
        let texts = [
            (head, HEAD, MOST[0]),
            (behind, BEHIND, MOST[0]),
            (feature.description.as_str(), DESCRIPTION, MOST[1]),
            (feature.category.as_str(), CATEGORY, MOST[2]),
        ];
        let mut clauses = 0;
        for (text, weight, most) in texts {
            let mut left = most;
            for clause in clauses_of(text) {
                for word in joined(index, index.words.of(clause, language)) {
                    if left > 0 {
                        left -= 1;
                        add(index, &word, language, (weight, clauses), &mut asked);
                    }
                }
                clauses += 1;
            }
        }
        let mut query = Query {
            language,
            whole: whole(&asked),
            clauses: vec![0; clauses as usize],
            areas: setting::areas(index, feature),
            families: setting::families(setting::platforms(feature)),
            platforms: setting::platforms(feature),
            actions: setting::actions(&fold(&feature.name)),
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
                *clause = if whole >= SHORTEST_CLAUSE { root(whole) } else { 0 };
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
    }
}

/// A text in its clauses: at commas and the like, and at "and" and "or".
fn clauses_of(text: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    let mut rest = text;
    let ends = |rest: &str| {
        let marks = rest.char_indices().filter_map(|(at, letter)| {
            matches!(letter, ',' | ';' | ':' | '(' | ')' | '\n').then_some((at, letter.len_utf8()))
        });
        let words =
            [" and ", " or ", " und ", " oder ", " et ", " ou ", " y ", " sowie ", " - ", " – ", " — ", ". "];
        let words = words.iter().filter_map(|word| rest.find(word).map(|at| (at, word.len())));
        marks.chain(words).min()
    };
    while let Some((at, long)) = ends(rest) {
        clauses.extend(rest.get(..at));
        rest = rest.get(at + long..).unwrap_or_default();
    }
    clauses.push(rest);
    clauses.retain(|clause| !clause.trim().is_empty());
    clauses
}

fn whole(asked: &[Asked]) -> u64 {
    asked.iter().map(|word| u64::from(word.weight) * u64::from(word.rarity) / 1000).sum()
}

/// The name's head, and what stands behind a colon, a dash or in brackets.
fn head(name: &str) -> (&str, &str) {
    let at = [": ", " - ", " – ", " — ", " ("].iter().filter_map(|mark| name.find(mark)).min();
    // A long head is no label but the sentence itself.
    let is_label =
        |at: &usize| *at >= 4 && name.get(..*at).is_some_and(|head| head.split(' ').count() <= LABEL);
    match at.filter(is_label) {
        Some(at) => (name.get(..at).unwrap_or(name), name.get(at..).unwrap_or_default()),
        None => (name, ""),
    }
}

/// Words that the index knows as one: "file vault", "log in".
fn joined(index: &Index, words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        let both = joined.last().map(|before| format!("{}{}", before.text, word.text));
        let stem = both.as_ref().map(|both| index.words.stem(both, Language::English));
        match (both, stem) {
            (Some(text), Some(stem)) if index.places.contains_key(&stem) => {
                joined.pop();
                joined.push(Word { text, stem, parts: Vec::new() });
            }
            _ => joined.push(word),
        }
    }
    joined
}

fn add(index: &Index, word: &Word, language: Language, (weight, clause): (u32, u32), asked: &mut Vec<Asked>) {
    let known = index.places.contains_key(&word.stem);
    if known || word.parts.is_empty() {
        push(index, &word.text, &word.stem, language, (weight, clause), asked);
    }
    // The parts of a compound count beside it, or in its place.
    for part in &word.parts {
        push(
            index,
            &word.text,
            part,
            language,
            (if known { weight / 2 } else { weight * 4 / 5 }, clause),
            asked,
        );
    }
    if let Some(long) = same::written_out(&word.text) {
        for long in index.words.of(long, Language::English) {
            push(index, &word.text, &long.stem, Language::English, (weight / 2, clause), asked);
        }
    }
}

fn push(
    index: &Index,
    text: &str,
    stem: &str,
    language: Language,
    (weight, clause): (u32, u32),
    asked: &mut Vec<Asked>,
) {
    let mut readings: Vec<(u32, u32)> = Vec::new();
    let mut read = |place: Option<u32>, factor: u32| {
        if let Some(place) = place
            && !readings.iter().any(|(other, _)| *other == place)
        {
            readings.push((place, factor));
        }
    };
    let place = |stem: &str| index.places.get(stem).copied();
    // A near word that is everywhere tells nothing.
    let near = |stem: &String| {
        let telling = |place: &u32| index.stems.get(*place as usize).is_some_and(|one| one.rarity >= TELLING);
        place(stem).filter(telling)
    };
    read(place(stem), SAME);
    for english in index.words.english(stem, language) {
        read(place(english), TRANSLATED);
        index.words.near(english).iter().for_each(|stem| read(near(stem), NEAR * TRANSLATED / 1000));
    }
    if language == Language::English {
        index.words.near(stem).iter().for_each(|stem| read(near(stem), NEAR));
    } else {
        // An English word in a row of another language, or one of the same root.
        let english = index.words.stem(text, Language::English);
        let loan = place(&english).filter(|place| index.is_english(*place));
        match loan {
            Some(loan) => {
                read(Some(loan), if place(stem).is_none() { SAME } else { TRANSLATED });
                index.words.near(&english).iter().for_each(|stem| read(near(stem), NEAR * TRANSLATED / 1000));
            }
            None if index.words.english(stem, language).is_empty() => read(index.cognate(stem), COGNATE),
            None => {}
        }
    }
    if readings.is_empty() && same::is_maker(text) {
        return;
    }
    if readings.is_empty() && weight >= DESCRIPTION && !text.bytes().any(|letter| letter.is_ascii_digit()) {
        let nearest = index.nearest(stem);
        if let Some(place) = nearest {
            readings.push((place, MISSPELT));
        }
    }
    if readings.is_empty() && (weight < BEHIND || text.bytes().all(|letter| letter.is_ascii_digit())) {
        return;
    }
    let first = readings.first().map(|(place, _)| *place);
    if asked.iter().any(|other| other.readings.first().map(|(place, _)| *place) == first && first.is_some()) {
        return;
    }
    let rarity = first.and_then(|place| index.stems.get(place as usize)).map_or(UNKNOWN, |stem| stem.rarity);
    asked.push(Asked { text: text.to_owned(), weight, rarity, clause, readings });
}
