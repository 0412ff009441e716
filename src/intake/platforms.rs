//! Words for platforms, several to a cell, as sets of Intune's platforms.
//! What is not known stays unread and is named; it is never taken for something near it.

use super::words::{plain, words};
use crate::model::platform::{Platform, PlatformSet};

/// The platforms of a cell and the parts that were not understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The platforms that were understood.
    pub set: PlatformSet,
    /// The other parts, in lower case.
    pub unread: Vec<String>,
    /// Whether words stand beside those that were understood, such as "Hello" in "Windows Hello".
    pub more_words: bool,
}

const NOT_SAID: &[&str] =
    &["", "-", "–", "?", "n/a", "na", "tbd", "none", "keine", "k.a.", "unknown", "unbekannt"];

const ALL: &[&str] = &[
    "*",
    "all",
    "any",
    "alle",
    "egal",
    "tous",
    "toutes",
    "todos",
    "todas",
    "everything",
    "cross platform",
    "multi platform",
    "plattformubergreifend",
    "multiplateforme",
    "multiplataforma",
];

/// Words for what one carries, and for what stands on a desk.
const MOBILE: &[&str] = &[
    "mobile",
    "mobiles",
    "mobil",
    "smartphone",
    "smartphones",
    "handy",
    "handys",
    "phone",
    "phones",
    "tablet",
    "tablets",
    "mobilgerate",
    "mobilgerat",
    "moviles",
    "movil",
];
const DESKTOP: &[&str] = &[
    "desktop",
    "desktops",
    "computer",
    "computers",
    "laptop",
    "laptops",
    "notebook",
    "notebooks",
    "rechner",
    "workstation",
    "workstations",
    "ordinateur",
    "ordinateurs",
    "ordenador",
    "ordenadores",
    "portatiles",
];

const IOS: &[&str] = &["ios", "ipados", "iphone", "iphones", "ipad", "ipads", "iphoneos", "ipod"];
const MACOS: &[&str] = &["macos", "mac", "macs", "osx", "macbook", "macbooks", "imac", "imacs"];
const WINDOWS: &[&str] = &["windows", "win", "pc", "pcs", "surface", "hololens"];
const ANDROID: &[&str] = &["android", "androids", "samsung", "ae"];
const LINUX: &[&str] = &["linux", "ubuntu", "redhat", "rhel", "debian", "suse", "fedora"];
const CHROMEOS: &[&str] = &["chromeos", "chromebook", "chromebooks"];

/// The modes of Android; one of these words decides.
const WORK_PROFILE: &[&str] = &[
    "work profile",
    "byod",
    "wp",
    "personally owned",
    "arbeitsprofil",
    "profil professionnel",
    "perfil de trabajo",
];
const CORPORATE: &[&str] = &[
    "fully managed",
    "cope",
    "cobo",
    "corporate",
    "corp",
    "company owned",
    "work managed",
    "vollstandig verwaltet",
];
const DEDICATED: &[&str] = &[
    "dedicated",
    "cosu",
    "kiosk",
    "rugged",
    "scanner",
    "scanners",
    "handheld",
    "handhelds",
    "zebra",
    "honeywell",
];
/// Mode words that mean Android even where it is not named.
const ANDROID_ALONE: &[&str] = &[
    "work profile",
    "fully managed",
    "cope",
    "cobo",
    "work managed",
    "dedicated",
    "cosu",
    "kiosk",
    "rugged",
    "scanner",
    "scanners",
    "handheld",
    "handhelds",
    "zebra",
];

/// Words that turn a platform into something else, or away.
const OTHERWISE: &[&str] = &[
    "not", "no", "except", "without", "kein", "keine", "nicht", "ohne", "ausser", "sans", "sauf", "excepto",
    "sin", "ce", "server", "embedded", "rt", "tvos", "tv", "watchos", "watch", "wear", "visionos",
];

