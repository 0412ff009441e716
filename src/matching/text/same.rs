//! Words that mean the same, words that nearly do, and abbreviations written out.
//! Same words are one word to the matcher; near ones count less.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Spellings and renames that mean the same in every list, folded.
const SAME: &[(&str, &str)] = &[
    ("enrolment", "enrollment"),
    ("enrol", "enroll"),
    ("enrols", "enroll"),
    ("enrolled", "enroll"),
    ("enrolling", "enroll"),
    ("password", "passcode"),
    ("passwords", "passcode"),
    ("kennwort", "passwort"),
    ("kennworter", "passwort"),
    ("kennworts", "passwort"),
    ("licence", "license"),
    ("licences", "license"),
    ("blacklist", "blocklist"),
    ("denylist", "blocklist"),
    ("blacklisted", "blocklist"),
    ("blacklisting", "blocklist"),
    ("whitelist", "allowlist"),
    ("whitelisted", "allowlist"),
    ("whitelisting", "allowlist"),
    ("ipad", "ios"),
    ("ipads", "ios"),
    ("iphone", "ios"),
    ("iphones", "ios"),
    ("ipados", "ios"),
    ("mac", "macos"),
    ("macs", "macos"),
    ("osx", "macos"),
    ("dep", "ade"),
    ("aad", "entra"),
    ("azuread", "entra"),
    ("wlan", "wifi"),
    ("sccm", "configmgr"),
    ("mecm", "configmgr"),
    ("application", "app"),
    ("applications", "app"),
    ("apps", "app"),
    ("applikation", "app"),
    ("applikationen", "app"),
    ("cert", "certificate"),
    ("certs", "certificate"),
    ("config", "configuration"),
    ("configs", "configuration"),
    ("jailbroken", "jailbreak"),
    ("rooted", "root"),
    ("mails", "email"),
    ("mail", "email"),
    ("login", "signin"),
    ("logon", "signin"),
    ("authorisation", "authorization"),
    ("customisation", "customization"),
    ("synchronization", "sync"),
    ("synchronisation", "sync"),
    ("synchronize", "sync"),
    ("synchronise", "sync"),
    ("reboot", "restart"),
    ("shutdown", "poweroff"),
    ("erase", "wipe"),
    ("erasure", "wipe"),
    ("esim", "esim"),
    ("os", "os"),
    ("gps", "location"),
    ("geolocation", "location"),
    ("screenshot", "screencapture"),
    ("screenshots", "screencapture"),
    ("catalogue", "catalog"),
    ("organisation", "organization"),
    ("behaviour", "behavior"),
];

/// Groups of words that nearly mean the same, folded.
const NEAR: &[&str] = &[
    "wipe delete clear destroy",
    "block disable restrict prevent prohibit disallow forbid deny restriction",
    "allow permit enable",
    "locate location find track tracking",
    "app software program",
    "update patch upgrade updates patching",
    "deploy distribute install push publish deployment distribution installation",
    "enroll register onboard enrollment registration onboarding activation provisioning",
    "remove uninstall delete removal",
    "user employee person staff",
    "device endpoint mobile phone smartphone handset terminal",
    "computer pc desktop laptop workstation notebook",
    "corporate company enterprise work business organizational",
    "personal private byod",
    "encryption encrypt encrypted crypto",
    "document file content documents",
    "admin administrator administrative",
    "role permission privilege rbac delegation",
    "group collection label",
    "policy profile configuration setting payload",
    "report dashboard reporting",
    "alert notification notify message",
    "log audit logging history",
    "vpn tunnel",
    "signin authentication authenticate",
    "threat malware virus antivirus",
    "compliance compliant conformity",
    "assist support help helpdesk",
    "store catalog portal marketplace",
    "kiosk lockdown dedicated",
    "share sharing transfer",
    "inventory asset",
    "script command",
    "bulk mass batch multiple",
    "automatic auto automatically automated",
    "retire unenroll unenrollment deprovision unmanage",
    "passcode pin",
    "monitor monitoring watch",
    "defer delay postpone deferral",
    "schedule window scheduled",
    "biometric fingerprint face",
    "separate separation segregation isolation container",
    "stolen lost theft",
    "removable usb",
    "wallpaper background",
    "tampered jailbreak root compromised",
];

/// Abbreviations of the field and what they stand for, folded.
const WRITTEN_OUT: &[(&str, &str)] = &[
    ("vpp", "volume purchase"),
    ("ade", "automated device enrollment"),
    ("abm", "apple business manager"),
    ("asm", "apple school manager"),
    ("cope", "corporate owned work profile"),
    ("cobo", "fully managed"),
    ("cosu", "dedicated kiosk"),
    ("byod", "personal"),
    ("sso", "single sign on"),
    ("dlp", "data loss prevention"),
    ("mtd", "mobile threat defense"),
    ("mam", "app protection"),
    ("mfa", "multi factor authentication"),
    ("2fa", "multi factor authentication"),
    ("pki", "certificate"),
    ("edr", "endpoint detection response"),
    ("rbac", "role access"),
    ("siem", "log export"),
    ("frp", "factory reset protection"),
    ("laps", "local admin passcode"),
    ("gpo", "group policy"),
    ("asr", "attack surface reduction"),
    ("dfci", "firmware configuration"),
    ("nac", "network access control"),
    ("tem", "telecom expense"),
    ("ztp", "zero touch"),
    ("zte", "zero touch enrollment"),
    ("kme", "knox mobile enrollment"),
    ("amapi", "android management"),
    ("fde", "disk encryption"),
    ("aup", "acceptable use terms"),
    ("eula", "terms use"),
    ("av", "antivirus"),
    ("pim", "email calendar contacts"),
    ("mcm", "content"),
    ("mem", "email"),
];

/// The word that stands for all of its spellings.
pub fn same(word: &str) -> &str {
    static BY_WORD: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| SAME.iter().copied().collect());
    BY_WORD.get(word).copied().unwrap_or(word)
}

/// Words that nearly mean the same as a word, which is among them.
pub fn near(word: &str) -> &'static [&'static str] {
    static BY_WORD: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
        let mut near: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for group in NEAR {
            group.split(' ').for_each(|word| near.entry(word).or_default().extend(group.split(' ')));
        }
        near
    });
    BY_WORD.get(word).map_or(&[], Vec::as_slice)
}

/// What an abbreviation stands for.
pub fn written_out(word: &str) -> Option<&'static str> {
    WRITTEN_OUT.iter().find(|(short, _)| *short == word).map(|(_, long)| *long)
}
