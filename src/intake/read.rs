//! A table and its column plan to an inventory; every record is kept as a feature or set aside with a reason.
//! The customer's words stay verbatim: what a cell was read as stands beside what it says.

use super::meanings::{Meanings, Understood};
use super::repeats::Repeats;
use super::rows::{Row, Sieve};
use super::{
    ColumnPlan, Feature, Inventory, Ledger, Reason, Role, SetAside, continued, earlier, ownership, platforms,
    product, shape,
};
use crate::diagnostic::{Checked, Diagnostic, Findings, Place, Severity};
use crate::model::ownership::Ownership;
use crate::model::priority::{InUse, Priority};
use crate::model::row::RowId;
use crate::model::text::Text;
use crate::table::{Merge, Table};
use std::rc::Rc;

/// Reads a table as the plan says.
pub fn read(table: &Table, plan: &ColumnPlan) -> Checked<Inventory> {
    let mut reader = Reader::new(table, plan);
    let sieve = Sieve::of(table, plan);
    let mut records = table.records.iter();
    if let Some(first) = records.next() {
        let mut row = Row::of(first);
        reader.take(0, &row, &sieve);
        for (index, record) in (1..).zip(records) {
            row.move_to(record);
            reader.take(index, &row, &sieve);
        }
    }
    reader.finish(table)
}

struct Reader<'a> {
    plan: &'a ColumnPlan,
    roles: Vec<Role>,
    headings: Vec<Rc<str>>,
    /// Cells that a full row has: up to the last named column, and up to the last column at all.
    width: (usize, usize),
    /// Columns whose text stands in `Feature::extra`.
    kept_as_they_are: usize,
    kept: Vec<Rc<Feature>>,
    /// Kept rows by their cells.
    repeats: Repeats<'a>,
    ledger: Ledger,
    meanings: Meanings<'a>,
    /// Kept rows with text in the feature column alone, and how many have three cells with text or more.
    lonely: Vec<u32>,
    /// The heading of the present section, and the last category that a cell names.
    section: Text,
    category: Text,
    /// How many categories were filled in from above, and how many rows were added to the feature above.
    filled_in: usize,
    continued: usize,
    /// Merged ranges of the category column.
    merged: Vec<Merge>,
    full: usize,
    findings: Findings,
}

