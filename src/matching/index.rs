//! The index over catalogue and vocabulary: made once, asked for every feature.
//! It holds texts, stems and weights; ranking and bands are in `rank`.

use super::text::fold::{fold, trigrams};
use super::text::{Language, Words};
use super::vocabulary::Vocabulary;
use crate::catalogue::phrases::{PhraseKind, Reason};
use crate::catalogue::{Capability, Catalogue};
use crate::model::capability_id::CapabilityId;
use crate::model::platform::PlatformSet;
use crate::model::product::SourceProduct;
use crate::model::verdict::{Coverage, Relation};
use rustc_hash::FxHashMap;

/// What a text is to its capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Its name, or its id with blanks.
    Name,
    /// A product's word for it, with the place in the word's own list of capabilities; the first is the best.
    Term {
        /// The product; `None` for a platform or a standard.
        product: Option<SourceProduct>,
        /// How the word relates to it.
        relation: Relation,
        /// From 0.
        rank: u8,
    },
    /// Words that the consultant confirmed.
    Own {
        /// How they relate to it.
        relation: Relation,
    },
    /// How people call it in some language.
    Phrase,
    /// The core of a requirement.
    Requirement,
    /// What a consultant would look for at Microsoft.
    Microsoft,
    /// Its sentence in the catalogue.
    Summary,
    /// A text of no capability.
    Outside(Reason),
}

impl Kind {
    /// How much a text of this kind says, in hundredths.
    pub fn weight(self) -> u32 {
        match self {
            Kind::Name | Kind::Own { .. } | Kind::Phrase | Kind::Outside(_) => 100,
            Kind::Term { rank: 0, .. } => 100,
            Kind::Term { rank: 1, .. } => 75,
            Kind::Term { .. } => 60,
            Kind::Requirement => 95,
            Kind::Microsoft => 70,
            Kind::Summary => 85,
        }
    }
}

/// A short text that names or describes a document.
#[derive(Debug, Clone)]
pub struct Text {
    /// The document.
    pub document: u32,
    /// What it is to it.
    pub kind: Kind,
    /// As it is written.
    pub words: String,
    /// The sum of its stems' rarities.
    pub whole: u32,
    /// The root of that, see [`root`].
    pub root: u32,
    /// The platforms that it is about; empty when any.
    pub platforms: PlatformSet,
}

/// A capability, or a reason for having none.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its id; for a reason `outside:` and its key.
    pub id: CapabilityId,
    /// Its name.
    pub name: String,
    /// Why there is no capability, for a document that is none.
    pub outside: Option<Reason>,
    /// Its area.
    pub area: String,
    /// The stems of its area.
    pub area_stems: Vec<String>,
    /// The platforms that have it; empty when it is not platform-specific.
    pub platforms: PlatformSet,
    /// Its coverage.
    pub coverage: Coverage,
}

/// Where a stem stands.
#[derive(Debug, Clone, Default)]
pub struct Stem {
    /// The stem.
    pub stem: String,
    /// Rarity among the documents: 1000 x ln(1 + documents / documents with it).
    pub rarity: u32,
    /// Texts with it, each once.
    pub texts: Vec<u32>,
    /// Documents with it: weight of its best text in hundredths, and its share of all texts with the stem in
    /// thousandths.
    pub documents: Vec<(u32, u16, u16)>,
}

/// The index.
#[derive(Debug)]
pub struct Index {
    /// The capabilities in catalogue order, then the reasons for having none.
    pub documents: Vec<Document>,
    /// All texts, by document.
    pub texts: Vec<Text>,
    /// Texts by their folding.
    pub exact: FxHashMap<String, Vec<u32>>,
    /// Stems in order of appearance.
    pub stems: Vec<Stem>,
    /// Places in `stems`.
    pub places: FxHashMap<String, u32>,
    /// Stems of five letters or more by trigram.
    pub grams: FxHashMap<[char; 3], Vec<u32>>,
    /// The text analyser.
    pub words: Words,
}

impl Index {
    /// Builds the index.
    pub fn new(catalogue: &Catalogue, vocabulary: &Vocabulary) -> Index {
        let german = vocabulary.phrases.iter().filter(|one| one.language == Language::German);
        let words = Words::new(&vocabulary.translations, german.map(|one| one.text.as_str()));
        let mut index = Index {
            documents: Vec::new(),
            texts: Vec::new(),
            exact: FxHashMap::default(),
            stems: Vec::new(),
            places: FxHashMap::default(),
            grams: FxHashMap::default(),
            words,
        };
        for capability in &catalogue.capabilities {
            index.add_capability(capability);
        }
        for reason in Reason::ALL {
            index.documents.push(Document {
                id: CapabilityId::from(format!("outside:{}", reason.key()).as_str()),
                name: reason.label().to_owned(),
                outside: Some(reason),
                area: String::new(),
                area_stems: Vec::new(),
                platforms: PlatformSet::EMPTY,
                coverage: Coverage::None,
            });
        }
        index.add_vocabulary(catalogue, vocabulary);
        index.weigh();
        index
    }

