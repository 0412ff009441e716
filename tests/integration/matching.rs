//! Laws of matching: order does not matter, evidence adds up, bands mean what they say.

use gapline::catalogue::load;
use gapline::intake::{Inventory, propose::propose, read::read};
use gapline::matching::search::search;
use gapline::matching::{Band, Proposal, index::Index, rank::rank, vocabulary::Vocabulary};
use gapline::model::product::SourceProduct;
use gapline::table::{Overrides, delimited};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static NAMES: LazyLock<Vec<String>> =
    LazyLock::new(|| load::builtin().capabilities.iter().map(|one| one.name.clone()).collect());

thread_local! {
    static INDEX: Index = Index::new(&load::builtin(), &Vocabulary::builtin());
}

fn inventory(names: &[String]) -> Inventory {
    let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    writer.write_record(["Feature"]).unwrap();
    for name in names {
        writer.write_record([name]).unwrap();
    }
    let bytes = writer.into_inner().unwrap();
    let table = delimited::read("list.csv", &bytes, Overrides::default()).unwrap().value;
    read(&table, &propose(&table).plan).value
}

fn candidates(names: &[String], product: Option<SourceProduct>) -> BTreeMap<String, Proposal> {
    let inventory = inventory(names);
    let found = INDEX.with(|index| rank(index, &inventory, product, &mut |_, _| {}));
    inventory
        .features
        .iter()
        .map(|one| (one.name.to_string(), (**found.rows.get(&one.row).unwrap()).clone()))
        .collect()
}

fn best(name: &str, product: Option<SourceProduct>) -> Option<(String, Band)> {
    let found = candidates(&[name.to_owned()], product);
    found[name].best().map(|one| (one.capability.to_string(), one.band))
}

#[test]
fn every_capability_is_found_by_its_own_name() {
    let found = candidates(&NAMES, None);
    for capability in load::builtin().capabilities {
        let first = found.get(capability.name.trim()).and_then(Proposal::best);
        let first = first.unwrap_or_else(|| panic!("{} is not found", capability.name));
        assert_eq!((&first.capability, first.band), (&capability.id, Band::Exact), "{}", capability.name);
    }
}

#[test]
fn words_of_the_list_s_product_are_aliases() {
    let check = |name: &str, product, capability: &str| {
        assert_eq!(best(name, Some(product)), Some((capability.to_owned(), Band::Exact)), "{name}");
    };
    check("Enterprise Wipe", SourceProduct::WorkspaceOne, "retire");
    check("enterprise  wipe", SourceProduct::WorkspaceOne, "retire");
}

#[test]
fn what_is_no_feature_is_not_forced_onto_a_capability() {
    for text in ["zzqx vlorp", "1234", "Summe netto inkl. 19 % MwSt."] {
        let found = best(text, None);
        assert!(found.as_ref().is_none_or(|(_, band)| *band >= Band::Weak), "{text}: {found:?}");
    }
}

#[test]
fn a_misspelling_still_finds_its_capability() {
    let (found, _) = best("Geofencng policy", None).expect("a candidate");
    assert_eq!(found, "geofencing");
}

#[test]
fn the_page_s_search_finds_by_every_word() {
    let catalogue = load::builtin();
    assert_eq!(search(&catalogue, "").len(), catalogue.capabilities.len());
    let wipes = search(&catalogue, "remote wipe");
    assert!(wipes.iter().any(|one| one.id.as_str() == "remote-wipe"));
    assert!(wipes.len() < 40);
    assert!(search(&catalogue, "remote wipe zzz").is_empty());
}

fn words() -> impl Strategy<Value = Vec<String>> {
    let word = proptest::sample::select(vec![
        "remote",
        "wipe",
        "lock",
        "kiosk",
        "VPN",
        "per-app",
        "certificate",
        "Enterprise Wipe",
        "geofencing",
        "policy",
        "compliance",
        "zzqx",
        "Fernlöschung",
        "the",
        "must",
    ]);
    proptest::collection::vec(proptest::collection::vec(word, 1..6).prop_map(|words| words.join(" ")), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn matching_does_not_depend_on_row_order(names in words(), turn in 0usize..12) {
        let mut turned = names.clone();
        turned.rotate_left(turn % names.len());
        turned.reverse();
        prop_assert_eq!(candidates(&names, None), candidates(&turned, None));
    }

    #[test]
    fn evidence_adds_up_and_candidates_are_ranked(names in words()) {
        for list in candidates(&names, Some(SourceProduct::WorkspaceOne)).values() {
            let list = &list.candidates;
            prop_assert!(list.len() <= 5);
            prop_assert!(list.windows(2).all(|pair| pair[0].score >= pair[1].score));
            for one in list {
                prop_assert_eq!(one.evidence.iter().map(|part| part.points).sum::<i32>(), one.score);
                prop_assert!(!one.evidence.is_empty());
            }
        }
    }
}
