//! Text to comparable words: language, stems, parts of compounds, words that mean the same or nearly so.
//! It knows no capability; weights are the index's matter.

pub mod compounds;
pub mod fold;
pub mod same;
pub mod stop;

use crate::catalogue::phrases::Translation;
use compounds::Compounds;
use fold::fold;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

pub use crate::catalogue::phrases::Language;

/// Most words that are remembered of one kind: lists repeat their words.
pub const MOST_KEPT: usize = 50_000;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it stood, folded.
    pub text: String,
    /// What it is compared by.
    pub stem: String,
    /// The stems of its parts, when it is a compound.
    pub parts: Vec<String>,
}

/// In which languages a word says nothing, and to which it belongs, each by bits.
#[derive(Debug, Clone, Copy)]
struct Spoken {
    little: u8,
    own: u8,
}

/// Turns text into words; made once, the stemmers are costly.
pub struct Words {
    stemmers: [(Language, Stemmer); 4],
    /// Stems found so far, by language.
    stems: RefCell<[FxHashMap<String, String>; 4]>,
    /// Words read so far, by language.
    read: RefCell<[FxHashMap<String, Rc<Word>>; 4]>,
    /// Words whose languages were told so far.
    spoken: RefCell<FxHashMap<String, Spoken>>,
    /// English stems by language and stem.
    translations: FxHashMap<(Language, String), Vec<String>>,
    /// Stems that nearly mean the same, by English stem.
    near: FxHashMap<String, Vec<String>>,
    /// The languages of folded words, by bits.
    known: FxHashMap<String, u8>,
    compounds: Compounds,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words")
    }
}

impl Words {
    /// The analyser with its dictionary; the texts tell which words belong to which language, and what may be part of a
    /// German compound.
    pub fn new<'a>(
        translations: &'a [Translation],
        texts: impl Iterator<Item = (Language, &'a str)>,
    ) -> Words {
        let stemmer = |language| (language, Stemmer::create(algorithm(language)));
        let mut words = Words {
            stemmers: Language::ALL.map(stemmer),
            stems: RefCell::default(),
            read: RefCell::default(),
            spoken: RefCell::default(),
            translations: FxHashMap::default(),
            near: FxHashMap::default(),
            known: FxHashMap::default(),
            compounds: Compounds::default(),
        };
        for one in translations {
            let folded = fold(&one.word);
            let stem = words.stem(&folded, one.language);
            let english = one.english.split(' ').map(|word| words.stem(&fold(word), Language::English));
            words.translations.insert((one.language, stem.clone()), english.collect());
            if one.language == Language::German {
                words.compounds.learn(&folded, stem);
            }
        }
        for group in same::near() {
            let stems: Vec<String> = group.map(|word| words.stem(word, Language::English)).collect();
            for stem in &stems {
                let near = words.near.entry(stem.clone()).or_default();
                let others = stems.iter().filter(|other| *other != stem);
                for other in others {
                    if !near.contains(other) {
                        near.push(other.clone());
                    }
                }
            }
        }
        let mut loans: Vec<String> = Vec::new();
        for (language, text) in texts {
            for word in fold(text).split(' ') {
                if language == Language::German {
                    words.compounds.learn(word, words.stem(word, language));
                } else if language == Language::English && word.len() > 3 {
                    loans.push(word.to_owned());
                }
                *words.known.entry(word.to_owned()).or_default() |= bit(language);
            }
        }
        // German takes English words into its compounds, but its own come first.
        for loan in loans {
            words.compounds.learn(&loan, words.stem(&loan, Language::English));
        }
        words
    }

    /// The language of a text, by the words that say nothing, those that only one language knows, and letters that
    /// others lack.
    pub fn language(&self, text: &str) -> Language {
        self.language_of(text, &fold(text))
    }

    /// The same of a text whose folding is at hand.
    pub fn language_of(&self, text: &str, folded: &str) -> Language {
        let marks = |language: Language| {
            let letters = match language {
                _ if text.is_ascii() => return 0,
                Language::English => "",
                Language::German => "äöüßÄÖÜ",
                Language::French => "éèêàçùœÉÈÀ",
                Language::Spanish => "ñóíúáÑÓÍ¿¡",
            };
            2 * u32::from(text.chars().any(|letter| letters.contains(letter)))
        };
        let mut scores = Language::ALL.map(|language| (language, marks(language)));
        for word in folded.split(' ') {
            let spoken = self.spoken(word);
            for (language, score) in &mut scores {
                let bit = bit(*language);
                *score += u32::from(spoken.little & bit != 0) + u32::from(spoken.own & bit != 0);
            }
        }
        // The first wins: a word that two languages share is English.
        let [mut best, others @ ..] = scores;
        for other in others {
            if other.1 > best.1 {
                best = other;
            }
        }
        best.0
    }

    /// The languages of a folded word.
    fn spoken(&self, word: &str) -> Spoken {
        if let Some(spoken) = self.spoken.borrow().get(word) {
            return *spoken;
        }
        let bits = |holds: &dyn Fn(Language) -> bool| {
            Language::ALL.into_iter().filter(|language| holds(*language)).map(bit).sum()
        };
        let little = bits(&|language| stop::says_nothing(word, language));
        let spoken = Spoken { little, own: bits(&|language| self.is_of(word, language)) };
        let mut all = self.spoken.borrow_mut();
        if all.len() < MOST_KEPT {
            all.insert(word.to_owned(), spoken);
        }
        spoken
    }

    /// Whether a folded word belongs to a language and is no English word at the same time.
    fn is_of(&self, word: &str, language: Language) -> bool {
        if language == Language::English || word.len() < 3 {
            return false;
        }
        let known = self.known.get(word).copied().unwrap_or(0);
        if known != 0 {
            return known & bit(language) != 0 && known & bit(Language::English) == 0;
        }
        self.translates(word, language)
            || language == Language::German && word.len() > 8 && self.compounds.is_german(word)
    }

