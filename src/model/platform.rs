//! Device platforms as Intune manages them, and small sets of them.
//! How a customer's words map to platforms is intake's matter.

use crate::model::keyed::keyed;
use serde::{Deserialize, Serialize};

/// A platform in one management mode; the order is the order on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Platform {
    /// Windows 10 and 11.
    Windows,
    /// iPhone and iPad.
    Ios,
    /// Mac.
    Macos,
    /// Android, personally owned with a work profile.
    AndroidWorkProfile,
    /// Android, corporate-owned: fully managed or with a work profile.
    AndroidCorp,
    /// Android, corporate-owned and dedicated (kiosk, scanner).
    AndroidDedicated,
    /// Android Open Source Project devices without Google services.
    Aosp,
    /// Linux desktops.
    Linux,
    /// ChromeOS.
    Chromeos,
}

keyed!(Platform);

impl Platform {
    /// Every platform in screen order.
    pub const ALL: [Platform; 9] = [
        Platform::Windows,
        Platform::Ios,
        Platform::Macos,
        Platform::AndroidWorkProfile,
        Platform::AndroidCorp,
        Platform::AndroidDedicated,
        Platform::Aosp,
        Platform::Linux,
        Platform::Chromeos,
    ];

    /// The three ways in which Android Enterprise devices are managed.
    pub const ANDROID: [Platform; 3] =
        [Platform::AndroidWorkProfile, Platform::AndroidCorp, Platform::AndroidDedicated];

    /// The key used in the catalogue's data, project files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Platform::Windows => "windows",
            Platform::Ios => "ios",
            Platform::Macos => "macos",
            Platform::AndroidWorkProfile => "android-work-profile",
            Platform::AndroidCorp => "android-corp",
            Platform::AndroidDedicated => "android-dedicated",
            Platform::Aosp => "aosp",
            Platform::Linux => "linux",
            Platform::Chromeos => "chromeos",
        }
    }

    /// The platform of a key.
    pub fn from_key(key: &str) -> Option<Platform> {
        Platform::ALL.into_iter().find(|platform| platform.key() == key)
    }

    /// The name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Platform::Windows => "Windows",
            Platform::Ios => "iOS and iPadOS",
            Platform::Macos => "macOS",
            Platform::AndroidWorkProfile => "Android work profile",
            Platform::AndroidCorp => "Android corporate",
            Platform::AndroidDedicated => "Android dedicated",
            Platform::Aosp => "Android (AOSP)",
            Platform::Linux => "Linux",
            Platform::Chromeos => "ChromeOS",
        }
    }

    /// The name in a narrow table column.
    pub fn short(self) -> &'static str {
        match self {
            Platform::Windows => "Win",
            Platform::Ios => "iOS",
            Platform::Macos => "Mac",
            Platform::AndroidWorkProfile => "And WP",
            Platform::AndroidCorp => "And corp",
            Platform::AndroidDedicated => "And ded",
            Platform::Aosp => "AOSP",
            Platform::Linux => "Linux",
            Platform::Chromeos => "Chrome",
        }
    }

    /// Whether devices must be reset to move to Intune, in general.
    ///
    /// Corporate Android always; iOS and macOS unless Apple's migration with a deadline (OS 26)
    /// is used; Android work profile, Windows and Linux need none.
    pub fn needs_reset(self) -> bool {
        matches!(
            self,
            Platform::Ios
                | Platform::Macos
                | Platform::AndroidCorp
                | Platform::AndroidDedicated
                | Platform::Aosp
        )
    }

    fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

/// A set of platforms; iteration is in screen order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Platform>", into = "Vec<Platform>")]
pub struct PlatformSet(u16);

impl PlatformSet {
    /// The empty set, which on a feature means "the list does not say".
    pub const EMPTY: PlatformSet = PlatformSet(0);

    /// Adds a platform.
    pub fn insert(&mut self, platform: Platform) {
        self.0 |= platform.bit();
    }

    /// Whether the platform is in the set.
    pub fn contains(self, platform: Platform) -> bool {
        self.0 & platform.bit() != 0
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The number of platforms.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The platforms that are in either set.
    pub fn union(self, other: PlatformSet) -> PlatformSet {
        PlatformSet(self.0 | other.0)
    }

    /// The platforms that are in both sets.
    pub fn intersection(self, other: PlatformSet) -> PlatformSet {
        PlatformSet(self.0 & other.0)
    }

    /// The platforms in screen order.
    pub fn iter(self) -> impl Iterator<Item = Platform> {
        Platform::ALL.into_iter().filter(move |platform| self.contains(*platform))
    }

    /// The set in words for a narrow column: "All", "Android, iOS", or "not said".
    /// The three Android Enterprise modes together read "Android".
    pub fn label(self) -> String {
        if self.is_empty() {
            return "not said".to_owned();
        }
        let android: PlatformSet = Platform::ANDROID.into_iter().collect();
        let all_named: PlatformSet = [Platform::Windows, Platform::Ios, Platform::Macos]
            .into_iter()
            .collect::<PlatformSet>()
            .union(android);
        if self.intersection(all_named) == all_named {
            return "All".to_owned();
        }
        let whole_android = self.intersection(android) == android;
        let mut words: Vec<&str> = Vec::new();
        for platform in self.iter() {
            if whole_android && android.contains(platform) {
                if !words.contains(&"Android") {
                    words.push("Android");
                }
            } else {
                words.push(platform.short());
            }
        }
        words.join(", ")
    }
}

impl FromIterator<Platform> for PlatformSet {
    fn from_iter<I: IntoIterator<Item = Platform>>(platforms: I) -> Self {
        let mut set = PlatformSet::EMPTY;
        for platform in platforms {
            set.insert(platform);
        }
        set
    }
}

impl From<Vec<Platform>> for PlatformSet {
    fn from(platforms: Vec<Platform>) -> Self {
        platforms.into_iter().collect()
    }
}

impl From<PlatformSet> for Vec<Platform> {
    fn from(set: PlatformSet) -> Self {
        set.iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_platforms_are_each_others_inverse() {
        for platform in Platform::ALL {
            assert_eq!(Platform::from_key(platform.key()), Some(platform));
        }
        assert_eq!(Platform::from_key("amiga"), None);
    }

    #[test]
    fn labels_join_the_android_modes() {
        let check = |platforms: &[Platform], expected: &str| {
            assert_eq!(platforms.iter().copied().collect::<PlatformSet>().label(), expected);
        };
        check(&[], "not said");
        check(&Platform::ANDROID, "Android");
        check(&[Platform::Ios, Platform::AndroidCorp], "iOS, And corp");
        check(&Platform::ALL, "All");
    }
}
