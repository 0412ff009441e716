//! Packs of the user: own words for capabilities and own capabilities, as plain data, laid over the catalogue.
//! Which of several words counts is for `matching::packs`; how a pack stands in a file is for `pack_file`.

use super::phrases::Language;
use super::{Capability, Catalogue, Confidence, Support};
use crate::model::capability_id::CapabilityId;
use crate::model::day;
use crate::model::licence::LicenceNeed;
use crate::model::platform::Platform;
use crate::model::product::SourceProduct;
use crate::model::sorted_map::SortedMap;
use crate::model::verdict::{Coverage, Relation};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// How the id of every own capability begins; no built-in one begins so.
pub const OWN: &str = "own-";

/// Words that mean a capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// The words, verbatim.
    pub text: String,
    /// What they mean.
    pub capability: CapabilityId,
    /// How they relate to it.
    pub relation: Relation,
    /// The product whose word it is; `None` for every list.
    #[serde(default)]
    pub product: Option<SourceProduct>,
    /// The language; `None` is told from the words.
    #[serde(default)]
    pub language: Option<Language>,
    /// Where it was seen, or any note; may be empty.
    #[serde(default)]
    pub source: String,
}

/// A capability of the user's own: a partner's product, a customer's tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Stable id, beginning with [`OWN`].
    pub id: CapabilityId,
    /// Name as a consultant would look for it.
    pub name: String,
    /// What it does; may be empty.
    pub summary: String,
    /// Group on the Catalogue page; may be empty.
    pub area: String,
    /// How far it is delivered, and by whom.
    pub coverage: Coverage,
    /// What is known per platform; empty when it is not platform-specific.
    pub platforms: SortedMap<Platform, Support>,
    /// Licences needed, in the catalogue's notation; empty when none.
    pub licence: String,
    /// What to use instead; may be empty.
    pub instead: String,
    /// When the statement was last checked.
    #[serde(with = "day::wire")]
    pub as_of: NaiveDate,
    /// Where it was seen, or any note; may be empty.
    pub source: String,
}

/// A pack.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Pack {
    /// Its name, unique in a project and never empty.
    pub name: String,
    /// Who made it; any text.
    pub author: String,
    /// Own words.
    pub words: Vec<Word>,
    /// Own capabilities, each id once.
    pub entries: Vec<Entry>,
}

/// The packs of a project.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Packs {
    /// The packs; a later one lies over those before it.
    pub packs: Vec<Pack>,
    /// By what a conflict is about, the pack to use; empty for what is built in.
    pub choices: SortedMap<String, String>,
}

impl Packs {
    /// A pack by its name.
    pub fn pack(&self, name: &str) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.name == name)
    }

    /// The names of the packs that have a capability of this id, the lowest first.
    pub fn owners<'a>(&'a self, id: &'a CapabilityId) -> impl DoubleEndedIterator<Item = &'a str> {
        let has = move |pack: &&Pack| pack.entries.iter().any(|entry| entry.id == *id);
        self.packs.iter().filter(has).map(|pack| pack.name.as_str())
    }

    /// The pack whose capability of this id is used: the chosen one, else the uppermost.
    pub fn owner<'a>(&'a self, id: &'a CapabilityId) -> Option<&'a str> {
        let chosen = self.choices.get(id.as_str());
        chosen
            .and_then(|chosen| self.owners(id).find(|name| name == chosen))
            .or_else(|| self.owners(id).next_back())
    }

    /// The own capabilities that are used, each with its pack.
    pub fn entries(&self) -> impl Iterator<Item = (&Pack, &Entry)> {
        self.packs
            .iter()
            .flat_map(|pack| pack.entries.iter().map(move |entry| (pack, entry)))
            .filter(|(pack, entry)| self.owner(&entry.id) == Some(pack.name.as_str()))
    }
}

/// The catalogue with the packs laid over what is built in; earlier packs in it are replaced.
/// An empty catalogue, which is one that is not there yet, stays empty.
pub fn layered(catalogue: &Catalogue, packs: &Packs) -> Catalogue {
    let builtin = catalogue.capabilities.iter().filter(|entry| entry.confidence != Confidence::Pack);
    let mut all: Vec<Rc<Capability>> = builtin.cloned().collect();
    if !all.is_empty() {
        all.extend(packs.entries().map(|(pack, entry)| Rc::new(capability(pack, entry))));
    }
    Catalogue::of(all)
}

fn capability(pack: &Pack, entry: &Entry) -> Capability {
    let mut doc = vec![format!("pack “{}”", pack.name)];
    doc.extend((!entry.source.is_empty()).then(|| entry.source.clone()));
    Capability {
        id: entry.id.clone(),
        name: entry.name.clone(),
        summary: entry.summary.clone(),
        area: if entry.area.is_empty() { "Own".to_owned() } else { entry.area.clone() },
        coverage: entry.coverage,
        platforms: entry.platforms.clone(),
        licence: LicenceNeed::parse(&entry.licence),
        depends_on: Vec::new(),
        instead: entry.instead.clone(),
        doc,
        as_of: entry.as_of,
        confidence: Confidence::Pack,
        note: String::new(),
    }
}
