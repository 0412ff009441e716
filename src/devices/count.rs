//! Counts the devices of a list record by record, in memory that does not grow with the number of devices but for
//! eight bytes each, by which repeats are told, and some twenty for each person.

use super::facts::{Facts, Told, platform};
use super::recognise::Recognised;
use super::{Aside, Cohort, DeviceCounts, DevicePlan, Field, LeftOut, Values, versions};
use crate::intake::ownership;
use crate::intake::words::plain;
use crate::model::ownership::Ownership;
use crate::model::platform::Platform;
use crate::table::Record;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many values of a field are told apart.
pub const MOST_VALUES: usize = 1000;

/// What stands in a cohort for a value beyond those.
pub const OTHERS: &str = "other values";

/// How many cohorts are told apart.
pub const MOST_COHORTS: usize = 20_000;

/// Of how many records that are left out the line is kept, by kind.
pub const LINES: usize = 20;

/// How many distinct combinations of cells are remembered with what they mean.
const REMEMBERED: usize = 50_000;

/// Serial numbers and names that are none.
const NO_IDENTITY: &[&str] = &[
    "",
    "0",
    "-",
    "n/a",
    "na",
    "none",
    "null",
    "unknown",
    "not available",
    "default string",
    "system serial number",
    "to be filled by o.e.m.",
    "unbekannt",
    "inconnu",
    "desconocido",
];

/// The counted fields in the order of `Field::ALL` that a cohort is made of, and the others.
const COHORT: [Field; 3] = [Field::Department, Field::Site, Field::Enrolment];

/// Counts records.
pub struct Counter {
    plan: DevicePlan,
    /// The columns of each field, in the order of `Field::ALL`.
    columns: Vec<Vec<usize>>,
    /// The header's cells, for headers that are repeated.
    headings: Vec<String>,
    counts: DeviceCounts,
    fields: Vec<Distinct>,
    unread: Distinct,
    seen: HashSet<u64>,
    /// For each person the number of devices, as far as 255, and a bit for each platform.
    people: HashMap<u64, (u8, u16)>,
    cohorts: HashMap<Key, u32>,
    /// What combinations of cells were understood as, by the cells.
    told: HashMap<String, (Told, Ownership)>,
    versions: HashMap<String, String>,
    /// A key that is being put together.
    key: String,
}

/// Platform, ownership, and the values of `COHORT` by their number.
type Key = (Option<Platform>, Ownership, [Option<u32>; 3]);

impl Counter {
    /// A counter for records that are read as the plan says.
    pub fn new(file: &str, recognised: Recognised) -> Counter {
        let plan = recognised.plan;
        let columns = Field::ALL.map(|field| {
            let of_field = plan.fields.iter().enumerate().filter(|(_, other)| **other == field);
            of_field.map(|(column, _)| column).collect()
        });
        Counter {
            columns: columns.to_vec(),
            headings: plan.headings.clone(),
            counts: DeviceCounts {
                file: file.to_owned(),
                product: recognised.product.to_owned(),
                reason: recognised.reason,
                ..DeviceCounts::default()
            },
            fields: Field::ALL.map(|_| Distinct::default()).into_iter().collect(),
            unread: Distinct::default(),
            seen: HashSet::new(),
            people: HashMap::new(),
            cohorts: HashMap::new(),
            told: HashMap::new(),
            versions: HashMap::new(),
            key: String::new(),
            plan,
        }
    }

