//! The guard of the catalogue's data: ids, references, tokens, dates, and what every entry must say.

use gapline::catalogue::phrases::{Language, PhraseKind};
use gapline::catalogue::{Confidence, load, phrases, terms};
use gapline::model::verdict::{Coverage, Relation};
use std::collections::BTreeSet;

/// Prerequisites that are no entries of their own.
const PREREQUISITES: &[&str] = &[
    "apple-business-manager",
    "apple-mdm-push-certificate",
    "apple-school-manager",
    "apple-supervision",
    "authenticator-app",
    "azure-subscription",
    "certificate-connector",
    "certification-authority",
    "company-portal-app",
    "configuration-manager-site",
    "defender-app",
    "edge-app",
    "entra-connect-sync",
    "entra-hybrid-join",
    "entra-id-p1-tenant",
    "entra-id-tenant",
    "entra-join",
    "google-admin-console",
    "google-mobile-services",
    "intel-vpro",
    "intune-agent-macos",
    "intune-app-android",
    "intune-app-sdk",
    "intune-management-extension",
    "knox-portal-account",
    "linux-container-host",
    "managed-apple-accounts",
    "managed-google-play-binding",
    "nac-product",
    "ndes-server",
    "oem-config-app",
    "outlook-app",
    "partner-subscription",
    "power-platform",
    "samsung-knox-device",
    "security-copilot",
    "servicenow-instance",
    "tpm",
    "uefi-dfci-device",
    "universal-print-service",
    "vpn-client-app",
    "vpn-gateway",
    "windows-11",
    "zebra-device",
    "zero-touch-reseller",
];

#[test]
fn every_row_of_the_data_is_an_entry() {
    let rows = csv::Reader::from_reader(&include_bytes!("../../src/catalogue/data/capabilities.csv")[..])
        .records()
        .count();
    let catalogue = load::builtin();
    assert_eq!(catalogue.capabilities.len(), rows);
    assert_eq!(catalogue.positions.len(), rows, "ids are unique");
    assert!(rows >= 416, "{rows} entries");
    let terms_in_files = rows_below("src/catalogue/data/terms");
    assert_eq!(terms::builtin().len(), terms_in_files);
    assert!(terms_in_files >= 4_200, "{terms_in_files} terms");
    assert_eq!(phrases::builtin().len(), rows_below("src/catalogue/data/phrases"));
}

/// Records of all data files in a folder.
fn rows_below(folder: &str) -> usize {
    let files = std::fs::read_dir(folder).unwrap();
    files.map(|file| csv::Reader::from_path(file.unwrap().path()).unwrap().into_records().count()).sum()
}

#[test]
fn every_entry_says_what_it_must() {
    for entry in load::builtin().capabilities {
        let id = &entry.id;
        let is_kebab = id
            .as_str()
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
        assert!(is_kebab, "{id} is not in kebab case");
        assert!(!entry.name.is_empty() && !entry.area.is_empty(), "{id}");
        assert!(
            entry.summary.len() >= 30 && entry.summary.ends_with('.'),
            "{id}: a plain sentence: {}",
            entry.summary
        );
        assert_ne!(entry.summary, entry.name, "{id}");
        assert_eq!(
            entry.instead.is_empty(),
            entry.coverage == Coverage::Native,
            "{id}: non-native entries say what instead"
        );
        assert!(!entry.licence.0.is_empty(), "{id} says which licence");
        // What has no documentation page was remembered, or denied by reading a whole list.
        assert!(
            !entry.doc.is_empty()
                || entry.coverage != Coverage::Native
                || entry.confidence == Confidence::Remembered,
            "{id} names its documentation"
        );
    }
}

#[test]
fn every_reference_resolves() {
    let catalogue = load::builtin();
    for entry in &catalogue.capabilities {
        for needed in &entry.depends_on {
            let known = PREREQUISITES.contains(&needed.as_str())
                || catalogue.positions.contains_key(&needed.as_str().into());
            assert!(known, "{}: nothing is called {needed}", entry.id);
            assert_ne!(needed, entry.id.as_str(), "{} rests on itself", entry.id);
        }
        for token in entry.licence.0.iter().flatten() {
            let label = gapline::model::licence::token_label(token);
            assert!(
                label != *token || token == "none" || token == "teamviewer",
                "{}: licence {token}",
                entry.id
            );
        }
    }
    for term in terms::builtin() {
        for id in &term.capabilities {
            assert!(catalogue.positions.contains_key(id), "{}: nothing is called {id}", term.text);
        }
        let distinct: BTreeSet<_> = term.capabilities.iter().collect();
        assert_eq!(distinct.len(), term.capabilities.len(), "{} names an entry twice", term.text);
        assert!(!term.source.is_empty(), "{} has no source", term.text);
    }
}

#[test]
fn every_entry_is_named_in_every_language_and_asked_for_in_english() {
    let phrases = phrases::builtin();
    for entry in load::builtin().capabilities {
        let of = |language, kind| {
            phrases
                .iter()
                .filter(|one| one.capability == entry.id && one.language == language && one.kind == kind)
                .count()
        };
        for language in [Language::German, Language::French, Language::Spanish] {
            assert_eq!(of(language, PhraseKind::Name), 1, "{}: one name in {language:?}", entry.id);
        }
        assert!(of(Language::English, PhraseKind::Requirement) >= 1, "{}: a requirement", entry.id);
    }
}

#[test]
fn a_text_that_names_no_capability_is_nothing_else() {
    let named: BTreeSet<String> = phrases::builtin()
        .into_iter()
        .map(|one| one.text)
        .chain(load::builtin().capabilities.iter().map(|entry| entry.name.clone()))
        .map(|text| text.to_lowercase())
        .collect();
    let mut seen = BTreeSet::new();
    for one in phrases::outside() {
        assert!(!named.contains(&one.text.to_lowercase()), "{} names a capability", one.text);
        assert!(seen.insert((one.language, one.text.to_lowercase())), "{} stands twice", one.text);
    }
}

#[test]
fn a_term_that_means_nothing_alike_points_to_what_nobody_covers_or_covers_otherwise() {
    let catalogue = load::builtin();
    for term in terms::builtin() {
        let Some(entry) = term.capabilities.first().and_then(|id| catalogue.capability(id)) else { continue };
        if entry.coverage == Coverage::None {
            assert_ne!(
                term.relation,
                Relation::Same,
                "{}: the same as {}, which nobody covers",
                term.text,
                entry.id
            );
        }
    }
}
