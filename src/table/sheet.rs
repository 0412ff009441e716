//! What is known of sheets and their merged cells, whatever they were read from.
//! It reads nothing.

use serde::{Deserialize, Serialize};

/// What is known of a sheet before it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetInfo {
    /// Its name.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
}

/// A range of cells that are shown as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// First row, from 1 as in the sheet.
    pub first_line: u32,
    /// Last row.
    pub last_line: u32,
    /// First column, from 0.
    pub first_column: usize,
    /// Last column.
    pub last_column: usize,
}

impl Merge {
    /// The range between two corners, in whichever order.
    pub fn new(one: (u32, usize), other: (u32, usize)) -> Merge {
        Merge {
            first_line: one.0.min(other.0),
            last_line: one.0.max(other.0),
            first_column: one.1.min(other.1),
            last_column: one.1.max(other.1),
        }
    }

    /// The same, cut off where sheets end.
    pub fn within(mut self, rows: u32, columns: usize) -> Merge {
        self.last_line = self.last_line.min(rows);
        self.last_column = self.last_column.min(columns.saturating_sub(1));
        self.first_line = self.first_line.min(self.last_line);
        self.first_column = self.first_column.min(self.last_column);
        self
    }
}
