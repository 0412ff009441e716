//! From features to ranked candidates with their evidence, and from decisions to matches.
//! Nothing is accepted here: a candidate is a proposal until the consultant decides.

pub mod ambiguous;
pub mod bands;
pub mod decision;
pub mod entry;
pub mod evidence;
pub mod index;
pub mod met;
pub mod packs;
pub mod parts;
pub mod query;
pub mod rank;
pub mod readings;
pub mod score;
pub mod search;
pub mod setting;
pub mod text;
pub mod turn;
pub mod vocabulary;
pub mod why;

use crate::model::capability_id::CapabilityId;
use crate::model::keyed::keyed;
use crate::model::product::SourceProduct;
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::model::verdict::{Coverage, Relation};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

pub use why::{WhyNot, look_up, why_not};

/// How sure a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// A name of it, word for word: its own, the list's product's, the consultant's.
    Exact,
    /// Strong evidence and a clear lead.
    Likely,
    /// Good evidence.
    Possible,
    /// Little evidence.
    Weak,
    /// Nothing worth showing.
    None,
}

keyed!(Band);

impl Band {
    /// The key in project files.
    pub fn key(self) -> &'static str {
        match self {
            Band::Exact => "exact",
            Band::Likely => "likely",
            Band::Possible => "possible",
            Band::Weak => "weak",
            Band::None => "none",
        }
    }

    /// The word of a key.
    pub fn from_key(key: &str) -> Option<Band> {
        [Band::Exact, Band::Likely, Band::Possible, Band::Weak, Band::None]
            .into_iter()
            .find(|word| word.key() == key)
    }
}

impl Band {
    /// Every band, surest first.
    pub const ALL: [Band; 5] = [Band::Exact, Band::Likely, Band::Possible, Band::Weak, Band::None];

    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Band::Exact => "exact",
            Band::Likely => "likely",
            Band::Possible => "possible",
            Band::Weak => "weak",
            Band::None => "none",
        }
    }

    /// Whether a match of this band may stand as "suggested by exact name" until confirmed.
    pub fn is_by_name(self) -> bool {
        self == Band::Exact
    }
}

/// One thing that spoke for or against a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Points, positive or negative; a candidate's score is the sum.
    pub points: i32,
    /// In words: "“Smart Groups” is a Workspace ONE name for it".
    pub words: String,
}

/// A proposal for a feature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The capability.
    pub capability: CapabilityId,
    /// Sum of the evidence.
    pub score: i32,
    /// How sure.
    pub band: Band,
    /// The relation to propose on confirming.
    pub relation: Relation,
    /// Why, strongest first.
    pub evidence: Vec<Evidence>,
}

/// What is proposed for a feature.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Proposal {
    /// At most five capabilities, best first.
    pub candidates: Vec<Candidate>,
    /// Why it should have none, in words, when that is what is proposed.
    pub none: Option<String>,
    /// The product whose word speaks most for the best one.
    pub product: Option<SourceProduct>,
}

impl Proposal {
    /// The capability that is proposed.
    pub fn best(&self) -> Option<&Candidate> {
        self.candidates.first().filter(|_| self.none.is_none())
    }
}

/// The proposals for every feature.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Candidates {
    /// By row; a row that is not here was not looked at.
    pub rows: SortedMap<RowId, Rc<Proposal>>,
}

/// The relation to propose when no vocabulary says one.
pub fn usual_relation(coverage: Coverage) -> Relation {
    match coverage {
        Coverage::None => Relation::None,
        Coverage::OtherService => Relation::OtherService,
        Coverage::Native | Coverage::Partial | Coverage::Partner => Relation::Same,
    }
}
