//! Delimited text to a table: lines are physical, nothing is dropped, pieces give what the whole gives, the table can
//! be written and read again. The first four bytes choose encoding, separator, quotation mark (`0` is none) and the
//! size of the pieces.

use super::inventory;
use gapline::table::records::Records;
use gapline::table::{Cells, Encoding, Overrides, Quote, Separator, Table, decode, delimited};

pub fn check(bytes: &[u8]) {
    let (encoding, bytes) = super::choice(bytes);
    let (separator, bytes) = super::choice(bytes);
    let (quote, bytes) = super::choice(bytes);
    let (size, bytes) = super::choice(bytes);
    let overrides = Overrides {
        encoding: super::one_of(&Encoding::ALL, encoding),
        separator: super::one_of(&Separator::ALL, separator),
        quote: super::one_of(&Quote::ALL, quote),
        sheet: None,
    };
    let text = decode::decode(bytes, overrides.encoding).text;
    pieces(
        &text,
        overrides.separator.unwrap_or(Separator::Comma),
        overrides.quote.unwrap_or_default(),
        size.max(1),
    );
    let Ok(found) = delimited::read("list.csv", bytes, overrides) else { return };
    let table = found.value;
    assert!(overrides.encoding.is_none_or(|wanted| table.encoding == Some(wanted)));
    assert!(overrides.separator.is_none_or(|wanted| table.separator == Some(wanted)));
    assert!(overrides.quote.is_none_or(|wanted| table.quote == wanted));
    lines(&table, &text);
    inventory::check(&table);
    written(&table);
}

/// Records begin on lines that an editor shows, each on a later one.
fn lines(table: &Table, text: &str) {
    let physical = text.replace("\r\n", "\n").replace('\r', "\n").lines().count();
    let lines: Vec<u32> = table.records.iter().map(|record| record.line).collect();
    assert!(lines.is_sorted_by(|one, next| one < next), "{lines:?}");
    assert_eq!(lines.first(), Some(&1));
    assert!(lines.last().is_some_and(|last| *last as usize <= physical));
    assert!(table.records.iter().all(|record| !record.is_empty()));
}

/// The text read at once and in pieces.
fn pieces(text: &str, separator: Separator, quote: Quote, size: usize) {
    let mut whole = Cells::default();
    let mut records = Records::new(text, separator.byte(), quote);
    while records.read(&mut whole).is_some() {}
    // Not too many pieces: an open quotation mark is looked through again for each.
    let size = size.max(text.len() / 100);
    let (mut cells, mut held, mut line) = (Cells::default(), String::new(), 1);
    let mut letters = text.chars();
    loop {
        let more: String = letters.by_ref().take(size).collect();
        held.push_str(&more);
        let mut records = Records::piece(&held, separator.byte(), quote, line);
        while records.read(&mut cells).is_some() {}
        let (at, next) = records.position();
        held.drain(..at);
        line = next;
        if more.is_empty() {
            break;
        }
    }
    // What is left is the end of the file: it is read with its line counted on.
    let mut records = Records::new(&held, separator.byte(), quote);
    let mut last = Cells::default();
    while records.read(&mut last).is_some() {}
    for record in last.iter() {
        cells.push_record(record.line + line - 1, record.cells());
    }
    assert_eq!(cells, whole, "pieces of {size}");
}

/// The cells in double quotation marks, read again.
fn written(table: &Table) {
    let (Some(separator), false) = (table.separator, has_too_many_lines(table)) else { return };
    let mut text = String::new();
    for record in table.records.iter() {
        let cells: Vec<String> =
            record.cells().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        text.push_str(&cells.join(&char::from(separator.byte()).to_string()));
        text.push('\n');
    }
    // A first line that names a separator, and what looks like another kind of file, are read otherwise.
    let overrides = Overrides {
        encoding: Some(Encoding::Utf8),
        separator: Some(separator),
        quote: Some(Quote::Double),
        sheet: None,
    };
    if table.records.get(0).is_some_and(delimited::names_separator) {
        return;
    }
    let again =
        delimited::read("list.csv", text.as_bytes(), overrides).expect("a table can be written and read");
    let cells = |table: &Table| -> Vec<Vec<String>> {
        table.records.iter().map(|record| record.cells().map(str::to_owned).collect()).collect()
    };
    assert_eq!(cells(&again.value), cells(table));
}

/// Whether a cell has more lines than a quoted one may have.
fn has_too_many_lines(table: &Table) -> bool {
    table.records.iter().flat_map(|record| record.cells()).any(|cell| cell.matches(['\r', '\n']).count() > 50)
}
