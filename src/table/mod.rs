//! A table of text cells with the places they came from, read from a file's bytes.
//! It gives no meaning to any cell; that is intake's.

pub mod cells;
pub mod content;
pub mod decode;
pub mod delimited;
pub mod dialect;
pub mod encoding;
pub mod error;
pub mod html;
pub mod kind;
pub mod open;
pub mod records;
pub mod separator;
pub mod sheet;
pub mod stream;
pub mod workbook;

pub use cells::{Cells, Record, trim};
pub use content::Content;
pub use dialect::{Quote, Separator};
pub use encoding::Encoding;
pub use error::TableError;
pub use sheet::{Merge, SheetInfo};

use serde::{Deserialize, Serialize};

/// What the consultant chose instead of what was detected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Overrides {
    /// The encoding to use.
    pub encoding: Option<Encoding>,
    /// The separator to use.
    pub separator: Option<Separator>,
    /// The quotation mark to use.
    pub quote: Option<Quote>,
    /// The sheet of a workbook to read, from 0.
    pub sheet: Option<u32>,
}

/// The records of a file as text, blank lines included.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Table {
    /// The file's name.
    pub file: String,
    /// The file's size in bytes.
    pub bytes: u64,
    /// How it was decoded; `None` for a workbook.
    pub encoding: Option<Encoding>,
    /// Why so, in words for the screen.
    pub encoding_reason: String,
    /// How cells were separated; `None` for a workbook.
    pub separator: Option<Separator>,
    /// Why this separator, in words for the screen.
    pub separator_reason: String,
    /// What encloses cells that hold separators or line breaks.
    pub quote: Quote,
    /// The form of the workbook; blank for text.
    pub kind: String,
    /// The sheets of the workbook.
    pub sheets: Vec<SheetInfo>,
    /// Which of them was read, from 0.
    pub sheet: u32,
    /// Its merged ranges.
    pub merges: Vec<Merge>,
    /// Every record in file order.
    pub records: Cells,
}

impl Table {
    /// How it was read, in words for the screen: "Windows-1252, semicolon ; (9 cells in 184 of 186 lines)".
    pub fn read_as(&self) -> String {
        match (self.encoding, self.separator) {
            (Some(encoding), Some(separator)) => {
                let (encoding, why) = (encoding.label(), &self.encoding_reason);
                let why = if why.is_empty() { String::new() } else { format!(" ({why})") };
                format!("{encoding}{why}, {} ({})", separator.label(), self.separator_reason)
            }
            _ if self.sheets.is_empty() => "a table of a web page or document".to_owned(),
            _ => {
                let sheet = self.sheets.get(self.sheet as usize).map_or("", |sheet| sheet.name.as_str());
                format!("{}, sheet \u{201c}{sheet}\u{201d}", self.kind)
            }
        }
    }

    /// The largest number of cells in a record.
    pub fn width(&self) -> usize {
        self.records.width()
    }
}
