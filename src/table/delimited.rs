//! Delimited text to a table: quoted line breaks, ragged rows, blank lines, every record with its line.
//! Nothing is trimmed or dropped here; a blank line is a record of one empty cell.

use super::{Encoding, Overrides, Record, Separator, Table, decode::decode, separator};
use crate::diagnostic::{Checked, Diagnostic, Place, Severity};
use thiserror::Error;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// A quoted cell over more lines than this is taken for a stray quote.
const QUOTED_LINES: u32 = 60;

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TableError {
    /// Nothing in it.
    #[error("The file is empty. Choose the file with the customer's list.")]
    Empty,
    /// Larger than `LARGEST`.
    #[error("The file has {bytes} bytes; up to {LARGEST} are read. Save the sheet with the features alone.")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// A workbook, an archive or a picture.
    #[error("This is {kind}, not delimited text. Save the sheet as CSV (UTF-8) and choose that file.")]
    Binary {
        /// What it looks like.
        kind: &'static str,
    },
}

/// Reads a file of delimited text.
///
/// # Errors
/// When the file is empty, too large, or no text.
pub fn read(file: &str, bytes: &[u8], overrides: Overrides) -> Result<Checked<Table>, TableError> {
    if bytes.len() > LARGEST {
        return Err(TableError::TooLarge { bytes: bytes.len() });
    }
    if let Some(kind) = binary(bytes) {
        return Err(TableError::Binary { kind });
    }
    let (text, encoding) = decode(bytes, overrides.encoding);
    // A NUL is no text in any list, and ends a record for the parser below.
    let text = text.replace('\0', "\u{fffd}");
    if text.trim().is_empty() {
        return Err(TableError::Empty);
    }
    let (detected, reason) = separator::detect(&text);
    let (separator, reason) = match overrides.separator {
        Some(chosen) => (chosen, "chosen by you".to_owned()),
        None => (detected, reason),
    };
    let mut diagnostics = unreadable(&text, encoding);
    let (skipped, body) = after_declaration(&text);
    let mut records = skipped;
    let first_line = u32::try_from(records.len()).unwrap_or(0) + 1;
    let parsed = parse(body, separator, true, first_line);
    let longest = parsed.windows(2).filter_map(|pair| match pair {
        [one, two] => Some((two.line - one.line, one.line)),
        _ => None,
    });
    let open_end = parsed.last().map(|last| (lines_of(last), last.line));
    match longest.chain(open_end).max() {
        Some((lines, line)) if lines > QUOTED_LINES => {
            diagnostics.push(
                Diagnostic::new(
                    Severity::Warning,
                    "table.quote.unclosed",
                    Place::line(line),
                    format!("A quote opened on line {line} is not closed within {QUOTED_LINES} lines; quotes are read as plain characters."),
                )
                .with_hint("Close or double the quote in the file and choose it again, if cells span lines."),
            );
            records.extend(parse(body, separator, false, first_line));
        }
        _ => records.extend(parsed),
    }
    let table = Table {
        file: file.to_owned(),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        encoding,
        separator,
        separator_reason: reason,
        records,
    };
    Ok(Checked { value: table, diagnostics })
}

fn binary(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => Some("a workbook or another zip archive"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some("an old Office file"),
        [b'%', b'P', b'D', b'F', ..] => Some("a PDF"),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => Some("a picture"),
        [0x1F, 0x8B, ..] => Some("a compressed file"),
        _ => None,
    }
}

fn unreadable(text: &str, encoding: Encoding) -> Vec<Diagnostic> {
    let lines: Vec<u32> = (1u32..)
        .zip(text.lines())
        .filter(|(_, line)| line.contains('\u{fffd}'))
        .map(|(number, _)| number)
        .collect();
    match lines.first() {
        None => Vec::new(),
        Some(first) => vec![
            Diagnostic::new(
                Severity::Warning,
                "table.encoding.unreadable",
                Place::line(*first),
                format!("{} lines hold characters that {} cannot read.", lines.len(), encoding.label()),
            )
            .with_hint("Choose another encoding above the table."),
        ],
    }
}

/// An Excel `sep=` line as a record of its own, and the text after it.
fn after_declaration(text: &str) -> (Vec<Record>, &str) {
    if separator::declared(text).is_none() {
        return (Vec::new(), text);
    }
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
    (vec![Record { line: 1, cells: vec![first.to_owned()] }], rest)
}

