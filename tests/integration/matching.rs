//! Laws of matching: order does not matter, evidence adds up, bands mean what they say.

use gapline::catalogue::load;
use gapline::intake::{Feature, Inventory, propose::propose, read::read, values};
use gapline::matching::rank::{Ranker, rank};
use gapline::matching::search::search;
use gapline::matching::turn::{deciding_word, turn};
use gapline::matching::vocabulary::{Own, Vocabulary};
use gapline::matching::{Band, Proposal, index::Index, look_up, why_not};
use gapline::model::capability_id::CapabilityId;
use gapline::model::product::SourceProduct;
use gapline::model::verdict::Relation;
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

#[test]
fn the_word_that_is_said_to_turn_the_order_turns_it() {
    let names = [
        "Remote lock of lost devices",
        "Kiosk mode for Android tablets",
        "Block camera on iOS",
        "VPN for apps",
    ];
    INDEX.with(|index| {
        let mut ranker = Ranker::new(index);
        let mut turned = 0;
        for name in names {
            let feature = Feature { name: name.into(), ..Feature::default() };
            let found = ranker.propose(&feature, None).candidates;
            for rival in found.iter().skip(1) {
                let document = index.documents.iter().find(|one| one.id == rival.capability).unwrap();
                let turn = turn(&mut ranker, &feature, None, &rival.capability, &document.name);
                let Some(turn) = turn else { continue };
                turned += 1;
                let changed = Feature { name: turn.applied(name).into(), ..Feature::default() };
                let first = ranker.propose(&changed, None).candidates.into_iter().next().unwrap();
                assert_eq!(first.capability, rival.capability, "{name}: {turn:?}");
            }
            let first = &found[0];
            assert_eq!(
                self::turn(&mut ranker, &feature, None, &first.capability, ""),
                None,
                "{name} is first"
            );
        }
        assert!(turned >= 4, "{turned} of the rivals can be turned by a word");
    });
}

#[test]
fn a_word_that_is_added_never_lowers_its_capability_for_that_word() {
    let catalogue = load::builtin();
    let plain = Index::new(&catalogue, &Vocabulary::builtin());
    let words = ["Wipe-O-Matic", "Remote lock", "Policy", "kiosk for forklifts", "Fernlöschung light"];
    for (text, id) in
        words.iter().zip(["remote-wipe", "restart-device", "custom-compliance", "geofencing", "retire"])
    {
        let mut vocabulary = Vocabulary::builtin();
        let capability = CapabilityId::from(id);
        vocabulary.own.push(Own {
            text: (*text).to_owned(),
            capability: capability.clone(),
            relation: Relation::Similar,
            language: None,
        });
        let taught = Index::new(&catalogue, &vocabulary);
        let feature = Feature { name: (*text).into(), ..Feature::default() };
        let score = |index: &Index| {
            let found = Ranker::new(index).propose(&feature, None).candidates;
            let place = found.iter().position(|one| one.capability == capability);
            (place.and_then(|place| found.get(place)).map_or(0, |one| one.score), place)
        };
        let (before, after) = (score(&plain), score(&taught));
        assert!(after.0 > before.0, "{text}: {before:?} to {after:?}");
        assert_eq!(after.1, Some(0), "{text}: the consultant's word is first");
    }
}

/// What is told of a row is the same whether or not the texts of the others are read.
fn nothing_better_is_passed_over(index: &Index, name: &str, product: Option<SourceProduct>, best: usize) {
    let feature = Feature { name: name.into(), category: "Security, apps".into(), ..Feature::default() };
    let mut ranker = Ranker::new(index);
    let all = ranker.row(&feature, product, usize::MAX);
    let some = ranker.row(&feature, product, best);
    let first = |ranked: &[(u32, i32)]| ranked.iter().copied().take(best).collect::<Vec<_>>();
    assert_eq!(first(&some.ranked), first(&all.ranked), "{name}");
    assert_eq!(some.outside, all.outside, "{name}");
}

#[test]
fn a_row_of_little_words_is_ranked_by_its_category() {
    // Many texts of a capability have the words of the category, each a little.
    INDEX.with(|index| nothing_better_is_passed_over(index, "und", None, 5));
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("GAPLINE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Capabilities whose texts are not read could not have been among the best: any words of the index, in any number.
    #[test]
    fn what_is_passed_over_is_none_of_the_best(
        picks in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..12), 1..10),
        best in 1_usize..9,
        product in prop::option::of(prop::sample::select(SourceProduct::ALL.to_vec())),
    ) {
        INDEX.with(|index| {
            let word = |(text, word): &(prop::sample::Index, usize)| {
                let words = &index.texts[text.index(index.texts.len())].words;
                words.split_whitespace().cycle().nth(*word).unwrap_or_default().to_owned()
            };
            let name = picks.iter().map(word).collect::<Vec<_>>().join(" ");
            nothing_better_is_passed_over(index, &name, product, best);
        });
    }
}

#[test]
fn rows_that_are_no_feature_get_none_with_the_reason() {
    let none = |text: &str| candidates(&[text.to_owned()], None)[text].none.clone();
    assert!(none("zzqx vlorp").is_some());
    assert_eq!(none("Remote wipe"), None);
}