    /// Counts a record.
    pub fn take(&mut self, record: Record) {
        self.counts.records += 1;
        if let Some(why) = self.aside(record) {
            self.leave_out(why, record.line);
            return;
        }
        self.counts.devices += 1;
        let facts = Facts {
            platform: self.cell(record, Field::Platform),
            version: self.cell(record, Field::Version),
            model: self.cell(record, Field::Model),
            manufacturer: self.cell(record, Field::Manufacturer),
            enrolment: self.cell(record, Field::Enrolment),
        };
        let owner = self.cell(record, Field::Ownership);
        let (platform, ownership) = self.understood(&facts, owner);
        if let Some(person) = hashed(self.cell(record, Field::Person)) {
            let (devices, platforms) = self.people.entry(person).or_default();
            *devices = devices.saturating_add(1);
            *platforms |= platform.map_or(0, |platform| 1 << platform as u16);
        }
        let mut ids: [Option<u32>; 3] = [None; 3];
        for (field, distinct) in Field::ALL.into_iter().zip(&mut self.fields) {
            let columns = self.columns.get(field as usize).map(Vec::as_slice).unwrap_or_default();
            if columns.is_empty() || !field.is_counted() {
                continue;
            }
            let cell = first_text(record, columns);
            let id = if field == Field::Version {
                distinct.add(grouped(&mut self.versions, &mut self.key, platform, cell))
            } else {
                distinct.add(cell)
            };
            if let Some(place) = COHORT.iter().position(|one| *one == field)
                && let Some(slot) = ids.get_mut(place)
            {
                *slot = id;
            }
        }
        let key = (platform, ownership, ids);
        if self.cohorts.len() < MOST_COHORTS || self.cohorts.contains_key(&key) {
            *self.cohorts.entry(key).or_default() += 1;
        } else {
            self.counts.beyond_cohorts += 1;
        }
    }

    /// Why a record is no device of its own, if it is none.
    fn aside(&mut self, record: Record) -> Option<Aside> {
        if record.line < self.plan.header {
            return Some(Aside::Above);
        }
        let mut filled = record.filled();
        if filled.next().is_none() {
            return Some(Aside::Blank);
        }
        if filled.next().is_none() && self.plan.headings.len() > 2 {
            return Some(Aside::Note);
        }
        let is_header = record.len() >= self.headings.len()
            && record.cells().zip(&self.headings).all(|(cell, heading)| cell.trim() == heading);
        if record.line == self.plan.header || is_header {
            return Some(Aside::Header);
        }
        let identity = hashed(self.cell(record, Field::Identity))?;
        (!self.seen.insert(identity)).then_some(Aside::Repeat)
    }

    fn leave_out(&mut self, why: Aside, line: u32) {
        let all = &mut self.counts.left_out;
        let place = all.iter().position(|one| one.why == why).unwrap_or_else(|| {
            all.push(LeftOut { why, count: 0, lines: Vec::new() });
            all.len() - 1
        });
        if let Some(one) = all.get_mut(place) {
            one.count += 1;
            if one.lines.len() < LINES {
                one.lines.push(line);
            }
        }
    }

