//! Reads delimited text into a table: every record with its physical line, nothing trimmed or dropped.
//! It never interprets a cell; roles, headers and blank rows are intake's.

use super::decode;
use super::kind;
use super::separator::{self, Choice};
use super::span::{Span, Spans};
use super::{Encoding, Overrides, Record, Table};
use crate::diagnostic::{Checked, Diagnostic, Findings, Place, Severity};
use csv_core::ReadRecordResult;
use thiserror::Error;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// The largest number of cells that is kept in memory.
pub const MOST_CELLS: u32 = 5_000_000;

/// Records of more lines than this are pointed out, for a forgotten quote may be the cause.
const LONG_RECORD: u32 = 20;

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TableError {
    /// Nothing in it.
    #[error("The file is empty. Choose the file with the customer's list.")]
    Empty,
    /// Larger than [`LARGEST`].
    #[error("The file has {bytes} bytes; up to {LARGEST} are read. Save the sheet with the features alone.")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// More cells than [`MOST_CELLS`].
    #[error("The file has more than {MOST_CELLS} cells. Save the sheet with the features alone.")]
    TooManyCells,
    /// A workbook, an archive, a picture or anything else that is no delimited text.
    #[error("This is {kind}, not delimited text. Save the sheet as CSV (UTF-8) and choose that file.")]
    Binary {
        /// What it looks like.
        kind: &'static str,
    },
}

/// Reads a file.
///
/// # Errors
/// When it is empty, too large or no text; damage inside a text is diagnosed, never refused.
pub fn read(file: &str, bytes: &[u8], overrides: Overrides) -> Result<Checked<Table>, TableError> {
    if bytes.len() > LARGEST {
        return Err(TableError::TooLarge { bytes: bytes.len() });
    }
    if let Some(kind) = kind::unreadable(bytes, overrides.encoding) {
        return Err(TableError::Binary { kind });
    }
    let (text, encoding) = decode::decode(bytes, overrides.encoding);
    // A NUL is no text in any list, and no document that is written later may hold one.
    let text = if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text };
    if text.trim().is_empty() {
        return Err(TableError::Empty);
    }
    let mut findings = Findings::default();
    find_unreadable(&text, encoding, &mut findings);
    let choice = choose(&text, overrides, &mut findings);
    let records = records(&text, choice.separator.byte(), &mut findings)?;
    Ok(Checked {
        value: Table {
            file: file.to_owned(),
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            encoding,
            separator: choice.separator,
            separator_reason: choice.reason,
            records,
        },
        diagnostics: findings.finish(),
    })
}

/// Whether a record is Excel's `sep=` line, which is no row of the list. Only the first line can be.
pub fn names_separator(record: &Record) -> bool {
    record.line == 1 && matches!(record.cells.as_slice(), [cell] if separator::named(cell).is_some())
}

/// The consultant's choice, else the file's own word for it, else what divides the records evenly.
fn choose(text: &str, overrides: Overrides, findings: &mut Findings) -> Choice {
    let first = first_line(text);
    let named = separator::named(first);
    if named == Some(None) {
        findings.push(
            Diagnostic::new(
                Severity::Note,
                "table.separator.unknown",
                Place::line(1),
                format!("The first line names a separator that is not supported: {first}"),
            )
            .with_hint("Check the columns; choose another separator if they are wrong."),
        );
    }
    if let Some(separator) = overrides.separator {
        return Choice { separator, reason: "chosen by you".to_owned() };
    }
    match named {
        Some(Some(separator)) => {
            Choice { separator, reason: "the file says so in its first line".to_owned() }
        }
        Some(None) => separator::detect(text.get(first.len()..).unwrap_or(text)),
        None => separator::detect(text),
    }
}

fn first_line(text: &str) -> &str {
    text.split(['\r', '\n']).next().unwrap_or(text)
}

