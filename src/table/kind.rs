//! Recognises files that are no delimited text, so that the message can say what to do.
//! It never tries to read them.

use super::Encoding;
use super::decode;

/// How many bytes are looked at.
const SAMPLE: usize = 64 * 1024;

/// What a file's first bytes say it is.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a workbook or another zip archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office file (XLS, DOC)"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"\x1F\x8B", "a compressed file (gzip)"),
    (b"7z\xBC\xAF\x27\x1C", "a compressed file (7-Zip)"),
    (b"Rar!", "a compressed file (RAR)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xFF\xD8\xFF", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"SQLite format 3", "a database (SQLite)"),
];

const WEB_PAGE: &str = "a web page (HTML)";

/// Beginnings of text formats that are no delimited text, in lower case.
const MARKUP: &[(&str, &str)] =
    &[("<!doctype html", WEB_PAGE), ("<html", WEB_PAGE), ("<table", WEB_PAGE), ("<?xml", "an XML file")];

/// What the file is when it is no delimited text; `None` when it may be.
///
/// NUL bytes in more than one byte of a hundred are binary, unless they are those of UTF-16.
pub fn unreadable(bytes: &[u8], wanted: Option<Encoding>) -> Option<&'static str> {
    if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Some(kind);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if let Some(kind) = markup(sample) {
        return Some(kind);
    }
    let nuls = sample.iter().filter(|byte| **byte == 0).count();
    let encoding = || wanted.unwrap_or_else(|| decode::detect(bytes).0);
    let wide = || matches!(encoding(), Encoding::Utf16Le | Encoding::Utf16Be);
    (nuls * 100 > sample.len() && !wide()).then_some("a binary file")
}

/// Whether a file begins as workbooks do: as a ZIP archive, or as an Office file of old or with a password.
pub fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
}

/// Whether a file begins as a web page.
pub fn is_web_page(bytes: &[u8]) -> bool {
    markup(bytes.get(..SAMPLE).unwrap_or(bytes)) == Some(WEB_PAGE)
}

fn markup(sample: &[u8]) -> Option<&'static str> {
    let start: String = sample
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(sample)
        .trim_ascii_start()
        .iter()
        .take(16)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    MARKUP.iter().find(|(beginning, _)| start.starts_with(beginning)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_kinds_of_file_are_named() {
        let check = |bytes: &[u8], expected: Option<&str>| assert_eq!(unreadable(bytes, None), expected);
        check(b"PK\x03\x04\x14\x00", Some("a workbook or another zip archive"));
        check(b"%PDF-1.7", Some("a PDF"));
        check(b"\xEF\xBB\xBF\n <HTML><body>", Some("a web page (HTML)"));
        check(b"a\0\0\0\x01\x02b\0\0\0\0\0", Some("a binary file"));
        check(b"Feature;In use\nPKI;yes\n", None);
        check(b"", None);
    }

    #[test]
    fn utf_16_is_no_binary_file() {
        let wide: Vec<u8> = "Feature;Platform".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(unreadable(&wide, None), None);
        assert_eq!(unreadable(&wide, Some(Encoding::Utf8)), Some("a binary file"));
    }
}