/// The platforms of a cell.
pub fn read(cell: &str) -> Reading {
    let mut reading = Reading::default();
    if NOT_SAID.contains(&plain(cell).as_str()) {
        return reading;
    }
    let (mut android, mut not_windows) = (false, false);
    for part in parts(cell) {
        let heads = versionless(&part.text);
        // In "Windows CE/Mobile" the second word belongs to Windows too.
        if not_windows && heads.iter().all(|word| MOBILE.contains(&word.as_str())) {
            reading.unread.push(part.text);
            continue;
        }
        // A version alone, as in "Windows 10, 11" or "iOS 16/17", belongs to what stands before.
        if heads.is_empty() && part.inside.is_empty() && !reading.set.is_empty() {
            continue;
        }
        match qualified(&heads, &part.inside, android) {
            Some(set) => {
                android = !set.intersection(Platform::ANDROID.into_iter().collect()).is_empty();
                reading.set = reading.set.union(set);
                reading.more_words |= heads.iter().any(|word| !is_known(word));
            }
            None => {
                not_windows = WINDOWS.iter().any(|word| holds(&heads.join(" "), word));
                reading.unread.push(part.text);
            }
        }
    }
    reading
}

/// The platforms that a heading names and nothing else; empty for other headings. Of a header of two rows the
/// lower one counts.
pub fn of_heading(heading: &str) -> PlatformSet {
    let title = heading.rsplit(" / ").next().unwrap_or(heading);
    let reading = read(title);
    let alone = reading.unread.is_empty() && !reading.more_words && !ALL.contains(&plain(title).as_str());
    if alone { reading.set } else { PlatformSet::EMPTY }
}

/// A part of a list with what its brackets hold.
#[derive(Default)]
struct Part {
    text: String,
    inside: String,
}

/// The parts of a cell in lower case: at marks and words that part a list, but not in brackets.
fn parts(cell: &str) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    let mut depth = 0_u32;
    for letter in cell.chars() {
        let Some(part) = parts.last_mut() else { continue };
        match letter {
            '(' | '[' => {
                depth += 1;
                part.inside.push(',');
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            other if depth > 0 => part.inside.push(other),
            '\n' | '\r' | '•' | ',' | ';' | '/' | '&' | '+' | '|' => parts.push(Part::default()),
            other => part.text.push(other),
        }
    }
    let mut all: Vec<Part> = Vec::new();
    for part in parts {
        let mut texts = vec![String::new()];
        for word in plain(&part.text).split(' ') {
            match texts.last_mut() {
                Some(text)
                    if !matches!(word, "and" | "und" | "et" | "y" | "or" | "oder" | "ou" | "sowie") =>
                {
                    text.push_str(word);
                    text.push(' ');
                }
                _ => texts.push(String::new()),
            }
        }
        let last = texts.pop().unwrap_or_default();
        all.extend(
            texts.into_iter().map(|text| Part { text: text.trim().to_owned(), inside: String::new() }),
        );
        all.push(Part { text: last.trim().to_owned(), inside: part.inside });
    }
    all.retain(|part| {
        part.text.chars().any(char::is_alphanumeric) || part.text == "*" || part.inside.len() > 1
    });
    all
}

/// The platforms of one part. Brackets can name Android's modes or turn the part into something else;
/// other remarks in them, such as "supervised", change nothing.
fn qualified(heads: &[String], inside: &str, android: bool) -> Option<PlatformSet> {
    let modes =
        || inside.split([',', ';', '/', '&', '+', '|']).filter_map(|text| mode(&words(text).join(" ")));
    if OTHERWISE.iter().any(|word| holds(&words(inside).join(" "), word)) {
        return None;
    }
    if heads.is_empty() {
        return platform(&versionless(inside), android);
    }
    let set = platform(heads, android)?;
    let every_mode: PlatformSet = Platform::ANDROID.into_iter().collect();
    if set == every_mode && modes().next().is_some() { Some(modes().collect()) } else { Some(set) }
}

/// The words without versions: "windows10 22h2" is "windows", "ios 17" is "ios".
fn versionless(part: &str) -> Vec<String> {
    if part == "*" {
        return vec![part.to_owned()];
    }
    words(part)
        .into_iter()
        .filter(|word| !word.starts_with(|letter: char| letter.is_ascii_digit()))
        .map(|word| if matches!(word.as_str(), "w10" | "w11") { "windows".to_owned() } else { word })
        .map(|word| word.trim_end_matches(|letter: char| letter.is_ascii_digit()).to_owned())
        .filter(|word| !word.is_empty() && word != "v" && word != "version")
        .collect()
}

