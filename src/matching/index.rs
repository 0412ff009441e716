//! The index over catalogue and vocabulary: made once, asked for every feature.
//! What it holds is described in `entry`; ranking and bands are in `rank`.

pub use super::entry::{
    Area, Document, Figures, Kind, Posting, Stem, Text, inverse, inverse_root, likeness, rarity, variants,
};
use super::readings::Known;
use super::setting;
use super::text::fold::{fold, grams, trigrams};
use super::text::{Language, Words};
use super::vocabulary::Vocabulary;
use crate::catalogue::phrases::{PhraseKind, Reason};
use crate::catalogue::{Capability, Catalogue};
use crate::model::capability_id::CapabilityId;
use crate::model::platform::PlatformSet;
use crate::model::verdict::{Coverage, Relation};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// The index.
#[derive(Debug)]
pub struct Index {
    /// The capabilities in catalogue order, then the reasons for having none.
    pub documents: Vec<Document>,
    /// All texts, by document.
    pub texts: Vec<Text>,
    /// The figures of the texts.
    pub figures: Vec<Figures>,
    /// Every stem with every text that holds it, by place, in order.
    pub by_stem: Vec<(u32, u32)>,
    /// The letters of all texts, see [`super::text::fold::grams`].
    pub letters: Vec<u16>,
    /// The areas of the capabilities.
    pub areas: Vec<Area>,
    /// Texts by their folding.
    pub exact: FxHashMap<String, Vec<u32>>,
    /// Stems in order of appearance.
    pub stems: Vec<Stem>,
    /// Places in `stems`.
    pub places: FxHashMap<String, u32>,
    /// The places, stems in the order of the alphabet.
    pub alphabet: Vec<u32>,
    /// Stems of five letters or more by trigram.
    pub grams: FxHashMap<[char; 3], Vec<u32>>,
    /// The text analyser.
    pub words: Words,
    /// What the words of rows may be read as, as far as they were asked for.
    pub known: RefCell<Known>,
}

/// A document counts as if it had so many texts more, so that those with few do not look all too typical.
const LENGTHENED: usize = 5;

impl Index {
    /// Builds the index.
    pub fn new(catalogue: &Catalogue, vocabulary: &Vocabulary) -> Index {
        let phrases = vocabulary.phrases.iter().map(|one| (one.language, one.text.as_str()));
        let outside = vocabulary.outside.iter().map(|one| (one.language, one.text.as_str()));
        let names = catalogue.capabilities.iter().flat_map(|one| [one.name.as_str(), one.summary.as_str()]);
        let terms = vocabulary.terms.iter().map(|one| one.text.as_str());
        let english = names.chain(terms).map(|text| (Language::English, text));
        let words = Words::new(&vocabulary.translations, phrases.chain(outside).chain(english));
        let mut index = Index {
            documents: Vec::new(),
            texts: Vec::new(),
            figures: Vec::new(),
            by_stem: Vec::new(),
            letters: Vec::new(),
            areas: Vec::new(),
            exact: FxHashMap::default(),
            stems: Vec::new(),
            places: FxHashMap::default(),
            alphabet: Vec::new(),
            grams: FxHashMap::default(),
            words,
            known: RefCell::default(),
        };
        for capability in &catalogue.capabilities {
            index.add_capability(capability);
        }
        for reason in Reason::ALL {
            index.documents.push(Document {
                id: CapabilityId::from(format!("outside:{}", reason.key()).as_str()),
                name: reason.label().to_owned(),
                outside: Some(reason),
                area: u32::MAX,
                platforms: PlatformSet::EMPTY,
                families: 0,
                coverage: Coverage::None,
                texts: (0, 0),
                name_inverse: 0,
            });
        }
        index.add_vocabulary(catalogue, vocabulary);
        index.put_together();
        index.weigh();
        index.bound();
        index
    }