    /// The first text of a field's columns.
    fn cell<'a>(&self, record: Record<'a>, field: Field) -> &'a str {
        first_text(record, self.columns.get(field as usize).map(Vec::as_slice).unwrap_or_default())
    }

    /// Platform and owner; what a combination of cells means is worked out once.
    fn understood(&mut self, facts: &Facts, owner: &str) -> (Option<Platform>, Ownership) {
        // A version says which platform only where no platform is said.
        let version = if facts.platform.is_empty() { facts.version } else { "" };
        self.key.clear();
        for text in [facts.platform, version, facts.model, facts.manufacturer, facts.enrolment, owner] {
            self.key.push_str(text);
            self.key.push('\u{1f}');
        }
        let (told, ownership) = match self.told.get(&self.key) {
            Some(known) => known.clone(),
            None => {
                let ownership = ownership::read(owner).unwrap_or_default();
                let told = (platform(facts, ownership), ownership);
                if self.told.len() < REMEMBERED {
                    self.told.insert(self.key.clone(), told.clone());
                }
                told
            }
        };
        let platform = match told {
            Told::Platform(platform) => Some(platform),
            Told::Android => {
                self.counts.android_unsaid += 1;
                Some(Platform::AndroidCorp)
            }
            Told::Unread(value) => {
                let meant = self.plan.meanings.get(&value).copied();
                if meant.is_none() {
                    self.unread.add(&value);
                }
                meant
            }
        };
        if let Some(platform) = platform {
            self.counts.platforms.change(platform, |count: &mut u32| *count += 1);
        }
        (platform, ownership)
    }

    /// The counts.
    pub fn finish(self) -> DeviceCounts {
        let mut counts = self.counts;
        let name = |field: Field, id: Option<u32>| {
            let names = self.fields.get(field as usize).map(|distinct| &distinct.names);
            match id {
                Some(id) => names.and_then(|names| names.get(id as usize)).cloned().unwrap_or_default(),
                None if self.columns.get(field as usize).is_none_or(Vec::is_empty) => String::new(),
                // Beyond the values that are told apart, which is not the same as not said.
                None => OTHERS.to_owned(),
            }
        };
        let mut cohorts: Vec<Cohort> = self
            .cohorts
            .into_iter()
            .map(|((platform, ownership, [department, site, enrolment]), devices)| Cohort {
                platform,
                ownership,
                department: name(Field::Department, department),
                site: name(Field::Site, site),
                enrolment: name(Field::Enrolment, enrolment),
                devices,
            })
            .collect();
        cohorts.sort_by(|one, other| {
            let words = |one: &Cohort| (one.department.clone(), one.site.clone(), one.enrolment.clone());
            (other.devices, one.platform, one.ownership)
                .cmp(&(one.devices, other.platform, other.ownership))
                .then_with(|| words(one).cmp(&words(other)))
        });
        counts.cohorts = cohorts;
        (counts.unread, counts.unread_others) = self.unread.sorted();
        for (field, distinct) in Field::ALL.into_iter().zip(self.fields) {
            let has = self.columns.get(field as usize).is_some_and(|columns| !columns.is_empty());
            if has && field.is_counted() {
                let (values, others) = distinct.sorted();
                counts.fields.push(Values { field, values, others });
            }
        }
        counts.left_out.sort_by_key(|one| one.why);
        let with = |passes: fn(&(u8, u16)) -> bool| {
            u32::try_from(self.people.values().filter(|one| passes(one)).count()).unwrap_or(u32::MAX)
        };
        counts.people = with(|_| true);
        counts.people_of_several = with(|(devices, _)| *devices > 1);
        counts.people_of_platforms = with(|(_, platforms)| platforms.count_ones() > 1);
        counts.plan = self.plan;
        counts
    }
}

/// The group of a version, worked out once for each.
fn grouped<'a>(
    known: &'a mut HashMap<String, String>,
    key: &mut String,
    platform: Option<Platform>,
    version: &'a str,
) -> &'a str {
    if version.is_empty() {
        return version;
    }
    key.clear();
    key.push_str(platform.map_or("", Platform::key));
    key.push('\u{1f}');
    key.push_str(version);
    if !known.contains_key(key) {
        if known.len() >= REMEMBERED {
            return version;
        }
        known.insert(key.clone(), versions::group(platform, version));
    }
    known.get(key).map_or(version, String::as_str)
}

/// A text that names one device or person, as a number; nothing for what stands where no name is known.
fn hashed(text: &str) -> Option<u64> {
    if text.is_empty() || NO_IDENTITY.contains(&plain(text).as_str()) {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    Some(hasher.finish())
}

fn first_text<'a>(record: Record<'a>, columns: &[usize]) -> &'a str {
    let mut texts = columns.iter().filter_map(|column| record.get(*column)).map(str::trim);
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

/// Distinct values with their counts.
#[derive(Default)]
struct Distinct {
    ids: HashMap<String, u32>,
    names: Vec<String>,
    counts: Vec<u32>,
    others: u32,
}

impl Distinct {
    /// Counts a value; its number, or `None` when no more are told apart.
    fn add(&mut self, value: &str) -> Option<u32> {
        let id = match self.ids.get(value) {
            Some(id) => *id,
            None if self.names.len() >= MOST_VALUES => {
                self.others += 1;
                return None;
            }
            None => {
                let id = u32::try_from(self.names.len()).ok()?;
                self.ids.insert(value.to_owned(), id);
                self.names.push(value.to_owned());
                self.counts.push(0);
                id
            }
        };
        if let Some(count) = self.counts.get_mut(id as usize) {
            *count += 1;
        }
        Some(id)
    }

    /// The values, most first, and what is beyond them.
    fn sorted(self) -> (Vec<(String, u32)>, u32) {
        let mut values: Vec<(String, u32)> = self.names.into_iter().zip(self.counts).collect();
        values.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        (values, self.others)
    }
}
