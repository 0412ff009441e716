//! One cell of an OpenDocument table: its paragraphs as text, with spaces as they are shown.
//! It leaves out comments, drawings and everything else that only stands over the cell.

use crate::table::workbook::error::WorkbookError;
use crate::table::workbook::limits::Limits;
use crate::table::workbook::xml::{Node, Tag, Xml};

/// A cell that was read.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// What is shown; where the file has only a value, that value.
    pub(super) text: String,
    /// How many cells of the row are the same, at least 1.
    pub(super) times: u32,
    /// How many columns and rows it covers.
    pub(super) columns: u32,
    pub(super) rows: u32,
    /// Its value, for files that do not say what is shown.
    value: String,
    /// Paragraphs so far.
    paragraphs: u32,
    /// Spaces that follow are not shown.
    spaced: bool,
}

impl Cell {
    /// Takes what the tag says.
    pub(super) fn begin(&mut self, tag: &Tag<'_>) -> Result<(), WorkbookError> {
        self.text.clear();
        self.value.clear();
        self.paragraphs = 0;
        self.times = tag.number("number-columns-repeated")?.unwrap_or(1).max(1);
        self.columns = tag.number("number-columns-spanned")?.unwrap_or(1);
        self.rows = tag.number("number-rows-spanned")?.unwrap_or(1);
        for name in ["string-value", "date-value", "time-value", "boolean-value", "value"] {
            if let Some(value) = tag.attribute(name)? {
                match (name, &*value) {
                    ("boolean-value", value) => self.value.push_str(&value.to_ascii_uppercase()),
                    (_, value) => self.value.push_str(value),
                }
                break;
            }
        }
        Ok(())
    }

    /// Reads the content of the cell, which began at `depth`.
    pub(super) fn read(
        &mut self,
        xml: &mut Xml<'_>,
        depth: u32,
        limits: &Limits,
    ) -> Result<(), WorkbookError> {
        let mut in_paragraph = false;
        loop {
            let skipped = match xml.next()? {
                Node::Open(tag) if tag.depth == depth + 1 && matches!(tag.name(), "p" | "h") => {
                    self.begin_paragraph();
                    in_paragraph = true;
                    continue;
                }
                Node::Open(tag) if in_paragraph => match tag.name() {
                    "s" => {
                        let number = tag.number("c")?.unwrap_or(1) as usize;
                        check(self.text.len().saturating_add(number), limits)?;
                        self.text.extend(std::iter::repeat_n(' ', number));
                        self.spaced = true;
                        continue;
                    }
                    "tab" => {
                        self.text.push('\t');
                        self.spaced = true;
                        continue;
                    }
                    "line-break" => {
                        self.text.push('\n');
                        self.spaced = true;
                        continue;
                    }
                    "annotation" | "note" | "frame" | "ruby-text" => tag.depth,
                    _ => continue,
                },
                Node::Open(tag) => tag.depth,
                Node::Text(text) if in_paragraph => {
                    check(self.text.len().saturating_add(text.len()), limits)?;
                    self.push(&text);
                    continue;
                }
                Node::Close(closed) if closed == depth => break,
                Node::Close(closed) => {
                    in_paragraph = in_paragraph && closed != depth + 1;
                    continue;
                }
                Node::End => return Err(xml.damaged("it is cut off")),
                _ => continue,
            };
            xml.skip(skipped)?;
        }
        if self.paragraphs == 0 {
            check(self.value.len(), limits)?;
            std::mem::swap(&mut self.text, &mut self.value);
        }
        Ok(())
    }

    fn begin_paragraph(&mut self) {
        if self.paragraphs > 0 {
            self.text.push('\n');
        }
        self.paragraphs = self.paragraphs.saturating_add(1);
        self.spaced = true;
    }

    /// Adds text in which any run of blanks is one space, and none at a paragraph's beginning.
    fn push(&mut self, text: &str) {
        for letter in text.chars() {
            let is_blank = matches!(letter, ' ' | '\t' | '\r' | '\n');
            if !is_blank {
                self.text.push(letter);
            } else if !self.spaced {
                self.text.push(' ');
            }
            self.spaced = is_blank;
        }
    }
}

fn check(length: usize, limits: &Limits) -> Result<(), WorkbookError> {
    if length <= limits.cell {
        return Ok(());
    }
    let most = limits.cell;
    Err(WorkbookError::too_much(format!("a cell has over {most} bytes of text")))
}
