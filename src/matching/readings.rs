//! What a word of a row may be read as, whatever it weighs there: found once for every word and remembered.
//! Which text has the stems, and what that counts, is the matter of `score`.

use super::index::Index;
use super::text::{Language, MOST_KEPT, Word, same};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// How far a reading of a word counts, in thousandths.
const SAME: u32 = 1000;
const TRANSLATED: u32 = 1000;
const NEAR: u32 = 650;
/// An English word of the same root: Installation and install, Zertifikat and certificate.
const COGNATE: u32 = 850;
/// A near word counts only when it is at least so rare: in less than about one document of seven.
const TELLING: u32 = 2000;

/// A word, a part of it or a word of what it abbreviates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its part of the word's weight: so many of so many.
    pub part: (u32, u32),
    /// Stems that it may be read as, by place in the index, with how far each counts in thousandths, surest first.
    pub places: Vec<(u32, u32)>,
    /// The stem that it may be a misspelling of, when there is no place.
    pub nearest: Option<u32>,
    /// Whether it is digits only.
    pub is_number: bool,
}

/// A word with its readings.
type Read = (Rc<Word>, Rc<[Reading]>);

/// The readings of words, as far as they were asked for.
#[derive(Debug, Default)]
pub struct Known {
    /// By language and text.
    readings: [FxHashMap<String, Read>; 4],
    /// Two words written together that the index knows as one.
    joints: FxHashMap<String, Option<Rc<Word>>>,
    /// Room for two words.
    both: String,
}

impl Known {
    /// Two words as one, if the index knows that.
    pub fn joint(&mut self, index: &Index, before: &str, word: &str) -> Option<Rc<Word>> {
        self.both.clear();
        self.both.push_str(before);
        self.both.push_str(word);
        if let Some(known) = self.joints.get(&self.both) {
            return known.clone();
        }
        let stem = index.words.stemmed(&self.both, Language::English);
        let joint = index
            .places
            .contains_key(&stem)
            .then(|| Rc::new(Word { text: self.both.clone(), stem, parts: Vec::new() }));
        if self.joints.len() < MOST_KEPT {
            self.joints.insert(self.both.clone(), joint.clone());
        }
        joint
    }

    /// All that a word of a row in a language may be read as.
    pub fn readings(&mut self, index: &Index, word: &Rc<Word>, language: Language) -> Rc<[Reading]> {
        let known = self.readings.get_mut(language as usize);
        let found = known.as_ref().and_then(|known| known.get(&word.text));
        // Two words that are read as one have another stem than the same letters as one word.
        if let Some((of, found)) = found
            && of == word
        {
            return Rc::clone(found);
        }
        let found: Rc<[Reading]> = readings(index, word, language).into();
        if let Some(known) = known.filter(|known| known.len() < MOST_KEPT) {
            known.insert(word.text.clone(), (Rc::clone(word), Rc::clone(&found)));
        }
        found
    }
}

fn readings(index: &Index, word: &Word, language: Language) -> Vec<Reading> {
    let known = index.places.contains_key(&word.stem);
    let mut found = Vec::new();
    if known || word.parts.is_empty() {
        found.extend(reading(index, &word.text, &word.stem, language, (1, 1)));
    }
    // The parts of a compound count beside it, or in its place.
    let part = if known { (1, 2) } else { (4, 5) };
    found.extend(word.parts.iter().filter_map(|stem| reading(index, &word.text, stem, language, part)));
    if let Some(long) = same::written_out(&word.text) {
        let english = Language::English;
        let long = index.words.of(long, english);
        found.extend(long.iter().filter_map(|long| reading(index, &word.text, &long.stem, english, (1, 2))));
    }
    found
}

/// What a stem may be read as; `None` for a maker's name that the index does not know.
fn reading(index: &Index, text: &str, stem: &str, language: Language, part: (u32, u32)) -> Option<Reading> {
    let mut places: Vec<(u32, u32)> = Vec::new();
    let mut read = |place: Option<u32>, factor: u32| {
        if let Some(place) = place
            && !places.iter().any(|(other, _)| *other == place)
        {
            places.push((place, factor));
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
    if places.is_empty() && same::is_maker(text) {
        return None;
    }
    let has_digits = text.bytes().any(|letter| letter.is_ascii_digit());
    let nearest = if places.is_empty() && !has_digits { index.nearest(stem) } else { None };
    Some(Reading { part, places, nearest, is_number: text.bytes().all(|letter| letter.is_ascii_digit()) })
}