impl<'a> Reader<'a> {
    fn new(table: &'a Table, plan: &'a ColumnPlan) -> Reader<'a> {
        let roles = one_feature(plan, table.width());
        let header = plan.header.and_then(|index| table.records.get(index));
        let headings: Vec<String> = shape::headings(table, plan)
            .into_iter()
            .enumerate()
            .map(|(column, heading)| named(heading, column))
            .collect();
        let mut findings = Findings::default();
        if !roles.contains(&Role::Feature) {
            findings.push(
                Diagnostic::new(
                    Severity::Problem,
                    "intake.feature.column",
                    Place::default(),
                    "No column holds the features, so that no row can be kept.",
                )
                .with_hint("Give one column the role Feature."),
            );
        }
        Reader {
            width: header.map_or_else(
                || shape::usual_width(table),
                |record| {
                    let named = shape::named_width(table, plan);
                    (named, record.len().max(named))
                },
            ),
            kept_as_they_are: roles.iter().filter(|role| !role.is_field()).count(),
            meanings: Meanings::of(table, plan, &roles, &headings),
            roles,
            headings: headings.into_iter().map(Rc::from).collect(),
            kept: Vec::with_capacity(table.records.len()),
            repeats: Repeats::of(table),
            ledger: Ledger::default(),
            lonely: Vec::new(),
            section: Text::default(),
            category: Text::default(),
            filled_in: 0,
            continued: 0,
            merged: shape::merged_rows(table, plan, Role::Category),
            plan,
            full: 0,
            findings,
        }
    }

    fn take(&mut self, index: usize, row: &Row<'a>, sieve: &Sieve) {
        self.ledger.records += 1;
        if let Some(reason) = sieve.reason(index, row) {
            if reason == Reason::Section {
                self.section = row.filled.first().map(|(_, cell)| row.record.keep(cell)).unwrap_or_default();
                self.category = Text::default();
            }
            let (reason, kept_as) = match reason {
                Reason::Continued => self.continued(row, sieve),
                reason => (reason, None),
            };
            self.set_aside(row, reason, kept_as);
            return;
        }
        let earlier = self.repeats.earlier(index, row).map(|earlier| RowId(earlier.line));
        let line = RowId(row.record.line);
        if let Some(first) =
            self.kept_at(earlier).and_then(|kept| self.kept.get_mut(kept)).and_then(Rc::get_mut)
            && self.plan.by_hand.get(&line) != Some(&true)
        {
            first.merged.push(line);
            let kept_as = first.row;
            self.set_aside(row, Reason::ExactRepeat, Some(kept_as));
            return;
        }
        // Read where it stays: a long list moves none.
        let mut feature = Rc::<Feature>::default();
        if let Some(feature) = Rc::get_mut(&mut feature) {
            self.feature(feature, row, sieve);
        }
        self.kept.push(feature);
        self.ledger.kept += 1;
    }

    /// Adds a row to the feature whose cell covers it; there is none when that was set aside itself.
    fn continued(&mut self, row: &Row<'a>, sieve: &Sieve) -> (Reason, Option<RowId>) {
        let mut more = Feature::default();
        self.fields(&mut more, row);
        if !more.category.is_empty() {
            self.category.clone_from(&more.category);
        }
        let Some(kept) = self.kept_at(sieve.continues(row)) else { return (Reason::NoFeature, None) };
        let heading = |role: Role| {
            let column = self.roles.iter().position(|one| *one == role);
            column.and_then(|column| self.headings.get(column)).cloned().unwrap_or_default()
        };
        let headings = [heading(Role::Id), heading(Role::Category)];
        let Some(first) = self.kept.get_mut(kept).and_then(Rc::get_mut) else {
            return (Reason::NoFeature, None);
        };
        continued::add(first, more, headings);
        self.continued += 1;
        (Reason::Continued, Some(first.row))
    }

    /// Where the feature of a row stands, or the one that it was merged into.
    fn kept_at(&self, row: Option<RowId>) -> Option<usize> {
        let row = row?;
        let aside = &self.ledger.set_aside;
        let merged = aside.binary_search_by_key(&row, |one| one.row).ok().and_then(|place| aside.get(place));
        let kept_as = merged.map_or(Some(row), |one| one.kept_as)?;
        self.kept.binary_search_by_key(&kept_as, |one| one.row).ok()
    }

    fn set_aside(&mut self, row: &Row, reason: Reason, kept_as: Option<RowId>) {
        let text = row.record.cells().collect::<Vec<_>>().join(" | ");
        self.ledger.set_aside.push(SetAside { row: RowId(row.record.line), reason, text, kept_as });
    }

    /// Blank cells too many at the end of a row are harmless and not reported.
    fn check_width(&mut self, row: &Row) {
        let cells = row.record.len();
        let filled = row.filled.last().map_or(0, |(last, _)| last + 1);
        let (least, most) = self.width;
        let (code, severity, word, width) = if cells < least {
            ("intake.row.short", Severity::Note, "fewer", least)
        } else if filled > most {
            ("intake.row.long", Severity::Warning, "more", most)
        } else {
            return;
        };
        let message =
            format!("The row has {cells} cells, {word} than the {width} of the header; it was kept.");
        self.findings.push(Diagnostic::new(severity, code, Place::line(row.record.line), message));
    }

    /// What the cells of a row say.
    fn fields(&mut self, feature: &mut Feature, row: &Row<'a>) {
        let (record, line) = (row.record, row.record.line);
        feature.row = RowId(line);
        feature.extra.reserve_exact(self.kept_as_they_are.min(row.filled.len()));
        for (column, text) in row.filled.iter().copied() {
            let role = self.roles.get(column).copied().unwrap_or(Role::Keep);
            let field = match role {
                Role::Feature => &mut feature.name,
                Role::Id => &mut feature.number,
                Role::Category => &mut feature.category,
                Role::Description => &mut feature.description,
                Role::Owner => &mut feature.owner,
                Role::Notes => &mut feature.notes,
                Role::Keep => {
                    self.keep(feature, column, record.keep(text));
                    continue;
                }
                _ => {
                    self.interpret(feature, role, text, line, column);
                    self.keep(feature, column, record.keep(text));
                    continue;
                }
            };
            // Of several columns of one role the first with text is the field; the others lose nothing.
            if field.is_empty() {
                *field = record.keep(text);
            } else {
                self.keep(feature, column, record.keep(text));
            }
        }
    }

    fn feature(&mut self, feature: &mut Feature, row: &Row<'a>, sieve: &Sieve) {
        let line = row.record.line;
        self.fields(feature, row);
        match row.filled.len() {
            0 | 1 => self.lonely.push(line),
            2 => {}
            _ => self.full += 1,
        }
        self.check_width(row);
        if feature.name.is_empty() {
            // Brought back by hand: the cell that covers it names it, else its first text.
            let above = self.kept_at(sieve.continues(row)).and_then(|kept| self.kept.get(kept));
            let first = || row.filled.first().map(|(_, text)| row.record.keep(text)).unwrap_or_default();
            feature.name = above.map_or_else(first, |above| above.name.clone());
        }
        feature.platforms = ownership::narrow(feature.platforms, feature.ownership);
        self.categorise(feature, line);
    }

    /// Fills in the category from above, and from the section.
    fn categorise(&mut self, feature: &mut Feature, line: u32) {
        if !feature.category.is_empty() {
            self.category.clone_from(&feature.category);
        } else if self.plan.fill && !self.category.is_empty() && self.means_above(line) {
            feature.category.clone_from(&self.category);
            self.filled_in += 1;
        }
        if feature.category.is_empty() {
            feature.category.clone_from(&self.section);
        } else if !self.section.is_empty() {
            feature.extra.push((Rc::from("Section"), self.section.clone()));
        }
    }

    /// Whether a blank category means the one above: where the sheet merged them it says so itself.
    fn means_above(&self, line: u32) -> bool {
        self.merged.is_empty()
            || self.merged.iter().any(|range| range.first_line < line && line <= range.last_line)
    }

    fn keep(&self, feature: &mut Feature, column: usize, text: Text) {
        let heading =
            self.headings.get(column).cloned().unwrap_or_else(|| named(String::new(), column).into());
        feature.extra.push((heading, text));
    }

    /// Reads a cell of a column with a vocabulary. Of several such columns platforms add up; for the
    /// others the first that says something counts.
    fn interpret(&mut self, feature: &mut Feature, role: Role, text: &'a str, line: u32, column: usize) {
        let heading = self.headings.get(column);
        let place =
            || Place { line: Some(line), column: heading.map(|heading| heading.to_string()), part: None };
        match self.meanings.read(role, column, text, place) {
            Understood::Platforms(set) => feature.platforms = feature.platforms.union(set),
            Understood::Marked(said) => {
                if matches!(said, InUse::Yes | InUse::Partly) {
                    let heading = heading.map_or("", |heading| heading);
                    feature.platforms = feature.platforms.union(platforms::of_heading(heading));
                }
            }
            Understood::Ownership(said) if feature.ownership == Ownership::Unsaid => feature.ownership = said,
            Understood::InUse(said) if feature.in_use == InUse::Unknown => feature.in_use = said,
            Understood::Priority(said) if feature.priority == Priority::Unspecified => {
                feature.priority = said
            }
            Understood::Devices(count) => feature.devices = feature.devices.or(count),
            Understood::NotACount => self.findings.push(
                Diagnostic::new(
                    Severity::Warning,
                    "intake.devices.unread",
                    place(),
                    format!("“{text}” is not a count; the row counts for all devices of its platforms."),
                )
                .with_hint("Write one whole number in the file if fewer devices are meant."),
            ),
            _ => {}
        }
    }

    /// Tells what was filled in from above, and what was added to the feature above.
    fn find_filled_in(&mut self) {
        if self.continued > 0 {
            let message = format!(
                "{} rows were added to the feature whose cell covers them, as one feature.",
                self.continued
            );
            self.findings.push(
                Diagnostic::new(Severity::Note, "intake.row.continued", Place::default(), message)
                    .with_hint("Choose such a line and keep it as a feature if it is one of its own."),
            );
        }
        if self.filled_in > 0 {
            let message =
                format!("In {} rows the category was filled in from the row above.", self.filled_in);
            self.findings.push(
                Diagnostic::new(Severity::Note, "intake.category.filled", Place::default(), message)
                    .with_hint("Switch it off above the table if blank means no category."),
            );
        }
    }

    /// Among rows of many cells, one with the feature alone is often a heading of a section.
    fn find_headings(&mut self) {
        if self.plan.sections || self.full <= self.lonely.len() {
            return;
        }
        for line in &self.lonely {
            self.findings.push(
                Diagnostic::new(
                    Severity::Note,
                    "intake.row.heading",
                    Place::line(*line),
                    "Only the feature column has text here; the row was kept as a feature.",
                )
                .with_hint("If it heads a section, switch section rows on above the table."),
            );
        }
    }

    fn finish(mut self, table: &Table) -> Checked<Inventory> {
        self.find_headings();
        self.find_filled_in();
        let values = self.meanings.finish(&mut self.findings);
        let columns = self.roles.iter().zip(&self.headings).filter(|(role, _)| role.is_read());
        let read_columns = columns.map(|(role, heading)| (*role, heading.to_string())).collect();
        let mut inventory = Inventory {
            features: Rc::new(self.kept),
            closed: Rc::default(),
            ledger: self.ledger,
            read_columns,
            values,
            product_hint: product::hint(table),
        };
        earlier::apply(&mut inventory, &self.plan.earlier);
        Checked { value: inventory, diagnostics: self.findings.finish() }
    }
}

/// The plan's roles; of several feature columns the first counts, the others are kept as they are.
fn one_feature(plan: &ColumnPlan, width: usize) -> Vec<Role> {
    let mut roles = plan.roles.clone();
    if roles.len() < width {
        roles.resize(width, Role::Keep);
    }
    let feature = roles.iter().position(|role| *role == Role::Feature);
    for (column, role) in roles.iter_mut().enumerate() {
        if *role == Role::Feature && Some(column) != feature {
            *role = Role::Keep;
        }
    }
    roles
}

/// A heading, or the column's number where there is none.
fn named(heading: String, column: usize) -> String {
    if heading.is_empty() { format!("Column {}", column + 1) } else { heading }
}

#[cfg(test)]
#[path = "read/tests.rs"]
mod tests;
