//! A table and its column plan to an inventory; every record is kept as a feature or set aside with a reason.
//! The customer's words stay verbatim: what a cell was read as stands beside what it says.

use super::{
    ColumnPlan, Feature, Inventory, Ledger, Meaning, Reason, Role, SetAside, ValueReading, product, values,
};
use crate::diagnostic::{Checked, Diagnostic, Place, Severity};
use crate::model::platform::{Platform, PlatformSet};
use crate::model::priority::{InUse, Priority};
use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use crate::table::{Record, Table};
use std::collections::HashMap;
use std::rc::Rc;

/// So many diagnostics of one code are listed one by one.
const LISTED: usize = 200;

/// Words that begin a total.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "grand total",
    "sum",
    "summe",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "subtotal",
    "total general",
    "somme",
    "suma",
    "insgesamt",
];

/// Reads a table as the plan says.
pub fn read(table: &Table, plan: &ColumnPlan) -> Checked<Inventory> {
    let mut reader = Reader::new(table, plan);
    for (index, record) in table.records.iter().enumerate() {
        reader.take(index, record);
    }
    reader.finish(table)
}

struct Reader<'a> {
    plan: &'a ColumnPlan,
    heading: Vec<String>,
    width: usize,
    kept: Vec<Feature>,
    seen: HashMap<Vec<String>, usize>,
    ledger: Ledger,
    readings: SortedMap<(Role, String), ValueReading>,
    diagnostics: Vec<Diagnostic>,
    /// Findings of a code beyond those listed.
    more: SortedMap<&'static str, usize>,
    listed: SortedMap<&'static str, usize>,
}

