//! Splits delimited text into records of cells, in physical lines, blank lines included.
//! It trims nothing, drops nothing and gives no meaning to any cell.
//!
//! A quoted cell may hold line breaks. A quote is **stray** when the cell that it opens is not closed
//! within [`QUOTED_LINES`] lines or before the end, or is closed after a line break by a quote that text
//! follows. Then only the first line of that record is taken, with its quotes as ordinary characters, and
//! the next line starts afresh: a stray quote can never swallow the rows below it. Text behind a closing
//! quote belongs to the cell, as in the csv crate.

use super::cells::Cells;
use super::dialect::Quote;

/// How many line breaks a quoted cell may hold.
pub const QUOTED_LINES: u32 = 50;

/// The form of a record that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// The physical line it begins on, from 1. CR, LF and CR LF each end a line.
    pub line: u32,
    /// How many physical lines it covers.
    pub lines: u32,
    /// How many cells it has; none when the line is empty, which is read as one empty cell.
    pub cells: u32,
    /// How many of its separators a space follows, as in prose.
    pub spaced: u32,
    /// Whether a stray quote means that it was read with quotes as ordinary characters.
    pub stray: bool,
}

/// Reads the records of a text one by one.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    text: &'a str,
    separator: u8,
    quote: Option<u8>,
    /// Whether blanks may stand before the quote that opens a cell.
    blanks: bool,
    at: usize,
    line: u32,
    /// Whether more text will follow, so that a record is complete only with its line end.
    open_ended: bool,
}

/// A quoted cell.
struct Quoted {
    /// The byte behind its closing quote.
    after: usize,
    /// The line breaks inside.
    breaks: u32,
    /// Whether quotes stand doubled in it.
    doubled: bool,
}

/// Why a record was not read with quotes counting.
enum Stop {
    Stray,
    /// The text ends before the record surely does.
    Incomplete,
}

