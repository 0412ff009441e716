//! A newer version of a list against the one in use: which rows are the same, which changed cell by cell,
//! which are new and which are gone. It changes nothing; what is taken over is `earlier`'s to do.
//!
//! A row is found again, in this order: by its number, where numbers are trusted and the name is alike; by
//! name, category and platforms; by name and category; by its name, if it stands once in both; by a name
//! that is alike, if each is the other's best. Numbers are trusted when at least [`TRUSTED`] per cent of
//! those that both lists have stand at names that are alike, so that running numbers mislead nobody.

use super::cells::{Sheet, changes};
use super::words::words;
use super::{Feature, Inventory};
use crate::model::row::RowId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// How many of a hundred shared numbers must stand at names that are alike.
pub const TRUSTED: usize = 60;

/// How alike two names are at least, in per cent of shared trigrams (Dice), to be found by number alone.
pub const ALIKE_WITH_NUMBER: u32 = 30;

/// How alike two names are at least for their number to be no coincidence.
pub const ALIKE_SURELY: u32 = 50;

/// How alike two names are at least when nothing else says that they are the same feature.
pub const ALIKE: u32 = 60;

/// How much better, in per cent, the best must be than the second.
pub const MARGIN: u32 = 5;

/// A trigram that so many names have says nothing.
const FREQUENT: usize = 100;

/// What became of every row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Comparison {
    /// Rows found again, in the order of the newer list.
    pub pairs: Vec<Pair>,
    /// Rows that only the newer list has.
    pub new: Vec<RowId>,
    /// Rows that only the list in use has, closed ones left out.
    pub gone: Vec<RowId>,
    /// Columns that have text in the newer list only; they make no row a changed one.
    pub new_columns: Vec<String>,
    /// Columns that have text in the list in use only; neither do they.
    pub gone_columns: Vec<String>,
}

/// A row that is found again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// In the list in use.
    pub before: RowId,
    /// In the newer list.
    pub after: RowId,
    /// How it was found.
    pub found: Found,
    /// Whether it was closed, because a list in between did not have it.
    pub reopened: bool,
    /// Cells that differ; none when the row is unchanged.
    pub changes: Vec<Change>,
}

/// How a row was found again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// By the customer's number.
    Number,
    /// By name and category.
    Category,
    /// By its name alone.
    Name,
    /// By a name that is alike, in per cent.
    Alike(u32),
}

impl Found {
    /// In words.
    pub fn label(self) -> String {
        match self {
            Found::Number => "its number".to_owned(),
            Found::Category => "name and category".to_owned(),
            Found::Name => "its name".to_owned(),
            Found::Alike(per_cent) => format!("a name {per_cent} % alike"),
        }
    }
}

/// A cell that differs, as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The role's name, or the column's heading.
    pub what: String,
    /// In the list in use.
    pub before: String,
    /// In the newer list.
    pub after: String,
}

impl Comparison {
    /// Whether so few rows are found again that it must be another list: less than a fifth of the shorter.
    pub fn is_another_list(&self) -> bool {
        let shorter = self.pairs.len() + self.new.len().min(self.gone.len());
        self.pairs.len() * 5 < shorter
    }

    /// Rows found again without a difference.
    pub fn unchanged(&self) -> usize {
        self.pairs.iter().filter(|pair| pair.changes.is_empty()).count()
    }
}

