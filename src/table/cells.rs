//! The cells of all records in one text: a hundred thousand rows are three allocations, not a million.
//! It gives no meaning to any cell.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::hash::{Hash, Hasher};

/// Records of text cells, each with the place that it came from.
///
/// Cells are pushed one after the other; [`Cells::end_record`] closes a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells {
    /// All cells, one behind the other.
    text: String,
    /// Where each cell ends in `text`, in bytes.
    ends: Vec<u32>,
    /// For each record its line and how many cells end before its own end.
    records: Vec<(u32, u32)>,
    /// The largest number of cells in a record.
    width: u32,
}

/// One record, borrowed.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The physical line or sheet row on which it begins, from 1.
    pub line: u32,
    text: &'a str,
    /// Where the text of its first cell begins.
    from: u32,
    ends: &'a [u32],
}

impl Cells {
    /// Room for so many bytes of text.
    pub fn with_capacity(bytes: usize) -> Cells {
        Cells { text: String::with_capacity(bytes), ..Cells::default() }
    }

    /// Adds a cell to the open record. Text beyond 4 GiB in all is cut off; readers refuse far earlier.
    pub fn push_cell(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.end_cell();
    }

    /// The text of the open cell, to be appended to; [`Cells::end_cell`] closes it.
    pub fn open_cell(&mut self) -> &mut String {
        &mut self.text
    }

    /// Ends the open cell where the text now ends.
    pub fn end_cell(&mut self) {
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Forgets the cells of the open record.
    pub fn drop_open(&mut self) {
        let closed = self.records.last().map_or(0, |(_, end)| *end as usize);
        self.ends.truncate(closed);
        self.text.truncate(self.ends.last().map_or(0, |end| *end as usize));
    }

    /// Forgets all records and keeps the room.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.records.clear();
        self.width = 0;
    }

    /// Ends the open record, which began on `line`.
    pub fn end_record(&mut self, line: u32) {
        let ended = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        let before = self.records.last().map_or(0, |(_, end)| *end);
        self.width = self.width.max(ended - before);
        self.records.push((line, ended));
    }

    /// Adds a whole record.
    pub fn push_record<T: AsRef<str>>(&mut self, line: u32, cells: impl IntoIterator<Item = T>) {
        for cell in cells {
            self.push_cell(cell.as_ref());
        }
        self.end_record(line);
    }

    /// The cells as bytes for the way between worker and page: counts, records, ends, text; all numbers
    /// little endian, four bytes each.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes =
            Vec::with_capacity(8 + self.records.len() * 8 + self.ends.len() * 4 + self.text.len());
        let mut push = |number: u32| bytes.extend_from_slice(&number.to_le_bytes());
        push(u32::try_from(self.records.len()).unwrap_or(u32::MAX));
        push(u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
        self.records.iter().for_each(|(line, end)| {
            push(*line);
            push(*end);
        });
        self.ends.iter().for_each(|end| push(*end));
        bytes.extend_from_slice(self.text.as_bytes());
        bytes
    }

    /// The cells from [`Cells::to_bytes`]; `None` when the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Cells> {
        let number = |index: usize| {
            let four = bytes.get(index * 4..index * 4 + 4)?;
            Some(u32::from_le_bytes(four.try_into().ok()?))
        };
        let (count, cells) = (number(0)? as usize, number(1)? as usize);
        let text_at = count.checked_mul(2)?.checked_add(cells)?.checked_add(2)?.checked_mul(4)?;
        if bytes.len() < text_at {
            return None;
        }
        let records: Option<Vec<(u32, u32)>> =
            (0..count).map(|index| Some((number(2 + index * 2)?, number(3 + index * 2)?))).collect();
        let ends: Option<Vec<u32>> = (0..cells).map(|index| number(2 + count * 2 + index)).collect();
        let (records, ends) = (records?, ends?);
        let text = std::str::from_utf8(bytes.get(text_at..)?).ok()?.to_owned();
        let mut begin = 0;
        let mut width = 0;
        for (_, end) in &records {
            width = width.max(end.checked_sub(begin)?);
            begin = *end;
        }
        let orderly = begin as usize == cells
            && ends.is_sorted()
            && ends.last().map_or(text.is_empty(), |end| *end as usize == text.len());
        orderly.then_some(Cells { text, ends, records, width })
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
        self.ends.len()
    }

    /// The record with an index from 0.
    pub fn get(&self, index: usize) -> Option<Record<'_>> {
        let (line, end) = *self.records.get(index)?;
        let begin = match index.checked_sub(1) {
            Some(before) => self.records.get(before)?.1,
            None => 0,
        };
        let from = match begin.checked_sub(1) {
            Some(before) => *self.ends.get(before as usize)?,
            None => 0,
        };
        Some(Record { line, text: &self.text, from, ends: self.ends.get(begin as usize..end as usize)? })
    }

    /// All records in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Record<'_>> + ExactSizeIterator + Clone {
        (0..self.len()).map(|index| self.get(index).unwrap_or(Record::NONE))
    }

    /// The index of the record that begins on a line.
    pub fn index_of(&self, line: u32) -> Option<usize> {
        self.records.binary_search_by_key(&line, |(line, _)| *line).ok()
    }
}

impl<'a> Record<'a> {
    const NONE: Record<'static> = Record { line: 0, text: "", from: 0, ends: &[] };

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no cell at all.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cell of a column from 0, verbatim; `None` where the record is too short.
    pub fn get(&self, column: usize) -> Option<&'a str> {
        let end = *self.ends.get(column)?;
        let from = match column.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => self.from,
        };
        self.text.get(from as usize..end as usize)
    }

    /// Its cells in order, verbatim.
    pub fn cells(self) -> impl DoubleEndedIterator<Item = &'a str> + ExactSizeIterator + Clone {
        (0..self.len()).map(move |column| self.get(column).unwrap_or_default())
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

/// Two records are the same row when their cells are, blanks around them and blank cells at the end apart.
#[derive(Debug, Clone, Copy)]
pub struct SameCells<'a>(pub Record<'a>);

impl<'a> SameCells<'a> {
    fn cells(self) -> impl Iterator<Item = &'a str> {
        let last = self.0.cells().rposition(|cell| !trim(cell).is_empty()).map_or(0, |last| last + 1);
        self.0.cells().take(last).map(trim)
    }
}

impl PartialEq for SameCells<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cells().eq(other.cells())
    }
}

impl Eq for SameCells<'_> {}

impl Hash for SameCells<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.cells().for_each(|cell| cell.hash(state));
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
