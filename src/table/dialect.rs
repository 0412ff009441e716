//! The marks of delimited text: what stands between cells and what encloses them.
//! It reads nothing; `records` does.

use crate::model::keyed::keyed;

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
    /// `:`
    Colon,
    /// `^`
    Caret,
    /// `~`
    Tilde,
    /// U+001F, the unit separator.
    Unit,
}

keyed!(Separator);

/// Byte, key in project files, name on screen.
const SEPARATORS: [(Separator, u8, &str, &str); 8] = [
    (Separator::Comma, b',', "comma", "comma ,"),
    (Separator::Semicolon, b';', "semicolon", "semicolon ;"),
    (Separator::Tab, b'\t', "tab", "tab"),
    (Separator::Pipe, b'|', "pipe", "pipe |"),
    (Separator::Colon, b':', "colon", "colon :"),
    (Separator::Caret, b'^', "caret", "caret ^"),
    (Separator::Tilde, b'~', "tilde", "tilde ~"),
    (Separator::Unit, 0x1f, "unit", "unit separator"),
];

impl Separator {
    /// Every separator in the order of the menu.
    pub const ALL: [Separator; 8] = [
        Separator::Comma,
        Separator::Semicolon,
        Separator::Tab,
        Separator::Pipe,
        Separator::Colon,
        Separator::Caret,
        Separator::Tilde,
        Separator::Unit,
    ];

    /// Those that are detected; the others occur in ordinary text and must be chosen or named by the file.
    pub const DETECTED: [Separator; 4] =
        [Separator::Comma, Separator::Semicolon, Separator::Tab, Separator::Pipe];

    fn entry(self) -> (Separator, u8, &'static str, &'static str) {
        SEPARATORS.into_iter().find(|entry| entry.0 == self).unwrap_or(SEPARATORS[0])
    }

    /// The byte itself.
    pub fn byte(self) -> u8 {
        self.entry().1
    }

    /// The key in project files.
    pub fn key(self) -> &'static str {
        self.entry().2
    }

    /// The name on screen.
    pub fn label(self) -> &'static str {
        self.entry().3
    }

    /// The separator of a key.
    pub fn from_key(key: &str) -> Option<Separator> {
        Separator::ALL.into_iter().find(|separator| separator.key() == key)
    }
}

/// What encloses cells that hold separators, line breaks or the mark itself, which is then doubled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Quote {
    /// `"`
    #[default]
    Double,
    /// `'`
    Single,
    /// Nothing: every quotation mark is an ordinary character.
    None,
}

keyed!(Quote);

impl Quote {
    /// Every mark in the order of the menu.
    pub const ALL: [Quote; 3] = [Quote::Double, Quote::Single, Quote::None];

    /// The byte itself.
    pub fn byte(self) -> Option<u8> {
        match self {
            Quote::Double => Some(b'"'),
            Quote::Single => Some(b'\''),
            Quote::None => None,
        }
    }

    /// The key in project files.
    pub fn key(self) -> &'static str {
        match self {
            Quote::Double => "double",
            Quote::Single => "single",
            Quote::None => "none",
        }
    }

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Quote::Double => "double \"",
            Quote::Single => "single '",
            Quote::None => "none",
        }
    }

    /// The mark of a key.
    pub fn from_key(key: &str) -> Option<Quote> {
        Quote::ALL.into_iter().find(|quote| quote.key() == key)
    }
}