/// The rows of `tests/fixtures/labelled`: text, platforms, right answers.
fn labelled() -> Vec<(Feature, Vec<String>)> {
    let mut reader = csv::Reader::from_path("tests/fixtures/labelled/own-wording.csv").unwrap();
    let row = |record: csv::StringRecord| {
        let platforms = values::platforms(&record[2]).unwrap();
        let feature = Feature { name: record[1].into(), platforms, ..Feature::default() };
        let right = std::iter::once(&record[3]).chain(record[4].split(';')).filter(|id| !id.is_empty());
        (feature, right.map(str::to_owned).collect())
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn bands_and_places_hold_on_a_labelled_list_in_three_languages() {
    INDEX.with(|index| {
        let mut ranker = Ranker::new(index);
        let mut bands: BTreeMap<Band, [usize; 2]> = BTreeMap::new();
        let (mut answered, mut first, mut three, mut decided) = (0, 0, 0, 0);
        let rows = labelled();
        for (feature, right) in &rows {
            let found = ranker.propose(feature, None);
            let decision = found.best().map_or("NONE", |best| best.capability.as_str());
            let is_right = right.iter().any(|one| one == decision);
            decided += usize::from(is_right);
            let band = found.best().map_or(Band::None, |best| best.band);
            let counts = bands.entry(band).or_default();
            counts[0] += 1;
            counts[1] += usize::from(is_right);
            if right[0] != "NONE" {
                let place =
                    found.candidates.iter().position(|one| right.contains(&one.capability.to_string()));
                answered += 1;
                first += usize::from(place == Some(0));
                three += usize::from(place.is_some_and(|place| place < 3));
            }
        }
        let share = |part: usize, all: usize| 100 * part / all.max(1);
        assert!(rows.len() >= 120, "{} rows", rows.len());
        assert!(share(first, answered) >= 76, "first: {first} of {answered}");
        assert!(share(three, answered) >= 88, "among three: {three} of {answered}");
        assert!(share(decided, rows.len()) >= 73, "decided: {decided} of {}", rows.len());
        for (band, least) in [(Band::Exact, 97), (Band::Likely, 90), (Band::Possible, 55)] {
            let [all, right] = bands.get(&band).copied().unwrap_or_default();
            assert!(all == 0 || share(right, all) >= least, "{band:?}: {right} of {all}");
        }
    });
}

#[test]
fn why_not_answers_for_any_capability_and_what_it_says_is_true() {
    INDEX.with(|index| {
        let mut ranker = Ranker::new(index);
        let mut turned = 0;
        for (feature, _) in labelled().iter().step_by(9) {
            let found = ranker.propose(feature, None);
            for document in index.documents.iter().filter(|one| one.outside.is_none()).step_by(31) {
                let why = why_not(&mut ranker, feature, None, &document.id).expect("it is in the catalogue");
                assert_eq!(why.first.as_ref(), found.candidates.first(), "{}", feature.name);
                assert_eq!(why.asked.capability, document.id);
                assert_eq!(why.asked.evidence.iter().map(|part| part.points).sum::<i32>(), why.asked.score);
                let shown = found.candidates.iter().position(|one| one.capability == document.id);
                if let Some(place) = shown {
                    assert_eq!(why.place, u32::try_from(place + 1).ok());
                    assert_eq!(&why.asked, &found.candidates[place]);
                } else if let (Some(last), 5) = (found.candidates.last(), found.candidates.len()) {
                    assert!(why.asked.score <= last.score && why.place.is_none_or(|place| place > 5));
                }
                if let Some(turn) = why.turn {
                    turned += 1;
                    let changed = Feature { name: turn.applied(&feature.name).into(), ..feature.clone() };
                    let first = ranker.propose(&changed, None).candidates.into_iter().next().unwrap();
                    assert_eq!(first.capability, document.id, "{}: {turn:?}", feature.name);
                }
            }
        }
        assert!(turned >= 5, "{turned} can be turned by a word");
    });
    let unknown = CapabilityId::from("no-such-capability");
    INDEX.with(|index| {
        let feature = Feature { name: "Remote wipe".into(), ..Feature::default() };
        assert_eq!(why_not(&mut Ranker::new(index), &feature, None, &unknown), None);
    });
}

#[test]
fn the_deciding_word_decides() {
    INDEX.with(|index| {
        let mut ranker = Ranker::new(index);
        let mut found = 0;
        for (feature, _) in labelled() {
            let Some((turn, other)) = deciding_word(&mut ranker, &feature, None) else { continue };
            found += 1;
            let now = ranker.first(&feature, None).cloned();
            let changed = Feature { name: turn.applied(&feature.name).into(), ..feature.clone() };
            assert_eq!(ranker.first(&changed, None), Some(&other), "{}: {turn:?}", feature.name);
            assert_ne!(Some(other), now, "{}", feature.name);
        }
        assert!(found >= 20, "{found} rows have a word that decides");
    });
}

#[test]
fn a_capability_is_found_while_it_is_typed() {
    INDEX.with(|index| {
        let mut ranker = Ranker::new(index);
        let mut check = |typed: &str, expected: &str, within: usize| {
            let found = look_up(&mut ranker, typed, 20);
            let place = found.iter().position(|(id, _)| id.as_str() == expected);
            assert!(place.is_some_and(|place| place < within), "{typed}: {place:?} in {found:?}");
            assert!(found.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        };
        check("geof", "geofencing", 3);
        check("remote wi", "remote-wipe", 3);
        check("Fernlösch", "remote-wipe", 5);
        check("filev", "filevault", 5);
        assert!(look_up(&mut ranker, "", 20).is_empty());
        assert!(look_up(&mut ranker, "zzqx", 20).is_empty());
    });
}

#[test]
fn words_of_opposite_actions_speak_against_a_capability() {
    INDEX.with(|index| {
        let feature = Feature { name: "Uninstall apps".into(), ..Feature::default() };
        let found = Ranker::new(index).propose(&feature, None);
        assert_eq!(found.best().map(|best| best.capability.as_str()), Some("app-uninstall-assignment"));
    });
}