    fn add_capability(&mut self, capability: &Capability) {
        let document = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        let area = self.words.of(&capability.area, Language::English);
        self.documents.push(Document {
            id: capability.id.clone(),
            name: capability.name.clone(),
            outside: None,
            area: capability.area.clone(),
            area_stems: area.into_iter().map(|word| word.stem).collect(),
            platforms: capability.supported(),
            coverage: capability.coverage,
        });
        let english = Language::English;
        self.add(document, Kind::Name, english, &capability.name, PlatformSet::EMPTY);
        self.add(
            document,
            Kind::Name,
            english,
            &capability.id.as_str().replace('-', " "),
            PlatformSet::EMPTY,
        );
        self.add(document, Kind::Summary, english, &capability.summary, PlatformSet::EMPTY);
    }

    fn add_vocabulary(&mut self, catalogue: &Catalogue, vocabulary: &Vocabulary) {
        let place = |id: &CapabilityId| catalogue.positions.get(id).and_then(|at| u32::try_from(*at).ok());
        for term in &vocabulary.terms {
            for (rank, id) in (0_u8..).zip(&term.capabilities) {
                let Some(document) = place(id) else { continue };
                let kind = Kind::Term { product: term.product, relation: term.relation, rank };
                for variant in variants(&term.text) {
                    self.add(document, kind, Language::English, variant, term.platforms);
                }
                if rank == 0 {
                    self.add(
                        document,
                        Kind::Microsoft,
                        Language::English,
                        &term.microsoft_term,
                        term.platforms,
                    );
                }
            }
        }
        for phrase in &vocabulary.phrases {
            let Some(document) = place(&phrase.capability) else { continue };
            let kind = match phrase.kind {
                PhraseKind::Name => Kind::Name,
                PhraseKind::Phrase => Kind::Phrase,
                PhraseKind::Requirement => Kind::Requirement,
            };
            self.add(document, kind, phrase.language, &phrase.text, PlatformSet::EMPTY);
        }
        for own in &vocabulary.own {
            let Some(document) = place(&own.capability) else { continue };
            let kind = Kind::Own { relation: own.relation };
            let language = own.language.unwrap_or_else(|| self.words.language(&own.text));
            self.add(document, kind, language, &own.text, PlatformSet::EMPTY);
        }
        let first = catalogue.capabilities.len();
        for outside in &vocabulary.outside {
            let reason = Reason::ALL.iter().position(|reason| *reason == outside.reason).unwrap_or(0);
            let document = u32::try_from(first + reason).unwrap_or(u32::MAX);
            self.add(
                document,
                Kind::Outside(outside.reason),
                outside.language,
                &outside.text,
                PlatformSet::EMPTY,
            );
        }
    }

    /// Adds a text, unless its document has it already.
    fn add(&mut self, document: u32, kind: Kind, language: Language, words: &str, platforms: PlatformSet) {
        let text = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        let same = self.exact.entry(fold(words)).or_default();
        let known = same.iter().filter_map(|other| self.texts.get(*other as usize));
        let repeats = |other: &Text| {
            other.document == document
                && (other.kind == kind || !matches!(kind, Kind::Term { .. } | Kind::Own { .. }))
        };
        if known.into_iter().any(repeats) {
            return;
        }
        same.push(text);
        let mut stems: Vec<String> = Vec::new();
        for word in self.words.of(words, language) {
            stems.push(word.stem);
            stems.extend(word.parts);
        }
        stems.sort_unstable();
        stems.dedup();
        for stem in stems {
            let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
            let place = *self.places.entry(stem.clone()).or_insert(next);
            if place == next {
                self.stems.push(Stem { stem, ..Stem::default() });
            }
            if let Some(stem) = self.stems.get_mut(place as usize) {
                stem.texts.push(text);
            }
        }
        self.texts.push(Text { document, kind, words: words.to_owned(), whole: 0, root: 0, platforms });
    }

