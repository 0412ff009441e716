//! Versions of operating systems, grouped so that a handful remain.
//! Source of the Windows builds: Microsoft's release information for Windows 10 and Windows 11, as of 2025-10.

use crate::model::platform::Platform;

/// Windows builds and their releases.
const BUILDS: &[(u32, &str)] = &[
    (26200, "Windows 11 25H2"),
    (26100, "Windows 11 24H2"),
    (22631, "Windows 11 23H2"),
    (22621, "Windows 11 22H2"),
    (22000, "Windows 11 21H2"),
    (19045, "Windows 10 22H2"),
    (19044, "Windows 10 21H2"),
    (19043, "Windows 10 21H1"),
    (19042, "Windows 10 20H2"),
    (19041, "Windows 10 2004"),
    (18363, "Windows 10 1909"),
    (18362, "Windows 10 1903"),
    (17763, "Windows 10 1809"),
    (17134, "Windows 10 1803"),
    (16299, "Windows 10 1709"),
    (15063, "Windows 10 1703"),
    (14393, "Windows 10 1607"),
    (10586, "Windows 10 1511"),
    (10240, "Windows 10 1507"),
];

/// The group of a version on a platform: the release of Windows, the major version of others (of macOS 10 and
/// of Linux with the minor version); the text itself when it holds no number.
pub fn group(platform: Option<Platform>, version: &str) -> String {
    let version = version.trim();
    let numbers: Vec<u32> = version
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
        .take(6)
        .collect();
    let Some(first) = numbers.first() else { return version.to_owned() };
    match platform {
        Some(Platform::Windows) => {
            let build = numbers.iter().find_map(|number| BUILDS.iter().find(|(build, _)| build == number));
            build.map_or_else(|| version.to_owned(), |(_, release)| (*release).to_owned())
        }
        Some(platform) => {
            let minor = numbers
                .get(1)
                .filter(|_| platform == Platform::Linux || (platform == Platform::Macos && *first == 10));
            match minor {
                Some(minor) => format!("{} {first}.{minor}", name(platform)),
                None => format!("{} {first}", name(platform)),
            }
        }
        None => version.to_owned(),
    }
}

/// The system of a platform, without how it is managed.
fn name(platform: Platform) -> &'static str {
    match platform {
        Platform::AndroidWorkProfile
        | Platform::AndroidCorp
        | Platform::AndroidDedicated
        | Platform::Aosp => "Android",
        Platform::Ios => "iOS/iPadOS",
        other => other.label(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_grouped() {
        let check =
            |platform, version: &str, group_of: &str| assert_eq!(group(Some(platform), version), group_of);
        check(Platform::Windows, "10.0.22631.3880", "Windows 11 23H2");
        check(Platform::Windows, "10.0 (19045)", "Windows 10 22H2");
        check(Platform::Windows, "6.1.7601", "6.1.7601");
        check(Platform::Ios, "17.5.1", "iOS/iPadOS 17");
        check(Platform::Ios, "iPadOS 16.7", "iOS/iPadOS 16");
        check(Platform::Macos, "10.15.7", "macOS 10.15");
        check(Platform::Macos, "14.5 (23F79)", "macOS 14");
        check(Platform::AndroidCorp, "13", "Android 13");
        check(Platform::AndroidCorp, "10.0.0", "Android 10");
        check(Platform::Ios, "unknown", "unknown");
        assert_eq!(group(None, " 5.1 "), "5.1");
    }
}
