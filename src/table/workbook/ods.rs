//! OpenDocument spreadsheets: the tables of `content.xml`, each cell as the text that is shown.
//! It reads no comments, drawings or formulas, and no cells that a merged one covers.

mod cell;

use super::error::WorkbookError;
use super::grid::{Grid, beyond_columns, beyond_rows};
use super::limits::Limits;
use super::ranges::Ranges;
use super::xml::{Node, Tag, Xml};
use super::zip::Archive;
use super::{Kind, Merge, Sheet, SheetInfo};
use crate::diagnostic::Findings;
use cell::Cell;
use std::collections::BTreeSet;
use std::io::Read;

const CONTENT: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";
/// The entry that names the kind, and the longest name that is of interest, in bytes.
const KIND: (&str, u64) = ("mimetype", 128);

/// What the package holds by its own word; `None` for no spreadsheet.
pub(super) fn kind(archive: &Archive<'_>, limits: &Limits) -> Result<Option<Kind>, WorkbookError> {
    if archive.has("encrypted-package") {
        return Err(WorkbookError::Encrypted);
    }
    if !archive.has(KIND.0) {
        return Ok(None);
    }
    let mut word = Vec::new();
    let read = archive.part(KIND.0)?.take(KIND.1).read_to_end(&mut word);
    if read.is_err() || !word.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        return Ok(None);
    }
    if is_encrypted(archive, limits)? { Err(WorkbookError::Encrypted) } else { Ok(Some(Kind::Ods)) }
}

fn is_encrypted(archive: &Archive<'_>, limits: &Limits) -> Result<bool, WorkbookError> {
    if !archive.has(MANIFEST) {
        return Ok(false);
    }
    let mut xml = Xml::new(archive.part(MANIFEST)?, limits);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "encryption-data" => return Ok(true),
            Node::End => return Ok(false),
            _ => {}
        }
    }
}

/// The names of all tables.
pub(super) fn sheets(archive: &Archive<'_>, limits: &Limits) -> Result<Vec<SheetInfo>, WorkbookError> {
    let mut xml = Xml::new(archive.part(CONTENT)?, limits);
    let mut sheets = Vec::new();
    // The style of tables that is being read, and those that are not shown.
    let mut style = None;
    let mut hidden = BTreeSet::new();
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "style" => {
                style = tag.attribute("name")?.map(|name| name.into_owned());
            }
            Node::Open(tag) if tag.name() == "table-properties" && is_unseen(&tag)? => {
                hidden.extend(style.clone());
            }
            Node::Open(tag) if is_sheet(&tag) => {
                let name = tag.attribute("name")?.unwrap_or_default().into_owned();
                let style = tag.attribute("style-name")?.unwrap_or_default();
                sheets.push(SheetInfo { name, hidden: hidden.contains(&*style) });
                super::check_sheets(sheets.len(), limits)?;
            }
            Node::End => return Ok(sheets),
            _ => {}
        }
    }
}

/// Whether the style of a table hides it.
fn is_unseen(tag: &Tag<'_>) -> Result<bool, WorkbookError> {
    Ok(tag.attribute("display")?.is_some_and(|shown| shown == "false"))
}

/// A table of the spreadsheet itself: document, body, spreadsheet, table. A copy within a link stands deeper.
fn is_sheet(tag: &Tag<'_>) -> bool {
    tag.depth == 4 && tag.name() == "table"
}

/// Reads a table by its index.
pub(super) fn read(archive: &Archive<'_>, index: usize, limits: &Limits) -> Result<Sheet, WorkbookError> {
    let mut xml = Xml::new(archive.part(CONTENT)?, limits);
    let mut before = 0;
    loop {
        match xml.next()? {
            Node::Open(tag) if is_sheet(&tag) && before == index => break,
            Node::Open(tag) if is_sheet(&tag) => before += 1,
            Node::End => return Err(WorkbookError::NoSheet { number: index.saturating_add(1) }),
            _ => {}
        }
    }
    let mut table = Table::new(limits);
    table.read(&mut xml)?;
    Ok(table.finish())
}

/// A table that is being read.
struct Table<'l> {
    limits: &'l Limits,
    grid: Grid,
    /// The open row, from 1, and how many rows it stands for.
    line: u32,
    times: u32,
    /// The column of the next cell, and of the next column's own element.
    next: usize,
    column: u32,
    hidden_lines: Ranges,
    hidden_columns: Ranges,
    merges: Vec<Merge>,
}

