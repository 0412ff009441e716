//! From the cells of a device to its platform, as Intune manages platforms.
//! What names no platform is said to be unread, never taken for something near it.

use crate::intake::platforms;
use crate::intake::words::words;
use crate::model::ownership::Ownership;
use crate::model::platform::{Platform, PlatformSet};

/// The cells of a device that say what it is; blank where the list has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts<'a> {
    /// Operating system.
    pub platform: &'a str,
    /// Its version.
    pub version: &'a str,
    /// Model.
    pub model: &'a str,
    /// Manufacturer.
    pub manufacturer: &'a str,
    /// How it is enrolled.
    pub enrolment: &'a str,
}

/// What the cells say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A platform.
    Platform(Platform),
    /// Android, without a word on how it is managed or who owns it.
    Android,
    /// Nothing that is understood; the value that was looked at.
    Unread(String),
}

/// Words that consoles write as one, with what they mean. Intune calls personally owned work profiles
/// `AndroidForWork` and corporate-owned Android `AndroidEnterprise`.
const JOINED: &[(&str, Platform)] = &[
    ("androidforwork", Platform::AndroidWorkProfile),
    ("androidworkprofile", Platform::AndroidWorkProfile),
    ("androidaosp", Platform::Aosp),
    ("androidopensourceproject", Platform::Aosp),
    ("androiddedicated", Platform::AndroidDedicated),
    ("androidfullymanaged", Platform::AndroidCorp),
    ("androidcorporateownedworkprofile", Platform::AndroidCorp),
    ("macmdm", Platform::Macos),
    ("appleosx", Platform::Macos),
    ("osx", Platform::Macos),
    ("windowspc", Platform::Windows),
    ("winrt", Platform::Windows),
    ("cloudpc", Platform::Windows),
];

/// The platform of a device.
pub fn platform(facts: &Facts, ownership: Ownership) -> Told {
    let android: PlatformSet = Platform::ANDROID.into_iter().collect();
    for text in [facts.platform, facts.version, facts.model, facts.manufacturer] {
        let set = named(text);
        let mut found = set.iter();
        match (found.next(), found.next()) {
            (Some(one), None) => return Told::Platform(one),
            (Some(_), Some(_)) if set.intersection(android) == set => return managed(facts, ownership),
            // "Apple" alone: the model tells.
            (Some(_), Some(_)) => {
                let narrower = named(facts.model).intersection(set);
                let mut found = narrower.iter();
                if let (Some(one), None) = (found.next(), found.next()) {
                    return Told::Platform(one);
                }
            }
            (None, _) => {}
        }
    }
    let looked_at = [facts.platform, facts.model, facts.version].into_iter().find(|text| !text.is_empty());
    Told::Unread(looked_at.unwrap_or_default().to_owned())
}

fn named(text: &str) -> PlatformSet {
    if text.is_empty() {
        return PlatformSet::EMPTY;
    }
    let joined = words(text).concat();
    let known = JOINED.iter().find(|(word, _)| *word == joined);
    known.map_or_else(|| platforms::read(text).set, |(_, platform)| [*platform].into_iter().collect())
}

/// How Android is managed: by the enrolment type, else by the owner.
fn managed(facts: &Facts, ownership: Ownership) -> Told {
    let said = words(facts.enrolment).join(" ");
    if said.split(' ').any(|word| word == "aosp") {
        return Told::Platform(Platform::Aosp);
    }
    let set = platforms::read(&format!("android ({said})")).set;
    let mut found = set.iter();
    match (found.next(), found.next(), ownership) {
        (Some(one), None, _) => Told::Platform(one),
        (_, _, Ownership::Personal) => Told::Platform(Platform::AndroidWorkProfile),
        (_, _, Ownership::Corporate) => Told::Platform(Platform::AndroidCorp),
        _ => Told::Android,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_are_told_by_what_the_list_says() {
        let check = |platform_cell: &str, model: &str, enrolment: &str, ownership, told: Told| {
            let facts = Facts { platform: platform_cell, model, enrolment, ..Facts::default() };
            assert_eq!(platform(&facts, ownership), told, "{facts:?}");
        };
        let is = Told::Platform;
        check("iOS/iPadOS", "", "", Ownership::Unsaid, is(Platform::Ios));
        check("Apple iOS", "", "", Ownership::Unsaid, is(Platform::Ios));
        check("Apple", "MacBook Pro (14-inch)", "", Ownership::Unsaid, is(Platform::Macos));
        check("Microsoft Windows NT Workstation 10.0", "", "", Ownership::Unsaid, is(Platform::Windows));
        check("Windows Server 2019", "", "", Ownership::Unsaid, Told::Unread("Windows Server 2019".into()));
        check("MacMDM", "", "", Ownership::Unsaid, is(Platform::Macos));
        check(
            "Android",
            "",
            "Android Enterprise (Dedicated)",
            Ownership::Corporate,
            is(Platform::AndroidDedicated),
        );
        check("Android", "", "", Ownership::Personal, is(Platform::AndroidWorkProfile));
        check("Android (fully managed)", "", "", Ownership::Unsaid, is(Platform::AndroidCorp));
        check("AndroidForWork", "", "", Ownership::Unsaid, is(Platform::AndroidWorkProfile));
        check("Android", "", "", Ownership::Unsaid, Told::Android);
        check("", "iPad Air (5th generation)", "", Ownership::Unsaid, is(Platform::Ios));
        check("", "Latitude 7440", "", Ownership::Unsaid, Told::Unread("Latitude 7440".into()));
        check("tvOS", "", "", Ownership::Unsaid, Told::Unread("tvOS".into()));
        check("ChromeOS", "", "", Ownership::Unsaid, is(Platform::Chromeos));
    }
}
