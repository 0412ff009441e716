//! Labelled rows: those of a folder's lists, and the project's own words with the index that does not know them.

use gapline::catalogue::phrases::Language;
use gapline::catalogue::{Capability, Catalogue};
use gapline::intake::{Feature, product, values};
use gapline::matching::index::Index;
use gapline::matching::rank::Ranker;
use gapline::matching::vocabulary::Vocabulary;
use gapline::matching::{Band, Proposal};
use gapline::model::product::SourceProduct;
use gapline::model::row::RowId;
use gapline::model::sorted_map::SortedMap;
use gapline::model::verdict::Relation;
use gapline::table::{Overrides, delimited};
use std::error::Error;
use std::path::Path;
use std::rc::Rc;

/// The project's words are hidden in so many parts, one after the other.
const FOLDS: u32 = 5;

/// A row with the answers that a consultant would give.
#[derive(Debug, Clone)]
pub struct Case {
    /// The list.
    pub list: String,
    /// Its row in it, from 1.
    pub row: u32,
    /// As the matcher gets it.
    pub feature: Feature,
    /// The list's product.
    pub product: Option<SourceProduct>,
    /// The best answer, or `NONE`.
    pub best: String,
    /// Others that are right, too.
    pub acceptable: Vec<String>,
}

impl Case {
    /// Whether there is a capability.
    pub fn has_answer(&self) -> bool {
        self.best != "NONE"
    }

    /// Whether an answer is right.
    pub fn accepts(&self, id: &str) -> bool {
        id == self.best || self.acceptable.iter().any(|one| one == id)
    }
}

/// A labelled row with what was proposed for it.
pub struct Judged {
    /// The row.
    pub case: Case,
    /// What was proposed.
    pub proposal: Proposal,
}

impl Judged {
    /// The place of the first candidate that passes, from 1.
    pub fn place(&self, passes: impl Fn(&str) -> bool) -> Option<usize> {
        let found = self.proposal.candidates.iter().position(|one| passes(one.capability.as_str()));
        found.map(|place| place + 1)
    }

    /// The one answer that would be proposed.
    pub fn decision(&self) -> &str {
        self.proposal.best().map_or("NONE", |best| best.capability.as_str())
    }

    /// An acceptable answer `NONE` may stand in the list, too.
    pub fn decided_right(&self) -> bool {
        self.case.accepts(self.decision())
    }

    /// The band of the decision.
    pub fn band(&self) -> Band {
        self.proposal.best().map_or(Band::None, |best| best.band)
    }
}

/// The rows of an index that is asked for them.
pub struct Group {
    /// The index.
    pub index: Index,
    /// The rows.
    pub cases: Vec<Case>,
}

impl Group {
    /// The proposals for all rows.
    pub fn judge(&self) -> Vec<Judged> {
        let mut ranker = Ranker::new(&self.index);
        let mut judge = |case: &Case| {
            let proposal = ranker.propose(&case.feature, case.product);
            Judged { case: case.clone(), proposal }
        };
        self.cases.iter().map(&mut judge).collect()
    }
}

/// The rows of a labelled list.
pub fn list(file: &Path) -> Result<Vec<Case>, Box<dyn Error>> {
    let bytes = std::fs::read(file)?;
    let table = delimited::read(&file.to_string_lossy(), &bytes, Overrides::default())?.value;
    let product = product::hint(&table);
    let list = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let mut cases = Vec::new();
    for (row, record) in (1..).zip(reader.records()) {
        let record = record?;
        let field = |index: usize| record.get(index).unwrap_or_default().trim();
        let mut feature = named(field(1));
        feature.platforms = values::platforms(field(2)).unwrap_or_default();
        let acceptable = field(4).split(';').filter(|id| !id.is_empty()).map(str::to_owned).collect();
        let best = field(3).to_owned();
        cases.push(Case { list: list.clone(), row, feature, product, best, acceptable });
    }
    Ok(cases)
}

fn named(text: &str) -> Feature {
    Feature { row: RowId(1), name: text.into(), ..Feature::default() }
}

/// For every product its own words, with an index that knows none of them.
pub fn hidden_products(catalogue: &Catalogue, all: &Vocabulary) -> Vec<Group> {
    let group = |product: SourceProduct| {
        let of_product = |term: &gapline::catalogue::Term| term.product == Some(product);
        let mut vocabulary = all.clone();
        vocabulary.terms.retain(|term| !of_product(term));
        let mut cases = Vec::new();
        for (row, term) in (1..).zip(all.terms.iter().filter(|term| of_product(term))) {
            let (list, best, others) = match term.capabilities.split_first() {
                Some((best, others)) => ("words of hidden products", best.as_str(), others),
                None if term.relation == Relation::None => {
                    ("words of hidden products for nothing", "NONE", [].as_slice())
                }
                None => continue,
            };
            cases.push(Case {
                list: list.to_owned(),
                row,
                feature: Feature { platforms: term.platforms, ..named(&term.text) },
                product: Some(product),
                best: best.to_string(),
                acceptable: others.iter().map(ToString::to_string).collect(),
            });
        }
        Group { index: Index::new(catalogue, &vocabulary), cases }
    };
    SourceProduct::ALL.into_iter().map(group).filter(|group| !group.cases.is_empty()).collect()
}

/// A fifth each of the phrases, the sentences and the texts of no capability, with an index that does not know them.
pub fn hidden_texts(catalogue: &Catalogue, all: &Vocabulary) -> Vec<Group> {
    (0..FOLDS).map(|fold| hidden_fold(catalogue, all, fold)).collect()
}

fn hidden_fold(catalogue: &Catalogue, all: &Vocabulary, fold: u32) -> Group {
    let is_hidden = |text: &str| {
        text.bytes().fold(7_u32, |sum, byte| sum * 31 % 65_521 + u32::from(byte)) % FOLDS == fold
    };
    let mut vocabulary = all.clone();
    vocabulary.phrases.retain(|one| !is_hidden(&one.text));
    vocabulary.outside.retain(|one| !is_hidden(&one.text));
    let mut cases = Vec::new();
    let mut add = |list: &str, text: &str, best: &str| {
        let acceptable =
            all.phrases.iter().filter(|one| one.text == text).map(|one| one.capability.to_string());
        let case = Case {
            list: list.to_owned(),
            row: u32::try_from(cases.len()).unwrap_or(0),
            feature: named(text),
            product: None,
            best: best.to_owned(),
            acceptable: acceptable.filter(|one| one != best).collect(),
        };
        cases.push(case);
    };
    for one in all.phrases.iter().filter(|one| is_hidden(&one.text)) {
        let list = match one.language {
            Language::English => "hidden English phrases",
            Language::German => "hidden German phrases",
            Language::French => "hidden French phrases",
            Language::Spanish => "hidden Spanish phrases",
        };
        add(list, &one.text, one.capability.as_str());
    }
    for one in all.outside.iter().filter(|one| is_hidden(&one.text)) {
        add("hidden texts of no capability", &one.text, "NONE");
    }
    let mut without = Catalogue::default();
    for capability in &catalogue.capabilities {
        let mut kept = Capability::clone(capability);
        if is_hidden(&capability.summary) {
            add("hidden sentences of the catalogue", &capability.summary, capability.id.as_str());
            kept.summary = String::new();
        }
        without.capabilities.push(Rc::new(kept));
    }
    without.positions = positions(catalogue);
    Group { index: Index::new(&without, &vocabulary), cases }
}

fn positions(catalogue: &Catalogue) -> SortedMap<gapline::model::capability_id::CapabilityId, usize> {
    catalogue.positions.clone()
}
