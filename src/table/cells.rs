//! The cells of all records as places in one text: a hundred thousand rows are three allocations, not a million.
//! It gives no meaning to any cell.

use crate::model::text::Text;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::rc::Rc;

/// Where a cell stands in the text of all cells: its first byte and the one behind its last.
type Span = (u32, u32);

/// Records of text cells, each with the place that it came from.
///
/// Cells are pushed one after the other; [`Cells::end_record`] closes a record. Those of a file need not be copied:
/// see [`Cells::over`].
#[derive(Debug, Clone, Default)]
pub struct Cells {
    /// What the cells stand in: a whole file with all that is between them, or one cell behind the other.
    text: Rc<String>,
    /// Where each cell stands in `text`.
    spans: Vec<Span>,
    /// For each record its line and how many cells end before its own end.
    records: Vec<(u32, u32)>,
    /// The largest number of cells in a record.
    width: u32,
    /// How long the text is that [`Cells::close_over`] will put before `text`.
    before: usize,
    /// How long `text` was when the last record was closed.
    closed: usize,
}

/// One record, borrowed.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The physical line or sheet row on which it begins, from 1.
    pub line: u32,
    text: &'a Rc<String>,
    spans: &'a [Span],
}

impl Cells {
    /// Cells of a text that is handed over at the end, with [`Cells::close_over`]: only cells that do not stand in
    /// it as they are, such as those with doubled quotes, are copied.
    pub fn over(text: &str) -> Cells {
        Cells { before: text.len(), ..Cells::default() }
    }

    /// Hands over the text that the cells were read from.
    pub fn close_over(&mut self, mut text: String) {
        text.push_str(&self.text);
        self.text = Rc::new(text);
        (self.before, self.closed) = (0, self.text.len());
    }

    /// Adds a cell to the open record. Text beyond 4 GiB in all is cut off; readers refuse far earlier.
    pub fn push_cell(&mut self, cell: &str) {
        let from = self.text.len() + self.before;
        Rc::make_mut(&mut self.text).push_str(cell);
        self.spans.push((short(from), short(from + cell.len())));
    }

