//! Packs in matching: which own words count, and where they say something else than what is built in or one another.
//! Own words win unless the consultant chose otherwise; nothing of a pack is changed here.

use super::text::fold::fold;
use super::usual_relation;
use super::vocabulary::{Own, Vocabulary};
use crate::catalogue::pack::{Packs, Word};
use crate::catalogue::{Catalogue, Confidence, Term};
use crate::model::capability_id::CapabilityId;
use crate::model::platform::PlatformSet;
use crate::model::product::SourceProduct;
use crate::model::sorted_map::SortedMap;
use serde::{Deserialize, Serialize};

/// What a source says that words mean.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Claim {
    /// The pack; empty for what is built in.
    pub source: String,
    /// The capability.
    pub capability: CapabilityId,
    /// The product of whose lists it is said; `None` for all.
    pub product: Option<SourceProduct>,
}

/// The same words with different meanings, or the same own capability in several packs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// What it is about, as `Packs::choices` has it: the folded words, or the id of an own capability.
    pub key: String,
    /// The words, or the id.
    pub text: String,
    /// Who says what, each once; what is built in first, then by pack from the lowest.
    pub claims: Vec<Claim>,
    /// The source that is used.
    pub used: String,
}

/// An own word, or the name of an own capability, which is a word for it.
struct Said<'a> {
    pack: &'a str,
    word: Word,
    is_name: bool,
}

fn said(packs: &Packs) -> Vec<Said<'_>> {
    let words = packs.packs.iter().flat_map(|pack| {
        pack.words.iter().map(|word| Said { pack: &pack.name, word: word.clone(), is_name: false })
    });
    let names = packs.entries().map(|(pack, entry)| Said {
        pack: &pack.name,
        word: Word {
            text: entry.name.clone(),
            capability: entry.id.clone(),
            relation: usual_relation(entry.coverage),
            product: None,
            language: None,
            source: String::new(),
        },
        is_name: true,
    });
    names.chain(words).collect()
}

/// Where packs say something else than what is built in, or than one another; by words, then ids.
pub fn conflicts(catalogue: &Catalogue, vocabulary: &Vocabulary, packs: &Packs) -> Vec<Conflict> {
    let said = said(packs);
    let mut groups: SortedMap<String, (String, Vec<Claim>)> = SortedMap::default();
    for one in &said {
        groups.insert(fold(&one.word.text), (one.word.text.clone(), Vec::new()));
    }
    let mut claim = |text: &str, claim: Claim| {
        if let Some((_, claims)) = groups.get_mut(fold(text).as_str())
            && !claims.contains(&claim)
        {
            claims.push(claim);
        }
    };
    let builtin = |capability: &CapabilityId, product| Claim {
        source: String::new(),
        capability: capability.clone(),
        product,
    };
    for entry in catalogue.capabilities.iter().filter(|entry| entry.confidence != Confidence::Pack) {
        claim(&entry.name, builtin(&entry.id, None));
    }
    for term in &vocabulary.terms {
        for variant in super::index::variants(&term.text) {
            for id in &term.capabilities {
                claim(variant, builtin(id, term.product));
            }
        }
    }
    for phrase in &vocabulary.phrases {
        claim(&phrase.text, builtin(&phrase.capability, None));
    }
    for pack in &packs.packs {
        for one in said.iter().filter(|one| one.pack == pack.name) {
            let (capability, product) = (one.word.capability.clone(), one.word.product);
            claim(&one.word.text, Claim { source: pack.name.clone(), capability, product });
        }
    }
    let used = |key: &str, claims: &[Claim]| {
        let chosen = packs.choices.get(key).filter(|chosen| claims.iter().any(|one| one.source == **chosen));
        chosen.or(claims.last().map(|last| &last.source)).cloned().unwrap_or_default()
    };
    let mut found: Vec<Conflict> = groups
        .into_iter()
        .filter(|(_, (_, claims))| claims.iter().any(|one| is_opposed(one, claims)))
        .map(|(key, (text, claims))| Conflict { used: used(&key, &claims), key, text, claims })
        .collect();
    let mut ids: Vec<&CapabilityId> =
        packs.packs.iter().flat_map(|pack| pack.entries.iter().map(|entry| &entry.id)).collect();
    ids.sort();
    ids.dedup();
    found.extend(ids.into_iter().filter_map(|id| same_id(packs, id)));
    found
}

/// Whether another source speaks of the same lists and nowhere says the same.
fn is_opposed(one: &Claim, claims: &[Claim]) -> bool {
    let meets = |other: &Claim| {
        other.source != one.source
            && (other.product.is_none() || one.product.is_none() || other.product == one.product)
    };
    // A built-in word of several capabilities is no conflict by itself.
    !one.source.is_empty()
        && claims.iter().filter(|other| meets(other)).any(|other| {
            let mut same_source = claims.iter().filter(|again| again.source == other.source && meets(again));
            !same_source.any(|again| again.capability == one.capability)
        })
}

/// Several packs with one own capability of which they say different things.
fn same_id(packs: &Packs, id: &CapabilityId) -> Option<Conflict> {
    let entries: Vec<_> = packs
        .packs
        .iter()
        .filter_map(|pack| Some((pack, pack.entries.iter().find(|entry| entry.id == *id)?)))
        .collect();
    let (_, first) = entries.first()?;
    if entries.iter().all(|(_, entry)| entry == first) {
        return None;
    }
    let claim = |name: &str| Claim { source: name.to_owned(), capability: id.clone(), product: None };
    Some(Conflict {
        key: id.to_string(),
        text: id.to_string(),
        claims: entries.iter().map(|(pack, _)| claim(&pack.name)).collect(),
        used: packs.owner(id).unwrap_or_default().to_owned(),
    })
}

/// The vocabulary with the packs' words laid over it, for a list of a product.
///
/// Words of another product count as that product's, as built-in ones do. Of words in conflict only those of
/// the source that is used count; where that is what is built in, it counts like an own word.
pub fn lay_over(
    mut vocabulary: Vocabulary,
    catalogue: &Catalogue,
    packs: &Packs,
    product: Option<SourceProduct>,
) -> Vocabulary {
    let conflicts = conflicts(catalogue, &vocabulary, packs);
    let conflict = |text: &str| {
        let key = fold(text);
        conflicts.iter().find(|conflict| conflict.key == key)
    };
    for Said { pack, word, is_name } in said(packs) {
        let conflict = conflict(&word.text);
        match conflict {
            Some(conflict) if conflict.used.is_empty() && is_name => {
                // Its name stays in the catalogue, so what is built in must count for more.
                let builtin = conflict.claims.iter().filter(|claim| claim.source.is_empty());
                vocabulary.own.extend(builtin.map(|claim| {
                    Own {
                        text: word.text.clone(),
                        capability: claim.capability.clone(),
                        relation: catalogue
                            .capability(&claim.capability)
                            .map_or(word.relation, |entry| usual_relation(entry.coverage)),
                        language: None,
                    }
                }));
            }
            Some(conflict) if conflict.used != pack => {}
            _ if word.product.is_none() || word.product == product => vocabulary.own.push(Own {
                text: word.text,
                capability: word.capability,
                relation: word.relation,
                language: word.language,
            }),
            _ => vocabulary.terms.push(Term {
                text: word.text,
                product: word.product,
                capabilities: vec![word.capability],
                relation: word.relation,
                platforms: PlatformSet::EMPTY,
                microsoft_term: String::new(),
                source: pack.to_owned(),
            }),
        }
    }
    vocabulary
}
