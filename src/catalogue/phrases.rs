//! How people name capabilities in four languages, and rows that name none; from their data files.
//! Words of single products are in `terms`.

use crate::model::capability_id::CapabilityId;
use crate::model::keyed::keyed;
use crate::model::packed;

/// The data files as `build.rs` packed them; their columns are described in `docs/catalogue.md`.
const PHRASES: &str = include_str!(concat!(env!("OUT_DIR"), "/phrases.txt"));
const OUTSIDE: &str = include_str!(concat!(env!("OUT_DIR"), "/outside.txt"));
const TRANSLATIONS: &str = include_str!(concat!(env!("OUT_DIR"), "/translations.txt"));

/// A language that lists are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
}

impl Language {
    /// Every language; the first is the catalogue's own.
    pub const ALL: [Language; 4] = [Language::English, Language::German, Language::French, Language::Spanish];

    /// The code of two letters.
    pub fn key(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::French => "fr",
            Language::Spanish => "es",
        }
    }

    /// The language of a code of two letters.
    pub fn from_key(key: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.key() == key)
    }
}

keyed!(Language);

/// What a phrase is to its capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhraseKind {
    /// Its name in that language.
    Name,
    /// How people call it.
    Phrase,
    /// The core of a requirement.
    Requirement,
}

/// How a capability is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The capability.
    pub capability: CapabilityId,
    /// The language.
    pub language: Language,
    /// What it is to it.
    pub kind: PhraseKind,
    /// The words.
    pub text: String,
}

/// A text that names no capability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// Why.
    pub reason: Reason,
    /// The language.
    pub language: Language,
    /// The words.
    pub text: String,
}

/// Why a row is no feature that the catalogue could have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Prices, licences of the old product, contract terms.
    Price,
    /// Statements about a bidder or vendor.
    Bidder,
    /// Support, training, projects.
    Service,
    /// The old product's own innards.
    ProductInternal,
    /// Buying and repairing devices.
    Hardware,
    /// Another field of IT.
    Elsewhere,
    /// A title.
    Heading,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Reason; 7] = [
        Reason::Price,
        Reason::Bidder,
        Reason::Service,
        Reason::ProductInternal,
        Reason::Hardware,
        Reason::Elsewhere,
        Reason::Heading,
    ];

    /// The key in the data file.
    pub fn key(self) -> &'static str {
        match self {
            Reason::Price => "price",
            Reason::Bidder => "bidder",
            Reason::Service => "service",
            Reason::ProductInternal => "product-internal",
            Reason::Hardware => "hardware",
            Reason::Elsewhere => "outside",
            Reason::Heading => "heading",
        }
    }

    /// The reason of a key.
    pub fn from_key(key: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.key() == key)
    }

    /// In words on screen.
    pub fn label(self) -> &'static str {
        match self {
            Reason::Price => "price, licence or contract",
            Reason::Bidder => "a statement about the bidder",
            Reason::Service => "a service, not a function",
            Reason::ProductInternal => "an inner matter of the present product",
            Reason::Hardware => "hardware",
            Reason::Elsewhere => "outside device management",
            Reason::Heading => "a title, not a feature",
        }
    }
}

/// What a word of another language means in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The language.
    pub language: Language,
    /// The word.
    pub word: String,
    /// English words, best first, between blanks.
    pub english: String,
}

/// The phrases that are built in.
pub fn builtin() -> Vec<Phrase> {
    packed::records(PHRASES)
        .filter_map(|record| {
            let field = |index: usize| record.get(index).copied();
            Some(Phrase {
                language: Language::from_key(field(0)?)?,
                capability: CapabilityId::from(field(1)?),
                kind: match field(2)? {
                    "name" => PhraseKind::Name,
                    "phrase" => PhraseKind::Phrase,
                    "requirement" => PhraseKind::Requirement,
                    _ => return None,
                },
                text: field(3).filter(|text| !text.is_empty())?.to_owned(),
            })
        })
        .collect()
}

/// The texts that name no capability.
pub fn outside() -> Vec<Outside> {
    packed::records(OUTSIDE)
        .filter_map(|record| {
            Some(Outside {
                reason: Reason::from_key(record.first()?)?,
                language: Language::from_key(record.get(1)?)?,
                text: (*record.get(2)?).to_owned(),
            })
        })
        .collect()
}

/// The dictionary.
pub fn translations() -> Vec<Translation> {
    packed::records(TRANSLATIONS)
        .filter_map(|record| {
            Some(Translation {
                language: Language::from_key(record.first()?)?,
                word: (*record.get(1)?).to_owned(),
                english: (*record.get(2)?).to_owned(),
            })
        })
        .collect()
}
