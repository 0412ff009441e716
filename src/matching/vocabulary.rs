//! All words that the matcher knows, in one place: products' words, phrases, the dictionary, and the user's own.
//! Which row means what is for `rank`.

use crate::catalogue::phrases::{self, Language, Outside, Phrase, Translation};
use crate::catalogue::{Term, terms};
use crate::model::capability_id::CapabilityId;
use crate::model::verdict::Relation;

/// Words that the consultant said mean a capability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// The words.
    pub text: String,
    /// What they mean.
    pub capability: CapabilityId,
    /// How they relate to it.
    pub relation: Relation,
    /// Their language; `None` is told from the words.
    pub language: Option<Language>,
}

/// The words.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Words of products.
    pub terms: Vec<Term>,
    /// How people name capabilities.
    pub phrases: Vec<Phrase>,
    /// Texts that name none.
    pub outside: Vec<Outside>,
    /// The dictionary.
    pub translations: Vec<Translation>,
    /// The user's own words.
    pub own: Vec<Own>,
}

impl Vocabulary {
    /// What is built in.
    pub fn builtin() -> Vocabulary {
        Vocabulary {
            terms: terms::builtin(),
            phrases: phrases::builtin(),
            outside: phrases::outside(),
            translations: phrases::translations(),
            own: Vec::new(),
        }
    }
}
