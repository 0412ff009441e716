//! One worksheet: its cells as text, merged ranges, hidden rows and columns.
//! It shows numbers as their formats do and never computes a formula; the stored result is read.

use super::strings::{string, unescaped};
use super::{Strings, Styles};
use crate::diagnostic::{Diagnostic, Findings, Place, Severity};
use crate::table::workbook::error::WorkbookError;
use crate::table::workbook::grid::{Grid, beyond_columns, beyond_rows};
use crate::table::workbook::limits::Limits;
use crate::table::workbook::ranges::Ranges;
use crate::table::workbook::xml::{Node, Tag, Xml, is_true};
use crate::table::workbook::{Merge, Sheet, address};

/// What the cells of all sheets share.
pub(in crate::table::workbook) struct Shared<'w> {
    pub(in crate::table::workbook) strings: &'w Strings,
    pub(in crate::table::workbook) styles: &'w Styles,
    pub(in crate::table::workbook) from_1904: bool,
}

/// A sheet that is being read.
struct Reading<'w> {
    shared: Shared<'w>,
    limits: &'w Limits,
    grid: Grid,
    /// The open row, and the column behind its last cell.
    line: u32,
    next: usize,
    hidden_lines: Ranges,
    hidden_columns: Ranges,
    merges: Vec<Merge>,
    findings: Findings,
}

/// What a cell's tag says.
struct Head {
    column: usize,
    style: usize,
    kind: Type,
    depth: u32,
}

/// How a cell's value is written.
#[derive(Clone, Copy)]
enum Type {
    Number,
    Shared,
    Text,
    Boolean,
    Date,
}

/// Reads a worksheet.
///
/// # Errors
/// When the part is damaged or over the limits.
pub(in crate::table::workbook) fn read(
    mut xml: Xml<'_>,
    shared: Shared<'_>,
    limits: &Limits,
) -> Result<Sheet, WorkbookError> {
    let mut reading = Reading {
        shared,
        limits,
        grid: Grid::new(xml.part(), limits),
        line: 0,
        next: 0,
        hidden_lines: Ranges::default(),
        hidden_columns: Ranges::default(),
        merges: Vec::new(),
        findings: Findings::default(),
    };
    let mut value = String::new();
    loop {
        // Names count only where they belong: controls and extensions have rows and columns of their own.
        let head = match xml.next()? {
            Node::Open(tag) => match (tag.depth, tag.name()) {
                (3, "row") => {
                    reading.row(&tag)?;
                    continue;
                }
                (3, "col") => {
                    reading.column(&tag)?;
                    continue;
                }
                (3, "mergeCell") => {
                    reading.merge(&tag)?;
                    continue;
                }
                (4, "c") => reading.head(&tag)?,
                _ => continue,
            },
            Node::End => break,
            _ => continue,
        };
        value.clear();
        let has_formula = string(&mut xml, head.depth, limits, &mut value)?;
        reading.cell(&head, &value, has_formula)?;
    }
    reading.finish()
}