fn find_unreadable(text: &str, encoding: Encoding, findings: &mut Findings) {
    if !text.contains('\u{fffd}') {
        return;
    }
    let mut lines: Vec<u32> = Vec::new();
    let (mut line, mut before) = (1_u32, ' ');
    for letter in text.chars() {
        line += u32::from(letter == '\r' || (letter == '\n' && before != '\r'));
        before = letter;
        if letter == '\u{fffd}' && lines.last() != Some(&line) {
            lines.push(line);
        }
    }
    if let Some(first) = lines.first() {
        findings.push(
            Diagnostic::new(
                Severity::Warning,
                "table.encoding.unreadable",
                Place::line(*first),
                format!("{} lines hold characters that {} cannot read.", lines.len(), encoding.label()),
            )
            .with_hint("Choose another encoding above the table."),
        );
    }
}

fn records(text: &str, separator: u8, findings: &mut Findings) -> Result<Vec<Record>, TableError> {
    let mut cells_left = MOST_CELLS;
    let mut parser = CellParser::new(separator);
    let mut records = Vec::new();
    for span in Spans::new(text, separator) {
        cells_left = cells_left.checked_sub(span.cells.max(1)).ok_or(TableError::TooManyCells)?;
        find_quotes(&span, findings);
        let slice = text.get(span.start..span.end).unwrap_or_default();
        let cells = if span.line == 1 && separator::named(slice).is_some() {
            vec![slice.to_owned()]
        } else {
            parser.cells(slice, span.stray)
        };
        records.push(Record { line: span.line, cells });
    }
    Ok(records)
}

fn find_quotes(span: &Span, findings: &mut Findings) {
    if span.stray {
        findings.push(
            Diagnostic::new(
                Severity::Warning,
                "table.quote.unclosed",
                Place::line(span.line),
                "A quotation mark opens a cell and does not close it, so this line was read with its \
                 quotation marks as ordinary characters.",
            )
            .with_hint("Look at this line and those below it; correct the quotation mark in the file."),
        );
    } else if span.lines > LONG_RECORD {
        findings.push(
            Diagnostic::new(
                Severity::Note,
                "table.record.long",
                Place::line(span.line),
                format!("A quoted cell makes this record {} lines long.", span.lines),
            )
            .with_hint("Check that no rows were drawn into it by a forgotten quotation mark."),
        );
    }
}

/// The csv crate's parser for the cells of one record at a time, with its buffers.
struct CellParser {
    quoting: csv_core::Reader,
    plain: csv_core::Reader,
    output: Vec<u8>,
    ends: Vec<usize>,
}

impl CellParser {
    fn new(separator: u8) -> CellParser {
        let reader = |quoting| csv_core::ReaderBuilder::new().delimiter(separator).quoting(quoting).build();
        CellParser { quoting: reader(true), plain: reader(false), output: Vec::new(), ends: Vec::new() }
    }

    /// The cells of a record's text; a blank line is one empty cell.
    fn cells(&mut self, text: &str, stray: bool) -> Vec<String> {
        if text.is_empty() {
            return vec![String::new()];
        }
        let reader = if stray { &mut self.plain } else { &mut self.quoting };
        reader.reset();
        // The parser drops a byte order mark where it begins; the skipped line end puts the record later.
        reader.read_record(b"\n", &mut [0; 1], &mut [0; 1]);
        self.output.resize(text.len().max(self.output.len()), 0);
        self.ends.resize((text.len() + 1).min(64).max(self.ends.len()), 0);
        let mut input = text.as_bytes();
        let (mut written, mut ended) = (0, 0);
        loop {
            let output = self.output.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(ended..).unwrap_or_default();
            let (result, taken, wrote, closed) = reader.read_record(input, output, ends);
            input = input.get(taken..).unwrap_or_default();
            written += wrote;
            ended += closed;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.output.resize(self.output.len() * 2 + 64, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2 + 64, 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        let mut from = 0;
        let ends = self.ends.get(..ended).unwrap_or_default();
        ends.iter()
            .map(|end| {
                let cell = self.output.get(from..*end).unwrap_or_default();
                from = *end;
                String::from_utf8_lossy(cell).into_owned()
            })
            .collect()
    }
}

#[cfg(test)]
#[path = "delimited/tests.rs"]
mod tests;