    /// Whether a folded word is in the dictionary of a language and no English word at the same time.
    fn translates(&self, word: &str, language: Language) -> bool {
        word.len() > 3
            && language != Language::English
            && self
                .translations
                .get(&(language, self.stem(word, language)))
                .is_some_and(|english| !english.contains(&self.stem(word, Language::English)))
    }

    /// The words of a text that carry meaning, in order.
    pub fn of(&self, text: &str, language: Language) -> Vec<Rc<Word>> {
        let pieces = if text.split_whitespace().any(is_parted) {
            let pieces = text.split_whitespace().flat_map(|piece| [parted(piece), Cow::Borrowed(" ")]);
            Cow::Owned(pieces.collect())
        } else {
            Cow::Borrowed(text)
        };
        let folded = fold(&pieces);
        let silent = bit(language) | bit(Language::English);
        let says = |word: &&str| !word.is_empty() && self.spoken(word).little & silent == 0;
        folded.split(' ').filter(says).map(|word| self.word(word, language)).collect()
    }

    /// A folded word.
    fn word(&self, word: &str, language: Language) -> Rc<Word> {
        let mut read = self.read.borrow_mut();
        let known = read.get_mut(language as usize);
        if let Some(word) = known.as_ref().and_then(|known| known.get(word)) {
            return Rc::clone(word);
        }
        let parts = match language {
            Language::German => self.compounds.split(word),
            _ => Vec::new(),
        };
        let new = Rc::new(Word { text: word.to_owned(), stem: self.stem(word, language), parts });
        if let Some(known) = known.filter(|known| known.len() < MOST_KEPT) {
            known.insert(word.to_owned(), Rc::clone(&new));
        }
        new
    }

    /// The stem of a folded word; words that mean the same have the same.
    pub fn stem(&self, word: &str, language: Language) -> String {
        let mut stems = self.stems.borrow_mut();
        let known = stems.get_mut(language as usize);
        if let Some(stem) = known.as_ref().and_then(|known| known.get(word)) {
            return stem.clone();
        }
        let stem = self.stemmed(word, language);
        if let Some(known) = known.filter(|known| known.len() < MOST_KEPT) {
            known.insert(word.to_owned(), stem.clone());
        }
        stem
    }

    /// The stem of a folded word that is not to be remembered.
    pub fn stemmed(&self, word: &str, language: Language) -> String {
        let same = same::same(word);
        let stemmer = self.stemmers.iter().find(|(one, _)| *one == language);
        stemmer.map_or_else(|| same.to_owned(), |(_, stemmer)| stemmer.stem(same).into_owned())
    }

    /// The English stems that a stem of another language means.
    pub fn english(&self, stem: &str, language: Language) -> &[String] {
        self.translations.get(&(language, stem.to_owned())).map_or(&[], Vec::as_slice)
    }
}

impl Words {
    /// The English stems that nearly mean the same as one.
    pub fn near(&self, stem: &str) -> &[String] {
        self.near.get(stem).map_or(&[], Vec::as_slice)
    }
}

fn bit(language: Language) -> u8 {
    1 << (language as u8)
}

fn algorithm(language: Language) -> Algorithm {
    match language {
        Language::English => Algorithm::English,
        Language::German => Algorithm::German,
        Language::French => Algorithm::French,
        Language::Spanish => Algorithm::Spanish,
    }
}

/// `EnableLostMode` as "Enable Lost Mode"; names such as iOS, macOS and FileVault stay whole.
fn parted(piece: &str) -> Cow<'_, str> {
    const WHOLE: &[&str] = &[
        "FileVault",
        "BitLocker",
        "AirPrint",
        "AirDrop",
        "AirPlay",
        "AppLocker",
        "OneDrive",
        "SharePoint",
        "PowerShell",
        "AppConfig",
        "OEMConfig",
        "CloudPC",
        "TeamViewer",
        "ServiceNow",
        "BlackBerry",
        "MobileIron",
        "AppConnect",
        "AppTunnel",
        "AirWatch",
        "GateKeeper",
        "PreStage",
        "LifeGuard",
        "WiFi",
        "DEX",
        "ActiveSync",
        "XenMobile",
        "ManageEngine",
        "iCloud",
        "iTunes",
        "iBooks",
        "eSIM",
        "SmartScreen",
        "DeX",
        "HomeScreen",
        "AppStore",
        "ChromeOS",
        "LogMeIn",
    ];
    let whole = || piece.contains("://") || WHOLE.iter().any(|whole| piece.contains(whole));
    if !is_parted(piece) || whole() {
        return Cow::Borrowed(piece);
    }
    let mut parted = String::with_capacity(piece.len() + 4);
    let mut before = ['.'; 2];
    let mut rest = piece.chars();
    while let Some(letter) = rest.next() {
        if begins(before, letter, rest.clone().next()) {
            parted.push(' ');
        }
        parted.push(letter);
        before = [before[1], letter];
    }
    Cow::Owned(parted)
}

/// Whether a word begins within a piece.
fn is_parted(piece: &str) -> bool {
    let mut before = ['.'; 2];
    let mut rest = piece.chars();
    while let Some(letter) = rest.next() {
        if begins(before, letter, rest.clone().next()) {
            return true;
        }
        before = [before[1], letter];
    }
    false
}

/// Whether a word begins with a letter behind two others.
fn begins([second, first]: [char; 2], letter: char, next: Option<char>) -> bool {
    letter.is_uppercase()
        && first.is_lowercase()
        && second.is_alphabetic()
        && next.is_some_and(char::is_lowercase)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