/// The records of a text from line `first_line` on. The csv crate skips blank lines and counts lines
/// feeds only, so that both are made good here: the text is cut into records before it parses them.
fn parse(text: &str, separator: Separator, quoting: bool, first_line: u32) -> Vec<Record> {
    let mut records = Vec::new();
    let mut line = first_line;
    for piece in pieces(text, separator, quoting) {
        records.push(Record { line, cells: cells(piece, separator, quoting) });
        line += 1 + breaks(piece);
    }
    records
}

/// Cuts a text at the line ends that are not quoted.
fn pieces(text: &str, separator: Separator, quoting: bool) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let (mut begin, mut at, mut quoted, mut cell_start) = (0, 0, false, true);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' if quoting && quoted => quoted = false,
            // A quote right after a closing one is a doubled quote and opens it again.
            b'"' if quoting && (cell_start || bytes.get(at.wrapping_sub(1)) == Some(&b'"')) => quoted = true,
            b'\n' | b'\r' if !quoted => {
                pieces.push(text.get(begin..at).unwrap_or_default());
                if *byte == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                    at += 1;
                }
                begin = at + 1;
                cell_start = true;
                at += 1;
                continue;
            }
            _ => {}
        }
        cell_start = *byte == separator.byte() && !quoted;
        at += 1;
    }
    if begin < bytes.len() {
        pieces.push(text.get(begin..).unwrap_or_default());
    }
    pieces
}

/// The cells of one record.
fn cells(piece: &str, separator: Separator, quoting: bool) -> Vec<String> {
    if piece.is_empty() {
        return vec![String::new()];
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.byte())
        .quoting(quoting)
        // Line ends inside a piece are quoted or, with the quote unclosed, part of the last cell.
        .terminator(csv::Terminator::Any(0))
        .from_reader(piece.as_bytes());
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => record.iter().map(str::to_owned).collect(),
        _ => vec![piece.to_owned()],
    }
}

/// Line ends inside a piece.
fn breaks(piece: &str) -> u32 {
    let bytes = piece.as_bytes();
    let count = bytes
        .iter()
        .enumerate()
        .filter(|(at, byte)| **byte == b'\n' || (**byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')))
        .count();
    u32::try_from(count).unwrap_or(u32::MAX / 2)
}

fn lines_of(record: &Record) -> u32 {
    1 + record.cells.iter().map(|cell| breaks(cell)).sum::<u32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(u32, &[&str])]) {
        let table = read("list.csv", text.as_bytes(), Overrides::default()).unwrap().value;
        let found: Vec<(u32, Vec<&str>)> = table
            .records
            .iter()
            .map(|record| (record.line, record.cells.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(u32, Vec<&str>)> =
            expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn records_keep_their_lines_and_blanks() {
        check("a,b\n\n1,2\n", &[(1, &["a", "b"]), (2, &[""]), (3, &["1", "2"])]);
        check("a,b\r\n\"x\r\ny\",2\r\n3,4", &[(1, &["a", "b"]), (2, &["x\r\ny", "2"]), (4, &["3", "4"])]);
        check("a,b\r1,2\r", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        check(
            "a;b;c\n1;2\n3;4;5;6\n",
            &[(1, &["a", "b", "c"]), (2, &["1", "2"]), (3, &["3", "4", "5", "6"])],
        );
    }

    #[test]
    fn quotes_are_resolved_and_stray_ones_kept() {
        check("a,b\n\"say \"\"hi\"\"\",2\n", &[(1, &["a", "b"]), (2, &["say \"hi\"", "2"])]);
        check("a,b\n27\" screen,2\n3,4\n", &[(1, &["a", "b"]), (2, &["27\" screen", "2"]), (3, &["3", "4"])]);
        check("sep=;\na;b\n1;2\n", &[(1, &["sep=;"]), (2, &["a", "b"]), (3, &["1", "2"])]);
    }

    #[test]
    fn an_unclosed_quote_does_not_swallow_the_list() {
        let mut text = "a,b\n\"open,1\n".to_owned();
        for row in 0..100 {
            text.push_str(&format!("row {row},2\n"));
        }
        let read = read("list.csv", text.as_bytes(), Overrides::default()).unwrap();
        assert_eq!(read.value.records.len(), 102);
        assert_eq!(
            read.diagnostics.first().map(|finding| finding.code.as_ref()),
            Some("table.quote.unclosed")
        );
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_reason() {
        assert_eq!(read("x", b"", Overrides::default()), Err(TableError::Empty));
        assert_eq!(read("x", b" \r\n ", Overrides::default()), Err(TableError::Empty));
        assert!(matches!(
            read("x.xlsx", b"PK\x03\x04...", Overrides::default()),
            Err(TableError::Binary { .. })
        ));
    }
}
