//! What platform words are read as, and what is left unread.

use super::*;

fn set(platforms: &[Platform]) -> PlatformSet {
    platforms.iter().copied().collect()
}

#[test]
fn several_platforms_in_a_cell_are_read() {
    use Platform::{
        AndroidCorp, AndroidDedicated, AndroidWorkProfile, Aosp, Chromeos, Ios, Linux, Macos, Windows,
    };
    let check = |cell: &str, expected: &[Platform]| {
        let reading = read(cell);
        assert_eq!((reading.set, reading.unread), (set(expected), Vec::new()), "{cell:?}");
    };
    let every = [Windows, Ios, Macos, AndroidWorkProfile, AndroidCorp, AndroidDedicated];
    check("", &[]);
    check("n/a", &[]);
    check("iOS", &[Ios]);
    check("iOS/iPadOS", &[Ios]);
    check("iPhone und iPad", &[Ios]);
    check("Apple mobile", &[Ios]);
    check("Apple", &[Ios, Macos]);
    check("company-owned iPhones", &[Ios]);
    check("iOS (supervised)", &[Ios]);
    check("iOS 16/17", &[Ios]);
    check("iOS, macOS", &[Ios, Macos]);
    check("iOS\nmacOS 14+", &[Ios, Macos]);
    check("Mac OS X", &[Macos]);
    check("Win 11 / Mac", &[Windows, Macos]);
    check("Windows 10, 11", &[Windows]);
    check("Windows10/11 22H2; OS X", &[Windows, Macos]);
    check("W11|PC", &[Windows]);
    check("Windows kiosk", &[Windows]);
    check("Android", &Platform::ANDROID);
    check("Android Enterprise 12, 13", &Platform::ANDROID);
    check("Samsung tablets", &Platform::ANDROID);
    check("Android (work profile, COPE)", &[AndroidWorkProfile, AndroidCorp]);
    check("Android (14+)", &Platform::ANDROID);
    check("Android BYOD", &[AndroidWorkProfile]);
    check("Android BYOD / dedicated", &[AndroidWorkProfile, AndroidDedicated]);
    check("Android: work profile, corporate", &[AndroidWorkProfile, AndroidCorp]);
    check("Android corporate-owned work profile", &[AndroidCorp]);
    check("fully managed", &[AndroidCorp]);
    check("rugged Android", &[AndroidDedicated]);
    check("Scanner", &[AndroidDedicated]);
    check("COSU", &[AndroidDedicated]);
    check("Android AOSP", &[Aosp]);
    check("Ubuntu", &[Linux]);
    check("Chromebooks & Chrome OS", &[Chromeos]);
    check("mobile devices", &[Ios, AndroidWorkProfile, AndroidCorp, AndroidDedicated]);
    check("Smartphones", &[Ios, AndroidWorkProfile, AndroidCorp, AndroidDedicated]);
    check("Laptops", &[Windows, Macos]);
    check("alle", &every);
    check("all devices", &every);
    check("Toutes", &every);
    check("*", &every);
    check("mobile + desktop", &every);
}

#[test]
fn what_is_not_known_is_named_and_not_guessed() {
    let check = |cell: &str, expected: &[Platform], unread: &[&str]| {
        let reading = read(cell);
        let unread: Vec<String> = unread.iter().map(|part| (*part).to_owned()).collect();
        assert_eq!((reading.set, reading.unread), (set(expected), unread), "{cell:?}");
    };
    check("Amiga", &[], &["amiga"]);
    check("iOS, Symbian", &[Platform::Ios], &["symbian"]);
    check("Windows CE", &[], &["windows ce"]);
    check("Android, Windows CE/Mobile", &Platform::ANDROID, &["windows ce", "mobile"]);
    check("Windows Phone", &[], &["windows phone"]);
    check("Windows (Server)", &[], &["windows"]);
    check("tvOS", &[], &["tvos"]);
    check("all except iOS", &[], &["all except ios"]);
    check("nicht Android", &[], &["nicht android"]);
    check("BYOD", &[], &["byod"]);
    check("corporate", &[], &["corporate"]);
    check("10", &[], &["10"]);
    check("x", &[], &["x"]);
}

#[test]
fn words_beside_a_platform_are_noticed() {
    let check = |cell: &str, expected: bool| assert_eq!(read(cell).more_words, expected, "{cell:?}");
    check("Windows 11, company-owned iPads", false);
    check("Windows Hello", true);
    check("Restrict iOS app store", true);
}
