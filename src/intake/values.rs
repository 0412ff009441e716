//! What the values of a list mean: in use, priority, platforms, counts.
//! A value that is not understood is `None`, never a guess; an `x` alone means different things and is asked.

use crate::model::platform::{Platform, PlatformSet};
use crate::model::priority::{InUse, Priority};
use crate::model::units::Devices;

fn folded(value: &str) -> String {
    super::headers::folded(value)
}

/// Whether a feature is used. Empty is `Unknown`; `None` when the word is not understood.
pub fn in_use(value: &str) -> Option<InUse> {
    Some(match folded(value).as_str() {
        "" | "?" | "unknown" | "tbd" | "unclear" | "unbekannt" | "unklar" | "offen" | "inconnu"
        | "desconocido" => InUse::Unknown,
        "y" | "yes" | "true" | "1" | "enabled" | "active" | "in use" | "used" | "live" | "production"
        | "managed" | "j" | "ja" | "aktiv" | "genutzt" | "im einsatz" | "oui" | "o" | "actif" | "si"
        | "sí" | "✓" | "✔" | "☑" | "✅" | "productive" | "in production" | "deployed" => InUse::Yes,
        "partly" | "partial" | "partially" | "some" | "pilot" | "(x)" | "(ja)" | "(yes)" | "limited"
        | "teilweise" | "teils" | "zum teil" | "partiel" | "partiellement" | "en partie" | "parcial"
        | "parcialmente" | "p" | "maybe" | "maybe or partial" => InUse::Partly,
        "n" | "no" | "false" | "0" | "disabled" | "inactive" | "not used" | "not in use" | "unused"
        | "retired" | "planned" | "nein" | "inaktiv" | "nicht genutzt" | "non" | "inactif" | "✗" | "✘"
        | "❌" | "none" => InUse::No,
        _ => return None,
    })
}

/// MoSCoW, H/M/L and words. Numbers are not guessed: some lists count up, some down.
pub fn priority(value: &str) -> Option<Priority> {
    Some(match folded(value).as_str() {
        "" | "?" | "tbd" | "-" | "n/a" | "unknown" | "offen" => Priority::Unspecified,
        "m" | "must" | "must have" | "must-have" | "mandatory" | "h" | "high" | "critical" | "essential"
        | "core" | "required" | "muss" | "hoch" | "a" | "zwingend" | "kritisch" | "haute" | "elevee"
        | "obligatoire" | "doit" | "alta" | "obligatorio" | "shall" => Priority::Must,
        "s" | "should" | "should have" | "should-have" | "important" | "medium" | "med" | "soll"
        | "sollte" | "mittel" | "b" | "moyenne" | "devrait" | "media" | "deseable" | "desirable" => {
            Priority::Should
        }
        "c" | "could" | "could have" | "could-have" | "nice to have" | "nice-to-have" | "l" | "low"
        | "optional" | "kann" | "konnte" | "niedrig" | "gering" | "basse" | "faible" | "optionnel"
        | "baja" | "opcional" => Priority::Could,
        "w" | "wont" | "won t" | "won t have" | "wont have" | "deferred" | "out of scope" | "not needed"
        | "nicht notig" | "entfallt" => Priority::Wont,
        _ => return None,
    })
}

/// The platforms of a cell, several allowed. `None` when a part is not understood.
pub fn platforms(value: &str) -> Option<PlatformSet> {
    let whole = folded(&value.trim().replace(['\n', '\r'], ","));
    if matches!(whole.as_str(), "" | "?" | "-" | "n/a" | "tbd" | "unknown") {
        return Some(PlatformSet::EMPTY);
    }
    if let Some(set) = platform(&whole) {
        return Some(set);
    }
    let mut all = PlatformSet::EMPTY;
    let separated =
        whole.replace(" and ", ",").replace(" und ", ",").replace(" et ", ",").replace(" y ", ",");
    for part in separated.split([',', ';', '/', '&', '+', '|']).map(str::trim).filter(|part| !part.is_empty())
    {
        all = all.union(platform(part)?);
    }
    Some(all)
}