impl<'l> Table<'l> {
    fn new(limits: &'l Limits) -> Table<'l> {
        Table {
            limits,
            grid: Grid::new(CONTENT, limits),
            line: 0,
            times: 1,
            next: 0,
            column: 0,
            hidden_lines: Ranges::default(),
            hidden_columns: Ranges::default(),
            merges: Vec::new(),
        }
    }

    fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), WorkbookError> {
        let mut cell = Cell::default();
        loop {
            let (skipped, depth) = match xml.next()? {
                Node::Open(tag) => match tag.name() {
                    "table-column" => {
                        self.column(&tag)?;
                        continue;
                    }
                    "table-row" => {
                        self.row(&tag)?;
                        continue;
                    }
                    "table-cell" => {
                        cell.begin(&tag)?;
                        (false, tag.depth)
                    }
                    "covered-table-cell" => {
                        let times = tag.number("number-columns-repeated")?.unwrap_or(1);
                        self.next = self.next.saturating_add(times as usize);
                        (true, tag.depth)
                    }
                    "shapes" | "forms" | "title" | "desc" | "table-source" | "scenario" => (true, tag.depth),
                    _ => continue,
                },
                Node::Close(4) => {
                    return self.end_row();
                }
                Node::End => return Err(xml.damaged("it is cut off")),
                _ => continue,
            };
            if skipped {
                xml.skip(depth)?;
            } else {
                cell.read(xml, depth, self.limits)?;
                self.cell(&cell)?;
            }
        }
    }

    /// A row begins, and the one before it ends.
    fn row(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        self.end_row()?;
        self.line = self.line.saturating_add(if self.line == 0 { 1 } else { self.times });
        self.times = tag.number("number-rows-repeated")?.unwrap_or(1).max(1);
        self.next = 0;
        if is_hidden(tag)? && self.line <= self.limits.rows {
            self.hidden_lines.push(self.line, self.line.saturating_add(self.times - 1));
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), WorkbookError> {
        if self.line > self.limits.rows && !self.grid.is_row_empty() {
            return Err(beyond_rows(self.limits));
        }
        self.grid.end_row(self.line, self.times)
    }

    fn column(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        let first = self.column;
        self.column = first.saturating_add(tag.number("number-columns-repeated")?.unwrap_or(1).max(1));
        if is_hidden(tag)? && self.hidden_columns.len() < self.limits.columns {
            self.hidden_columns.push(first, self.column - 1);
        }
        Ok(())
    }

    fn cell(&mut self, cell: &Cell) -> Result<(), WorkbookError> {
        let first = self.next;
        self.next = first.saturating_add(cell.times as usize);
        if cell.columns > 1 || cell.rows > 1 {
            self.merge(first, cell)?;
        }
        if cell.text.is_empty() {
            return Ok(());
        }
        if self.next > self.limits.columns {
            return Err(beyond_columns(self.limits));
        }
        (first..self.next).try_for_each(|column| self.grid.put(column, &cell.text))
    }

    fn merge(&mut self, column: usize, cell: &Cell) -> Result<(), WorkbookError> {
        if self.merges.len() >= self.limits.merges {
            let most = self.limits.merges;
            return Err(WorkbookError::too_much(format!("over {most} merged ranges")));
        }
        let last_line = self.line.saturating_add(cell.rows.saturating_sub(1));
        let last_column = column.saturating_add(cell.columns.saturating_sub(1) as usize);
        self.merges.push(
            Merge::new((self.line, column), (last_line, last_column))
                .within(self.limits.rows, self.limits.columns),
        );
        Ok(())
    }

    fn finish(self) -> Sheet {
        Sheet::new(
            self.grid.finish(),
            self.merges,
            self.hidden_lines,
            self.hidden_columns,
            Findings::default(),
        )
    }
}

/// Whether a row or column is hidden, by hand or by a filter.
fn is_hidden(tag: &Tag<'_>) -> Result<bool, WorkbookError> {
    Ok(tag.attribute("visibility")?.is_some_and(|word| word != "visible"))
}

#[cfg(test)]
#[path = "ods/tests.rs"]
mod tests;
