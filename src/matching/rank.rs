//! Ranking: the evidence for every pair of feature and capability, summed to a whole number.
//! The same feature gets the same candidates whatever stands beside it in the list.

use super::index::{Alias, Index};
use super::words::{fold, likeness, trigrams};
use super::{Band, Candidate, Candidates, Evidence, usual_relation};
use crate::intake::{Feature, Inventory};
use crate::model::product::SourceProduct;
use crate::model::verdict::Relation;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Points of a capability's own name.
const EXACT: i32 = 400;
/// Points of a word of the list's own product.
const ALIAS: i32 = 300;
/// Points of a word of another product.
const OTHER_ALIAS: i32 = 60;
/// Points of a name inside a longer text, before its share of the text.
const PHRASE: i32 = 20;
/// At least so many points, and a lead of `LEAD`, make a candidate likely.
const LIKELY: i32 = 100;
/// See `LIKELY`.
const LEAD: i32 = 12;
/// Below so many points a candidate is not shown.
const WEAK: i32 = 30;
/// Candidates shown.
const SHOWN: usize = 5;

/// Words that mean different things in different products: never an alias without the list's product.
const AMBIGUOUS: &[&str] = &[
    "action",
    "baseline",
    "block",
    "blueprint",
    "blueprints",
    "collection",
    "compliance",
    "container",
    "delete",
    "group",
    "groups",
    "label",
    "labels",
    "lock",
    "lost mode",
    "package",
    "packages",
    "parameter",
    "policies",
    "policy",
    "product",
    "products",
    "profile",
    "profiles",
    "quarantine",
    "registration",
    "retire",
    "revoke",
    "rule",
    "rules",
    "selective wipe",
    "self service",
    "sensor",
    "sensors",
    "sentry",
    "signal",
    "site",
    "sites",
    "space",
    "spaces",
    "store",
    "tag",
    "tags",
    "tunnel",
    "unlock",
    "user enrollment",
];

/// Ranks the capabilities for every feature. `progress` is told features done and in all.
pub fn rank(
    index: &Index,
    inventory: &Inventory,
    product: Option<SourceProduct>,
    progress: &mut dyn FnMut(u32, u32),
) -> Candidates {
    let total = u32::try_from(inventory.features.len()).unwrap_or(u32::MAX);
    let mut rows = BTreeMap::new();
    for (done, feature) in (0u32..).zip(inventory.features.iter()) {
        if done % 64 == 0 {
            progress(done, total);
        }
        rows.insert(feature.row, Rc::new(candidates(index, feature, product)));
    }
    Candidates { rows: rows.into_iter().collect() }
}

/// The best capabilities for one feature, at most five, best first; ties in catalogue order.
pub fn candidates(index: &Index, feature: &Feature, product: Option<SourceProduct>) -> Vec<Candidate> {
    let mut found: BTreeMap<usize, Found> = BTreeMap::new();
    by_name(index, feature, &mut found);
    by_alias(index, feature, product, &mut found);
    by_phrase(index, feature, product, &mut found);
    by_words(index, feature, &mut found);
    let mut ranked: Vec<(usize, Found)> = found.into_iter().collect();
    for (document, found) in &mut ranked {
        by_setting(index, *document, feature, found);
    }
    ranked.sort_by_key(|(document, found)| (std::cmp::Reverse(found.score()), *document));
    ranked.truncate(SHOWN);
    let second = ranked.get(1).map_or(0, |(_, found)| found.score());
    ranked
        .into_iter()
        .enumerate()
        .filter(|(_, (_, found))| found.score() >= WEAK)
        .filter_map(|(place, (document, mut found))| {
            let score = found.score();
            let rival = if place == 0 { second } else { i32::MAX };
            let band = match found.named {
                Some(band) if place == 0 => band,
                Some(_) => Band::Likely,
                None if score >= LIKELY && score - LEAD >= rival => Band::Likely,
                None => Band::Weak,
            };
            found.evidence.sort_by_key(|evidence| std::cmp::Reverse(evidence.points));
            let document = index.documents.get(document)?;
            Some(Candidate {
                capability: document.id.clone(),
                score,
                band,
                relation: found.relation.unwrap_or(usual_relation(document.coverage)),
                evidence: found.evidence,
            })
        })
        .collect()
}

/// What speaks for a capability so far.
#[derive(Debug, Default)]
struct Found {
    evidence: Vec<Evidence>,
    named: Option<Band>,
    relation: Option<Relation>,
}

impl Found {
    fn score(&self) -> i32 {
        self.evidence.iter().map(|evidence| evidence.points).sum()
    }