impl<'a> Reader<'a> {
    fn new(table: &Table, plan: &'a ColumnPlan) -> Reader<'a> {
        let header = plan.header.and_then(|index| table.records.get(index));
        let heading: Vec<String> = (0..plan.roles.len())
            .map(|column| {
                let text = header.and_then(|record| record.cells.get(column)).map_or("", |cell| cell.trim());
                if text.is_empty() { format!("Column {}", column + 1) } else { text.to_owned() }
            })
            .collect();
        Reader {
            plan,
            width: header.map_or(plan.roles.len(), |record| record.cells.len()),
            heading,
            kept: Vec::new(),
            seen: HashMap::new(),
            ledger: Ledger::default(),
            readings: SortedMap::default(),
            diagnostics: Vec::new(),
            more: SortedMap::default(),
            listed: SortedMap::default(),
        }
    }

    fn take(&mut self, index: usize, record: &Record) {
        self.ledger.records += 1;
        let cells: Vec<String> = record.cells.iter().map(|cell| cell.trim().to_owned()).collect();
        if let Some(reason) = self.reason(index, &cells) {
            self.set_aside(record, reason, None);
            return;
        }
        if let Some(first) = self.seen.get(&cells).and_then(|place| self.kept.get_mut(*place)) {
            first.merged.push(RowId(record.line));
            let kept_as = first.row;
            self.set_aside(record, Reason::ExactRepeat, Some(kept_as));
            return;
        }
        self.check_width(record);
        let feature = self.feature(record);
        self.seen.insert(cells, self.kept.len());
        self.kept.push(feature);
        self.ledger.kept += 1;
    }

    /// Why a record is no feature of its own, if it is none.
    fn reason(&self, index: usize, cells: &[String]) -> Option<Reason> {
        if cells.iter().all(String::is_empty) {
            return Some(Reason::Blank);
        }
        match self.plan.header {
            Some(header) if index < header => return Some(Reason::AboveHeader),
            Some(header) if index == header => return Some(Reason::Header),
            Some(_) if self.is_header_again(cells) => return Some(Reason::RepeatedHeader),
            _ => {}
        }
        let first = cells.iter().find(|cell| !cell.is_empty()).map_or("", String::as_str);
        let folded = super::headers::folded(first);
        let begins = folded.split([':', '(', '=']).next().unwrap_or_default().trim();
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        if TOTALS.contains(&begins) && (filled <= 3 || cells.len() < 3) {
            return Some(Reason::Total);
        }
        let named = self
            .column(Role::Feature)
            .and_then(|column| cells.get(column))
            .is_some_and(|cell| !cell.is_empty());
        (!named).then_some(Reason::NoFeature)
    }

    fn is_header_again(&self, cells: &[String]) -> bool {
        let mut filled = 0;
        for (column, cell) in cells.iter().enumerate() {
            if cell.is_empty() {
                continue;
            }
            filled += 1;
            if self.heading.get(column).map(String::as_str) != Some(cell.as_str()) {
                return false;
            }
        }
        filled >= 2 || (filled == 1 && self.plan.roles.len() == 1)
    }

    fn column(&self, role: Role) -> Option<usize> {
        self.plan.roles.iter().position(|other| *other == role)
    }

    fn set_aside(&mut self, record: &Record, reason: Reason, kept_as: Option<RowId>) {
        let text = record.cells.join(" | ");
        self.ledger.set_aside.push(SetAside { row: RowId(record.line), reason, text, kept_as });
    }

    fn check_width(&mut self, record: &Record) {
        let cells = record.cells.len();
        let (code, word) = match cells.cmp(&self.width) {
            std::cmp::Ordering::Less => ("intake.row.short", "fewer"),
            std::cmp::Ordering::Greater => ("intake.row.long", "more"),
            std::cmp::Ordering::Equal => return,
        };
        let message =
            format!("The row has {cells} cells, {word} than the {} of the header; it was kept.", self.width);
        self.report(Diagnostic::new(Severity::Note, code, Place::line(record.line), message), code);
    }

    fn report(&mut self, diagnostic: Diagnostic, code: &'static str) {
        let listed = self.listed.get(code).copied().unwrap_or(0);
        if listed < LISTED {
            self.diagnostics.push(diagnostic);
            self.listed.insert(code, listed + 1);
        } else {
            self.more.change(code, |more| *more += 1);
        }
    }

    fn feature(&mut self, record: &Record) -> Feature {
        let mut feature = Feature {
            row: RowId(record.line),
            name: String::new(),
            number: String::new(),
            category: String::new(),
            description: String::new(),
            platforms: PlatformSet::EMPTY,
            in_use: InUse::Unknown,
            priority: Priority::Unspecified,
            devices: None,
            owner: String::new(),
            notes: String::new(),
            extra: Vec::new(),
            merged: Vec::new(),
        };
        for (column, cell) in record.cells.iter().enumerate() {
            let role = self.plan.roles.get(column).copied().unwrap_or(Role::Keep);
            let text = cell.trim();
            match role {
                Role::Feature => text.clone_into(&mut feature.name),
                Role::Id => text.clone_into(&mut feature.number),
                Role::Category => text.clone_into(&mut feature.category),
                Role::Description => text.clone_into(&mut feature.description),
                Role::Owner => text.clone_into(&mut feature.owner),
                Role::Notes => text.clone_into(&mut feature.notes),
                Role::Keep => self.keep(&mut feature, column, text),
                Role::Platform | Role::InUse | Role::Priority | Role::Devices => {
                    self.interpret(&mut feature, role, text, record.line);
                    self.keep(&mut feature, column, text);
                }
            }
        }
        feature
    }

    fn keep(&self, feature: &mut Feature, column: usize, text: &str) {
        if !text.is_empty() {
            let heading =
                self.heading.get(column).cloned().unwrap_or_else(|| format!("Column {}", column + 1));
            feature.extra.push((heading, text.to_owned()));
        }
    }

    /// Reads a cell of a column with a vocabulary; the consultant's word wins over the built-in one.
    fn interpret(&mut self, feature: &mut Feature, role: Role, text: &str, line: u32) {
        if role == Role::Devices {
            match values::devices(text) {
                Some(count) => feature.devices = count,
                None => self.report(
                    Diagnostic::new(
                        Severity::Warning,
                        "intake.devices.unread",
                        Place { line: Some(line), column: Some(role.label().to_owned()), part: None },
                        format!("“{text}” is not a count; the row counts for all devices of its platforms."),
                    ),
                    "intake.devices.unread",
                ),
            }
            return;
        }
        let said = self
            .plan
            .meanings
            .iter()
            .find(|meaning| meaning.role == role && meaning.value == text.to_lowercase());
        let by_user = said.is_some();
        let means = match role {
            Role::InUse => said
                .map_or_else(|| values::in_use(text), in_use_of)
                .inspect(|meaning| feature.in_use = *meaning)
                .map(|one| one.label().to_owned()),
            Role::Priority => said
                .map_or_else(|| values::priority(text), priority_of)
                .inspect(|meaning| feature.priority = *meaning)
                .map(|one| one.label().to_owned()),
            _ => said
                .map_or_else(|| values::platforms(text), platforms_of)
                .inspect(|meaning| feature.platforms = *meaning)
                .map(|one| one.label()),
        };
        if !text.is_empty() {
            let key = (role, text.to_lowercase());
            match self.readings.get_mut(&key) {
                Some(reading) => reading.count += 1,
                None => {
                    let reading = ValueReading { role, value: text.to_owned(), count: 1, means, by_user };
                    self.readings.insert(key, reading);
                }
            }
        }
    }

    fn finish(mut self, table: &Table) -> Checked<Inventory> {
        for (code, count) in &self.more {
            self.diagnostics.push(Diagnostic::new(
                Severity::Note,
                code,
                Place::default(),
                format!("{count} more findings of this kind."),
            ));
        }
        let product_hint = product::hint(table);
        let inventory = Inventory {
            features: Rc::new(self.kept.into_iter().map(Rc::new).collect()),
            ledger: self.ledger,
            values: self.readings.into_values().collect(),
            product_hint,
        };
        Checked { value: inventory, diagnostics: self.diagnostics }
    }
}

fn in_use_of(meaning: &Meaning) -> Option<InUse> {
    match meaning.means.as_str() {
        "yes" => Some(InUse::Yes),
        "partly" => Some(InUse::Partly),
        "no" => Some(InUse::No),
        "unknown" => Some(InUse::Unknown),
        _ => None,
    }
}

fn priority_of(meaning: &Meaning) -> Option<Priority> {
    match meaning.means.as_str() {
        "must" => Some(Priority::Must),
        "should" => Some(Priority::Should),
        "could" => Some(Priority::Could),
        "wont" => Some(Priority::Wont),
        "unspecified" => Some(Priority::Unspecified),
        _ => None,
    }
}

fn platforms_of(meaning: &Meaning) -> Option<PlatformSet> {
    if meaning.means == "all" {
        return values::platforms("all");
    }
    meaning.means.split_whitespace().map(Platform::from_key).collect()
}
