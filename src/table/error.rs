//! Why a file could not be read at all, and how much of one is read. What is wrong inside a list is diagnosed.

use thiserror::Error;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// The largest number of cells that is kept in memory.
pub const MOST_CELLS: usize = 5_000_000;

/// The largest number of cells in a row: as many as sheets have columns.
pub const MOST_COLUMNS: usize = 16_384;

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TableError {
    /// Nothing in it.
    #[error("The file is empty. Choose the file with the customer's list.")]
    Empty,
    /// Larger than [`LARGEST`].
    #[error("The file has {bytes} bytes; up to {LARGEST} are read. Save the sheet with the features alone.")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// More cells than [`MOST_CELLS`].
    #[error("The file has more than {MOST_CELLS} cells. Save the sheet with the features alone.")]
    TooManyCells,
    /// A record without an end.
    #[error(
        "The record on line {line} has no end within 4 MB. Check the quotation marks and the line ends of the file."
    )]
    EndlessRecord {
        /// Where it begins.
        line: u32,
    },
    /// The file cannot be read any more.
    #[error("{0}")]
    Gone(String),
    /// A row of more cells than [`MOST_COLUMNS`].
    #[error(
        "The file has a row of more than {MOST_COLUMNS} cells, which no list has. Save the sheet with the features alone."
    )]
    TooManyColumns,
    /// A workbook that cannot be read.
    #[error("{0}")]
    Workbook(#[from] super::workbook::WorkbookError),
    /// A workbook, an archive, a picture or anything else that is no delimited text.
    #[error("This is {kind}, not delimited text. Save the sheet as CSV (UTF-8) and choose that file.")]
    Binary {
        /// What it looks like.
        kind: &'static str,
    },
}