    fn add(&mut self, points: i32, words: String) {
        self.evidence.push(Evidence { points, words });
    }
}

fn by_name(index: &Index, feature: &Feature, found: &mut BTreeMap<usize, Found>) {
    if let Some(document) = index.names.get(&fold(&feature.name)) {
        let entry = found.entry(*document).or_default();
        entry.named = Some(Band::Exact);
        entry.add(EXACT, format!("“{}” is its name", feature.name));
    }
}

fn by_alias(
    index: &Index,
    feature: &Feature,
    product: Option<SourceProduct>,
    found: &mut BTreeMap<usize, Found>,
) {
    let folded = fold(&feature.name);
    let Some(aliases) = index.aliases.get(&folded) else { return };
    let own: Vec<&Alias> = aliases.iter().filter(|alias| Some(alias.product) == product).collect();
    let best = |list: &[&Alias]| {
        list.iter().filter(|alias| alias.rank == 0).map(|alias| alias.document).collect::<Vec<_>>()
    };
    if !own.is_empty() {
        let first = best(&own);
        for alias in own {
            let only = first.iter().all(|document| *document == alias.document);
            add_alias(
                found,
                alias,
                (alias.rank == 0 && only).then_some(Band::Alias),
                ALIAS - 40 * rank_points(alias),
            );
        }
        return;
    }
    let all: Vec<&Alias> = aliases.iter().collect();
    let first = best(&all);
    let clear =
        first.windows(2).all(|pair| pair.first() == pair.last()) && !AMBIGUOUS.contains(&folded.as_str());
    for alias in all {
        let band = (clear && product.is_none() && alias.rank == 0).then_some(Band::Alias);
        let points = if band.is_some() { ALIAS - 50 } else { OTHER_ALIAS - 10 * rank_points(alias) };
        let known = found.get(&alias.document).is_some_and(|entry| entry.relation.is_some());
        if !known {
            add_alias(found, alias, band, points);
        }
    }
}

fn rank_points(alias: &Alias) -> i32 {
    i32::try_from(alias.rank).unwrap_or(i32::MAX / 100)
}

fn add_alias(found: &mut BTreeMap<usize, Found>, alias: &Alias, band: Option<Band>, points: i32) {
    let entry = found.entry(alias.document).or_default();
    entry.named = entry.named.or(band);
    entry.relation = entry.relation.or(Some(alias.relation));
    entry.add(points, format!("“{}” is a {} name for it", alias.text, alias.product.label()));
}

/// A name of several words inside a longer text: "Smart groups for field staff". The longest wins.
fn by_phrase(
    index: &Index,
    feature: &Feature,
    product: Option<SourceProduct>,
    found: &mut BTreeMap<usize, Found>,
) {
    if found.values().any(|entry| entry.named.is_some()) {
        return;
    }
    let folded = fold(&feature.name);
    let words: Vec<&str> = folded.split(' ').collect();
    for length in (1..words.len().min(7)).rev() {
        let mut any = false;
        for window in words.windows(length) {
            let phrase = window.join(" ");
            let telling = length > 1 || (phrase.len() >= 5 && !AMBIGUOUS.contains(&phrase.as_str()));
            let aliases = index.aliases.get(&phrase).map_or(&[][..], Vec::as_slice);
            let own =
                aliases.iter().filter(|alias| alias.rank == 0 && Some(alias.product) == product && telling);
            for alias in own {
                any = true;
                let entry = found.entry(alias.document).or_default();
                entry.relation = entry.relation.or(Some(alias.relation));
                let share = i32::try_from(100 * length / words.len()).unwrap_or(0);
                entry.add(
                    PHRASE + share / 2,
                    format!("contains “{}”, a {} name for it", alias.text, alias.product.label()),
                );
            }
            if let Some(document) = index.names.get(&phrase).filter(|_| length > 1) {
                any = true;
                let share = i32::try_from(100 * length / words.len()).unwrap_or(0);
                found
                    .entry(*document)
                    .or_default()
                    .add(PHRASE + share / 2, format!("contains its name “{phrase}”"));
            }
        }
        if any {
            return;
        }
    }
}

/// One word of the query with its weight in thousandths.
struct Asked {
    text: String,
    stem: String,
    weight: u32,
    misspelt: bool,
}

