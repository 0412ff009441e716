//! The index over catalogue and vocabulary: made once, asked for every feature.
//! It holds weights and names; ranking and bands are in `rank`.

use super::words::{Words, fold, trigrams};
use crate::catalogue::{Catalogue, Term};
use crate::model::capability_id::CapabilityId;
use crate::model::platform::PlatformSet;
use crate::model::product::SourceProduct;
use crate::model::verdict::{Coverage, Relation};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Field weights: how much a word in a field says. Found by trial on lists kept apart from the project.
const NAME: u32 = 100;
const TERM: u32 = 80;
const MICROSOFT_TERM: u32 = 50;
const SUMMARY: u32 = 45;
const NOTE: u32 = 20;

/// A product's word for a capability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// As the vendor writes it.
    pub text: String,
    /// The product.
    pub product: SourceProduct,
    /// Position of the capability.
    pub document: usize,
    /// Position in the term's own list; the first is the best.
    pub rank: usize,
    /// How the word relates to the capability.
    pub relation: Relation,
}

/// What is known of a capability for matching.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its id.
    pub id: CapabilityId,
    /// Its name.
    pub name: String,
    /// The stems of its name.
    pub name_stems: Vec<String>,
    /// The stems of its area.
    pub area_stems: BTreeSet<String>,
    /// Its area.
    pub area: String,
    /// The platforms that have it; empty when it is not platform-specific.
    pub platforms: PlatformSet,
    /// Its coverage.
    pub coverage: Coverage,
}

/// A stem of the index.
#[derive(Debug, Clone)]
pub struct Stem {
    /// Rarity: 1000 x ln(1 + documents / documents with it).
    pub rarity: u32,
    /// Documents with the weight of the best field it stands in.
    pub postings: Vec<(usize, u32)>,
    /// For misspellings.
    pub trigrams: Vec<[char; 3]>,
}

/// The index.
#[derive(Debug)]
pub struct Index {
    /// The capabilities in catalogue order.
    pub documents: Vec<Document>,
    /// Capabilities by folded name and by id with blanks.
    pub names: HashMap<String, usize>,
    /// Aliases by folded text.
    pub aliases: HashMap<String, Vec<Alias>>,
    /// Stems.
    pub stems: BTreeMap<String, Stem>,
    /// The text analyser.
    pub words: Words,
}

impl Index {
    /// Builds the index.
    pub fn new(catalogue: &Catalogue, terms: &[Term]) -> Index {
        let words = Words::default();
        let mut names = HashMap::new();
        let mut documents = Vec::new();
        let mut fields: Vec<Vec<(String, u32)>> = Vec::new();
        for (position, capability) in catalogue.capabilities.iter().enumerate() {
            names.entry(fold(&capability.name)).or_insert(position);
            names.entry(fold(capability.id.as_str())).or_insert(position);
            documents.push(Document {
                id: capability.id.clone(),
                name: capability.name.clone(),
                name_stems: stems(&words, &capability.name),
                area_stems: stems(&words, &capability.area).into_iter().collect(),
                area: capability.area.clone(),
                platforms: capability.supported(),
                coverage: capability.coverage,
            });
            fields.push(vec![
                (capability.name.clone(), NAME),
                (capability.id.as_str().to_owned(), NAME),
                (capability.summary.clone(), SUMMARY),
                (capability.note.clone(), NOTE),
            ]);
        }
        let aliases = aliases(catalogue, terms, &mut fields);
        let stems = postings(&words, &fields);
        Index { documents, names, aliases, stems, words }
    }
}

fn stems(words: &Words, text: &str) -> Vec<String> {
    let mut stems: Vec<String> = words.of(text).into_iter().map(|word| word.stem).collect();
    stems.sort();
    stems.dedup();
    stems
}

fn aliases(
    catalogue: &Catalogue,
    terms: &[Term],
    fields: &mut [Vec<(String, u32)>],
) -> HashMap<String, Vec<Alias>> {
    let mut aliases: HashMap<String, Vec<Alias>> = HashMap::new();
    for term in terms {
        for (rank, id) in term.capabilities.iter().enumerate() {
            let Some(document) = catalogue.positions.get(id).copied() else { continue };
            if let Some(field) = fields.get_mut(document) {
                field.push((term.text.clone(), TERM));
                if rank == 0 {
                    field.push((term.microsoft_term.clone(), MICROSOFT_TERM));
                }
            }
            for variant in variants(&term.text) {
                let known = aliases.entry(fold(&variant)).or_default();
                if !known.iter().any(|alias| alias.document == document && alias.product == term.product) {
                    known.push(Alias {
                        text: variant,
                        product: term.product,
                        document,
                        rank,
                        relation: term.relation,
                    });
                }
            }
        }
    }
    aliases
}

/// The variants of a term: parts joined by ` / `, and the part before a bracket.
fn variants(text: &str) -> Vec<String> {
    let mut variants = Vec::new();
    for part in text.split(" / ").map(str::trim).filter(|part| !part.is_empty()) {
        variants.push(part.to_owned());
        if let Some((before, _)) = part.split_once(" (")
            && before.len() > 3
        {
            variants.push(before.to_owned());
        }
    }
    variants
}

fn postings(words: &Words, fields: &[Vec<(String, u32)>]) -> BTreeMap<String, Stem> {
    let mut weights: BTreeMap<String, BTreeMap<usize, u32>> = BTreeMap::new();
    for (document, texts) in fields.iter().enumerate() {
        for (text, weight) in texts {
            for word in words.of(text) {
                let slot = weights.entry(word.stem).or_default().entry(document).or_default();
                *slot = (*slot).max(*weight);
            }
        }
    }
    let all = fields.len();
    weights
        .into_iter()
        .map(|(stem, documents)| {
            let rarity = rarity(all, documents.len());
            let trigrams = trigrams(&stem);
            (stem, Stem { rarity, postings: documents.into_iter().collect(), trigrams })
        })
        .collect()
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
    fn a_term_has_its_parts_as_variants() {
        assert_eq!(
            variants("Enterprise Wipe / Unenroll (device)"),
            ["Enterprise Wipe", "Unenroll (device)", "Unenroll"]
        );
    }
}