fn platform(word: &str) -> Option<PlatformSet> {
    let android = || Platform::ANDROID.into_iter().collect::<PlatformSet>();
    let one = |platform: Platform| [platform].into_iter().collect::<PlatformSet>();
    let bare =
        word.trim_end_matches(|letter: char| letter.is_ascii_digit() || " .+-".contains(letter)).trim();
    Some(match if bare.is_empty() { word } else { bare } {
        "all" | "any" | "alle" | "tous" | "toutes" | "todos" | "todas" | "all platforms"
        | "alle plattformen" | "cross-platform" | "*" => [Platform::Windows, Platform::Ios, Platform::Macos]
            .into_iter()
            .collect::<PlatformSet>()
            .union(android()),
        "windows" | "win" | "win10" | "win11" | "pc" | "pcs" | "windows desktop" | "windows 10/"
        | "windows pc" | "windows clients" | "notebook" | "laptop" | "laptops" => one(Platform::Windows),
        "ios" | "ipados" | "iphone" | "ipad" | "iphones" | "ipads" | "ios/ipados" | "apple mobile"
        | "iphone os" | "ios & ipados" => one(Platform::Ios),
        "macos" | "mac" | "macs" | "os x" | "osx" | "mac os" | "mac os x" | "macbook" | "imac" => {
            one(Platform::Macos)
        }
        "apple" => [Platform::Ios, Platform::Macos].into_iter().collect(),
        "android" | "android enterprise" | "ae" | "and" => android(),
        "android work profile"
        | "work profile"
        | "android byod"
        | "byod android"
        | "android (work profile)"
        | "android-work-profile"
        | "android wp" => one(Platform::AndroidWorkProfile),
        "android corporate"
        | "fully managed"
        | "android fully managed"
        | "cobo"
        | "cope"
        | "android cope"
        | "android-corp"
        | "android corp"
        | "android cobo"
        | "work managed" => one(Platform::AndroidCorp),
        "rugged"
        | "dedicated"
        | "kiosk"
        | "scanner"
        | "scanners"
        | "cosu"
        | "android dedicated"
        | "android rugged"
        | "rugged android"
        | "android (rugged)"
        | "android kiosk"
        | "zebra"
        | "handheld"
        | "handhelds"
        | "android-dedicated"
        | "android (dedicated)"
        | "android scanner" => one(Platform::AndroidDedicated),
        "aosp" | "android aosp" | "android (aosp)" => one(Platform::Aosp),
        "linux" | "ubuntu" | "red hat" => one(Platform::Linux),
        "chromeos" | "chrome os" | "chromebook" | "chromebooks" => one(Platform::Chromeos),
        "mobile" | "smartphone" | "smartphones" | "phones" | "mobil" => one(Platform::Ios).union(android()),
        "desktop" | "desktops" | "computers" | "computer" => {
            [Platform::Windows, Platform::Macos].into_iter().collect()
        }
        _ => return None,
    })
}

/// A count with thousands separators and words of approximation; `Some(None)` for "all" and for nothing.
pub fn devices(value: &str) -> Option<Option<Devices>> {
    let folded = folded(value);
    if matches!(
        folded.as_str(),
        "" | "-" | "?" | "all" | "alle" | "tbd" | "n/a" | "unknown" | "tous" | "todos"
    ) {
        return Some(None);
    }
    let text = folded
        .trim_start_matches("ca.")
        .trim_start_matches("ca ")
        .trim_start_matches("approx.")
        .trim_start_matches("approx ")
        .trim_start_matches("about ")
        .trim_start_matches(['~', '≈', '>', '<'])
        .trim_end_matches("devices")
        .trim_end_matches("users")
        .trim_end_matches("gerate")
        .trim();
    let digits: String =
        text.chars().filter(|letter| !matches!(letter, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let (head, rest) = digits.split_at(digits.find(['.', ',', '’']).unwrap_or(digits.len()));
    let groups_of_three = rest.is_empty()
        || rest
            .split(['.', ',', '’'])
            .skip(1)
            .all(|group| group.len() == 3 && group.chars().all(|one| one.is_ascii_digit()));
    let is_count = !head.is_empty() && head.len() <= 9 && head.chars().all(|one| one.is_ascii_digit());
    if !is_count || !groups_of_three {
        return None;
    }
    let plain: String = digits.chars().filter(char::is_ascii_digit).collect();
    plain.parse().ok().map(|count| Some(Devices(count)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_use() {
        let check = |value: &str, expected: Option<InUse>| assert_eq!(in_use(value), expected, "{value:?}");
        check(" Yes ", Some(InUse::Yes));
        check("teilweise", Some(InUse::Partly));
        check("Nein", Some(InUse::No));
        check("", Some(InUse::Unknown));
        check("x", None);
        check("only on Tuesdays", None);
    }

    #[test]
    fn words_for_priority() {
        let check =
            |value: &str, expected: Option<Priority>| assert_eq!(priority(value), expected, "{value:?}");
        check("M", Some(Priority::Must));
        check("nice to have", Some(Priority::Could));
        check("Won't", Some(Priority::Wont));
        check("hoch", Some(Priority::Must));
        check("3", None);
    }

    #[test]
    fn several_platforms_in_a_cell() {
        let check = |value: &str, expected: &[Platform]| {
            assert_eq!(platforms(value), Some(expected.iter().copied().collect()), "{value:?}");
        };
        check("iOS, macOS", &[Platform::Ios, Platform::Macos]);
        check("Win 11 / Mac", &[Platform::Windows, Platform::Macos]);
        check(
            "iOS und Android",
            &[Platform::Ios, Platform::AndroidWorkProfile, Platform::AndroidCorp, Platform::AndroidDedicated],
        );
        check("rugged Android", &[Platform::AndroidDedicated]);
        check("iOS\nmacOS", &[Platform::Ios, Platform::Macos]);
        check("", &[]);
        assert_eq!(platforms("Amiga"), None);
        assert_eq!(platforms("all").map(PlatformSet::len), Some(6));
    }

    #[test]
    fn counts_with_separators() {
        let check = |value: &str, expected: Option<Option<u32>>| {
            assert_eq!(devices(value), expected.map(|count| count.map(Devices)), "{value:?}");
        };
        check("8.400", Some(Some(8400)));
        check("8,400", Some(Some(8400)));
        check("8 400", Some(Some(8400)));
        check("1'234'567", Some(Some(1_234_567)));
        check("ca. 300", Some(Some(300)));
        check("~300 devices", Some(Some(300)));
        check("all", Some(None));
        check("", Some(None));
        check("8,4", None);
        check("many", None);
        check("4294967296", None);
    }
}