/// Compares the list in use, its closed rows included, with a newer one.
pub fn compare(before: &Inventory, after: &Inventory) -> Comparison {
    let old: Vec<Known> = before.features.iter().chain(before.closed.iter()).map(Known::of).collect();
    let new: Vec<Known> = after.features.iter().map(Known::of).collect();
    let mut pairing = Pairing { old: &old, new: &new, found: BTreeMap::new(), taken: vec![false; old.len()] };
    let numbers = pairing.numbers();
    for (left, right, alike) in &numbers {
        if *alike >= ALIKE_SURELY {
            pairing.pair(*left, *right, Found::Number);
        }
    }
    pairing.by_key(Found::Category, true, |one| Some((&one.name, &one.category, one.platforms())));
    pairing.by_key(Found::Category, true, |one| Some((&one.name, &one.category)));
    pairing.by_key(Found::Name, false, |one| Some(&one.name));
    for (left, right, alike) in &numbers {
        if *alike >= ALIKE_WITH_NUMBER {
            pairing.pair(*left, *right, Found::Number);
        }
    }
    pairing.alike();
    let sheets = (Sheet::of(before), Sheet::of(after));
    let both = |what: &String| sheets.0.columns.contains(what) && sheets.1.columns.contains(what);
    let closed = before.features.len();
    let Pairing { found, taken, .. } = pairing;
    let pairs = found.iter().filter_map(|(right, (left, found))| {
        let (one, other) = (old.get(*left)?, new.get(*right)?);
        Some(Pair {
            before: one.feature.row,
            after: other.feature.row,
            found: *found,
            reopened: *left >= closed,
            changes: changes(sheets.0.cells(one.feature), sheets.1.cells(other.feature), both),
        })
    });
    Comparison {
        pairs: pairs.collect(),
        new: (0..new.len())
            .filter(|right| !found.contains_key(right))
            .filter_map(|right| Some(new.get(right)?.feature.row))
            .collect(),
        gone: taken
            .iter()
            .zip(before.features.iter())
            .filter(|(taken, _)| !**taken)
            .map(|(_, feature)| feature.row)
            .collect(),
        new_columns: sheets.1.columns.difference(&sheets.0.columns).cloned().collect(),
        gone_columns: sheets.0.columns.difference(&sheets.1.columns).cloned().collect(),
    }
}

/// A feature with what it is compared by.
struct Known<'a> {
    feature: &'a Feature,
    name: String,
    category: String,
    number: &'a str,
    /// The trigrams of the name, sorted, each once.
    grams: Vec<[char; 3]>,
}

impl Known<'_> {
    fn of(feature: &Rc<Feature>) -> Known<'_> {
        let name = words(&feature.name).join(" ");
        let letters: Vec<char> = [' '].into_iter().chain(name.chars()).chain([' ']).collect();
        let mut grams: Vec<[char; 3]> =
            letters.windows(3).filter_map(|three| three.try_into().ok()).collect();
        grams.sort_unstable();
        grams.dedup();
        let category = words(&feature.category).join(" ");
        Known { feature, name, category, number: feature.number.trim(), grams }
    }

    fn platforms(&self) -> crate::model::platform::PlatformSet {
        self.feature.platforms
    }
}

/// Shared trigrams of two names in per cent (Dice).
fn alike(one: &Known, other: &Known) -> u32 {
    if one.name == other.name {
        return 100;
    }
    let shared = one.grams.iter().filter(|gram| other.grams.binary_search(gram).is_ok()).count();
    dice(shared, one.grams.len(), other.grams.len())
}

fn dice(shared: usize, one: usize, other: usize) -> u32 {
    let per_cent = 200 * shared / (one + other).max(1);
    u32::try_from(per_cent).unwrap_or(100).min(100)
}

struct Pairing<'a> {
    old: &'a [Known<'a>],
    new: &'a [Known<'a>],
    /// By the place in the newer list: the place in the older one, and how it was found.
    found: BTreeMap<usize, (usize, Found)>,
    /// Which rows of the older list are found.
    taken: Vec<bool>,
}

impl<'a> Pairing<'a> {
    fn pair(&mut self, left: usize, right: usize, found: Found) {
        if let Some(taken) = self.taken.get_mut(left)
            && !*taken
            && !self.found.contains_key(&right)
        {
            *taken = true;
            self.found.insert(right, (left, found));
        }
    }

    /// The rows whose number stands once in both lists, and how alike their names are; none when numbers
    /// are not to be trusted.
    fn numbers(&self) -> Vec<(usize, usize, u32)> {
        let (left, right) = (once(self.old), once(self.new));
        let mut shared: Vec<(usize, usize, u32)> = left
            .iter()
            .filter_map(|(number, left)| {
                let (left, right) = ((*left)?, (*right.get(number)?)?);
                Some((left, right, alike(self.old.get(left)?, self.new.get(right)?)))
            })
            .collect();
        shared.sort_unstable();
        let good = shared.iter().filter(|(_, _, alike)| *alike >= ALIKE_SURELY).count();
        if good * 100 < shared.len() * TRUSTED { Vec::new() } else { shared }
    }

