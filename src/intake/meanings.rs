//! What the cells of columns with a vocabulary mean in one list: the consultant's word, else the built-in one.
//! It counts every distinct value, so that the screen can show how each was read; it changes no cell.

use super::priorities::Scale;
use super::recent::Recent;
use super::{ColumnPlan, Meaning, Role, ValueReading, counts, ownership, platforms, shape, values};
use crate::diagnostic::{Diagnostic, Findings, Place, Severity};
use crate::model::ownership::Ownership;
use crate::model::platform::{Platform, PlatformSet};
use crate::model::priority::{InUse, Priority};
use crate::model::units::Devices;
use crate::table::Table;
use std::cell::OnceCell;
use std::collections::HashMap;

/// How many figures of a priority are named at most.
const FIGURES: usize = 12;

/// A cell's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Understood {
    /// Of a platform cell.
    Platforms(PlatformSet),
    /// Of a mark under a platform: whether it is used there.
    Marked(InUse),
    /// Of an ownership cell.
    Ownership(Ownership),
    /// Of an in-use cell.
    InUse(InUse),
    /// Of a priority cell.
    Priority(Priority),
    /// Of a count; `None` for "all" and "not said".
    Devices(Option<Devices>),
    /// A count that is none.
    NotACount,
    /// A word that is not understood and counts as "not said".
    Nothing,
}

/// A distinct value, what it means, and where it stands first.
struct Value {
    reading: ValueReading,
    understood: Understood,
    place: Place,
}

/// The meanings of one list.
pub struct Meanings<'a> {
    table: &'a Table,
    plan: &'a ColumnPlan,
    /// The priority columns, and what heads them.
    priorities: Vec<usize>,
    heading: String,
    /// How letters and figures of priorities are meant; found out when one is met.
    scale: OnceCell<Scale>,
    /// Each distinct value, read once.
    values: Vec<((Role, String), Value)>,
    /// Places in `values` by role and value in lower case, and for each column by the cells met last.
    by_value: HashMap<(Role, String), usize>,
    by_cell: Vec<Recent<'a, usize>>,
    /// Parts of platform cells that were not understood beside others that were.
    partly: Vec<Diagnostic>,
}

impl<'a> Meanings<'a> {
    /// The meanings of a table; the priority columns' headings and values say what letters and numbers mean.
    pub fn of(table: &'a Table, plan: &'a ColumnPlan, roles: &[Role], headings: &[String]) -> Meanings<'a> {
        let priorities: Vec<usize> =
            (0..roles.len()).filter(|column| roles.get(*column) == Some(&Role::Priority)).collect();
        let heading: Vec<&str> =
            priorities.iter().filter_map(|column| headings.get(*column)).map(String::as_str).collect();
        Meanings {
            table,
            plan,
            heading: heading.join("; "),
            priorities,
            scale: OnceCell::new(),
            values: Vec::new(),
            by_value: HashMap::new(),
            by_cell: vec![Recent::default(); roles.len()],
            partly: Vec::new(),
        }
    }

    /// How letters and figures of priorities are meant, by all values of their columns.
    fn scale(&self) -> &Scale {
        self.scale.get_or_init(|| {
            let body = self.table.records.iter().skip(shape::body(self.plan));
            let (mut cells, mut met) = (Vec::new(), Recent::default());
            for cell in body.flat_map(|record| self.priorities.iter().filter_map(move |one| record.get(*one)))
            {
                // A scale goes by which values there are, not by how many.
                if met.get(cell).is_none() {
                    met.put(cell, ());
                    cells.push(cell);
                }
            }
            Scale::of(&self.heading, cells.iter().copied(), self.plan.numbers)
        })
    }

    /// What a cell with text means, trimmed.
    pub fn read(
        &mut self,
        role: Role,
        column: usize,
        text: &'a str,
        place: impl Fn() -> Place,
    ) -> Understood {
        if role == Role::Devices {
            return counts::devices(text).map_or(Understood::NotACount, Understood::Devices);
        }
        let index = match self.by_cell.get(column).and_then(|cells| cells.get(text)) {
            Some(index) => index,
            None => {
                let index = self.index(role, text, place);
                if let Some(cells) = self.by_cell.get_mut(column) {
                    cells.put(text, index);
                }
                index
            }
        };
        let Some((_, known)) = self.values.get_mut(index) else { return Understood::Nothing };
        known.reading.count = known.reading.count.saturating_add(1);
        known.understood
    }

    /// The place of a value in `values`; a new one is read.
    fn index(&mut self, role: Role, text: &str, place: impl Fn() -> Place) -> usize {
        let key = (role, text.to_lowercase());
        if let Some(known) = self.by_value.get(&key) {
            return *known;
        }
        let place = place();
        let said = self.plan.meanings.iter().find(|meaning| meaning.role == role && meaning.value == key.1);
        let by_user = said.and_then(by_user);
        let understood = by_user.unwrap_or_else(|| self.built_in(role, text));
        if by_user.is_none() && role == Role::Platform {
            self.find_partly(text, &place);
        }
        let reading = ValueReading {
            role,
            value: text.to_owned(),
            count: 0,
            means: label(understood),
            by_user: by_user.is_some(),
        };
        self.by_value.insert(key.clone(), self.values.len());
        self.values.push((key, Value { reading, understood, place }));
        self.values.len() - 1
    }

    fn built_in(&self, role: Role, text: &str) -> Understood {
        match role {
            Role::PlatformMark => values::in_use(text).map_or(Understood::Nothing, Understood::Marked),
            Role::Ownership => ownership::read(text).map_or(Understood::Nothing, Understood::Ownership),
            Role::InUse => values::in_use(text).map_or(Understood::Nothing, Understood::InUse),
            Role::Priority => {
                // Words mean the same on every scale.
                let said = Scale::default().read(text).or_else(|| self.scale().read(text));
                said.map_or(Understood::Nothing, Understood::Priority)
            }
            Role::Platform => {
                let reading = platforms::read(text);
                if reading.set.is_empty() && !reading.unread.is_empty() {
                    Understood::Nothing
                } else {
                    Understood::Platforms(reading.set)
                }
            }
            _ => Understood::Nothing,
        }
    }

    fn find_partly(&mut self, text: &str, place: &Place) {
        let reading = platforms::read(text);
        if reading.set.is_empty() || reading.unread.is_empty() {
            return;
        }
        let message = format!(
            "Of “{text}” only {} is understood, not “{}”.",
            reading.set.label(),
            reading.unread.join("”, “")
        );
        self.partly.push(
            Diagnostic::new(Severity::Warning, "intake.value.partly", place.clone(), message)
                .with_hint("Say what it means in the list of values."),
        );
    }

    /// Every distinct value by role and spelling; what was not understood is reported once each, but the figures
    /// of a priority in one.
    pub fn finish(self, findings: &mut Findings) -> Vec<ValueReading> {
        let mut readings = self.values;
        readings.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut values = Vec::with_capacity(readings.len());
        self.partly.into_iter().for_each(|finding| findings.push(finding));
        find_figures(&readings, findings);
        for (_, Value { reading, place, .. }) in readings {
            if reading.means.is_none() && !reading.asks_for_the_highest() {
                let message = format!(
                    "“{}” is not understood and counts as not said, in {} {}.",
                    reading.value,
                    reading.count,
                    if reading.count == 1 { "row" } else { "rows" }
                );
                findings.push(
                    Diagnostic::new(Severity::Warning, "intake.value.unread", place, message)
                        .with_hint("Say what it means in the list of values."),
                );
            }
            values.push(reading);
        }
        values
    }
}