    /// Adds a cell that is made of parts.
    pub fn push_joined<'a>(&mut self, parts: impl Iterator<Item = &'a str>) {
        let from = self.text.len() + self.before;
        let text = Rc::make_mut(&mut self.text);
        parts.for_each(|part| text.push_str(part));
        self.spans.push((short(from), short(self.text.len() + self.before)));
    }

    /// Adds a cell that stands in a text, from one byte to another; it is copied unless the cells are over that text.
    pub fn push_part(&mut self, text: &str, from: usize, to: usize) {
        if self.before > 0 {
            self.spans.push((short(from), short(to)));
        } else {
            self.push_cell(text.get(from..to).unwrap_or_default());
        }
    }

    /// Forgets the cells of the open record.
    pub fn drop_open(&mut self) {
        let closed = self.records.last().map_or(0, |(_, end)| *end as usize);
        self.spans.truncate(closed);
        if self.text.len() > self.closed {
            Rc::make_mut(&mut self.text).truncate(self.closed);
        }
    }

    /// Forgets all records and keeps the room.
    pub fn clear(&mut self) {
        Rc::make_mut(&mut self.text).clear();
        self.spans.clear();
        self.records.clear();
        (self.width, self.closed) = (0, 0);
    }

    /// Ends the open record, which began on `line`.
    pub fn end_record(&mut self, line: u32) {
        let ended = short(self.spans.len());
        let before = self.records.last().map_or(0, |(_, end)| *end);
        self.width = self.width.max(ended - before);
        self.records.push((line, ended));
        self.closed = self.text.len();
    }

    /// Adds a whole record.
    pub fn push_record<T: AsRef<str>>(&mut self, line: u32, cells: impl IntoIterator<Item = T>) {
        for cell in cells {
            self.push_cell(cell.as_ref());
        }
        self.end_record(line);
    }

    /// The cells as bytes for the way between worker and page: counts, records, places, text; all numbers
    /// little endian, four bytes each.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes =
            Vec::with_capacity(8 + self.records.len() * 8 + self.spans.len() * 8 + self.text.len());
        let mut push = |pair: (u32, u32)| {
            bytes.extend_from_slice(&pair.0.to_le_bytes());
            bytes.extend_from_slice(&pair.1.to_le_bytes());
        };
        push((short(self.records.len()), short(self.spans.len())));
        self.records.iter().for_each(|record| push(*record));
        self.spans.iter().for_each(|span| push(*span));
        bytes.extend_from_slice(self.text.as_bytes());
        bytes
    }

    /// The cells from [`Cells::to_bytes`]; `None` when the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Cells> {
        let pairs = |from: usize, count: usize| -> Option<Vec<(u32, u32)>> {
            let (eights, _) = bytes.get(from..from.checked_add(count.checked_mul(8)?)?)?.as_chunks::<8>();
            let pair = |eight: &[u8; 8]| {
                let number = u64::from_le_bytes(*eight);
                (number as u32, (number >> 32) as u32)
            };
            Some(eights.iter().map(pair).collect())
        };
        let (count, cells) = *pairs(0, 1)?.first()?;
        let records = pairs(8, count as usize)?;
        let spans = pairs(8 + records.len() * 8, cells as usize)?;
        let text =
            std::str::from_utf8(bytes.get(8 + records.len() * 8 + spans.len() * 8..)?).ok()?.to_owned();
        let (mut begin, mut width) = (0, 0);
        for (_, end) in &records {
            width = width.max(end.checked_sub(begin)?);
            begin = *end;
        }
        let stands = |(from, to): &Span| from <= to && *to as usize <= text.len();
        let orderly = begin == cells && spans.iter().all(stands);
        let closed = text.len();
        orderly.then(|| Cells { text: Rc::new(text), spans, records, width, before: 0, closed })
    }

    /// How many records.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The largest number of cells in a record.
    pub fn width(&self) -> usize {
        self.width as usize
    }

    /// How many cells there are in all.
    pub fn count(&self) -> usize {
        self.spans.len()
    }

    /// The record with an index from 0.
    pub fn get(&self, index: usize) -> Option<Record<'_>> {
        let (line, end) = *self.records.get(index)?;
        let begin = match index.checked_sub(1) {
            Some(before) => self.records.get(before)?.1,
            None => 0,
        };
        Some(Record { line, text: &self.text, spans: self.spans.get(begin as usize..end as usize)? })
    }

    /// All records in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Record<'_>> + ExactSizeIterator + Clone {
        let none = Record { line: 0, text: &self.text, spans: &[] };
        (0..self.len()).map(move |index| self.get(index).unwrap_or(none))
    }

    /// The index of the record that begins on a line.
    pub fn index_of(&self, line: u32) -> Option<usize> {
        self.records.binary_search_by_key(&line, |(line, _)| *line).ok()
    }
}

/// Cells are the same when their texts are, whatever stands between them.
impl PartialEq for Cells {
    fn eq(&self, other: &Cells) -> bool {
        let same_places = || Rc::ptr_eq(&self.text, &other.text) && self.spans == other.spans;
        let same_texts = || self.iter().zip(other.iter()).all(|(one, other)| one.cells().eq(other.cells()));
        self.records == other.records && (same_places() || same_texts())
    }
}

impl Eq for Cells {}

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl<'a> Record<'a> {
    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether it has no cell at all.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The cell of a column from 0, verbatim; `None` where the record is too short.
    pub fn get(&self, column: usize) -> Option<&'a str> {
        let (from, to) = *self.spans.get(column)?;
        self.text.get(from as usize..to as usize)
    }

    /// A part of one of its cells, to be kept without a copy.
    pub fn keep(&self, part: &str) -> Text {
        Text::part(self.text, part)
    }

    /// Its cells in order, verbatim.
    pub fn cells(self) -> impl DoubleEndedIterator<Item = &'a str> + ExactSizeIterator + Clone {
        let text = self.text;
        self.spans.iter().map(move |(from, to)| text.get(*from as usize..*to as usize).unwrap_or_default())
    }

    /// Its cells that are not blank, with their columns, trimmed.
    pub fn filled(self) -> impl DoubleEndedIterator<Item = (usize, &'a str)> + Clone {
        self.cells()
            .enumerate()
            .map(|(column, cell)| (column, trim(cell)))
            .filter(|(_, cell)| !cell.is_empty())
    }

    /// Whether all letters are ASCII.
    pub fn is_ascii(self) -> bool {
        self.cells().all(str::is_ascii)
    }

    /// Whether no cell has text.
    pub fn is_blank(self) -> bool {
        self.filled().next().is_none()
    }
}

