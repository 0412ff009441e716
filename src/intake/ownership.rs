//! Words for who owns devices, and what they say about the mode of Android.
//! A value that is not understood is `None`, never a guess.

use super::words::plain;
use crate::model::ownership::Ownership;
use crate::model::platform::{Platform, PlatformSet};

/// The owner that a cell names; blank is `Unsaid`, `None` when it is not understood.
pub fn read(value: &str) -> Option<Ownership> {
    let text = plain(value);
    if text.trim_matches(['?', '-']).is_empty() {
        return Some(Ownership::Unsaid);
    }
    let parts = text.split([',', ';', '/', '&', '|', '+']).map(str::trim).filter(|part| !part.is_empty());
    let mut said = Ownership::Unsaid;
    for part in parts.flat_map(|part| part.split(" and ").flat_map(|part| part.split(" und "))) {
        said = match (said, word(part)?) {
            (Ownership::Unsaid, word) => word,
            (known, word) if known == word || word == Ownership::Unsaid => known,
            _ => Ownership::Both,
        };
    }
    Some(said)
}

fn word(text: &str) -> Option<Ownership> {
    Some(match text {
        "c"
        | "corporate"
        | "corp"
        | "corporate owned"
        | "corporate-owned"
        | "corporate - dedicated"
        | "corporate - shared"
        | "corporate dedicated"
        | "corporate shared"
        | "institutional"
        | "institutionally owned"
        | "company"
        | "company owned"
        | "company-owned"
        | "company device"
        | "cobo"
        | "cope"
        | "cosu"
        | "cyod"
        | "dedicated"
        | "shared"
        | "supervised"
        | "firma"
        | "dienstlich"
        | "dienstgerat"
        | "firmengerat"
        | "firmeneigen"
        | "unternehmen"
        | "entreprise"
        | "professionnel"
        | "empresa"
        | "corporativo" => Ownership::Corporate,
        "e" | "personal" | "byod" | "employee" | "employee owned" | "employee-owned" | "private"
        | "user owned" | "user-owned" | "privat" | "privatgerat" | "personnel" | "prive" | "privado" => {
            Ownership::Personal
        }
        "both" | "all" | "any" | "beide" | "alle" | "les deux" | "tous" | "ambos" | "todos" | "mixed" => {
            Ownership::Both
        }
        "n/a" | "na" | "unknown" | "undefined" | "unassigned" | "not said" | "unbekannt" | "inconnu" => {
            Ownership::Unsaid
        }
        _ => return None,
    })
}

/// The platforms of a feature when its owner is known: of all three modes of Android, as a bare "Android"
/// means, personal devices have the work profile and corporate ones the others.
pub fn narrow(platforms: PlatformSet, owner: Ownership) -> PlatformSet {
    let android: PlatformSet = Platform::ANDROID.into_iter().collect();
    if platforms.intersection(android) != android {
        return platforms;
    }
    let keeps = |platform: Platform| match owner {
        Ownership::Unsaid | Ownership::Both => true,
        Ownership::Personal => !android.contains(platform) || platform == Platform::AndroidWorkProfile,
        Ownership::Corporate => platform != Platform::AndroidWorkProfile,
    };
    platforms.iter().filter(|platform| keeps(*platform)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_are_read_and_nothing_else() {
        let check = |value: &str, expected| assert_eq!(read(value), expected, "{value:?}");
        check("Corporate - Dedicated", Some(Ownership::Corporate));
        check("BYOD", Some(Ownership::Personal));
        check("COPE, BYOD", Some(Ownership::Both));
        check("Firma und privat", Some(Ownership::Both));
        check("COBO / COSU", Some(Ownership::Corporate));
        check("", Some(Ownership::Unsaid));
        check("Sales", None);
    }

    #[test]
    fn the_owner_narrows_a_bare_android() {
        let android: PlatformSet = Platform::ANDROID.into_iter().chain([Platform::Ios]).collect();
        assert_eq!(narrow(android, Ownership::Personal).label(), "iOS, And WP");
        assert_eq!(narrow(android, Ownership::Corporate).label(), "iOS, And corp, And ded");
        assert_eq!(narrow(android, Ownership::Both), android);
        let dedicated: PlatformSet = [Platform::AndroidDedicated].into_iter().collect();
        assert_eq!(narrow(dedicated, Ownership::Personal), dedicated);
    }
}
