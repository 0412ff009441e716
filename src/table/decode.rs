//! Turns a file's bytes into text.
//! It never splits text into cells, and never refuses: what cannot be read becomes U+FFFD.

use super::Encoding;

/// How many bytes are looked at for the zero bytes of UTF-16.
const SAMPLE: usize = 4096;

/// The text of a file without its byte order mark, and the encoding that was used.
///
/// A wanted encoding is obeyed; sequences that it does not know become U+FFFD.
/// Otherwise see [`detect`].
pub fn decode(bytes: &[u8], wanted: Option<Encoding>) -> (String, Encoding) {
    let encoding = wanted.unwrap_or_else(|| detect(bytes));
    let decoder = match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
    };
    let (text, _) = decoder.decode_with_bom_removal(bytes);
    // Some tools write the mark twice.
    (text.trim_start_matches('\u{feff}').to_owned(), encoding)
}

/// The encoding that the bytes speak for.
///
/// A byte order mark decides; then zero bytes at every other place (UTF-16); then whether it is
/// UTF-8, or is but for a few damaged characters (at least ten good ones for each bad one);
/// else Windows-1252, as which every byte can be read.
pub fn detect(bytes: &[u8]) -> Encoding {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        Encoding::Utf8
    } else if bytes.starts_with(b"\xFF\xFE") {
        Encoding::Utf16Le
    } else if bytes.starts_with(b"\xFE\xFF") {
        Encoding::Utf16Be
    } else if let Some(wide) = wide_without_mark(bytes) {
        wide
    } else if std::str::from_utf8(bytes).is_ok() || mostly_utf8(bytes) {
        Encoding::Utf8
    } else {
        Encoding::Windows1252
    }
}

/// Latin text in UTF-16 has a zero in nearly every other byte and hardly any among the rest.
fn wide_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (pairs, _) = sample.as_chunks::<2>();
    if pairs.len() < 2 {
        return None;
    }
    let first = pairs.iter().filter(|[first, _]| *first == 0).count();
    let second = pairs.iter().filter(|[_, second]| *second == 0).count();
    let clear = |many: usize, few: usize| many * 10 >= pairs.len() * 7 && few * 20 <= pairs.len();
    if clear(second, first) {
        Some(Encoding::Utf16Le)
    } else if clear(first, second) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad > 0 && good >= bad * 10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], wanted: Option<Encoding>, text: &str, encoding: Encoding) {
        assert_eq!(decode(bytes, wanted), (text.to_owned(), encoding));
    }

    fn wide(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn marks_decide_and_are_removed() {
        check("\u{feff}Geräte".as_bytes(), None, "Geräte", Encoding::Utf8);
        check(&wide("\u{feff}Geräte", u16::to_le_bytes), None, "Geräte", Encoding::Utf16Le);
        check(&wide("\u{feff}Geräte", u16::to_be_bytes), None, "Geräte", Encoding::Utf16Be);
    }

    #[test]
    fn without_a_mark_the_bytes_decide() {
        check("Geräte".as_bytes(), None, "Geräte", Encoding::Utf8);
        check(&wide("Gerätezahl;ja", u16::to_le_bytes), None, "Gerätezahl;ja", Encoding::Utf16Le);
        check(&wide("Gerätezahl;ja", u16::to_be_bytes), None, "Gerätezahl;ja", Encoding::Utf16Be);
        check(b"Ger\xE4te \x80 \x96", None, "Geräte € –", Encoding::Windows1252);
        check(b"", None, "", Encoding::Utf8);
    }

    #[test]
    fn one_damaged_character_does_not_spoil_a_utf_8_file() {
        let mut bytes = "äöüäöüäöüäöü ".as_bytes().to_vec();
        bytes.push(0xFF);
        check(&bytes, None, "äöüäöüäöüäöü \u{fffd}", Encoding::Utf8);
    }

    #[test]
    fn a_wanted_encoding_is_obeyed() {
        check(b"Ger\xE4te", Some(Encoding::Utf8), "Ger\u{fffd}te", Encoding::Utf8);
        check("ä".as_bytes(), Some(Encoding::Windows1252), "Ã¤", Encoding::Windows1252);
        check(b"a\0b", Some(Encoding::Utf16Le), "a\u{fffd}", Encoding::Utf16Le);
    }
}
