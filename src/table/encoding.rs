//! The encodings that lists come in, with their keys in project files and their names on screen.
//! It decodes nothing; `decode` does.

use crate::model::keyed::keyed;

/// How the bytes of a file were turned into text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// Western Europe; a superset of ISO-8859-1. Every byte sequence is readable as it.
    Windows1252,
    /// Central Europe.
    Windows1250,
    /// Cyrillic.
    Windows1251,
    /// Greek.
    Windows1253,
    /// Turkish.
    Windows1254,
    /// Baltic.
    Windows1257,
    /// Central Europe.
    Iso8859_2,
    /// Cyrillic.
    Iso8859_5,
    /// Greek.
    Iso8859_7,
    /// Western Europe with the euro sign.
    Iso8859_15,
    /// Western Europe, of older Macs.
    MacRoman,
    /// Japanese.
    ShiftJis,
    /// Japanese.
    EucJp,
    /// Simplified Chinese, as GB 18030.
    Gbk,
    /// Traditional Chinese.
    Big5,
    /// Korean.
    EucKr,
}

keyed!(Encoding);

/// Encoding, key, name.
const NAMES: [(Encoding, &str, &str); 19] = [
    (Encoding::Utf8, "utf8", "UTF-8"),
    (Encoding::Utf16Le, "utf16-le", "UTF-16 LE"),
    (Encoding::Utf16Be, "utf16-be", "UTF-16 BE"),
    (Encoding::Windows1252, "windows1252", "Windows-1252"),
    (Encoding::Windows1250, "windows1250", "Windows-1250"),
    (Encoding::Windows1251, "windows1251", "Windows-1251"),
    (Encoding::Windows1253, "windows1253", "Windows-1253"),
    (Encoding::Windows1254, "windows1254", "Windows-1254"),
    (Encoding::Windows1257, "windows1257", "Windows-1257"),
    (Encoding::Iso8859_2, "iso8859-2", "ISO-8859-2"),
    (Encoding::Iso8859_5, "iso8859-5", "ISO-8859-5"),
    (Encoding::Iso8859_7, "iso8859-7", "ISO-8859-7"),
    (Encoding::Iso8859_15, "iso8859-15", "ISO-8859-15"),
    (Encoding::MacRoman, "mac-roman", "Mac Roman"),
    (Encoding::ShiftJis, "shift-jis", "Shift_JIS"),
    (Encoding::EucJp, "euc-jp", "EUC-JP"),
    (Encoding::Gbk, "gbk", "GBK"),
    (Encoding::Big5, "big5", "Big5"),
    (Encoding::EucKr, "euc-kr", "EUC-KR"),
];

impl Encoding {
    /// Every encoding in the order of the menu.
    pub const ALL: [Encoding; 19] = [
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Windows1252,
        Encoding::Windows1250,
        Encoding::Windows1251,
        Encoding::Windows1253,
        Encoding::Windows1254,
        Encoding::Windows1257,
        Encoding::Iso8859_2,
        Encoding::Iso8859_5,
        Encoding::Iso8859_7,
        Encoding::Iso8859_15,
        Encoding::MacRoman,
        Encoding::ShiftJis,
        Encoding::EucJp,
        Encoding::Gbk,
        Encoding::Big5,
        Encoding::EucKr,
    ];

    fn entry(self) -> (Encoding, &'static str, &'static str) {
        NAMES.into_iter().find(|entry| entry.0 == self).unwrap_or(NAMES[0])
    }

    /// The key in project files.
    pub fn key(self) -> &'static str {
        self.entry().1
    }

    /// The encoding of a key.
    pub fn from_key(key: &str) -> Option<Encoding> {
        NAMES.into_iter().find(|entry| entry.1 == key).map(|entry| entry.0)
    }

    /// The name on screen.
    pub fn label(self) -> &'static str {
        self.entry().2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_encodings_are_each_others_inverse() {
        for encoding in Encoding::ALL {
            assert_eq!(Encoding::from_key(encoding.key()), Some(encoding));
        }
        assert_eq!(Encoding::from_key("ebcdic"), None);
    }
}
