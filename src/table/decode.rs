//! Turns a file's bytes into text.
//! It never splits text into cells, and never refuses: what cannot be read becomes U+FFFD.

use super::Encoding;

/// How many bytes are looked at for the zero bytes of UTF-16.
const SAMPLE: usize = 4096;

/// How many bytes of lines with other than ASCII letters are looked at.
const LETTERS: usize = 256 * 1024;

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
    let (encoding, reason) = wanted.map_or_else(|| detect(bytes), |wanted| (wanted, "chosen by you"));
    let (text, _) = decoder(encoding).decode_with_bom_removal(bytes);
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
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        (Encoding::Utf8, "by its byte order mark")
    } else if bytes.starts_with(b"\xFF\xFE") {
        (Encoding::Utf16Le, "by its byte order mark")
    } else if bytes.starts_with(b"\xFE\xFF") {
        (Encoding::Utf16Be, "by its byte order mark")
    } else if let Some(wide) = wide_without_mark(bytes) {
        (wide, "every other byte is zero")
    } else if bytes.is_ascii() {
        (Encoding::Utf8, "plain ASCII")
    } else if std::str::from_utf8(bytes).is_ok() {
        (Encoding::Utf8, "it is valid")
    } else if mostly_utf8(bytes) {
        (Encoding::Utf8, "it is valid but for few characters")
    } else {
        (by_letters(bytes), "its letters fit best")
    }
}

/// The encoding in which the letters outside ASCII make the likeliest words.
fn by_letters(bytes: &[u8]) -> Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let (mut seen, mut mac, mut western) = (0, 0, 0);
    for line in bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
        detector.feed(line, false);
        let (in_mac, in_western) = accented(line);
        mac += in_mac;
        western += in_western;
        seen += line.len();
        if seen > LETTERS {
            break;
        }
    }
    if mac >= 2 && mac > western * 4 {
        return Encoding::MacRoman;
    }
    detector.feed(b"", true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    let same = |known: &Encoding| decoder(*known) == guess;
    if guess == encoding_rs::GBK {
        return Encoding::Gbk;
    }
    Encoding::ALL.into_iter().find(same).unwrap_or(Encoding::Windows1252)
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
mod tests {
    use super::*;

    fn check(bytes: &[u8], wanted: Option<Encoding>, text: &str, encoding: Encoding) {
        let found = decode(bytes, wanted);
        assert_eq!((found.text.as_str(), found.encoding), (text, encoding));
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

    #[test]
    fn letters_tell_the_encoding() {
        let check = |encoding: Encoding, text: &str| {
            let (bytes, _, lost) = decoder(encoding).encode(text);
            assert!(!lost, "{text}");
            let found = decode(&bytes, None);
            assert_eq!((found.encoding, found.text.as_str()), (encoding, text));
        };
        let german = "Funktion;Geräte\nFernlöschung für verlorene Geräte;alle\nÜbersicht über Zertifikate;Außendienst\n";
        check(Encoding::Windows1252, german);
        check(Encoding::MacRoman, german);
        check(
            Encoding::MacRoman,
            "Fonction;Remarque\nSécurité des données effacées;chiffrée à la création\n",
        );
        check(
            Encoding::Windows1252,
            "Función;Nota\nConfiguración del dispositivo;contraseña más segura\nUbicación;no\n",
        );
        check(
            Encoding::Windows1252,
            "Feature;Note\nUser\u{2019}s device;don\u{2019}t wipe \u{2013} ask first\nVPN \u{20ac}5;it\u{2019}s on\n",
        );
        check(
            Encoding::Windows1250,
            "Funkce;Poznámka\nVzdálené vymazání zařízení;všechna zařízení\nŠifrování úložiště;povinné heslo\nŽádost o certifikát;příště\n",
        );
        check(
            Encoding::Windows1251,
            "Функция;Платформа\nУдалённая блокировка устройства;все\nШифрование данных;только корпоративные\n",
        );
        check(
            Encoding::Windows1253,
            "Λειτουργία;Πλατφόρμα\nΑπομακρυσμένη διαγραφή συσκευής;όλες\nΚρυπτογράφηση δεδομένων;υποχρεωτική\n",
        );
        check(
            Encoding::Windows1254,
            "Özellik;Açıklama\nUzaktan kilitleme ve silme işlemi;tüm cihazlar\nŞifreleme zorunluluğu;güvenlik için\n",
        );
        check(
            Encoding::ShiftJis,
            "機能;プラットフォーム\nリモートワイプ;すべての端末\nパスワードポリシー;社用端末のみ\n",
        );
        check(
            Encoding::EucJp,
            "機能;プラットフォーム\nリモートワイプ;すべての端末\nパスワードポリシー;社用端末のみ\n",
        );
        check(Encoding::Gbk, "功能;平台\n远程擦除设备;所有平台\n密码策略和加密要求;公司设备\n");
        check(Encoding::Big5, "功能;平台\n遠端清除裝置資料;所有平台\n密碼原則與加密需求;公司裝置\n");
        check(
            Encoding::EucKr,
            "기능;플랫폼\n원격 초기화와 잠금;모든 단말기\n암호 정책 및 암호화;회사 단말기\n",
        );
    }
}
