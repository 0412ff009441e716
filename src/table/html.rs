//! Reads the largest table of an HTML text: what spreadsheets, word processors and browsers put on the clipboard,
//! and what consoles save under names such as `.xls`. It runs no script, loads nothing, and gives no meaning to any
//! cell.

use super::cells::Cells;
use super::error::{MOST_CELLS, MOST_COLUMNS, TableError};
use super::sheet::Merge;
use html5gum::{HtmlString, StartTag, Token, Tokenizer};
use std::collections::BTreeMap;

/// Columns or rows that one cell may cover.
const MOST_SPAN: usize = 1000;

/// Elements whose content is no text of a table.
const UNSEEN: &[&str] = &["style", "script", "title", "template", "noscript", "select"];

/// Elements that begin a line of their own inside a cell.
const LINES: &[&str] = &["p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "tr"];

/// A table that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HtmlTable {
    /// Its rows; lines count them from 1.
    pub cells: Cells,
    /// Cells over several columns or rows.
    pub merges: Vec<Merge>,
    /// Rows, cells and texts that the page hides, which were left out.
    pub hidden: u32,
}

/// The table with the most filled cells; `None` when there is none with text.
///
/// # Errors
/// When a table has more than [`MOST_CELLS`] cells or rows, or a row more than [`MOST_COLUMNS`] cells.
pub fn largest_table(html: &str) -> Result<Option<HtmlTable>, TableError> {
    let mut reader = Reader::default();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => reader.start(&tag)?,
            Token::EndTag(tag) => reader.end(&lower(&tag.name))?,
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.end_table()?;
    Ok(reader.best.map(|(_, table)| table))
}

#[derive(Default)]
struct Reader {
    /// How many tables are open; those inside a cell are its text.
    depth: u32,
    /// The element whose content is skipped, and how many of its kind are open.
    unseen: Option<(String, u32)>,
    table: HtmlTable,
    line: u32,
    column: usize,
    /// The present cell and how many columns it covers.
    cell: Option<(String, usize)>,
    /// For each column covered from above, down to which row.
    covered: BTreeMap<usize, u32>,
    in_row: bool,
    best: Option<(usize, HtmlTable)>,
}