fn by_words(index: &Index, feature: &Feature, found: &mut BTreeMap<usize, Found>) {
    let asked = query(index, feature);
    let whole: u64 =
        asked.iter().map(|word| u64::from(word.weight) * u64::from(rarity_of(index, &word.stem))).sum();
    if whole == 0 {
        return;
    }
    let mut gains: BTreeMap<usize, Vec<(i32, &Asked)>> = BTreeMap::new();
    for word in &asked {
        let Some(stem) = index.stems.get(&word.stem) else { continue };
        for (document, field) in &stem.postings {
            // 100 points are shared out among the words by rarity, and weighed by the field.
            let points = u64::from(word.weight) * u64::from(stem.rarity) * u64::from(*field) / whole;
            gains.entry(*document).or_default().push((i32::try_from(points).unwrap_or(0), word));
        }
    }
    for (document, words) in gains {
        let total: i32 = words.iter().map(|(points, _)| points).sum();
        if total < WEAK / 2 && !found.contains_key(&document) {
            continue;
        }
        let entry = found.entry(document).or_default();
        for (points, word) in &words {
            if *points > 0 {
                entry.add(*points, word_evidence(index, word));
            }
        }
        name_evidence(index, document, &asked, entry);
    }
}

/// How much of the capability's own name the feature covers: up to 30 points.
fn name_evidence(index: &Index, document: usize, asked: &[Asked], entry: &mut Found) {
    let Some(document) = index.documents.get(document) else { return };
    let weight = |stems: &mut dyn Iterator<Item = &String>| -> u64 {
        stems.map(|stem| u64::from(rarity_of(index, stem))).sum()
    };
    let whole = weight(&mut document.name_stems.iter());
    let covered = weight(
        &mut document
            .name_stems
            .iter()
            .filter(|stem| asked.iter().any(|word| word.weight >= 500 && word.stem == **stem)),
    );
    let percent = (100 * covered).checked_div(whole).unwrap_or(0);
    let points = i32::try_from(30 * percent / 100).unwrap_or(0);
    if points > 0 {
        entry.add(points, format!("covers {percent} % of the name “{}”", document.name));
    }
}

fn word_evidence(index: &Index, word: &Asked) -> String {
    let rare = if rarity_of(index, &word.stem) > 4000 { ", rare" } else { "" };
    if word.misspelt {
        format!("“{}” read as “{}”{rare}", word.text, word.stem)
    } else {
        format!("word “{}”{rare}", word.text)
    }
}

/// A stem's rarity; one that the index does not know counts as the rarest, so that it stays unexplained.
fn rarity_of(index: &Index, stem: &str) -> u32 {
    index.stems.get(stem).map_or(5000, |stem| stem.rarity)
}

/// The words of the feature: the name in full, description and category as support.
fn query(index: &Index, feature: &Feature) -> Vec<Asked> {
    let mut asked: Vec<Asked> = Vec::new();
    for (text, weight, most) in
        [(&feature.name, 1000, 24), (&feature.description, 300, 20), (&feature.category, 150, 6)]
    {
        for word in index.words.of(text).into_iter().take(most) {
            let known = index.stems.contains_key(&word.stem);
            let (stem, misspelt) = match (known, weight == 1000) {
                (true, _) => (word.stem, false),
                (false, true) => match nearest(index, &word.stem) {
                    Some(stem) => (stem, true),
                    None => (word.stem, false),
                },
                (false, false) => continue,
            };
            if !asked.iter().any(|other| other.stem == stem) {
                let weight = if misspelt { weight * 7 / 10 } else { weight };
                asked.push(Asked { text: word.text, stem, weight, misspelt });
            }
        }
    }
    asked
}

/// The known stem most like an unknown one, if it is alike enough.
fn nearest(index: &Index, stem: &str) -> Option<String> {
    if stem.chars().count() < 5 {
        return None;
    }
    let grams = trigrams(stem);
    index
        .stems
        .iter()
        .map(|(known, entry)| (likeness(&grams, &entry.trigrams), known))
        .filter(|(alike, _)| *alike >= 550)
        .max_by(|left, right| left.0.cmp(&right.0).then(right.1.cmp(left.1)))
        .map(|(_, known)| known.clone())
}

/// Category and platform: whether the setting of the row agrees with the capability.
fn by_setting(index: &Index, document: usize, feature: &Feature, found: &mut Found) {
    let Some(document) = index.documents.get(document) else { return };
    if !feature.platforms.is_empty() && !document.platforms.is_empty() {
        if feature.platforms.intersection(document.platforms).is_empty() {
            found.add(-25, format!("not on {}", feature.platforms.label()));
        } else if feature.platforms.len() <= 4 {
            found.add(4, format!("exists on {}", feature.platforms.intersection(document.platforms).label()));
        }
    }
    if index.words.of(&feature.category).iter().any(|word| document.area_stems.contains(&word.stem)) {
        found.add(5, format!("category “{}” fits {}", feature.category, document.area));
    }
}
