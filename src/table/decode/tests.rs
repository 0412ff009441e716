//! Which encoding the bytes speak for, and that no letter is lost.

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

fn written(encoding: Encoding, text: &str) -> Decoded {
    let (bytes, _, lost) = decoder(encoding).encode(text);
    assert!(!lost, "{text}");
    decode(&bytes, None)
}

#[test]
fn cyrillic_greek_and_baltic_letters_tell_their_encoding() {
    let check = |encoding: Encoding, text: &str| {
        let found = written(encoding, text);
        assert_eq!((found.encoding, found.text.as_str()), (encoding, text));
    };
    check(
        Encoding::Iso8859_5,
        "Функция;Платформа\nУдалённая блокировка устройства;все\nШифрование данных;только корпоративные\n",
    );
    check(Encoding::Iso8859_5, "Feature;Used\nVPN;только да\n");
    // Ά is what differs between the two Greek ones.
    let greek = "Λειτουργία;Άδεια\nΑπομακρυσμένη διαγραφή συσκευής;όλες\nΆδεια χρήσης;υποχρεωτική\n";
    check(Encoding::Iso8859_7, greek);
    check(Encoding::Windows1253, greek);
    check(
        Encoding::Windows1257,
        "Funkcija;Platforma\nNuotolinis įrenginio ištrynimas;visi\nDuomenų šifravimas;privalomas slaptažodis\n",
    );
    check(
        Encoding::Windows1257,
        "Funkcija;Platforma\nIerīces attālā dzēšana;visas ierīces\nDatu šifrēšana;obligāta\n",
    );
    check(
        Encoding::Windows1257,
        "Funktsioon;Platvorm\nSeadme kaugkustutus;kõik seadmed\nKrüptimine;šifreerimine on kohustuslik\n",
    );
}

#[test]
fn encodings_that_hold_the_same_letters_show_the_same_text() {
    let greek = "Λειτουργία;Πλατφόρμα\nΑπομακρυσμένη διαγραφή συσκευής;όλες\nΚρυπτογράφηση δεδομένων;ναι\n";
    let found = written(Encoding::Iso8859_7, greek);
    assert_eq!((found.encoding, found.text.as_str()), (Encoding::Windows1253, greek));
    let german = "Funktion;Geräte\nFernlöschung;alle Geräte\nÜbersicht über Schlüssel;Größe\n";
    let found = written(Encoding::Iso8859_15, german);
    assert_eq!((found.encoding, found.text.as_str()), (Encoding::Windows1252, german));
}

#[test]
fn few_letters_are_said_to_be_a_guess() {
    let check = |encoding: Encoding, text: &str, reason: &str| {
        assert_eq!(written(encoding, text).reason, reason, "{text}");
    };
    check(Encoding::Iso8859_7, "VPN;ναι\n", "a guess by few letters");
    check(Encoding::Windows1257, "VPN;ne žinau\n", "a guess by few letters");
    check(Encoding::Windows1252, "Gerät;Größe\n", "a guess by few letters");
    check(Encoding::Windows1252, "Gerät;Größe\nÜberwachte Geräte;öfter über Fünf\n", "its letters fit best");
}

#[test]
fn a_euro_sign_by_a_figure_is_that_of_iso_8859_15() {
    let check = |text: &str, encoding: Encoding, expected: Encoding, reason: &str| {
        let found = written(encoding, text);
        assert_eq!((found.encoding, found.reason), (expected, reason), "{text}");
        assert_eq!(found.text, text);
    };
    let (latin9, euro) = (Encoding::Iso8859_15, "a euro sign stands by a figure");
    check("Feature;Price\nWipe;5 €\n", latin9, latin9, euro);
    check("Feature;Price\nWipe;€5\n", latin9, latin9, euro);
    check("Funktion;Preis\nFernlöschung;12,50\u{a0}€\nÜbersicht;9€", latin9, latin9, euro);
    let ligature = "œ stands between letters";
    check("Fonction;Prix\nSécurité;oui\nbon cœur;non\n", latin9, latin9, ligature);
    let (western, few) = (Encoding::Windows1252, "a guess by few letters");
    check("Feature;Price\nWipe;5 €\n", western, western, few);
    check("Size;Note\n1½ inch;¤ is any currency\n", western, western, few);
    check("Size;Note\n1½ inch;5 ¤\n", western, western, few);
    check("Feature;Note\nUser’s phone;5 ¤\n", western, western, few);
    check("Feature;Note\ndon´t wipe;ask\n", western, western, few);
    // Japanese begins its syllables with the same byte.
    check(
        "機能;数\nリモートワイプ;3つの端末\nパスワードポリシー;5つの設定\n",
        Encoding::EucJp,
        Encoding::EucJp,
        "its letters fit best",
    );
    // Czech letters outweigh a sign for any currency.
    let czech = "Funkce;Cena\nVzdálené vymazání zařízení;5 ¤\nŠifrování úložiště;9 ¤\n";
    check(czech, Encoding::Iso8859_2, Encoding::Iso8859_2, "its letters fit best");
}

#[test]
fn letters_tell_the_encoding() {
    let check = |encoding: Encoding, text: &str| {
        let (bytes, _, lost) = decoder(encoding).encode(text);
        assert!(!lost, "{text}");
        let found = decode(&bytes, None);
        assert_eq!((found.encoding, found.text.as_str()), (encoding, text));
    };
    let german =
        "Funktion;Geräte\nFernlöschung für verlorene Geräte;alle\nÜbersicht über Zertifikate;Außendienst\n";
    check(Encoding::Windows1252, german);
    check(Encoding::MacRoman, german);
    check(Encoding::MacRoman, "Fonction;Remarque\nSécurité des données effacées;chiffrée à la création\n");
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
    check(Encoding::EucKr, "기능;플랫폼\n원격 초기화와 잠금;모든 단말기\n암호 정책 및 암호화;회사 단말기\n");
}

#[test]
fn short_japanese_lists_are_not_taken_for_mac_roman() {
    let text = "機能\t備考\nリモートワイプ\t全社端末\nキオスク\t倉庫のみ\n証明書\t更新予定\n";
    let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(text);
    let found = decode(&bytes, None);
    assert_eq!((found.encoding, found.text.as_str()), (Encoding::ShiftJis, text));
}