impl Reader {
    fn start(&mut self, tag: &StartTag<()>) -> Result<(), TableError> {
        let name = lower(&tag.name);
        if let Some((unseen, open)) = &mut self.unseen {
            *open += u32::from(*unseen == name);
            return Ok(());
        }
        let hidden = is_hidden(tag) && !is_void(&name);
        if hidden || UNSEEN.contains(&name.as_str()) {
            self.table.hidden += u32::from(hidden && self.depth > 0);
            self.unseen = Some((name, 1));
            return Ok(());
        }
        match name.as_str() {
            "table" if self.depth == 0 => {
                self.depth = 1;
                self.table = HtmlTable::default();
                (self.line, self.column, self.in_row) = (0, 0, false);
                self.covered.clear();
            }
            "table" => {
                self.depth += 1;
                self.break_line();
            }
            "tr" if self.depth == 1 => {
                self.end_row()?;
                self.in_row = true;
                self.line += 1;
            }
            "td" | "th" if self.depth == 1 => {
                self.end_cell()?;
                if !self.in_row {
                    self.in_row = true;
                    self.line += 1;
                }
                self.start_cell(tag)?;
            }
            "br" => self.push_line(),
            "td" | "th" => self.push_blank(),
            name if LINES.contains(&name) => self.break_line(),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), TableError> {
        if let Some((unseen, open)) = &mut self.unseen {
            if *unseen == name {
                *open -= 1;
                if *open == 0 {
                    self.unseen = None;
                }
            }
            return Ok(());
        }
        match name {
            "table" if self.depth == 1 => self.end_table()?,
            "table" => self.depth = self.depth.saturating_sub(1),
            "tr" if self.depth == 1 => self.end_row()?,
            "td" | "th" if self.depth == 1 => self.end_cell()?,
            name if LINES.contains(&name) => self.break_line(),
            _ => {}
        }
        Ok(())
    }

    /// Text with its white space drawn together, as a browser shows it.
    fn text(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        for letter in text.chars() {
            if letter.is_whitespace() {
                self.push_blank();
            } else if let Some((cell, _)) = &mut self.cell {
                cell.push(letter);
            }
        }
    }

    /// One blank between words.
    fn push_blank(&mut self) {
        if let Some((cell, _)) = &mut self.cell
            && !cell.is_empty()
            && !cell.ends_with([' ', '\n'])
        {
            cell.push(' ');
        }
    }

    fn push_line(&mut self) {
        if let Some((cell, _)) = &mut self.cell {
            cell.truncate(cell.trim_end_matches(' ').len());
            cell.push('\n');
        }
    }

    /// A line break unless one is there already.
    fn break_line(&mut self) {
        if self
            .cell
            .as_ref()
            .is_some_and(|(cell, _)| !cell.trim_end_matches(' ').is_empty() && !cell.ends_with('\n'))
        {
            self.push_line();
        }
    }

    fn start_cell(&mut self, tag: &StartTag<()>) -> Result<(), TableError> {
        self.skip_covered()?;
        let (columns, rows) = (span(tag, "colspan"), span(tag, "rowspan"));
        let last_line = self.line.saturating_add(u32::try_from(rows - 1).unwrap_or(0));
        if columns > 1 || rows > 1 {
            self.table
                .merges
                .push(Merge::new((self.line, self.column), (last_line, self.column + columns - 1)));
        }
        if rows > 1 {
            for column in self.column..self.column + columns {
                self.covered.insert(column, last_line);
            }
        }
        self.cell = Some((String::new(), columns));
        Ok(())
    }

    /// Empty cells where cells of rows above reach down.
    fn skip_covered(&mut self) -> Result<(), TableError> {
        while self.covered.get(&self.column).is_some_and(|last| *last >= self.line) {
            self.push_cell("")?;
        }
        Ok(())
    }

    fn push_cell(&mut self, text: &str) -> Result<(), TableError> {
        if self.table.cells.count() >= MOST_CELLS {
            return Err(TableError::TooManyCells);
        }
        if self.column >= MOST_COLUMNS {
            return Err(TableError::TooManyColumns);
        }
        self.table.cells.push_cell(text);
        self.column += 1;
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), TableError> {
        if let Some((text, columns)) = self.cell.take() {
            self.push_cell(text.trim())?;
            for _ in 1..columns {
                self.push_cell("")?;
            }
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), TableError> {
        self.end_cell()?;
        if !self.in_row {
            return Ok(());
        }
        self.skip_covered()?;
        if self.table.cells.len() >= MOST_CELLS {
            return Err(TableError::TooManyCells);
        }
        self.table.cells.end_record(self.line);
        (self.in_row, self.column) = (false, 0);
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), TableError> {
        if self.depth == 0 {
            return Ok(());
        }
        self.end_row()?;
        self.depth = 0;
        let table = std::mem::take(&mut self.table);
        let filled = table.cells.iter().map(|record| record.filled().count()).sum();
        if filled > 0 && self.best.as_ref().is_none_or(|(most, _)| filled > *most) {
            self.best = Some((filled, table));
        }
        Ok(())
    }
}

fn lower(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "col" | "img" | "input" | "hr" | "meta" | "link" | "wbr" | "area" | "base" | "embed"
    )
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).to_ascii_lowercase())
}

fn is_hidden(tag: &StartTag<()>) -> bool {
    let style = attribute(tag, "style").unwrap_or_default().replace(' ', "");
    attribute(tag, "hidden").is_some() || style.contains("display:none") || style.contains("mso-hide:all")
}

fn span(tag: &StartTag<()>, name: &str) -> usize {
    attribute(tag, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1_usize).clamp(1, MOST_SPAN)
}

#[cfg(test)]
#[path = "html/tests.rs"]
mod tests;
