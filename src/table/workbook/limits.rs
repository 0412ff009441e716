//! How much of a workbook is read before it is refused. It holds figures only, and measures nothing itself.

const MEBIBYTE: u64 = 1024 * 1024;

/// What is read at most. Every limit is checked before the memory for what it bounds is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself: 64 MiB.
    pub file: u64,
    /// Entries in the archive: 2,000.
    pub entries: usize,
    /// Bytes of one entry when inflated: 256 MiB.
    pub entry: u64,
    /// Bytes inflated by one call of `open` or `read`: 512 MiB.
    pub inflated: u64,
    /// Inflated bytes for each packed byte of an entry: 200. It counts above [`Limits::ratio_from`] alone.
    pub ratio: u64,
    /// Inflated bytes of an entry from which [`Limits::ratio`] counts: 16 MiB.
    pub ratio_from: u64,
    /// Bytes of one tag or one piece of text in XML: 16 MiB.
    pub piece: u64,
    /// Depth to which elements nest in XML: 64.
    pub depth: u32,
    /// Sheets of a workbook: 255.
    pub sheets: usize,
    /// Shared strings: 1,000,000.
    pub strings: usize,
    /// Bytes of all shared strings: 128 MiB.
    pub strings_text: usize,
    /// Number formats, and styles of cells: 65,536 each.
    pub styles: usize,
    /// Bytes of text in one cell: 1 MiB.
    pub cell: usize,
    /// Bytes of text in all cells of a sheet: 128 MiB.
    pub text: usize,
    /// Cells of a sheet: 5,000,000. It bounds the filled cells, and also the rows times the widest of them.
    pub cells: usize,
    /// Merged ranges of a sheet: 250,000.
    pub merges: usize,
    /// Columns of a sheet: 16,384.
    pub columns: usize,
    /// Rows of a sheet: 1,048,576.
    pub rows: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file: 64 * MEBIBYTE,
            entries: 2_000,
            entry: 256 * MEBIBYTE,
            inflated: 512 * MEBIBYTE,
            ratio: 200,
            ratio_from: 16 * MEBIBYTE,
            piece: 16 * MEBIBYTE,
            depth: 64,
            sheets: 255,
            strings: 1_000_000,
            strings_text: 128 * 1024 * 1024,
            styles: 65_536,
            cell: 1024 * 1024,
            text: 128 * 1024 * 1024,
            cells: 5_000_000,
            merges: 250_000,
            columns: 16_384,
            rows: 1_048_576,
        }
    }
}