    /// Pairs rows with the same key; of several the first with the first if `several`, else none.
    fn by_key<K: Eq + std::hash::Hash>(
        &mut self,
        found: Found,
        several: bool,
        key: impl Fn(&'a Known<'a>) -> Option<K>,
    ) {
        let mut groups: HashMap<K, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for (place, one) in self.old.iter().enumerate().filter(|(place, _)| !self.is_taken(*place)) {
            if let Some(key) = key(one) {
                groups.entry(key).or_default().0.push(place);
            }
        }
        for (place, one) in self.new.iter().enumerate().filter(|(place, _)| !self.found.contains_key(place)) {
            if let Some(key) = key(one) {
                groups.entry(key).or_default().1.push(place);
            }
        }
        for (left, right) in groups.into_values() {
            if several || (left.len() == 1 && right.len() == 1) {
                for (left, right) in left.into_iter().zip(right) {
                    self.pair(left, right, found);
                }
            }
        }
    }

    /// Pairs what is left by names that are alike, where each is the other's best by a margin.
    fn alike(&mut self) {
        let left: Vec<usize> = (0..self.old.len()).filter(|place| !self.is_taken(*place)).collect();
        let right: Vec<usize> = (0..self.new.len()).filter(|place| !self.found.contains_key(place)).collect();
        let mut having: HashMap<[char; 3], Vec<usize>> = HashMap::new();
        for place in &right {
            for gram in self.new.get(*place).into_iter().flat_map(|one| &one.grams) {
                having.entry(*gram).or_default().push(*place);
            }
        }
        let mut best_of_right: HashMap<usize, Best> = HashMap::new();
        let mut best_of_left: Vec<(usize, Best)> = Vec::new();
        for place in left {
            let Some(one) = self.old.get(place) else { continue };
            let mut near: BTreeMap<usize, usize> = BTreeMap::new();
            for gram in &one.grams {
                for other in having.get(gram).filter(|all| all.len() <= FREQUENT).into_iter().flatten() {
                    *near.entry(*other).or_default() += 1;
                }
            }
            let mut best = Best::default();
            for other_place in near.into_keys() {
                let Some(other) = self.new.get(other_place) else { continue };
                let score = score(one, other);
                best.take(other_place, score);
                best_of_right.entry(other_place).or_default().take(place, score);
            }
            best_of_left.push((place, best));
        }
        for (place, best) in best_of_left {
            let Some((other, score)) = best.clear() else { continue };
            if best_of_right.get(&other).and_then(Best::clear) == Some((place, score)) {
                self.pair(place, other, Found::Alike(score));
            }
        }
    }

    fn is_taken(&self, place: usize) -> bool {
        self.taken.get(place).copied().unwrap_or(true)
    }
}

/// How alike two rows are: their names, a little more or less by their categories.
fn score(one: &Known, other: &Known) -> u32 {
    let names = alike(one, other);
    match (one.category.is_empty() || other.category.is_empty(), one.category == other.category) {
        (true, _) => names,
        (false, true) => (names + 10).min(100),
        (false, false) => names.saturating_sub(10),
    }
}

/// The best of several, and how good the second was.
#[derive(Default)]
struct Best {
    first: Option<(usize, u32)>,
    second: u32,
}

impl Best {
    fn take(&mut self, place: usize, score: u32) {
        match self.first {
            Some((_, best)) if best >= score => self.second = self.second.max(score),
            before => {
                self.second = before.map_or(0, |(_, best)| best);
                self.first = Some((place, score));
            }
        }
    }

    /// The best, if it is good enough and better than the second by the margin.
    fn clear(&self) -> Option<(usize, u32)> {
        self.first.filter(|(_, score)| *score >= ALIKE && *score >= self.second + MARGIN)
    }
}

/// Rows by their number; `None` for a number that stands more than once.
fn once<'a>(rows: &'a [Known<'a>]) -> HashMap<&'a str, Option<usize>> {
    let mut numbers = HashMap::new();
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| !row.number.is_empty()) {
        numbers.entry(row.number).and_modify(|place| *place = None).or_insert(Some(place));
    }
    numbers
}

#[cfg(test)]
#[path = "compare/tests.rs"]
mod tests;
