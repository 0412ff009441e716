//! Words and marks for whether a feature is used, and platform cells that are understood as a whole.
//! A value that is not understood is `None`, never a guess: an `x` alone means "used" in some lists and
//! "not there" in others, so it is asked.

use super::platforms;
use super::words::plain;
use crate::model::platform::PlatformSet;
use crate::model::priority::InUse;

/// Whether a feature is used. Empty is `Unknown`; `None` when the words are not understood.
/// A remark after the word is allowed: "yes, but only for managers" is "partly".
pub fn in_use(value: &str) -> Option<InUse> {
    let folded = plain(value);
    let bare = folded.trim_end_matches(['.', '!', '*']).trim_end();
    if bare.trim_matches('?').is_empty() {
        return (!folded.contains('*')).then_some(InUse::Unknown);
    }
    word(bare).or_else(|| percent(bare)).or_else(|| remarked(bare)).or_else(|| continued(bare))
}

/// The platforms of a cell; `None` when a part of it is not understood.
pub fn platforms(value: &str) -> Option<PlatformSet> {
    let reading = platforms::read(value);
    reading.unread.is_empty().then_some(reading.set)
}

fn word(text: &str) -> Option<InUse> {
    Some(match text {
        "-" | "–" | "n/a" | "na" | "not applicable" | "unknown" | "tbd" | "tbc" | "unclear" | "not said"
        | "unbekannt" | "unklar" | "offen" | "k.a" | "inconnu" | "a definir" | "desconocido" => {
            InUse::Unknown
        }
        "y" | "yes" | "true" | "1" | "on" | "enabled" | "active" | "in use" | "used" | "live"
        | "production" | "productive" | "in production" | "deployed" | "managed" | "j" | "ja" | "wahr"
        | "aktiv" | "aktiviert" | "genutzt" | "in nutzung" | "im einsatz" | "verwendet" | "produktiv"
        | "oui" | "vrai" | "actif" | "active (oui)" | "utilise" | "utilisee" | "en service" | "si"
        | "verdadero" | "activo" | "activa" | "activado" | "en uso" | "usado" | "✓" | "✔" | "✔️" | "☑"
        | "✅" | "🟢" => InUse::Yes,
        "partly" | "partial" | "partially" | "in part" | "some" | "pilot" | "limited" | "mixed"
        | "maybe or partial" | "maybe" | "p" | "(x)" | "(yes)" | "(ja)" | "(oui)" | "(si)" | "(✓)"
        | "teilweise" | "teils" | "zum teil" | "begrenzt" | "partiel" | "partielle" | "partiellement"
        | "en partie" | "parcial" | "parcialmente" | "en parte" | "◐" | "🟡" => InUse::Partly,
        "n"
        | "no"
        | "false"
        | "0"
        | "off"
        | "disabled"
        | "inactive"
        | "not used"
        | "not in use"
        | "unused"
        | "no longer used"
        | "no longer in use"
        | "retired"
        | "decommissioned"
        | "never"
        | "not enabled"
        | "nein"
        | "falsch"
        | "inaktiv"
        | "deaktiviert"
        | "nicht genutzt"
        | "nicht verwendet"
        | "nicht im einsatz"
        | "nicht aktiv"
        | "nicht mehr genutzt"
        | "nicht mehr im einsatz"
        | "ungenutzt"
        | "non"
        | "faux"
        | "inactif"
        | "desactive"
        | "pas utilise"
        | "non utilise"
        | "plus utilise"
        | "falso"
        | "inactivo"
        | "desactivado"
        | "no usado"
        | "no se usa"
        | "sin uso"
        | "✗"
        | "✘"
        | "❌"
        | "☐"
        | "🔴" => InUse::No,
        _ => return None,
    })
}

/// A share: none, all, or a part.
fn percent(text: &str) -> Option<InUse> {
    let share: u32 = text.strip_suffix('%')?.trim_end().parse().ok()?;
    match share {
        0 => Some(InUse::No),
        100 => Some(InUse::Yes),
        1..=99 => Some(InUse::Partly),
        _ => None,
    }
}

