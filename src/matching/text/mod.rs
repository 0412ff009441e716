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

pub use crate::catalogue::phrases::Language;

/// Most stems that are kept for a language.
const MOST_KEPT: usize = 50_000;

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

/// Turns text into words; made once, the stemmers are costly.
pub struct Words {
    stemmers: [(Language, Stemmer); 4],
    /// Stems found so far, by language: lists repeat their words.
    stems: RefCell<[FxHashMap<String, String>; 4]>,
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
        let folded = fold(text);
        let marks = |letters: &str| 2 * usize::from(text.chars().any(|letter| letters.contains(letter)));
        let score = |language: Language| {
            let little = folded.split(' ').filter(|word| stop::says_nothing(word, language)).count();
            let known = folded.split(' ').filter(|word| self.is_of(word, language)).count();
            little
                + known
                + match language {
                    Language::English => 0,
                    Language::German => marks("äöüßÄÖÜ"),
                    Language::French => marks("éèêàçùœÉÈÀ"),
                    Language::Spanish => marks("ñóíúáÑÓÍ¿¡"),
                }
        };
        // The first wins: a word that two languages share is English.
        let mut best = (Language::English, score(Language::English));
        for language in [Language::German, Language::French, Language::Spanish] {
            let score = score(language);
            if score > best.1 {
                best = (language, score);
            }
        }
        best.0
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
    pub fn of(&self, text: &str, language: Language) -> Vec<Word> {
        let pieces: String =
            text.split_whitespace().flat_map(|piece| [parted(piece), Cow::Borrowed(" ")]).collect();
        let folded = fold(&pieces);
        let says = |word: &&str| {
            !word.is_empty()
                && !stop::says_nothing(word, language)
                && !stop::says_nothing(word, Language::English)
        };
        folded.split(' ').filter(says).map(|word| self.word(word, language)).collect()
    }

    /// A folded word.
    fn word(&self, word: &str, language: Language) -> Word {
        let parts = match language {
            Language::German => self.compounds.split(word),
            _ => Vec::new(),
        };
        Word { text: word.to_owned(), stem: self.stem(word, language), parts }
    }

    /// The stem of a folded word; words that mean the same have the same.
    pub fn stem(&self, word: &str, language: Language) -> String {
        let mut stems = self.stems.borrow_mut();
        let known = stems.get_mut(language as usize);
        if let Some(stem) = known.as_ref().and_then(|known| known.get(word)) {
            return stem.clone();
        }
        let same = same::same(word);
        let stemmer = self.stemmers.iter().find(|(one, _)| *one == language);
        let stem = stemmer.map_or_else(|| same.to_owned(), |(_, stemmer)| stemmer.stem(same).into_owned());
        if let Some(known) = known.filter(|known| known.len() < MOST_KEPT) {
            known.insert(word.to_owned(), stem.clone());
        }
        stem
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
    let letters: Vec<char> = piece.chars().collect();
    let begins = |at: usize| {
        let at_most = |back: usize| at.checked_sub(back).and_then(|at| letters.get(at));
        letters.get(at).is_some_and(|one| one.is_uppercase())
            && at_most(1).is_some_and(|one| one.is_lowercase())
            && at_most(2).is_some_and(|one| one.is_alphabetic())
            && letters.get(at + 1).is_some_and(|one| one.is_lowercase())
    };
    let whole = || piece.contains("://") || WHOLE.iter().any(|whole| piece.contains(whole));
    if piece.is_ascii() && !(0..letters.len()).any(begins) || whole() {
        return Cow::Borrowed(piece);
    }
    let mut parted = String::with_capacity(piece.len() + 4);
    for (at, letter) in letters.iter().enumerate() {
        if begins(at) {
            parted.push(' ');
        }
        parted.push(*letter);
    }
    Cow::Owned(parted)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