impl<'a> Records<'a> {
    /// The records of a whole text.
    pub fn new(text: &'a str, separator: u8, quote: Quote) -> Records<'a> {
        Records { text, separator, quote: quote.byte(), blanks: false, at: 0, line: 1, open_ended: false }
    }

    /// The records of a piece of text that begins on a line and that more may follow.
    pub fn piece(text: &'a str, separator: u8, quote: Quote, line: u32) -> Records<'a> {
        Records { text, separator, quote: quote.byte(), blanks: false, at: 0, line, open_ended: true }
    }

    /// The records of the last piece of a text, which begins on a line.
    pub fn rest(text: &'a str, separator: u8, quote: Quote, line: u32) -> Records<'a> {
        Records { text, separator, quote: quote.byte(), blanks: false, at: 0, line, open_ended: false }
    }

    /// The same, and blanks may stand before the quote that opens a cell, if so said.
    pub fn with_blanks(self, blanks: bool) -> Records<'a> {
        Records { blanks, ..self }
    }

    /// Where the next record begins, in bytes, and its line.
    pub fn position(&self) -> (usize, u32) {
        (self.at, self.line)
    }

    /// Skips to the line behind the present one.
    pub fn skip_line(&mut self) {
        self.at = self.line_end(self.plain_end(self.at, false));
        self.line += 1;
    }

    /// Reads the next record into `out`; `None` at the end, or where a piece holds no complete record more.
    pub fn read(&mut self, out: &mut Cells) -> Option<Shape> {
        if self.at >= self.text.len() {
            return None;
        }
        let read = match self.record(self.quote, out) {
            Err(Stop::Stray) => {
                out.drop_open();
                self.record(None, out)
            }
            other => other,
        };
        match read {
            Ok((shape, end)) => {
                out.end_record(self.line);
                self.at = self.line_end(end);
                self.line = self.line.saturating_add(shape.lines);
                Some(shape)
            }
            Err(_) => {
                out.drop_open();
                None
            }
        }
    }

    /// The record at the present place, and where it ends, its line end not counted.
    fn record(&self, quote: Option<u8>, out: &mut Cells) -> Result<(Shape, usize), Stop> {
        let stray = quote.is_none() && self.quote.is_some();
        let mut shape = Shape { line: self.line, lines: 1, cells: 0, spaced: 0, stray };
        let mut at = self.at;
        loop {
            if self.blanks && quote.is_some() {
                at = self.behind_blanks(at, quote);
            }
            if let Some(quote) = quote.filter(|quote| self.byte(at) == Some(*quote)) {
                let quoted = self.quoted(at + 1, quote)?;
                shape.lines += quoted.breaks;
                let end = self.plain_end(quoted.after, true);
                self.push_quoted(at + 1, &quoted, end, quote, out);
                at = end;
            } else {
                let end = self.plain_end(at, true);
                out.push_part(self.text, at, end);
                at = end;
            }
            if self.byte(at) == Some(self.separator) {
                shape.cells += 1;
                at += 1;
                shape.spaced += u32::from(self.byte(at) == Some(b' '));
                continue;
            }
            if self.open_ended && !self.line_surely_ends(at) {
                return Err(Stop::Incomplete);
            }
            shape.cells += u32::from(at > self.at);
            return Ok((shape, at));
        }
    }

    /// The quote behind blanks, or the same place where none is.
    fn behind_blanks(&self, at: usize, quote: Option<u8>) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
        if self.byte(at + blanks) == quote { at + blanks } else { at }
    }

    /// Finds the end of a quoted cell whose text begins at `from`.
    fn quoted(&self, from: usize, quote: u8) -> Result<Quoted, Stop> {
        let mut at = from;
        let mut quoted = Quoted { after: from, breaks: 0, doubled: false };
        loop {
            match self.byte(at) {
                None if self.open_ended => return Err(Stop::Incomplete),
                None => return Err(Stop::Stray),
                Some(byte) if byte == quote => {
                    if self.byte(at + 1) == Some(quote) {
                        quoted.doubled = true;
                        at += 2;
                        continue;
                    }
                    if self.open_ended && at + 1 >= self.text.len() {
                        return Err(Stop::Incomplete);
                    }
                    if quoted.breaks > 0 && !self.cell_ends(at + 1) {
                        return Err(Stop::Stray);
                    }
                    quoted.after = at + 1;
                    return Ok(quoted);
                }
                Some(b'\r' | b'\n') => {
                    quoted.breaks += 1;
                    at = self.line_end(at);
                    if quoted.breaks > QUOTED_LINES {
                        return Err(Stop::Stray);
                    }
                }
                Some(_) => at += 1,
            }
        }
    }

    /// Adds a quoted cell that begins at `from` and whose text behind the closing quote ends at `end`.
    fn push_quoted(&self, from: usize, quoted: &Quoted, end: usize, quote: u8, out: &mut Cells) {
        let inside = quoted.after - 1;
        if !quoted.doubled && quoted.after == end {
            out.push_part(self.text, from, inside);
            return;
        }
        let mark = char::from(quote);
        let text = self.text.get(from..inside).unwrap_or_default();
        let behind = self.text.get(quoted.after..end).unwrap_or_default();
        // All quotes inside are doubled: what stands between the two of a pair is nothing, and becomes the quote.
        let mut one = [0; 4];
        let one = &*mark.encode_utf8(&mut one);
        let parts = text.split(mark).enumerate().map(|(place, part)| if place % 2 == 1 { one } else { part });
        out.push_joined(parts.chain([behind]));
    }

    /// Whether a line end stands here; a CR at the end of a piece may be the first half of one.
    fn line_surely_ends(&self, at: usize) -> bool {
        let after = self.line_end(at);
        after > at && (after < self.text.len() || self.byte(at) == Some(b'\n') || after == at + 2)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The next end of a line, or of a cell with `cells`.
    fn plain_end(&self, from: usize, cells: bool) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        let separator = if cells { self.separator } else { b'\n' };
        // Most letters are above all three, which one look tells.
        let most = separator.max(b'\r');
        let ends = |byte: &u8| *byte <= most && (*byte == separator || *byte == b'\r' || *byte == b'\n');
        from + rest.iter().position(ends).unwrap_or(rest.len())
    }

    /// The byte after the line end at `at`, or `at` where none is.
    fn line_end(&self, at: usize) -> usize {
        match (self.byte(at), self.byte(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => at + 2,
            (Some(b'\r' | b'\n'), _) => at + 1,
            _ => at,
        }
    }

    /// Whether nothing but blanks stands before the end of the cell.
    fn cell_ends(&self, from: usize) -> bool {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        let ends = |byte: u8| byte == self.separator || byte == b'\r' || byte == b'\n';
        rest.iter().find(|byte| ends(**byte) || !matches!(byte, b' ' | b'\t')).is_none_or(|byte| ends(*byte))
    }
}

#[cfg(test)]
#[path = "records/tests.rs"]
mod tests;