/// Words that go on: "in use by Sales", "not used since 2019", "im Einsatz bei der Logistik".
fn continued(text: &str) -> Option<InUse> {
    const BEGINNINGS: &[&str] = &[
        "in use",
        "not in use",
        "used",
        "not used",
        "no longer used",
        "in nutzung",
        "im einsatz",
        "nicht im einsatz",
        "utilise",
        "en uso",
    ];
    const LINKS: &[&str] = &[
        "by", "for", "with", "since", "on", "in", "at", "bei", "fur", "mit", "seit", "par", "pour", "avec",
        "por", "para", "con",
    ];
    let begins = |beginning: &&&str| {
        let rest = text.strip_prefix(**beginning).and_then(|rest| rest.strip_prefix(' '));
        rest.and_then(|rest| rest.split(' ').next()).is_some_and(|word| LINKS.contains(&word))
    };
    let said = BEGINNINGS.iter().find(begins).and_then(|beginning| word(beginning))?;
    if text.ends_with('?') { None } else { Some(narrowed(said, text)) }
}

fn narrowed(said: InUse, remark: &str) -> InUse {
    const NARROWING: &[&str] = &[
        "only",
        "partly",
        "partially",
        "some",
        "nur",
        "teilweise",
        "seulement",
        "uniquement",
        "solo",
        "pilot",
    ];
    let narrows = super::words::words(remark).iter().any(|word| NARROWING.contains(&word.as_str()));
    if said == InUse::Yes && narrows { InUse::Partly } else { said }
}

/// A word, a mark, and a remark that may narrow it.
fn remarked(text: &str) -> Option<InUse> {
    let (first, remark) =
        text.split_once([',', ';', ':', '(', '–', '/']).or_else(|| text.split_once(" - "))?;
    let said = word(first.trim_end()).filter(|said| *said != InUse::Unknown)?;
    // A second word of the same kind, as in "yes/no", is a choice that nobody made.
    if text.ends_with('?')
        || word(remark.trim()).is_some_and(|other| other != InUse::Unknown && other != said)
    {
        return None;
    }
    Some(narrowed(said, remark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_marks_for_use_are_read_and_no_others() {
        let check = |value: &str, expected: Option<InUse>| assert_eq!(in_use(value), expected, "{value:?}");
        check(" Yes ", Some(InUse::Yes));
        check("Sí", Some(InUse::Yes));
        check("Utilisé", Some(InUse::Yes));
        check("TRUE", Some(InUse::Yes));
        check("✔", Some(InUse::Yes));
        check("100 %", Some(InUse::Yes));
        check("Yes (since 2019)", Some(InUse::Yes));
        check("teilweise", Some(InUse::Partly));
        check("Yes, but only VIP", Some(InUse::Partly));
        check("Ja (nur Außendienst)", Some(InUse::Partly));
        check("40%", Some(InUse::Partly));
        // Partly what an "x" means, which is partly either way.
        check("(x)", Some(InUse::Partly));
        check("Nein", Some(InUse::No));
        check("No - replaced by VPN", Some(InUse::No));
        check("no longer used", Some(InUse::No));
        check("Not used since 2019", Some(InUse::No));
        check("In use with Docs@Work", Some(InUse::Yes));
        check("used by some in Sales", Some(InUse::Partly));
        check("???", Some(InUse::Unknown));
        check("in use at Sales?", None);
        check("in user hands", None);
        check("❌", Some(InUse::No));
        check("", Some(InUse::Unknown));
        check("n/a", Some(InUse::Unknown));
        check("-", Some(InUse::Unknown));
        check("x", None);
        check("X", None);
        check("yes?", None);
        check("yes/no", None);
        check("planned", None);
        check("geplant", None);
        check("only on Tuesdays", None);
        check("no idea", None);
        check("*", None);
    }

    #[test]
    fn platforms_are_given_only_when_the_whole_cell_is_understood() {
        assert_eq!(platforms("iOS, Symbian"), None);
        assert_eq!(platforms("all").map(PlatformSet::len), Some(6));
        assert_eq!(platforms(""), Some(PlatformSet::EMPTY));
    }
}
