//! Bytes to text: byte order marks, UTF-8, UTF-16, else Windows-1252, which reads everything.
//! A choice of the consultant wins over what is detected.

use super::Encoding;

/// The text of a file and the encoding it was read as. A byte order mark is not part of the text.
/// What an encoding cannot read becomes U+FFFD.
pub fn decode(bytes: &[u8], wanted: Option<Encoding>) -> (String, Encoding) {
    let encoding = wanted.unwrap_or_else(|| detect(bytes));
    let reader = match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
    };
    let (text, _) = reader.decode_with_bom_removal(bytes);
    (text.into_owned(), encoding)
}

fn detect(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Encoding::Utf8,
        [0xFF, 0xFE, ..] => Encoding::Utf16Le,
        [0xFE, 0xFF, ..] => Encoding::Utf16Be,
        _ => without_mark(bytes),
    }
}

/// UTF-16 of mostly Latin text has a zero in every other byte; no other text has any.
fn without_mark(bytes: &[u8]) -> Encoding {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    if half >= 4 && zeros(1) * 10 > half * 6 && zeros(0) * 10 < half {
        Encoding::Utf16Le
    } else if half >= 4 && zeros(0) * 10 > half * 6 && zeros(1) * 10 < half {
        Encoding::Utf16Be
    } else if std::str::from_utf8(bytes).is_ok() {
        Encoding::Utf8
    } else {
        Encoding::Windows1252
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Größe;Gerät – €";
        let check = |bytes: &[u8], encoding: Encoding| {
            assert_eq!(decode(bytes, None), (text.to_owned(), encoding));
        };
        check(text.as_bytes(), Encoding::Utf8);
        check(format!("\u{feff}{text}").as_bytes(), Encoding::Utf8);
        check(&utf16(&format!("\u{feff}{text}"), u16::to_le_bytes), Encoding::Utf16Le);
        check(&utf16(&format!("\u{feff}{text}"), u16::to_be_bytes), Encoding::Utf16Be);
        check(&utf16(text, u16::to_le_bytes), Encoding::Utf16Le);
        check(b"Gr\xf6\xdfe;Ger\xe4t \x96 \x80", Encoding::Windows1252);
    }

    #[test]
    fn a_choice_wins() {
        assert_eq!(
            decode("ü".as_bytes(), Some(Encoding::Windows1252)),
            ("Ã¼".to_owned(), Encoding::Windows1252)
        );
        assert_eq!(decode(b"\xfc", Some(Encoding::Utf8)), ("\u{fffd}".to_owned(), Encoding::Utf8));
    }
}
