//! Why a column is proposed to have its role, and how sure that is.
//! It weighs what `propose` found; it gives no role.

use super::Role;
use super::headers::Claim;
use serde::{Deserialize, Serialize};

/// Why a column was given a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grounds {
    /// The role.
    pub role: Role,
    /// How sure that is.
    pub confidence: Confidence,
    /// Why, in words for the screen; blank for a column that is kept as it is.
    pub words: String,
}

/// How sure a proposed role is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Confidence {
    /// Nothing but the lack of a better column speaks for it, or its values speak against it.
    Check,
    /// The heading or nine in ten values say so.
    Likely,
    /// The heading says so word for word, and nine in ten values where the role has a vocabulary.
    Sure,
}

impl Confidence {
    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Confidence::Check => "please check",
            Confidence::Likely => "likely",
            Confidence::Sure => "sure",
        }
    }
}

impl Grounds {
    /// The grounds of a role: what the heading claims, and how many of the values looked at mean something in it.
    pub fn of(role: Role, claim: Option<&Claim>, understood: usize, values: usize) -> Grounds {
        let most = understood * 10 >= values * 9;
        let of_values = format!("{understood} of {values} values are understood");
        let words = match (role, claim) {
            (Role::Keep, _) => String::new(),
            (_, Some(_)) if understood > 0 => format!("by its heading; {of_values}"),
            (_, Some(_)) => "by its heading".to_owned(),
            (Role::PlatformMark, None) => {
                format!("its heading is a platform; {understood} of {values} values are marks")
            }
            (Role::Feature, None) => "it has the most different text".to_owned(),
            (_, None) => of_values,
        };
        let confidence = match claim {
            Some(claim) if claim.sure >= 4 && (most || !role.is_read()) => Confidence::Sure,
            Some(_) if most || !role.is_read() => Confidence::Likely,
            None if role.is_read() && most => Confidence::Likely,
            _ => Confidence::Check,
        };
        Grounds { role, confidence, words }
    }
}
