//! The sink for the cells of a sheet: rows in order, each ended where its last filled cell is, within limits.
//! It never makes room for cells that were not put, other than those before a filled one.

use super::address;
use super::error::WorkbookError;
use super::limits::Limits;
use crate::table::cells::Cells;

/// Empty rows between two filled ones are kept up to this number; a longer gap is skipped as a whole.
const GAP: u32 = 1_000;

/// A sheet's records as they are put together.
pub(super) struct Grid {
    part: String,
    limits: Limits,
    cells: Cells,
    /// The text of the open row, and its filled cells: the column and where in the text it stands.
    row: String,
    places: Vec<(usize, usize, usize)>,
    /// The last row with a filled cell; 0 before the first.
    last: u32,
    filled: usize,
    text: usize,
    /// The widest row and its width.
    widest: (u32, usize),
}

impl Grid {
    pub(super) fn new(part: &str, limits: &Limits) -> Grid {
        Grid {
            part: part.to_owned(),
            limits: *limits,
            cells: Cells::default(),
            row: String::new(),
            places: Vec::new(),
            last: 0,
            filled: 0,
            text: 0,
            widest: (0, 0),
        }
    }

    /// Puts a cell into the open row; an empty one takes no room.
    pub(super) fn put(&mut self, column: usize, text: &str) -> Result<(), WorkbookError> {
        if text.is_empty() {
            return Ok(());
        }
        if column >= self.limits.columns {
            return Err(beyond_columns(&self.limits));
        }
        if self.row.len().saturating_add(text.len()) > self.limits.text {
            return Err(self.too_much_text());
        }
        let from = self.row.len();
        // A NUL is no text in any list, and no document that is written later may hold one.
        self.row.extend(text.chars().map(|letter| if letter == '\0' { '\u{fffd}' } else { letter }));
        self.places.push((column, from, self.row.len()));
        if self.places.len() > self.limits.columns {
            return Err(beyond_columns(&self.limits));
        }
        Ok(())
    }

    /// Ends the open row, which stands in the sheet on `line` and so many lines in all.
    pub(super) fn end_row(&mut self, line: u32, times: u32) -> Result<(), WorkbookError> {
        if self.places.is_empty() {
            return Ok(());
        }
        self.sort();
        self.admit(line, times)?;
        for line in (line..).take(times as usize) {
            self.push(line);
        }
        self.row.clear();
        self.places.clear();
        Ok(())
    }

    /// Whether no filled cell was put since the last row ended.
    pub(super) fn is_row_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// All records.
    pub(super) fn finish(self) -> Cells {
        self.cells
    }

    /// The open row's cells by column; of two in one column the later one stays.
    fn sort(&mut self) {
        if !self.places.is_sorted_by(|a, b| a.0 < b.0) {
            self.places.reverse();
            self.places.sort_by_key(|(column, ..)| *column);
            self.places.dedup_by_key(|(column, ..)| *column);
        }
    }

    /// Counts the open row against the limits, before it is written.
    fn admit(&mut self, line: u32, times: u32) -> Result<(), WorkbookError> {
        if line <= self.last {
            let what = format!("row {line} comes after row {}", self.last);
            return Err(WorkbookError::damaged(&self.part, what));
        }
        let last = line.saturating_add(times.saturating_sub(1));
        if last > self.limits.rows {
            return Err(beyond_rows(&self.limits));
        }
        let number = times as usize;
        self.text = self.text.saturating_add(self.row.len().saturating_mul(number));
        if self.text > self.limits.text {
            return Err(self.too_much_text());
        }
        self.filled = self.filled.saturating_add(self.places.len().saturating_mul(number));
        let width = self.places.last().map_or(0, |(column, ..)| column + 1);
        if width > self.widest.1 {
            self.widest = (line, width);
        }
        let rows = self.cells.len().saturating_add(self.gap(line) as usize).saturating_add(number);
        if self.filled > self.limits.cells || rows.saturating_mul(self.widest.1) > self.limits.cells {
            return Err(self.too_many_cells(rows));
        }
        Ok(())
    }

    /// How many empty records stand before a row.
    fn gap(&self, line: u32) -> u32 {
        let gap = line.saturating_sub(self.last).saturating_sub(1);
        if self.last == 0 || gap > GAP { 0 } else { gap }
    }

    fn push(&mut self, line: u32) {
        for empty in line.saturating_sub(self.gap(line))..line {
            self.cells.end_record(empty);
        }
        let mut next = 0;
        for (column, from, to) in &self.places {
            for _ in next..*column {
                self.cells.push_cell("");
            }
            self.cells.push_cell(self.row.get(*from..*to).unwrap_or_default());
            next = column + 1;
        }
        self.cells.end_record(line);
        self.last = line;
    }

    fn too_much_text(&self) -> WorkbookError {
        let most = self.limits.text;
        WorkbookError::too_much(format!("the cells of the sheet have over {most} bytes of text"))
    }

    fn too_many_cells(&self, rows: usize) -> WorkbookError {
        let (line, width) = self.widest;
        let most = self.limits.cells;
        let name = address::column_name(width.saturating_sub(1));
        WorkbookError::too_much(format!(
            "{rows} rows by {width} columns are more than {most} cells (row {line} reaches to column {name})"
        ))
    }
}

/// A cell right of the last column that is read.
pub(super) fn beyond_columns(limits: &Limits) -> WorkbookError {
    WorkbookError::too_much(format!("a cell stands beyond column {}", limits.columns))
}

/// A row below the last that is read.
pub(super) fn beyond_rows(limits: &Limits) -> WorkbookError {
    WorkbookError::too_much(format!("a cell stands below row {}", limits.rows))
}
