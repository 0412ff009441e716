//! What Intune and its neighbours can do: the capabilities, and the words that products use for them.
//! It judges nothing; a verdict is made in `gap`.

pub mod load;
pub mod pack;
pub mod pack_file;
pub mod phrases;
pub mod terms;

use crate::model::capability_id::CapabilityId;
use crate::model::keyed::keyed;
use crate::model::licence::LicenceNeed;
use crate::model::platform::{Platform, PlatformSet};
use crate::model::product::SourceProduct;
use crate::model::sorted_map::SortedMap;
use crate::model::verdict::{Coverage, Relation};
use chrono::NaiveDate;
use std::rc::Rc;

/// Whether a capability exists on one platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Support {
    /// In full.
    Yes,
    /// In part.
    Partial,
    /// Not there.
    No,
}

keyed!(Support);

impl Support {
    /// The key in the catalogue's data.
    pub fn key(self) -> &'static str {
        match self {
            Support::Yes => "yes",
            Support::Partial => "partial",
            Support::No => "no",
        }
    }

    /// The support of a key.
    pub fn from_key(key: &str) -> Option<Support> {
        [Support::Yes, Support::Partial, Support::No].into_iter().find(|support| support.key() == key)
    }
}

/// How an entry's statement is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Read in the documentation page it names.
    Seen,
    /// General knowledge; check before showing it to a customer.
    Remembered,
    /// Said by a pack of the user, which its first source names.
    Pack,
}

impl Confidence {
    /// In words on screen.
    pub fn label(self) -> &'static str {
        match self {
            Confidence::Seen => "read in the documentation",
            Confidence::Remembered => "remembered, not read: check it before you rely on it",
            Confidence::Pack => "said by a pack of yours, not by Gapline",
        }
    }
}

/// One entry of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capability {
    /// Stable id.
    pub id: CapabilityId,
    /// Name as a consultant would look for it.
    pub name: String,
    /// One plain sentence.
    pub summary: String,
    /// Group on the catalogue page, such as "Device actions".
    pub area: String,
    /// How far Intune or a neighbour delivers it.
    pub coverage: Coverage,
    /// What is known per platform; empty when it is not platform-specific; a missing platform is undetermined.
    pub platforms: SortedMap<Platform, Support>,
    /// Licences needed.
    pub licence: LicenceNeed,
    /// Prerequisites: ids of other entries or prerequisite tokens such as `apple-mdm-push-certificate`.
    pub depends_on: Vec<String>,
    /// What to use instead; never empty unless coverage is native.
    pub instead: String,
    /// Paths of the documentation, repository path first.
    pub doc: Vec<String>,
    /// When the statement was last checked.
    pub as_of: NaiveDate,
    /// How it is known.
    pub confidence: Confidence,
    /// What a consultant must know; may be empty.
    pub note: String,
}

impl Capability {
    /// The platforms on which it exists at least in part.
    pub fn supported(&self) -> PlatformSet {
        self.platforms
            .iter()
            .filter(|(_, support)| **support != Support::No)
            .map(|(platform, _)| *platform)
            .collect()
    }
}

/// All capabilities, in the order of the data file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    /// The entries.
    pub capabilities: Vec<Rc<Capability>>,
    /// Positions by id.
    pub positions: SortedMap<CapabilityId, usize>,
}

impl Catalogue {
    /// A catalogue of entries in their order.
    pub fn of(capabilities: Vec<Rc<Capability>>) -> Catalogue {
        let positions =
            capabilities.iter().enumerate().map(|(position, one)| (one.id.clone(), position)).collect();
        Catalogue { capabilities, positions }
    }

    /// The entry of an id.
    pub fn capability(&self, id: &CapabilityId) -> Option<&Rc<Capability>> {
        self.positions.get(id).and_then(|position| self.capabilities.get(*position))
    }
}

/// A word that a product uses, and the capability that it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The word as the vendor writes it; variants joined by ` / `.
    pub text: String,
    /// The product family; `None` for a word of a platform or a standard.
    pub product: Option<SourceProduct>,
    /// What it means, best first; empty when no entry fits without doubt.
    pub capabilities: Vec<CapabilityId>,
    /// How the word relates to the first capability.
    pub relation: Relation,
    /// The platforms that it is about; empty when any.
    pub platforms: PlatformSet,
    /// What a consultant would look for at Microsoft.
    pub microsoft_term: String,
    /// Where the word was seen, or `unverified`.
    pub source: String,
}
