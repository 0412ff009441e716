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
    /// How sure that is, of 100: the points of what names the role, times the share of the values looked at that
    /// mean something in it, where it has a vocabulary. The points stand in [`Grounds::of`].
    pub percent: u32,
    /// How it comes about, in words for the screen; blank for a column that is kept as it is.
    pub words: String,
}

/// How sure a proposed role is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Confidence {
    /// Below 60 of 100: little more than the lack of a better column speaks for it, or its values speak against it.
    Check,
    /// From 60 of 100.
    Likely,
    /// From 90 of 100.
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
        let (points, why) = match (role, claim) {
            (Role::Keep, _) => return Grounds { role, percent: 0, words: String::new() },
            (_, Some(claim)) if claim.sure >= 4 => (100, "by its heading, word for word"),
            (_, Some(_)) => (80, "by words of its heading"),
            (Role::PlatformMark, None) => (80, "its heading is a platform"),
            (Role::Feature, None) => (40, "it has the most different text"),
            (_, None) => (70, "by its values alone"),
        };
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (understood, values) = (short(understood), short(values));
        if !role.is_read() || values == 0 {
            return Grounds { role, percent: points, words: format!("{points} of 100: {why}") };
        }
        let percent = points * understood / values;
        let words = format!(
            "{percent} of 100: {why} ({points}), times {understood} of {values} values that are understood"
        );
        Grounds { role, percent, words }
    }

    /// The figure as a word.
    pub fn confidence(&self) -> Confidence {
        match self.percent {
            90.. => Confidence::Sure,
            60.. => Confidence::Likely,
            _ => Confidence::Check,
        }
    }
}