/// The text without blanks around it; most cells have none, which two letters tell.
pub fn trim(text: &str) -> &str {
    let bare = |letter: Option<&u8>| letter.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if bare(bytes.first()) && bare(bytes.last()) { text } else { text.trim() }
}

/// How a record stands in project files.
#[derive(Serialize, Deserialize)]
struct Written<'a> {
    line: u32,
    #[serde(borrow)]
    cells: Vec<std::borrow::Cow<'a, str>>,
}

/// Records in a file, bytes on the way between page and worker.
impl Serialize for Cells {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_bytes(&self.to_bytes());
        }
        serializer.collect_seq(
            self.iter()
                .map(|record| Written { line: record.line, cells: record.cells().map(Into::into).collect() }),
        )
    }
}

impl<'de> Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cells, D::Error> {
        if !deserializer.is_human_readable() {
            let bytes = <&[u8]>::deserialize(deserializer)?;
            return Cells::from_bytes(bytes).ok_or_else(|| D::Error::custom("these are no cells"));
        }
        let written = Vec::<Written>::deserialize(deserializer)?;
        let mut cells = Cells::default();
        for record in written {
            cells.push_record(record.line, record.cells);
        }
        Ok(cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_give_back_what_was_pushed() {
        let mut cells = Cells::default();
        cells.push_record(1, ["a", "", "ä b"]);
        cells.push_record(3, [""; 0]);
        cells.push_record(4, ["", " c "]);
        let all: Vec<(u32, Vec<&str>)> =
            cells.iter().map(|record| (record.line, record.cells().collect())).collect();
        assert_eq!(all, [(1, vec!["a", "", "ä b"]), (3, vec![]), (4, vec!["", " c "])]);
        assert_eq!((cells.len(), cells.width(), cells.count()), (3, 3, 5));
        let last = cells.get(2).unwrap();
        assert_eq!((last.get(1), last.get(2)), (Some(" c "), None));
        assert_eq!(last.filled().collect::<Vec<_>>(), [(1, "c")]);
        assert_eq!((cells.index_of(3), cells.index_of(2)), (Some(1), None));
    }

    #[test]
    fn bytes_give_back_the_cells_and_other_bytes_give_none() {
        let mut cells = Cells::default();
        cells.push_record(1, ["a", "", "ä b"]);
        cells.push_record(3, [""; 0]);
        let bytes = cells.to_bytes();
        assert_eq!(Cells::from_bytes(&bytes), Some(cells));
        assert_eq!(Cells::from_bytes(&Cells::default().to_bytes()), Some(Cells::default()));
        for cut in 0..bytes.len() {
            assert_eq!(Cells::from_bytes(&bytes[..cut]), None, "cut at {cut}");
        }
        assert_eq!(Cells::from_bytes(&[0xff; 40]), None);
    }

    #[test]
    fn the_written_form_is_a_list_of_records() {
        let mut cells = Cells::default();
        cells.push_record(1, ["a\"", "b"]);
        let json = serde_json::to_string(&cells).unwrap();
        assert_eq!(json, r#"[{"line":1,"cells":["a\"","b"]}]"#);
        assert_eq!(serde_json::from_str::<Cells>(&json).unwrap(), cells);
        let compact = postcard::to_allocvec(&cells).unwrap();
        assert_eq!(
            postcard::from_bytes::<Cells>(&compact).unwrap(),
            cells,
            "and bytes between page and worker"
        );
    }
}
