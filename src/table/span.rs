//! Finds where each record of a text begins and ends, in physical lines, blank lines included.
//! It never resolves quotes or makes cells; `delimited` does that with the csv parser, span by span.
//!
//! A quoted cell may hold line breaks. A quote is **stray** when the cell that it opens is not closed
//! within [`QUOTED_LINES`] lines or before the end, or is closed after a line break by a quote that text
//! follows. Then only the first line of that record is taken, to be read with quoting off, and the next
//! line starts afresh: a stray quote can never swallow the rows below it.

/// How many line breaks a quoted cell may hold.
pub const QUOTED_LINES: u32 = 50;

/// One record's place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The physical line it begins on, from 1. CR, LF and CR LF each end a line.
    pub line: u32,
    /// How many physical lines it covers.
    pub lines: u32,
    /// The byte it begins at.
    pub start: usize,
    /// The byte after its last, its line end not counted.
    pub end: usize,
    /// How many cells it has; none when it is blank.
    pub cells: u32,
    /// How many of its separators a space follows, as in prose.
    pub spaced: u32,
    /// Whether a stray quote means that it is read with quoting off.
    pub stray: bool,
}

/// The spans of a text in order.
#[derive(Debug, Clone)]
pub struct Spans<'a> {
    bytes: &'a [u8],
    separator: u8,
    at: usize,
    line: u32,
}

impl<'a> Spans<'a> {
    /// The spans of a text from a byte on, which is the beginning of the given line.
    pub fn new(text: &'a str, separator: u8) -> Spans<'a> {
        Spans { bytes: text.as_bytes(), separator, at: 0, line: 1 }
    }
}

impl Iterator for Spans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        if self.at >= self.bytes.len() {
            return None;
        }
        let walk = Walk { bytes: self.bytes, separator: self.separator };
        let found = walk.record(self.at, true).or_else(|| walk.record(self.at, false))?;
        let span = Span { line: self.line, start: self.at, ..found };
        self.at = line_end(self.bytes, span.end);
        self.line = self.line.saturating_add(span.lines);
        Some(span)
    }
}

/// The byte after the line end at `at`, or `at` where none is.
fn line_end(bytes: &[u8], at: usize) -> usize {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\r'), Some(b'\n')) => at + 2,
        (Some(b'\r' | b'\n'), _) => at + 1,
        _ => at,
    }
}

struct Walk<'a> {
    bytes: &'a [u8],
    separator: u8,
}

impl Walk<'_> {
    /// The record at `start`, or `None` when a stray quote is met while quotes count.
    fn record(&self, start: usize, quotes: bool) -> Option<Span> {
        let mut span = Span { line: 0, lines: 1, start, end: start, cells: 0, spaced: 0, stray: !quotes };
        let mut at = start;
        loop {
            if quotes && self.bytes.get(at) == Some(&b'"') {
                let (after, breaks) = self.quoted(at + 1)?;
                span.lines += breaks;
                at = after;
            }
            while self.bytes.get(at).is_some_and(|byte| !self.ends_cell(*byte)) {
                at += 1;
            }
            if self.bytes.get(at) == Some(&self.separator) {
                span.cells += 1;
                at += 1;
                span.spaced += u32::from(self.bytes.get(at) == Some(&b' '));
            } else {
                span.end = at;
                span.cells += u32::from(at > start);
                return Some(span);
            }
        }
    }

    /// The byte after the closing quote and the line breaks inside, or `None` for a stray quote.
    fn quoted(&self, from: usize) -> Option<(usize, u32)> {
        let mut at = from;
        let mut breaks = 0;
        loop {
            match self.bytes.get(at)? {
                b'"' if self.bytes.get(at + 1) == Some(&b'"') => at += 2,
                b'"' => {
                    let closes = breaks == 0 || self.cell_ends(at + 1);
                    return closes.then_some((at + 1, breaks));
                }
                b'\r' | b'\n' => {
                    breaks += 1;
                    at = line_end(self.bytes, at);
                    if breaks > QUOTED_LINES {
                        return None;
                    }
                }
                _ => at += 1,
            }
        }
    }

    /// Whether nothing but blanks stands before the end of the cell.
    fn cell_ends(&self, from: usize) -> bool {
        let rest = self.bytes.get(from..).unwrap_or_default();
        rest.iter()
            .find(|byte| self.ends_cell(**byte) || !matches!(byte, b' ' | b'\t'))
            .is_none_or(|byte| self.ends_cell(*byte))
    }

    fn ends_cell(&self, byte: u8) -> bool {
        byte == self.separator || byte == b'\r' || byte == b'\n'
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (line, lines, cells, stray) of every span.
    fn check(text: &str, expected: &[(u32, u32, u32, bool)]) {
        let found: Vec<_> =
            Spans::new(text, b';').map(|span| (span.line, span.lines, span.cells, span.stray)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn every_line_end_ends_a_line_and_blank_lines_are_spans() {
        check("a;b\nc", &[(1, 1, 2, false), (2, 1, 1, false)]);
        check("a;b\r\n\r\nc\r\n", &[(1, 1, 2, false), (2, 1, 0, false), (3, 1, 1, false)]);
        check("a;b\rc\r", &[(1, 1, 2, false), (2, 1, 1, false)]);
        check("\n\na\n\n", &[(1, 1, 0, false), (2, 1, 0, false), (3, 1, 1, false), (4, 1, 0, false)]);
        check(";", &[(1, 1, 2, false)]);
        check("", &[]);
    }

    #[test]
    fn quoted_cells_may_hold_separators_quotes_and_line_breaks() {
        check("\"a;\"\"b\r\nc\";d\ne", &[(1, 2, 2, false), (3, 1, 1, false)]);
        check("\"a\" b;c\nd", &[(1, 1, 2, false), (2, 1, 1, false)]);
        check("5\" display;c\nd", &[(1, 1, 2, false), (2, 1, 1, false)]);
    }

    #[test]
    fn a_stray_quote_costs_one_line_only() {
        check("\"a;b\nc;d\ne;f", &[(1, 1, 2, true), (2, 1, 2, false), (3, 1, 2, false)]);
        check("\"a;b\n\"c\";d", &[(1, 1, 2, true), (2, 1, 2, false)]);
        let long = format!("\"a{};b\nc\";d", "\n".repeat(60));
        assert_eq!(Spans::new(&long, b';').count(), 62);
    }
}
