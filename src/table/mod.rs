//! A table of text cells with the places they came from, read from a file's bytes.
//! It gives no meaning to any cell; that is intake's.

pub mod cells;
pub mod decode;
pub mod delimited;
pub mod kind;
pub mod separator;
pub mod span;
pub mod workbook;

use crate::model::keyed::keyed;
use serde::{Deserialize, Serialize};

/// How the bytes of a file were turned into text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// Windows-1252, which every byte sequence is readable as.
    Windows1252,
}

keyed!(Encoding);

impl Encoding {
    /// The key in project files.
    pub fn key(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf8",
            Encoding::Utf16Le => "utf16-le",
            Encoding::Utf16Be => "utf16-be",
            Encoding::Windows1252 => "windows1252",
        }
    }

    /// The word of a key.
    pub fn from_key(key: &str) -> Option<Encoding> {
        [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252]
            .into_iter()
            .find(|word| word.key() == key)
    }
}

impl Encoding {
    /// Every encoding in the order of the menu.
    pub const ALL: [Encoding; 4] =
        [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252];

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
            Encoding::Windows1252 => "Windows-1252",
        }
    }
}

/// The character between cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// Tab.
    Tab,
    /// `|`
    Pipe,
}

keyed!(Separator);

impl Separator {
    /// The key in project files.
    pub fn key(self) -> &'static str {
        match self {
            Separator::Comma => "comma",
            Separator::Semicolon => "semicolon",
            Separator::Tab => "tab",
            Separator::Pipe => "pipe",
        }
    }

    /// The word of a key.
    pub fn from_key(key: &str) -> Option<Separator> {
        [Separator::Comma, Separator::Semicolon, Separator::Tab, Separator::Pipe]
            .into_iter()
            .find(|word| word.key() == key)
    }
}

impl Separator {
    /// Every separator in the order of the menu.
    pub const ALL: [Separator; 4] = [Separator::Comma, Separator::Semicolon, Separator::Tab, Separator::Pipe];

    /// The byte itself.
    pub fn byte(self) -> u8 {
        match self {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
            Separator::Pipe => b'|',
        }
    }

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Separator::Comma => "comma ,",
            Separator::Semicolon => "semicolon ;",
            Separator::Tab => "tab",
            Separator::Pipe => "pipe |",
        }
    }
}

/// What the consultant chose instead of what was detected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Overrides {
    /// The encoding to use.
    pub encoding: Option<Encoding>,
    /// The separator to use.
    pub separator: Option<Separator>,
}

/// One record of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The physical line on which it begins, from 1.
    pub line: u32,
    /// Its cells verbatim: quotes resolved, nothing trimmed. A blank line is one empty cell or none.
    pub cells: Vec<String>,
}

/// The records of a file as text, blank lines included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The file's name.
    pub file: String,
    /// The file's size in bytes.
    pub bytes: u64,
    /// How it was decoded.
    pub encoding: Encoding,
    /// How cells were separated.
    pub separator: Separator,
    /// Why this separator, in words for the screen.
    pub separator_reason: String,
    /// Every record in file order.
    pub records: Vec<Record>,
}

impl Table {
    /// The largest number of cells in a record.
    pub fn width(&self) -> usize {
        self.records.iter().map(|record| record.cells.len()).max().unwrap_or(0)
    }
}
