//! Turns a file's bytes into text.
//! It never splits text into cells, and never refuses: what cannot be read becomes U+FFFD.

use super::Encoding;
use std::borrow::Cow;

/// How many bytes are looked at for the zero bytes of UTF-16.
const SAMPLE: usize = 4096;

/// How many bytes of lines with other than ASCII letters are looked at.
const LETTERS: usize = 256 * 1024;

/// With fewer letters outside ASCII than this, encodings whose letters differ cannot be told for sure.
const FEW: usize = 8;

/// Bytes that are letters in Mac Roman where Windows-1252 has signs or letters that hardly occur: Ä Ö Ü á à ä ç é
/// è ö ü.
const MAC_LETTERS: [u8; 11] = [0x80, 0x85, 0x86, 0x87, 0x88, 0x8A, 0x8D, 0x8E, 0x8F, 0x9A, 0x9F];

/// A file as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text without its byte order mark.
    pub text: String,
    /// The encoding that was used.
    pub encoding: Encoding,
    /// Why this one, in words for the screen.
    pub reason: &'static str,
}

/// A file as text.
///
/// A wanted encoding is obeyed; sequences that it does not know become U+FFFD.
/// Otherwise see [`detect`].
pub fn decode(bytes: &[u8], wanted: Option<Encoding>) -> Decoded {
    let (encoding, reason, valid) =
        wanted.map_or_else(|| tell(bytes), |wanted| (wanted, "chosen by you", None));
    let text = match valid {
        Some(text) => Cow::Borrowed(text),
        None => decoder(encoding).decode_with_bom_removal(bytes).0,
    };
    // Some tools write the mark twice.
    Decoded { text: text.trim_start_matches('\u{feff}').to_owned(), encoding, reason }
}

/// What decodes an encoding.
pub fn decoder(encoding: Encoding) -> &'static encoding_rs::Encoding {
    match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
        Encoding::Windows1250 => encoding_rs::WINDOWS_1250,
        Encoding::Windows1251 => encoding_rs::WINDOWS_1251,
        Encoding::Windows1253 => encoding_rs::WINDOWS_1253,
        Encoding::Windows1254 => encoding_rs::WINDOWS_1254,
        Encoding::Windows1257 => encoding_rs::WINDOWS_1257,
        Encoding::Iso8859_2 => encoding_rs::ISO_8859_2,
        Encoding::Iso8859_5 => encoding_rs::ISO_8859_5,
        Encoding::Iso8859_7 => encoding_rs::ISO_8859_7,
        Encoding::Iso8859_15 => encoding_rs::ISO_8859_15,
        Encoding::MacRoman => encoding_rs::MACINTOSH,
        Encoding::ShiftJis => encoding_rs::SHIFT_JIS,
        Encoding::EucJp => encoding_rs::EUC_JP,
        Encoding::Gbk => encoding_rs::GB18030,
        Encoding::Big5 => encoding_rs::BIG5,
        Encoding::EucKr => encoding_rs::EUC_KR,
    }
}

/// The encoding that the bytes speak for, and why.
///
/// A byte order mark decides; then zero bytes at every other place (UTF-16); then whether it is UTF-8, or is
/// but for a few damaged characters (at least ten good ones for each bad one); then the letters.
pub fn detect(bytes: &[u8]) -> (Encoding, &'static str) {
    let (encoding, reason, _) = tell(bytes);
    (encoding, reason)
}

/// The encoding, why, and the text itself where it was read to the end for that.
fn tell(bytes: &[u8]) -> (Encoding, &'static str, Option<&str>) {
    let told = |(encoding, reason)| (encoding, reason, None);
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        told((Encoding::Utf8, "by its byte order mark"))
    } else if bytes.starts_with(b"\xFF\xFE") {
        told((Encoding::Utf16Le, "by its byte order mark"))
    } else if bytes.starts_with(b"\xFE\xFF") {
        told((Encoding::Utf16Be, "by its byte order mark"))
    } else if let Some(wide) = wide_without_mark(bytes) {
        told((wide, "every other byte is zero"))
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        (Encoding::Utf8, if text.is_ascii() { "plain ASCII" } else { "it is valid" }, Some(text))
    } else if mostly_utf8(bytes) {
        told((Encoding::Utf8, "it is valid but for few characters"))
    } else {
        told(by_letters(bytes))
    }
}

