//! Words of four languages: stems, spellings, compounds, and the language itself.

use super::*;
use crate::catalogue::phrases;

fn words() -> Words {
    Words::new(&phrases::translations(), std::iter::empty())
}

fn stems(text: &str, language: Language) -> Vec<String> {
    words().of(text, language).iter().map(|word| word.stem.clone()).collect()
}

#[test]
fn spellings_and_renames_share_a_stem() {
    let english = Language::English;
    let mut other = stems("the device enrollment", english);
    other.reverse();
    assert_eq!(stems("Enrolment of devices", english), other);
    assert_eq!(stems("DEP", english), stems("ADE", english));
    assert_eq!(stems("EnableLostMode", english), stems("enable lost mode", english));
    assert_eq!(stems("FileVault", english).len(), 1);
    assert_eq!(stems("Kennwörter", Language::German), stems("Passwort", Language::German));
}

#[test]
fn the_language_of_a_row_is_told() {
    let words = words();
    let check = |text: &str, expected: Language| assert_eq!(words.language(text), expected, "{text}");
    check("Remote wipe", Language::English);
    check("The solution must erase lost devices", Language::English);
    check("Fernlöschung", Language::German);
    check("Sperren des Geräts aus der Ferne", Language::German);
    check("Verteilung von Apps", Language::German);
    check("Effacement à distance", Language::French);
    check("Politique de mot de passe", Language::French);
    check("Borrado remoto del dispositivo", Language::Spanish);
    check("VPN", Language::English);
}

#[test]
fn compounds_have_parts_and_english_meanings() {
    let words = words();
    let found = words.of("Kennwortrichtlinie", Language::German);
    let english: Vec<&String> =
        found[0].parts.iter().flat_map(|part| words.english(part, Language::German)).collect();
    assert_eq!(
        english,
        [&words.stem("passcode", Language::English), &words.stem("policy", Language::English)]
    );
}