/// The platforms of one part; `android` when the part before was one of Android's.
fn platform(heads: &[String], android: bool) -> Option<PlatformSet> {
    let whole = heads.join(" ");
    let has = |known: &[&str]| known.iter().any(|phrase| holds(&whole, phrase));
    if heads.is_empty() || has(OTHERWISE) {
        return None;
    }
    let set = |platforms: &[Platform]| platforms.iter().copied().collect::<PlatformSet>();
    let mut found = PlatformSet::EMPTY;
    if has(&["aosp"]) {
        return Some(set(&[Platform::Aosp]));
    }
    if has(WINDOWS) && !has(&["mobile", "phone", "phones"]) {
        found = found.union(set(&[Platform::Windows]));
    }
    if has(IOS) {
        found = found.union(set(&[Platform::Ios]));
    }
    if has(MACOS) || has(&["os x", "mac os"]) {
        found = found.union(set(&[Platform::Macos]));
    }
    if has(LINUX) || has(&["red hat"]) {
        found = found.union(set(&[Platform::Linux]));
    }
    if has(CHROMEOS) || has(&["chrome os"]) {
        found = found.union(set(&[Platform::Chromeos]));
    }
    if has(ANDROID) || (found.is_empty() && (has(ANDROID_ALONE) || android && mode(&whole).is_some())) {
        found = found.union(mode(&whole).map_or(set(&Platform::ANDROID), |mode| set(&[mode])));
    }
    if !found.is_empty() || has(WINDOWS) {
        return (!found.is_empty()).then_some(found);
    }
    general(heads, &whole)
}

/// Words that name no platform but a kind of device.
fn general(heads: &[String], whole: &str) -> Option<PlatformSet> {
    let every = |known: &[&str]| heads.iter().all(|word| known.contains(&word.as_str()) || filler(word));
    let some = |known: &[&str]| heads.iter().any(|word| known.contains(&word.as_str()));
    let ios_and_android = || Platform::ANDROID.into_iter().chain([Platform::Ios]).collect::<PlatformSet>();
    let computers = || [Platform::Windows, Platform::Macos].into_iter().collect::<PlatformSet>();
    if some(&["apple"]) {
        let mobile = some(MOBILE);
        return Some(if mobile {
            [Platform::Ios].into_iter().collect()
        } else {
            [Platform::Ios, Platform::Macos].into_iter().collect()
        });
    }
    if some(MOBILE) && every(MOBILE) {
        Some(ios_and_android())
    } else if some(DESKTOP) && every(DESKTOP) {
        Some(computers())
    } else if ALL.contains(&whole) || (some(ALL) && every(ALL)) {
        Some(ios_and_android().union(computers()))
    } else {
        None
    }
}

fn filler(word: &str) -> bool {
    const FILLERS: &[&str] = &[
        "all",
        "alle",
        "tous",
        "les",
        "los",
        "the",
        "only",
        "nur",
        "os",
        "device",
        "devices",
        "platform",
        "platforms",
        "gerate",
        "gerat",
        "plattformen",
        "plateformes",
        "plataformas",
        "appareils",
        "dispositivos",
        "client",
        "clients",
        "company",
        "owned",
        "corporate",
        "managed",
        "supervised",
        "enterprise",
        "x",
    ];
    FILLERS.contains(&word)
}

fn is_known(word: &str) -> bool {
    let vocabularies =
        [MOBILE, DESKTOP, IOS, MACOS, WINDOWS, ANDROID, LINUX, CHROMEOS, WORK_PROFILE, CORPORATE, DEDICATED];
    filler(word)
        || matches!(word, "apple" | "aosp" | "chrome" | "red" | "hat")
        || vocabularies.into_iter().flatten().any(|phrase| holds(phrase, word))
}

/// Android's mode; a corporate device with a work profile is corporate.
fn mode(whole: &str) -> Option<Platform> {
    let has = |known: &[&str]| known.iter().any(|phrase| holds(whole, phrase));
    if has(DEDICATED) {
        Some(Platform::AndroidDedicated)
    } else if has(CORPORATE) {
        Some(Platform::AndroidCorp)
    } else if has(WORK_PROFILE) {
        Some(Platform::AndroidWorkProfile)
    } else {
        None
    }
}

/// Whether the phrase stands in the text as whole words.
fn holds(whole: &str, phrase: &str) -> bool {
    let mut rest = whole;
    loop {
        if rest.strip_prefix(phrase).is_some_and(|after| after.is_empty() || after.starts_with(' ')) {
            return true;
        }
        match rest.split_once(' ') {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
}

#[cfg(test)]
#[path = "platforms/tests.rs"]
mod tests;
