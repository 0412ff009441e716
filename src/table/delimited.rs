//! Reads delimited text into a table: every record with its physical line, nothing trimmed or dropped.
//! It never interprets a cell; roles, headers and blank rows are intake's.

use super::decode;
use super::error::{LARGEST, MOST_CELLS, MOST_COLUMNS, TableError};
use super::kind;
use super::records::{Records, Shape};
use super::separator::{self, Choice};
use super::{Cells, Encoding, Overrides, Record, Table};
use crate::diagnostic::{Checked, Diagnostic, Findings, Place, Severity};

/// Records of more lines than this are pointed out, for a forgotten quote may be the cause.
const LONG_RECORD: u32 = 20;

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
    let decode::Decoded { text, encoding, reason } = decode::decode(bytes, overrides.encoding);
    // A NUL is no text in any list, and no document that is written later may hold one.
    let text = if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text };
    if text.trim().is_empty() {
        return Err(TableError::Empty);
    }
    let mut findings = Findings::default();
    find_unreadable(&text, encoding, &mut findings);
    let choice = choose(&text, overrides, &mut findings);
    let records = records(text, &choice, &mut findings)?;
    Ok(Checked {
        value: Table {
            file: file.to_owned(),
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            encoding: Some(encoding),
            encoding_reason: reason.to_owned(),
            separator: Some(choice.separator),
            separator_reason: choice.reason,
            quote: choice.quote,
            records,
            ..Table::default()
        },
        diagnostics: findings.finish(),
    })
}

/// Whether a record is Excel's `sep=` line, which is no row of the list. Only the first line can be.
pub fn names_separator(record: Record) -> bool {
    record.line == 1
        && record.len() == 1
        && record.get(0).is_some_and(|cell| separator::named(cell).is_some())
}

/// The consultant's choice, else the file's own word for it, else what divides the records evenly.
pub fn choose(text: &str, overrides: Overrides, findings: &mut Findings) -> Choice {
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
    let said = |separator, reason: &str| Some((separator, reason.to_owned()));
    let known = match (overrides.separator, named.flatten()) {
        (Some(separator), _) => said(separator, "chosen by you"),
        (None, Some(separator)) => said(separator, "the file says so in its first line"),
        (None, None) => None,
    };
    let body = if named.is_some() { text.get(first.len()..).unwrap_or(text) } else { text };
    separator::choose(body, known, overrides.quote)
}

/// The text up to the first line end.
pub fn first_line(text: &str) -> &str {
    text.split(['\r', '\n']).next().unwrap_or(text)
}

fn find_unreadable(text: &str, encoding: Encoding, findings: &mut Findings) {
    // Looking for its first byte alone is several times as fast, and few lists have one.
    if !text.as_bytes().contains(&0xef) || !text.contains('\u{fffd}') {
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

fn records(text: String, choice: &Choice, findings: &mut Findings) -> Result<Cells, TableError> {
    let mut cells = Cells::over(&text);
    let mut records = Records::new(&text, choice.separator.byte(), choice.quote).with_blanks(choice.blanks);
    let first = first_line(&text);
    if separator::named(first).is_some() {
        cells.push_record(1, [first]);
        records.skip_line();
    }
    while let Some(shape) = records.read(&mut cells) {
        if cells.count() > MOST_CELLS {
            return Err(TableError::TooManyCells);
        }
        if cells.width() > MOST_COLUMNS {
            return Err(TableError::TooManyColumns);
        }
        find_quotes(&shape, findings);
    }
    cells.close_over(text);
    Ok(cells)
}

fn find_quotes(shape: &Shape, findings: &mut Findings) {
    if shape.stray {
        findings.push(
            Diagnostic::new(
                Severity::Warning,
                "table.quote.unclosed",
                Place::line(shape.line),
                "A quotation mark opens a cell and does not close it, so this line was read with its \
                 quotation marks as ordinary characters.",
            )
            .with_hint("Look at this line and those below it; correct the quotation mark in the file."),
        );
    } else if shape.lines > LONG_RECORD {
        findings.push(
            Diagnostic::new(
                Severity::Note,
                "table.record.long",
                Place::line(shape.line),
                format!("A quoted cell makes this record {} lines long.", shape.lines),
            )
            .with_hint("Check that no rows were drawn into it by a forgotten quotation mark."),
        );
    }
}

#[cfg(test)]
#[path = "delimited/tests.rs"]
mod tests;
