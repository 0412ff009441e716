//! The setting of a row: platforms, category, and what it wants done, as far as they agree with a capability.
//! It reads no meaning into other words; what agreement counts is in `score`.

use super::index::Index;
use super::text::Word;
use crate::intake::Feature;
use crate::model::platform::{Platform, PlatformSet};

const ANDROID: &[Platform] =
    &[Platform::AndroidWorkProfile, Platform::AndroidCorp, Platform::AndroidDedicated, Platform::Aosp];

/// The platforms that a row is about: those of its column, else those that its name says; empty when neither says any.
pub fn platforms(feature: &Feature) -> PlatformSet {
    if feature.platforms.is_empty() { said(&feature.name) } else { feature.platforms }
}

/// The platforms that a text says.
fn said(text: &str) -> PlatformSet {
    let mut said = PlatformSet::EMPTY;
    for word in text.split(|letter: char| !letter.is_alphanumeric()) {
        let platforms: &[Platform] = match word.to_lowercase().as_str() {
            "ios" | "ipados" | "ipad" | "ipads" | "iphone" | "iphones" => &[Platform::Ios],
            "macos" | "mac" | "macs" | "osx" | "macbook" | "macbooks" => &[Platform::Macos],
            "android" | "samsung" | "knox" => ANDROID,
            // Windows of time are no platform.
            "windows" if word.starts_with('W') => &[Platform::Windows],
            "win10" | "win11" | "win32" => &[Platform::Windows],
            "linux" | "ubuntu" => &[Platform::Linux],
            "chromeos" | "chromebook" | "chromebooks" => &[Platform::Chromeos],
            _ => &[],
        };
        platforms.iter().for_each(|platform| said.insert(*platform));
    }
    said
}

/// How many vendors' platforms a set holds; Android in all its modes is one.
pub fn families(set: PlatformSet) -> usize {
    let android: PlatformSet = ANDROID.iter().copied().collect();
    let of_android = set.intersection(android);
    set.len() - of_android.len() + usize::from(!of_android.is_empty())
}

/// How a row's platforms and a capability's agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// One of them says none, or the row says nearly all.
    Open,
    /// They have one in common.
    Common,
    /// They have none in common.
    Apart,
    /// The row says none or many, the capability is for one only.
    Narrow,
}

/// How a row's platforms and a capability's agree; each with the number of its [`families`].
pub fn agreement(
    row: PlatformSet,
    row_families: usize,
    capability: PlatformSet,
    families: usize,
) -> Agreement {
    if capability.is_empty() {
        Agreement::Open
    } else if row.is_empty() || row_families > 2 {
        if families == 1 { Agreement::Narrow } else { Agreement::Open }
    } else if row.intersection(capability).is_empty() {
        Agreement::Apart
    } else {
        Agreement::Common
    }
}

/// The areas that a row's category names, in its language or in English, by place in the index.
pub fn areas(index: &Index, feature: &Feature) -> Vec<u32> {
    if feature.category.is_empty() {
        return Vec::new();
    }
    let language = index.words.language(&feature.category);
    let words = index.words.of(&feature.category, language);
    let names = |stem: &String| {
        let english = |word: &Word| index.words.english(&word.stem, language).contains(stem);
        words.iter().any(|word| word.stem == *stem || english(word))
    };
    let named = (0..).zip(&index.areas).filter(|(_, area)| area.stems.iter().any(names));
    named.map(|(place, _)| place).collect()
}

/// Pairs of opposite actions, by how their folded words begin, in the four languages.
const OPPOSITES: &[(&[&str], &[&str])] = &[
    (
        &["allow", "enabl", "permit", "unblock", "erlaub", "zulass", "autoris", "permet"],
        &[
            "block",
            "disabl",
            "restrict",
            "prevent",
            "prohib",
            "disallow",
            "forbid",
            "deny",
            "sperr",
            "verbiet",
            "verhinder",
            "untersag",
            "interdi",
            "bloqu",
            "desactiv",
        ],
    ),
    (
        &["install", "deploy", "instal", "verteil", "deploi"],
        &["uninstall", "remov", "deinstall", "desinstall", "entfern", "supprim", "desinstal"],
    ),
    (&["enroll", "enrol", "registrier", "inscri"], &["unenroll", "unenrol", "retir", "abmeld", "desinscri"]),
    (&["assign", "zuweis", "affect"], &["unassign", "revok", "entzieh", "revoq"]),
];

/// The actions that a folded text names: two bits for each pair of opposites.
pub fn actions(folded: &str) -> u8 {
    let mut actions = 0;
    for word in folded.split(' ') {
        for (pair, (one, other)) in OPPOSITES.iter().enumerate() {
            if one.iter().any(|begin| word.starts_with(begin)) {
                actions |= 1 << (2 * pair);
            } else if other.iter().any(|begin| word.starts_with(begin)) {
                actions |= 2 << (2 * pair);
            }
        }
    }
    actions
}

/// Whether a row that names these actions wants the opposite of what a text says.
pub fn opposite(asked: u8, said: u8) -> bool {
    (0..OPPOSITES.len()).any(|pair| {
        let (asked, said) = ((asked >> (2 * pair)) & 3, (said >> (2 * pair)) & 3);
        asked ^ said == 3 && asked != 0 && said != 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_its_platforms() {
        let check = |text: &str, expected: &[Platform]| {
            assert_eq!(said(text), expected.iter().copied().collect(), "{text}");
        };
        check("Kiosk on iPads and Windows 11", &[Platform::Ios, Platform::Windows]);
        check("maintenance windows", &[]);
        check("Android", ANDROID);
    }

    #[test]
    fn platforms_agree_or_not() {
        let set = |platforms: &[Platform]| platforms.iter().copied().collect::<PlatformSet>();
        let (ios, windows) = (set(&[Platform::Ios]), set(&[Platform::Windows]));
        let all = set(&[Platform::Ios, Platform::Windows, Platform::Macos, Platform::AndroidCorp]);
        let agreement = |row, capability| agreement(row, families(row), capability, families(capability));
        assert_eq!(agreement(ios, windows), Agreement::Apart);
        assert_eq!(agreement(ios, all), Agreement::Common);
        assert_eq!(agreement(all, ios), Agreement::Narrow);
        assert_eq!(agreement(PlatformSet::EMPTY, ios), Agreement::Narrow);
        assert_eq!(agreement(ios, PlatformSet::EMPTY), Agreement::Open);
    }

    #[test]
    fn opposites_are_told_by_their_words() {
        assert_eq!(actions("block camera") ^ actions("allow camera"), 3);
        assert_eq!(actions("uninstall apps"), 2 << 2);
        assert_eq!(actions("camera"), 0);
    }
}
