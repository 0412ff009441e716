//! Delimited text of any size, record by record, with a few pieces of it in memory at a time.
//! The records are those that `delimited` gives for the whole text.

use super::content::Content;
use super::decode::{decoder, detect};
use super::delimited::{choose, first_line};
use super::error::TableError;
use super::records::Records;
use super::separator::{self, Choice};
use super::{Cells, Encoding, Overrides, Record, kind};
use crate::diagnostic::Findings;

/// How many bytes are read at once.
pub const PIECE: u64 = 1024 * 1024;

/// How many bytes of text a record may have.
pub const LONGEST: usize = 4 * 1024 * 1024;

/// The head of a text: how it is read, and its first records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The encoding.
    pub encoding: Encoding,
    /// Separator and quotation mark.
    pub choice: Choice,
    /// The records of the first piece.
    pub records: Cells,
    /// Whether the encoding is sure; otherwise the first piece was plain ASCII, and the first letters beyond
    /// it tell.
    settled: bool,
}

/// Reads the head of a text; `None` when the file is no text.
///
/// # Errors
/// When the file is empty or cannot be read.
pub fn head(content: &dyn Content, overrides: Overrides) -> Result<Option<Head>, TableError> {
    let bytes = read(content, 0, PIECE)?;
    if kind::unreadable(&bytes, overrides.encoding).is_some() {
        return Ok(None);
    }
    let whole = bytes.len() as u64 == content.bytes();
    // A letter that the piece cuts in two must not spoil the detection.
    let lines = whole_lines(&bytes, whole);
    let sample = if lines.is_empty() { &bytes } else { lines };
    let encoding = overrides.encoding.unwrap_or_else(|| detect(sample).0);
    let text = Text::new(encoding).take(&bytes, whole);
    if text.trim().is_empty() {
        return Err(TableError::Empty);
    }
    let choice = choose(&text, overrides, &mut Findings::default());
    let mut records = Cells::default();
    let mut reader = reader(&text, &choice, 1, whole);
    take_named(&text, &mut reader, &mut records);
    while reader.read(&mut records).is_some() {}
    let settled = overrides.encoding.is_some() || !sample.is_ascii();
    Ok(Some(Head { encoding, choice, records, settled }))
}

/// Reads all records in order. `each` gets every one, `progress` the bytes read so far.
///
/// # Errors
/// When the file cannot be read any more, or a record is longer than [`LONGEST`].
pub fn records(
    content: &dyn Content,
    head: &Head,
    each: &mut dyn FnMut(Record),
    progress: &mut dyn FnMut(u64),
) -> Result<(), TableError> {
    let mut text = Text::new(head.encoding);
    text.settled = head.settled;
    let (mut left, mut held) = (String::new(), Vec::new());
    let mut cells = Cells::default();
    let (mut at, mut line, mut begun) = (0, 1, false);
    loop {
        let fresh = read(content, at, at + PIECE)?;
        at += fresh.len() as u64;
        let last = fresh.is_empty() || at >= content.bytes();
        let mut bytes = std::mem::take(&mut held);
        bytes.extend(fresh);
        if !text.settled && !last {
            // Whole lines only, so that no letter is cut in two where the encoding is told.
            held = bytes.split_off(whole_lines(&bytes, false).len());
        }
        left.push_str(&text.take(&bytes, last));
        let mut reader = reader(&left, &head.choice, line, last);
        let line_ends = left.find(['\r', '\n']).is_some_and(|end| end + 1 < left.len());
        if !begun && (last || line_ends) {
            begun = true;
            cells.clear();
            take_named(&left, &mut reader, &mut cells);
            cells.get(0).into_iter().for_each(&mut *each);
        }
        if begun {
            cells.clear();
            while reader.read(&mut cells).is_some() {
                cells.get(0).into_iter().for_each(&mut *each);
                cells.clear();
            }
        }
        let (done, next) = reader.position();
        line = next;
        left.drain(..done);
        progress(at);
        if last {
            return Ok(());
        }
        if left.len() + held.len() > LONGEST {
            return Err(TableError::EndlessRecord { line });
        }
    }
}

fn read(content: &dyn Content, from: u64, to: u64) -> Result<Vec<u8>, TableError> {
    content.read(from, to).map_err(TableError::Gone)
}

/// The reader of a piece.
fn reader<'a>(text: &'a str, choice: &Choice, line: u32, last: bool) -> Records<'a> {
    let separator = choice.separator.byte();
    let records = if last {
        Records::rest(text, separator, choice.quote, line)
    } else {
        Records::piece(text, separator, choice.quote, line)
    };
    records.with_blanks(choice.blanks)
}

/// The first line, if it names the separator, is a record of one cell.
fn take_named(text: &str, reader: &mut Records, cells: &mut Cells) {
    let first = first_line(text);
    if separator::named(first).is_some() {
        cells.push_record(1, [first]);
        reader.skip_line();
    }
}

/// The bytes up to the end of the last whole line; all of them if they are the last.
fn whole_lines(bytes: &[u8], last: bool) -> &[u8] {
    let lines = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    if last { bytes } else { bytes.get(..lines).unwrap_or(bytes) }
}

/// Decodes pieces as if they were one.
struct Text {
    decoder: encoding_rs::Decoder,
    begun: bool,
    settled: bool,
}

impl Text {
    fn new(encoding: Encoding) -> Text {
        Text { decoder: decoder(encoding).new_decoder_with_bom_removal(), begun: false, settled: true }
    }

    fn take(&mut self, bytes: &[u8], last: bool) -> String {
        if !self.settled && !bytes.is_ascii() {
            self.settled = true;
            self.decoder = decoder(detect(bytes).0).new_decoder_without_bom_handling();
        }
        let room = self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(0);
        let mut text = String::with_capacity(room);
        let _ = self.decoder.decode_to_string(bytes, &mut text, last);
        // Some tools write the mark twice.
        if !self.begun && !text.is_empty() {
            self.begun = true;
            text = text.trim_start_matches('\u{feff}').to_owned();
        }
        if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
    }
}

#[cfg(test)]
#[path = "stream/tests.rs"]
mod tests;
