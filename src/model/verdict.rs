//! Coverage, relation and verdict: the three words of a gap analysis.
//! The rule that joins them is in `gap::rule`, once.

use crate::model::keyed::keyed;

/// How far Intune or a neighbour delivers a capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coverage {
    /// Intune does it.
    Native,
    /// Intune does part of it.
    Partial,
    /// Another Microsoft service does it.
    OtherService,
    /// A partner's product does it.
    Partner,
    /// Nobody at Microsoft does it.
    None,
}

keyed!(Coverage);

impl Coverage {
    /// Every coverage, best first.
    pub const ALL: [Coverage; 5] =
        [Coverage::Native, Coverage::Partial, Coverage::OtherService, Coverage::Partner, Coverage::None];

    /// The key in the catalogue's data.
    pub fn key(self) -> &'static str {
        match self {
            Coverage::Native => "native",
            Coverage::Partial => "partial",
            Coverage::OtherService => "other-service",
            Coverage::Partner => "partner",
            Coverage::None => "none",
        }
    }

    /// The coverage of a key.
    pub fn from_key(key: &str) -> Option<Coverage> {
        Coverage::ALL.into_iter().find(|coverage| coverage.key() == key)
    }

    /// The words on screen.
    pub fn label(self) -> &'static str {
        match self {
            Coverage::Native => "Native",
            Coverage::Partial => "Partial",
            Coverage::OtherService => "Other service",
            Coverage::Partner => "Partner",
            Coverage::None => "No equivalent",
        }
    }
}

/// How a feature of the old product relates to the capability it is matched to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Same outcome, same idea.
    Same,
    /// Same outcome, other design.
    Similar,
    /// Only part of the outcome, or only on some platforms.
    Partial,
    /// Another Microsoft service or licence does it.
    OtherService,
    /// The capability says that there is no equivalent.
    None,
}

keyed!(Relation);

impl Relation {
    /// Every relation, closest first.
    pub const ALL: [Relation; 5] =
        [Relation::Same, Relation::Similar, Relation::Partial, Relation::OtherService, Relation::None];

    /// The key in the catalogue's data and in project files.
    pub fn key(self) -> &'static str {
        match self {
            Relation::Same => "same",
            Relation::Similar => "similar",
            Relation::Partial => "partial",
            Relation::OtherService => "other-service",
            Relation::None => "none",
        }
    }

    /// The relation of a key.
    pub fn from_key(key: &str) -> Option<Relation> {
        Relation::ALL.into_iter().find(|relation| relation.key() == key)
    }

    /// The words on screen.
    pub fn label(self) -> &'static str {
        match self {
            Relation::Same => "Same idea",
            Relation::Similar => "Same outcome, other design",
            Relation::Partial => "Covers part of it",
            Relation::OtherService => "Another service does it",
            Relation::None => "Nothing like it",
        }
    }
}

/// What the gap analysis says of a feature; ordered from best to worst, `Open` apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Not wanted any more.
    Retire,
    /// Same outcome, same idea.
    Native,
    /// Same outcome, other design.
    Redesign,
    /// Another Microsoft service, or a licence that is not held.
    OtherService,
    /// Part of the outcome is lost.
    Partial,
    /// A partner's product is needed.
    Partner,
    /// Nothing like it.
    NoEquivalent,
    /// Not judged.
    Open,
}

keyed!(Verdict);

impl Verdict {
    /// Every verdict in screen order; the position + 1 is its key on the keyboard.
    pub const ALL: [Verdict; 8] = [
        Verdict::Native,
        Verdict::Redesign,
        Verdict::OtherService,
        Verdict::Partial,
        Verdict::Partner,
        Verdict::NoEquivalent,
        Verdict::Retire,
        Verdict::Open,
    ];

    /// The key in files, style sheets and addresses.
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Native => "native",
            Verdict::Redesign => "redesign",
            Verdict::OtherService => "other-service",
            Verdict::Partial => "partial",
            Verdict::Partner => "partner",
            Verdict::NoEquivalent => "no-equivalent",
            Verdict::Retire => "retire",
            Verdict::Open => "open",
        }
    }

    /// The verdict of a key.
    pub fn from_key(key: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.key() == key)
    }

    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Verdict::Native => "Native",
            Verdict::Redesign => "Redesign",
            Verdict::OtherService => "Other service",
            Verdict::Partial => "Partial",
            Verdict::Partner => "Partner",
            Verdict::NoEquivalent => "No equivalent",
            Verdict::Retire => "Retire",
            Verdict::Open => "Open",
        }
    }

    /// The shape that goes with the word, readable in grey.
    pub fn symbol(self) -> &'static str {
        match self {
            Verdict::Native => "●",
            Verdict::Redesign => "◐",
            Verdict::OtherService => "◆",
            Verdict::Partial => "◒",
            Verdict::Partner => "▣",
            Verdict::NoEquivalent => "✕",
            Verdict::Retire => "▽",
            Verdict::Open => "?",
        }
    }

    /// What the word means, in one line.
    pub fn meaning(self) -> &'static str {
        match self {
            Verdict::Native => "Intune gives the same outcome by the same idea.",
            Verdict::Redesign => "Intune gives the same outcome by another design.",
            Verdict::OtherService => {
                "Another Microsoft service does it, or a licence is needed that is not held."
            }
            Verdict::Partial => "Part of the outcome is lost.",
            Verdict::Partner => "A partner's product is needed.",
            Verdict::NoEquivalent => "Nothing at Microsoft does it.",
            Verdict::Retire => "The customer does not want it any more.",
            Verdict::Open => "Not judged yet.",
        }
    }

    /// Whether the verdict is a gap: something to design, license, buy, accept or give up.
    pub fn is_gap(self) -> bool {
        matches!(
            self,
            Verdict::Redesign
                | Verdict::OtherService
                | Verdict::Partial
                | Verdict::Partner
                | Verdict::NoEquivalent
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_each_others_inverse() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::from_key(verdict.key()), Some(verdict));
        }
        for relation in Relation::ALL {
            assert_eq!(Relation::from_key(relation.key()), Some(relation));
        }
        for coverage in Coverage::ALL {
            assert_eq!(Coverage::from_key(coverage.key()), Some(coverage));
        }
    }
}