    /// Rarities, shares and sums, once all texts are there.
    fn weigh(&mut self) {
        let all = self.documents.len();
        let mut grams: FxHashMap<[char; 3], Vec<u32>> = FxHashMap::default();
        for (place, stem) in (0..).zip(self.stems.iter_mut()) {
            let mut documents: Vec<(u32, u16, u32)> = Vec::new();
            for text in &stem.texts {
                let Some(text) = self.texts.get(*text as usize) else { continue };
                let weight = u16::try_from(text.kind.weight()).unwrap_or(u16::MAX);
                match documents.iter_mut().find(|(document, ..)| *document == text.document) {
                    Some((_, best, count)) => {
                        *best = (*best).max(weight);
                        *count += 1;
                    }
                    None => documents.push((text.document, weight, 1)),
                }
            }
            let total = u32::try_from(stem.texts.len()).unwrap_or(u32::MAX).max(1);
            stem.rarity = rarity(all, documents.len());
            let share = |count: u32| u16::try_from(1000 * count / total).unwrap_or(u16::MAX);
            stem.documents =
                documents.into_iter().map(|(document, best, count)| (document, best, share(count))).collect();
            for text in &stem.texts {
                if let Some(text) = self.texts.get_mut(*text as usize) {
                    text.whole = text.whole.saturating_add(stem.rarity);
                }
            }
            if stem.stem.chars().count() >= 5 {
                for gram in trigrams(&stem.stem) {
                    grams.entry(gram).or_default().push(place);
                }
            }
        }
        self.grams = grams;
        for text in &mut self.texts {
            text.root = root(u64::from(text.whole));
        }
    }

    /// A stem.
    pub fn stem(&self, stem: &str) -> Option<(u32, &Stem)> {
        let place = *self.places.get(stem)?;
        Some((place, self.stems.get(place as usize)?))
    }

    /// The known stem most like an unknown one, if it is alike enough.
    pub fn nearest(&self, stem: &str) -> Option<u32> {
        if stem.chars().count() < 5 {
            return None;
        }
        let wanted = trigrams(stem);
        let mut common: FxHashMap<u32, usize> = FxHashMap::default();
        for place in wanted.iter().filter_map(|gram| self.grams.get(gram)).flatten() {
            *common.entry(*place).or_default() += 1;
        }
        let alike = |(place, common): (u32, usize)| {
            let other = self.stems.get(place as usize)?.stem.chars().count();
            // Both have as many trigrams as letters, but for repeated ones.
            Some((2000 * common / (wanted.len() + other), std::cmp::Reverse(place)))
        };
        let best = common.into_iter().filter_map(alike).max()?;
        (best.0 >= 550).then_some(best.1.0)
    }
}

/// The square root in 1/1024, at least 1/1024.
pub fn root(number: u64) -> u32 {
    u32::try_from((number << 20).isqrt()).unwrap_or(u32::MAX).max(1)
}

/// The variants of a term: parts joined by ` / `, and the part before a bracket.
pub fn variants(text: &str) -> Vec<&str> {
    let mut variants = Vec::new();
    for part in text.split(" / ").map(str::trim).filter(|part| !part.is_empty()) {
        variants.push(part);
        if let Some((before, _)) = part.split_once(" (")
            && before.len() > 3
        {
            variants.push(before);
        }
    }
    variants
}

/// 1000 x ln(1 + all / with), by integer halving of the binary logarithm: the same on every machine.
pub fn rarity(all: usize, with: usize) -> u32 {
    // log2 in 1/1024 by repeated squaring of a fixed-point mantissa, then x ln 2.
    let ratio =
        ((u64::try_from(all).unwrap_or(0) << 20) / u64::try_from(with.max(1)).unwrap_or(1)) + (1 << 20);
    let whole = 63 - ratio.leading_zeros();
    let mut mantissa = (u128::from(ratio) << 31) >> whole;
    let mut log2 = u64::from(whole.saturating_sub(20)) << 10;
    for bit in (0..10).rev() {
        mantissa = (mantissa * mantissa) >> 31;
        if mantissa >= 1 << 32 {
            mantissa >>= 1;
            log2 += 1 << bit;
        }
    }
    u32::try_from(log2 * 693 / 1024).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarity_is_the_natural_logarithm() {
        let check = |all: usize, with: usize, expected: u32| {
            let found = rarity(all, with);
            assert!(found.abs_diff(expected) <= 5, "ln(1 + {all}/{with}) x 1000: {found}, not {expected}");
        };
        check(416, 1, 6033);
        check(416, 416, 693);
        check(416, 40, 2433);
        check(100, 10, 2398);
    }

    #[test]
    fn a_term_has_its_parts_as_variants() {
        assert_eq!(
            variants("Enterprise Wipe / Unenroll (device)"),
            ["Enterprise Wipe", "Unenroll (device)", "Unenroll"]
        );
    }
}