impl Reading<'_> {
    /// A row begins, and the one before it ends.
    fn row(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        self.grid.end_row(self.line, 1)?;
        let line = tag.number("r")?.unwrap_or(self.line.saturating_add(1));
        if line > self.limits.rows {
            return Err(beyond_rows(self.limits));
        }
        if line <= self.line {
            return Err(tag.damaged(format!("row {line} comes after row {}", self.line)));
        }
        (self.line, self.next) = (line, 0);
        if tag.flag("hidden")? {
            self.hidden_lines.push(line, line);
        }
        Ok(())
    }

    fn column(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        if self.hidden_columns.len() >= self.limits.columns {
            return Err(beyond_columns(self.limits));
        }
        if tag.flag("hidden")?
            && let (Some(first), Some(last)) = (tag.number("min")?, tag.number("max")?)
        {
            self.hidden_columns.push(first.saturating_sub(1), last.saturating_sub(1));
        }
        Ok(())
    }

    fn merge(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        if self.merges.len() >= self.limits.merges {
            let most = self.limits.merges;
            return Err(WorkbookError::too_much(format!("over {most} merged ranges")));
        }
        let name = tag.attribute("ref")?.unwrap_or_default();
        let (first, last) = address::range(&name).ok_or_else(|| tag.damaged("a merged range has no name"))?;
        self.merges.push(Merge::new(first, last).within(self.limits.rows, self.limits.columns));
        Ok(())
    }

    fn head(&mut self, tag: &Tag<'_>) -> Result<Head, WorkbookError> {
        let column = match tag.attribute("r")? {
            None => self.next,
            Some(name) => match address::cell(&name) {
                Some((line, column)) if line == self.line => column,
                _ => return Err(tag.damaged(format!("a cell of row {} has a wrong name", self.line))),
            },
        };
        if column >= self.limits.columns {
            return Err(beyond_columns(self.limits));
        }
        self.next = column + 1;
        let kind = match tag.attribute("t")?.as_deref() {
            Some("s") => Type::Shared,
            Some("str" | "inlineStr" | "e") => Type::Text,
            Some("b") => Type::Boolean,
            Some("d") => Type::Date,
            _ => Type::Number,
        };
        let style = usize::try_from(tag.number("s")?.unwrap_or(0)).unwrap_or(usize::MAX);
        Ok(Head { column, style, kind, depth: tag.depth })
    }

    fn cell(&mut self, head: &Head, value: &str, has_formula: bool) -> Result<(), WorkbookError> {
        if has_formula && value.is_empty() && !matches!(head.kind, Type::Text) {
            self.find_uncalculated(head.column);
        }
        if value.is_empty() {
            return Ok(());
        }
        match head.kind {
            Type::Text => self.grid.put(head.column, &unescaped(value)),
            Type::Boolean => {
                let shown = if is_true(value) { "TRUE" } else { "FALSE" };
                self.grid.put(head.column, shown)
            }
            Type::Date => {
                let shown = value.strip_suffix("T00:00:00").unwrap_or(value).replace('T', " ");
                self.grid.put(head.column, &shown)
            }
            Type::Shared => self.shared(head.column, value),
            Type::Number => match value.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    let shown = self.shared.styles.render(head.style, number, self.shared.from_1904);
                    self.grid.put(head.column, &shown)
                }
                _ => self.grid.put(head.column, value),
            },
        }
    }

    fn shared(&mut self, column: usize, index: &str) -> Result<(), WorkbookError> {
        let found = index.trim().parse().ok().and_then(|index| self.shared.strings.get(index));
        match found {
            Some(text) => self.grid.put(column, text),
            None => {
                self.find_missing(column);
                Ok(())
            }
        }
    }

    fn find_missing(&mut self, column: usize) {
        let message = "A cell refers to a text that the workbook does not hold, so it was left empty.";
        let place = self.place(column);
        self.findings.push(
            Diagnostic::new(Severity::Problem, "table.workbook.text-missing", place, message)
                .with_hint("Open the workbook, let it be repaired, and save it again."),
        );
    }

    fn find_uncalculated(&mut self, column: usize) {
        let message = "A cell holds a formula without a stored result, so it was left empty.";
        let place = self.place(column);
        self.findings.push(
            Diagnostic::new(Severity::Warning, "table.workbook.uncalculated", place, message)
                .with_hint("Open the workbook in a spreadsheet program, save it, and choose it again."),
        );
    }

    fn place(&self, column: usize) -> Place {
        Place { column: Some(address::column_name(column)), ..Place::line(self.line) }
    }

    fn finish(mut self) -> Result<Sheet, WorkbookError> {
        self.grid.end_row(self.line, 1)?;
        Ok(Sheet::new(self.grid.finish(), self.merges, self.hidden_lines, self.hidden_columns, self.findings))
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