    fn add_capability(&mut self, capability: &Capability) {
        let document = u32::try_from(self.documents.len()).unwrap_or(u32::MAX);
        let area = self.area(&capability.area);
        self.documents.push(Document {
            id: capability.id.clone(),
            name: capability.name.clone(),
            outside: None,
            area,
            platforms: capability.supported(),
            families: setting::families(capability.supported()),
            coverage: capability.coverage,
            texts: (0, 0),
            name_inverse: 0,
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

    /// The place of an area.
    fn area(&mut self, name: &str) -> u32 {
        let known = self.areas.iter().position(|area| area.name == name);
        let place = known.unwrap_or(self.areas.len());
        if known.is_none() {
            let words = self.words.of(name, Language::English);
            let stems = words.iter().map(|word| word.stem.clone()).collect();
            self.areas.push(Area { name: name.to_owned(), stems });
        }
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    fn add_vocabulary(&mut self, catalogue: &Catalogue, vocabulary: &Vocabulary) {
        let place = |id: &CapabilityId| catalogue.positions.get(id).and_then(|at| u32::try_from(*at).ok());
        let inner = Reason::ALL.iter().position(|reason| *reason == Reason::ProductInternal).unwrap_or(0);
        let inner = u32::try_from(catalogue.capabilities.len() + inner).unwrap_or(u32::MAX);
        for term in &vocabulary.terms {
            if term.capabilities.is_empty() && term.relation == Relation::None {
                let kind = Kind::Nothing { product: term.product };
                for variant in variants(&term.text) {
                    self.add(inner, kind, Language::English, variant, term.platforms);
                }
            }
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
        let folded = fold(words);
        let same = self.exact.entry(folded.clone()).or_default();
        let known = same.iter().filter_map(|other| self.texts.get(*other as usize));
        let repeats = |other: &Text| {
            other.document == document
                && (other.kind == kind
                    || !matches!(kind, Kind::Term { .. } | Kind::Own { .. } | Kind::Nothing { .. }))
        };
        if known.into_iter().any(repeats) {
            return;
        }
        same.push(text);
        let mut places: Vec<u32> = Vec::new();
        let read =
            if matches!(kind, Kind::Nothing { .. }) { Vec::new() } else { self.words.of(words, language) };
        for stem in read.iter().flat_map(|word| std::iter::once(&word.stem).chain(&word.parts)) {
            let place = self.places.get(stem.as_str()).copied().unwrap_or_else(|| {
                let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
                self.places.insert(stem.clone(), next);
                self.stems.push(Stem { stem: stem.clone(), ..Stem::default() });
                next
            });
            places.push(place);
        }
        places.sort_unstable();
        places.dedup();
        for place in &places {
            if let Some(stem) = self.stems.get_mut(*place as usize) {
                stem.english |= language == Language::English;
            }
        }
        self.by_stem.extend(places.into_iter().map(|stem| (stem, text)));
        self.texts.push(Text { document, kind, words: words.to_owned() });
        let from = self.letters.len();
        self.letters.extend(grams(&folded));
        let letters = [from, self.letters.len()].map(|place| u32::try_from(place).unwrap_or(u32::MAX));
        let product = match kind {
            Kind::Term { product, .. } => product,
            _ => None,
        };
        self.figures.push(Figures {
            document,
            whole: 0,
            inverse: 0,
            inverse_root: 0,
            weight: kind.weight(),
            platforms,
            product,
            is_name: kind == Kind::Name,
            actions: setting::actions(&folded),
            letters: letters.into(),
        });
    }

    /// Puts the texts of a document one behind the other.
    fn put_together(&mut self) {
        let mut order: Vec<u32> = (0..).take(self.texts.len()).collect();
        order.sort_by_key(|text| self.figures.get(*text as usize).map_or(0, |text| text.document));
        let mut places = vec![0; order.len()];
        for (new, old) in (0_u32..).zip(&order) {
            if let Some(place) = places.get_mut(*old as usize) {
                *place = new;
            }
        }
        let new = |old: &mut u32| *old = places.get(*old as usize).copied().unwrap_or(*old);
        self.exact.values_mut().flatten().for_each(new);
        self.by_stem.iter_mut().for_each(|(_, text)| new(text));
        self.by_stem.sort_unstable();
        self.texts = order.iter().filter_map(|at| self.texts.get(*at as usize).cloned()).collect();
        self.figures = order.iter().filter_map(|at| self.figures.get(*at as usize).copied()).collect();
        for (place, text) in (0..).zip(&self.figures) {
            if let Some(document) = self.documents.get_mut(text.document as usize) {
                let from = if document.texts.1 == 0 { place } else { document.texts.0 };
                document.texts = (from, place + 1);
            }
        }
    }

    /// Rarities, shares and sums, once all texts are there.
    fn weigh(&mut self) {
        let all = self.documents.len();
        let mut grams: FxHashMap<[char; 3], Vec<u32>> = FxHashMap::default();
        let mut begun = 0_u32;
        for of_stem in self.by_stem.chunk_by(|one, other| one.0 == other.0) {
            let place = of_stem.first().map_or(0, |one| one.0);
            let document = |text: u32| self.figures.get(text as usize).map_or(0, |text| text.document);
            let of_documents = of_stem.chunk_by(|one, other| document(one.1) == document(other.1));
            let total = of_stem.len();
            let posting = |same: &[(u32, u32)]| {
                let weight =
                    |(_, text): &(u32, u32)| self.figures.get(*text as usize).map_or(0, |text| text.weight);
                let best = same.iter().map(weight).max().unwrap_or(0);
                let document = same.first().map_or(0, |(_, text)| document(*text));
                let texts = self.documents.get(document as usize).map_or((0, 0), |one| one.texts);
                let length = texts.1.saturating_sub(texts.0) as usize + LENGTHENED;
                let lift = rarity(same.len() * self.figures.len(), length * total).min(6000);
                let from = begun;
                begun += u32::try_from(same.len()).unwrap_or(0);
                Posting {
                    document,
                    best: u16::try_from(best).unwrap_or(u16::MAX),
                    lift: u16::try_from(lift).unwrap_or(u16::MAX),
                    texts: (from, begun),
                    least: 0,
                }
            };
            let documents: Vec<Posting> = of_documents.map(posting).collect();
            let Some(stem) = self.stems.get_mut(place as usize) else { continue };
            stem.rarity = rarity(all, documents.len());
            stem.documents = documents;
            for (_, text) in of_stem {
                if let Some(text) = self.figures.get_mut(*text as usize) {
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
        let mut alphabet: Vec<(&str, u32)> =
            self.stems.iter().map(|stem| stem.stem.as_str()).zip(0..).collect();
        alphabet.sort_unstable();
        self.alphabet = alphabet.into_iter().map(|(_, place)| place).collect();
        for text in &mut self.figures {
            text.inverse = u32::try_from(inverse(text.whole.into())).unwrap_or(u32::MAX);
            text.inverse_root = inverse_root(u64::from(text.whole));
        }
    }

    /// The smallest sums, once all are there.
    fn bound(&mut self) {
        for posting in self.stems.iter_mut().flat_map(|stem| &mut stem.documents) {
            let texts =
                self.by_stem.get(posting.texts.0 as usize..posting.texts.1 as usize).unwrap_or_default();
            let whole =
                |(_, text): &(u32, u32)| self.figures.get(*text as usize).map_or(0, |text| text.whole);
            posting.least = texts.iter().map(whole).min().unwrap_or(0);
        }
        for text in self.figures.iter().filter(|text| text.is_name) {
            if let Some(document) = self.documents.get_mut(text.document as usize) {
                document.name_inverse = document.name_inverse.max(text.inverse);
            }
        }
    }

    /// The stems that begin so, in the order of the alphabet.
    pub fn beginning_with<'a>(&'a self, begun: &'a str) -> impl Iterator<Item = u32> + 'a {
        let stem = |place: &u32| self.stems.get(*place as usize).map_or("", |stem| stem.stem.as_str());
        let from = self.alphabet.partition_point(|place| stem(place) < begun);
        self.alphabet.iter().skip(from).copied().take_while(move |place| stem(place).starts_with(begun))
    }

    /// Whether an English text has the stem.
    pub fn is_english(&self, place: u32) -> bool {
        self.stems.get(place as usize).is_some_and(|stem| stem.english)
    }

    /// The English stem that begins as a stem of another language does, with most letters in common: at least five, and
    /// three quarters of the longer one.
    pub fn cognate(&self, stem: &str) -> Option<u32> {
        let spelt =
            if stem.starts_with(['k', 'z']) { stem.replace(['k', 'z'], "c") } else { stem.replace('k', "c") };
        let begun = spelt.get(..5)?;
        let common = |place: u32| {
            let other = self.stems.get(place as usize).filter(|other| other.english)?;
            let common =
                spelt.bytes().zip(other.stem.bytes()).take_while(|(one, other)| one == other).count();
            let longer = spelt.len().max(other.stem.len());
            (4 * common >= 3 * longer).then_some((common, std::cmp::Reverse(longer), place))
        };
        self.beginning_with(begun).filter_map(common).max().map(|(.., place)| place)
    }

    /// The known stem most like an unknown one, if it is alike enough.
    pub fn nearest(&self, stem: &str) -> Option<u32> {
        if stem.chars().count() < 5 {
            return None;
        }
        let begins = stem.chars().next();
        let wanted = trigrams(stem);
        let mut common: FxHashMap<u32, usize> = FxHashMap::default();
        for place in wanted.iter().filter_map(|gram| self.grams.get(gram)).flatten() {
            *common.entry(*place).or_default() += 1;
        }
        let alike = |(place, common): (u32, usize)| {
            let other = &self.stems.get(place as usize)?.stem;
            // Who misspells a word begins it rightly.
            if other.chars().next() != begins {
                return None;
            }
            let other = other.chars().count();
            // Both have as many trigrams as letters, but for repeated ones.
            Some((2000 * common / (wanted.len() + other), std::cmp::Reverse(place)))
        };
        let best = common.into_iter().filter_map(alike).max()?;
        (best.0 >= 550).then_some(best.1.0)
    }
}