/// Tells that the figures of a priority are not understood until somebody says which is the highest.
fn find_figures(readings: &[((Role, String), Value)], findings: &mut Findings) {
    let all = readings.iter().map(|(_, value)| value).filter(|value| value.reading.asks_for_the_highest());
    let Some(first) = all.clone().min_by_key(|value| value.place.line) else { return };
    let more = if all.clone().count() > FIGURES { " and others" } else { "" };
    let figures: Vec<&str> = all.take(FIGURES).map(|value| value.reading.value.as_str()).collect();
    let message = format!(
        "Nothing says which figure is the highest priority, so that {}{more} count as not said.",
        figures.join(", ")
    );
    findings.push(
        Diagnostic::new(Severity::Warning, "intake.priority.figures", first.place.clone(), message)
            .with_hint("Say in the list of values whether the smallest or the largest is the highest."),
    );
}

fn label(understood: Understood) -> Option<String> {
    match understood {
        Understood::Platforms(set) => Some(set.label()),
        Understood::InUse(said) | Understood::Marked(said) => Some(said.label().to_owned()),
        Understood::Ownership(said) => Some(said.label().to_owned()),
        Understood::Priority(said) => Some(said.label().to_owned()),
        Understood::Devices(_) | Understood::NotACount | Understood::Nothing => None,
    }
}

/// The consultant's word; `None` when its key is none of ours, so that the built-in one stands.
fn by_user(meaning: &Meaning) -> Option<Understood> {
    match (meaning.role, meaning.means.as_str()) {
        (Role::InUse, key) => used(key).map(Understood::InUse),
        (Role::PlatformMark, key) => used(key).map(Understood::Marked),
        (Role::Ownership, key) => Ownership::from_key(key).map(Understood::Ownership),
        (Role::Priority, key) => prioritised(key).map(Understood::Priority),
        (Role::Platform, "all") => values::platforms("all").map(Understood::Platforms),
        (Role::Platform, keys) => keys
            .split_whitespace()
            .map(Platform::from_key)
            .collect::<Option<PlatformSet>>()
            .map(Understood::Platforms),
        _ => None,
    }
}

fn used(key: &str) -> Option<InUse> {
    match key {
        "yes" => Some(InUse::Yes),
        "partly" => Some(InUse::Partly),
        "no" => Some(InUse::No),
        "unknown" => Some(InUse::Unknown),
        _ => None,
    }
}

fn prioritised(key: &str) -> Option<Priority> {
    match key {
        "must" => Some(Priority::Must),
        "should" => Some(Priority::Should),
        "could" => Some(Priority::Could),
        "wont" => Some(Priority::Wont),
        "unspecified" => Some(Priority::Unspecified),
        _ => None,
    }
}
