//! What the index holds: texts of capabilities and of reasons for having none, stems, and the sums that weigh them.
//! Building it is the matter of `index`.

use crate::catalogue::phrases::Reason;
use crate::model::capability_id::CapabilityId;
use crate::model::platform::PlatformSet;
use crate::model::product::SourceProduct;
use crate::model::verdict::{Coverage, Relation};

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
    /// A product's word for what the catalogue has nothing for. It counts only word for word.
    Nothing {
        /// The product; `None` for a platform or a standard.
        product: Option<SourceProduct>,
    },
}

impl Kind {
    /// How much a text of this kind says, in hundredths.
    pub fn weight(self) -> u32 {
        match self {
            Kind::Name | Kind::Own { .. } | Kind::Phrase | Kind::Outside(_) => 100,
            Kind::Nothing { .. } => 0,
            Kind::Term { rank: 0, .. } => 100,
            Kind::Term { rank: 1, .. } => 75,
            Kind::Term { .. } => 60,
            Kind::Requirement => 95,
            Kind::Microsoft => 55,
            Kind::Summary => 92,
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
}

/// The figures of a text, close together: every row asks for those of a thousand texts.
#[derive(Debug, Clone, Copy)]
pub struct Figures {
    /// The text's document.
    pub document: u32,
    /// The sum of its stems' rarities.
    pub whole: u32,
    /// 1 divided by that, see [`inverse`].
    pub inverse: u32,
    /// 1 divided by its root, see [`inverse_root`].
    pub inverse_root: u32,
    /// How much it says, in hundredths, see [`Kind::weight`].
    pub weight: u32,
    /// The platforms that it is about; empty when any.
    pub platforms: PlatformSet,
    /// The product whose word it is.
    pub product: Option<SourceProduct>,
    /// Whether it is a name.
    pub is_name: bool,
    /// The actions that it names, see [`super::setting::actions`].
    pub actions: u8,
    /// Its letters, from one place in the index's letters to another.
    pub letters: (u32, u32),
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
    /// Its area, by place in the index's areas.
    pub area: u32,
    /// The platforms that have it; empty when it is not platform-specific.
    pub platforms: PlatformSet,
    /// How many vendors' platforms they are.
    pub families: usize,
    /// Its coverage.
    pub coverage: Coverage,
    /// Its texts, from one place in the index's texts to another.
    pub texts: (u32, u32),
    /// 1 divided by the smallest sum of rarities of its names, see [`inverse`].
    pub name_inverse: u32,
}

/// An area of the catalogue.
#[derive(Debug, Clone, Default)]
pub struct Area {
    /// Its name.
    pub name: String,
    /// The stems of its name.
    pub stems: Vec<String>,
}

/// Where a stem stands.
#[derive(Debug, Clone, Default)]
pub struct Stem {
    /// The stem.
    pub stem: String,
    /// Rarity among the documents: 1000 x ln(1 + documents / documents with it).
    pub rarity: u32,
    /// Whether an English text has it.
    pub english: bool,
    /// Documents with it, by number.
    pub documents: Vec<Posting>,
}

impl Stem {
    /// How it stands in a document.
    pub fn posting(&self, document: u32) -> Option<&Posting> {
        let place = self.documents.binary_search_by_key(&document, |posting| posting.document).ok()?;
        self.documents.get(place)
    }
}

/// A stem in a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Posting {
    /// The document.
    pub document: u32,
    /// The weight of its best text with the stem, in hundredths.
    pub best: u16,
    /// How much oftener the stem is in its texts than in all: 1000 x ln(1 + times), at most 6000.
    pub lift: u16,
    /// The texts of the document with the stem, from one place in the index's list by stems to another.
    pub texts: (u32, u32),
    /// The smallest sum of rarities of these texts.
    pub least: u32,
}

/// 1/number in 1/2^32, rounded up.
pub fn inverse(number: u64) -> u64 {
    (1_u64 << 32).div_ceil(number.max(1))
}

/// 1/√number in 1/2^32, rounded up: every row is compared with hundreds of texts, so none of them is divided by.
pub fn inverse_root(number: u64) -> u32 {
    let root = (number << 20).isqrt().max(1);
    u32::try_from((1_u64 << 42).div_ceil(root)).unwrap_or(u32::MAX)
}

/// How alike two sums are by what they share, share / √(one × other) in thousandths: from the share times the
/// [`inverse_root`] of one, and that of the other.
pub fn likeness(share: u64, inverse_root: u32) -> u32 {
    let part = ((share >> 16) * u64::from(inverse_root)) >> 16;
    u32::try_from((part * 1000 + (1 << 31)) >> 32).unwrap_or(u32::MAX)
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
    fn likeness_is_the_cosine_of_sums() {
        let check = |share: u64, one: u64, other: u64, expected: u32| {
            let found = likeness(share * u64::from(inverse_root(one)), inverse_root(other));
            assert!(found.abs_diff(expected) <= 1, "{share} of {one} and {other}: {found}, not {expected}");
        };
        check(9000, 9000, 9000, 1000);
        check(693, 693, 693, 1000);
        check(700, 8000, 2000, 175);
        check(500_000, 600_000, 700_000, 772);
        check(35, 35, 90_000, 20);
    }

    #[test]
    fn a_term_has_its_parts_as_variants() {
        assert_eq!(
            variants("Enterprise Wipe / Unenroll (device)"),
            ["Enterprise Wipe", "Unenroll (device)", "Unenroll"]
        );
    }
}