/// The encoding in which the letters outside ASCII make the likeliest words.
fn by_letters(bytes: &[u8]) -> (Encoding, &'static str) {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let (mut seen, mut mac, mut western, mut letters, mut in_runs) = (0, 0, 0, 0, 0);
    let mut latin9 = Latin9::default();
    for line in bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
        detector.feed(line, false);
        let (in_mac, in_western) = accented(line);
        mac += in_mac;
        western += in_western;
        letters += line.iter().filter(|byte| !byte.is_ascii()).count();
        // Accented letters stand between plain ones; those of East Asia stand side by side.
        in_runs += line.windows(2).filter(|two| two.iter().all(|byte| !byte.is_ascii())).count();
        latin9.count(line);
        seen += line.len();
        if seen > LETTERS {
            break;
        }
    }
    let reason = if letters < FEW { "a guess by few letters" } else { "its letters fit best" };
    if mac >= 2 && mac > western * 4 && in_runs * 4 <= letters {
        return (Encoding::MacRoman, reason);
    }
    detector.feed(b"", true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    let same = |known: &Encoding| decoder(*known) == guess;
    let guess = Encoding::ALL.into_iter().find(same).unwrap_or(match guess.name() {
        "GBK" => Encoding::Gbk,
        _ => Encoding::Windows1252,
    });
    match latin9.replaces(guess) {
        Some(reason) => (Encoding::Iso8859_15, reason),
        None => (guess, reason),
    }
}

/// What tells ISO-8859-15 from the encodings of Windows, which have other signs in the places of its euro and œ.
#[derive(Default)]
struct Latin9 {
    /// Euro signs beside figures, where Windows has the sign for any currency, which hardly anyone writes.
    euros: usize,
    /// Œ and œ between letters, where Windows has fractions or accents alone.
    ligatures: usize,
    /// Bytes that are no signs in ISO-8859-15, and fractions behind figures.
    against: usize,
}

impl Latin9 {
    fn count(&mut self, line: &[u8]) {
        let at = |index: Option<usize>| index.and_then(|index| line.get(index)).copied().unwrap_or(b'\n');
        for (index, byte) in line.iter().enumerate() {
            let (before, after) = (at(index.checked_sub(1)), at(index.checked_add(1)));
            let over_blank = if matches!(before, b' ' | 0xA0) { at(index.checked_sub(2)) } else { before };
            match byte {
                0x80..=0x9F => self.against += 1,
                0xA4 if over_blank.is_ascii_digit() && after.is_ascii() => self.euros += 1,
                0xA4 if before.is_ascii() && after.is_ascii_digit() => self.euros += 1,
                0xBC..=0xBE if before.is_ascii_digit() => self.against += 1,
                0xBC | 0xBD if before.is_ascii_alphabetic() && after.is_ascii_alphabetic() => {
                    self.ligatures += 1
                }
                _ => {}
            }
        }
    }

    /// Why it is ISO-8859-15 and not what was guessed.
    fn replaces(&self, guess: Encoding) -> Option<&'static str> {
        let western = guess == Encoding::Windows1252;
        let central = matches!(guess, Encoding::Windows1250 | Encoding::Iso8859_2);
        if self.against > 0 {
            None
        } else if self.euros > 0 && western {
            Some("a euro sign stands by a figure")
        } else if self.ligatures > 0 && (western || central) {
            Some("œ stands between letters")
        } else {
            None
        }
    }
}

/// How many bytes between letters are letters in Mac Roman only, and in the Western encodings of Windows.
fn accented(line: &[u8]) -> (usize, usize) {
    let (mut mac, mut western) = (0, 0);
    for three in line.windows(3) {
        if let [before, byte, after] = three
            && (before.is_ascii_alphabetic() || after.is_ascii_alphabetic())
        {
            mac += usize::from(MAC_LETTERS.contains(byte));
            western += usize::from(*byte >= 0xC0);
        }
    }
    (mac, western)
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
#[path = "decode/tests.rs"]
mod tests;
