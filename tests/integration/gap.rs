//! Laws of the gap analysis: totals are sums, suggestions are marked, platforms are split.

use gapline::assess::{Assessment, Knowledge, assess_alone};
use gapline::gap::{Basis, GapDecision};
use gapline::intake::propose::propose;
use gapline::matching::Candidates;
use gapline::matching::decision::{Decision, Link, Links};
use gapline::model::licence::{LicenceBase, LicenceScenario};
use gapline::model::platform::Platform;
use gapline::model::row::RowId;
use gapline::model::sorted_map::SortedMap;
use gapline::model::units::Devices;
use gapline::model::verdict::{Relation, Verdict};
use gapline::project::Project;
use gapline::table::{Overrides, delimited};
use proptest::prelude::*;
use std::rc::Rc;
use std::sync::LazyLock;

static KNOWLEDGE_TEXT: LazyLock<Vec<String>> = LazyLock::new(|| {
    Knowledge::builtin().catalogue.capabilities.iter().map(|one| one.id.to_string()).collect()
});

fn project(list: &str) -> Project {
    let table = delimited::read("list.csv", list.as_bytes(), Overrides::default()).unwrap().value;
    let columns = propose(&table).plan;
    Project { table: Some(Rc::new(table)), columns: Some(Rc::new(columns)), ..Project::default() }
}

fn judged(project: Project) -> Assessment {
    assess_alone(&Knowledge::builtin(), project, Candidates::default())
}

fn confirmed(id: &str, relation: Relation) -> Decision {
    Decision::Confirmed(Link::new(id.into(), relation).into())
}

#[test]
fn a_feature_is_as_good_as_its_worst_platform_and_the_split_is_visible() {
    let knowledge = Knowledge::builtin();
    // An entry that is there on one platform and denied on another.
    let (entry, yes, no) = knowledge
        .catalogue
        .capabilities
        .iter()
        .find_map(|entry| {
            use gapline::catalogue::Support;
            let on = |wanted: Support| {
                entry
                    .platforms
                    .iter()
                    .find(|(platform, support)| {
                        **support == wanted
                            && matches!(platform, Platform::Ios | Platform::Windows | Platform::Macos)
                    })
                    .map(|(platform, _)| *platform)
            };
            (entry.coverage == gapline::model::verdict::Coverage::Native).then_some(())?;
            Some((entry.id.clone(), on(Support::Yes)?, on(Support::No)?))
        })
        .expect("an entry with a split");
    let word = |platform: Platform| match platform {
        Platform::Ios => "iOS",
        Platform::Windows => "Windows",
        _ => "macOS",
    };
    let mut project = project(&format!("Feature,Platform\nThing,\"{}, {}\"\n", word(yes), word(no)));
    project.licences = Rc::new(LicenceScenario { base: LicenceBase::M365E5, ..LicenceScenario::default() });
    project.decisions = Rc::new(SortedMap::from([(RowId(2), confirmed(entry.as_str(), Relation::Same))]));
    project.estate = Rc::new(gapline::estate::Estate {
        counts: SortedMap::from([(yes, Devices(900)), (no, Devices(100))]),
    });
    let assessment = judged(project);
    let row = &assessment.gap.rows[0];
    assert_eq!(row.verdict, Verdict::NoEquivalent, "{entry}: {:?}", row.split);
    assert!(row.because.iter().any(|step| step.ends_with("the worst counts.")), "{:?}", row.because);
    assert!(row.split.iter().any(|part| part.platform == no && part.verdict == Verdict::NoEquivalent));
    assert!(row.split.iter().any(|part| part.platform == yes && part.verdict != Verdict::NoEquivalent));
    assert_eq!(
        (row.devices, row.affected, row.share.0),
        (Devices(1000), Devices(100), 100),
        "only the worst weigh"
    );
}

#[test]
fn not_looked_at_is_not_no_match() {
    let mut project = project("Feature\nOne\nTwo\nThree\n");
    project.decisions = Rc::new(SortedMap::from([
        (RowId(3), Decision::NoMatch),
        (RowId(4), Decision::Ask("When?".to_owned())),
    ]));
    let assessment = judged(project);
    let found: Vec<(Verdict, Basis)> =
        assessment.gap.rows.iter().map(|row| (row.verdict, row.basis)).collect();
    assert_eq!(
        found,
        [
            (Verdict::Open, Basis::NotLookedAt),
            (Verdict::NoEquivalent, Basis::Decided),
            (Verdict::Open, Basis::Asked)
        ]
    );
}

#[test]
fn what_the_list_does_not_want_is_retired_and_raises_nothing() {
    let mut project = project("Feature,In use,Priority\nOld,no,M\nUnwanted,yes,Won't\n");
    project.estate =
        Rc::new(gapline::estate::Estate { counts: SortedMap::from([(Platform::Ios, Devices(10))]) });
    let assessment = judged(project);
    for row in assessment.gap.rows.iter() {
        assert_eq!((row.verdict, row.severity, row.effort_days), (Verdict::Retire, 0, 0));
    }
}

fn decision() -> impl Strategy<Value = Option<Decision>> {
    let id = (0..KNOWLEDGE_TEXT.len()).prop_map(|index| KNOWLEDGE_TEXT[index].clone());
    let relation = proptest::sample::select(Relation::ALL.to_vec());
    prop_oneof![
        Just(None),
        Just(Some(Decision::NoMatch)),
        Just(Some(Decision::Ask(String::new()))),
        (id, relation).prop_map(|(id, relation)| Some(confirmed(&id, relation))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn totals_are_the_sums_of_the_rows(
        decisions in proptest::collection::vec(decision(), 1..30),
        by_hand in proptest::collection::vec(proptest::option::of(0usize..8), 30),
        accepted in proptest::collection::vec(any::<bool>(), 30),
        devices in 0u32..5000,
    ) {
        let list: String = std::iter::once("Feature,Platform\n".to_owned())
            .chain((0..decisions.len()).map(|row| format!("Feature {row},{}\n", ["iOS", "Windows", "Android", "", "all"][row % 5])))
            .collect();
        let mut project = project(&list);
        let row = |index: usize| RowId(u32::try_from(index).unwrap() + 2);
        project.decisions = Rc::new(decisions.into_iter().enumerate().filter_map(|(index, one)| Some((row(index), one?))).collect());
        project.gaps = Rc::new(by_hand.into_iter().zip(accepted).enumerate().map(|(index, (verdict, accepted))| {
            (row(index), GapDecision { verdict: verdict.map(|place| Verdict::ALL[place]), accepted, ..GapDecision::default() })
        }).collect());
        project.estate = Rc::new(gapline::estate::Estate { counts: SortedMap::from([(Platform::Ios, Devices(devices)), (Platform::Windows, Devices(100))]) });
        let assessment = judged(project);
        let (rows, totals) = (&assessment.gap.rows, &assessment.gap.totals);
        prop_assert_eq!(totals.rows as usize, rows.len());
        prop_assert_eq!(totals.by_verdict.values().sum::<u32>() as usize, rows.len());
        for verdict in Verdict::ALL {
            prop_assert_eq!(totals.count(verdict) as usize, rows.iter().filter(|row| row.verdict == verdict).count());
        }
        prop_assert_eq!(totals.gaps as usize, rows.iter().filter(|row| row.verdict.is_gap()).count());
        prop_assert_eq!(totals.severity, rows.iter().map(|row| u32::from(row.severity)).sum::<u32>());
        prop_assert_eq!(totals.effort_days, rows.iter().map(|row| u32::from(row.effort_days)).sum::<u32>());
        for row in rows.iter() {
            prop_assert!(row.severity <= 100);
            prop_assert!(!row.because.is_empty());
        }
    }
}

/// A project of one feature with these links, on these platforms, with 100 devices on each platform that is named.
fn linked(platforms: &str, links: &[Link]) -> gapline::gap::GapRow {
    let mut project = project(&format!("Feature,Platform\nThing,\"{platforms}\"\n"));
    project.licences = Rc::new(LicenceScenario { base: LicenceBase::Suite, ..LicenceScenario::default() });
    project.estate = Rc::new(gapline::estate::Estate {
        counts: SortedMap::from([(Platform::Ios, Devices(100)), (Platform::Windows, Devices(300))]),
    });
    let links = Links::of(links.iter().cloned()).unwrap();
    project.decisions = Rc::new(SortedMap::from([(RowId(2), Decision::Confirmed(links))]));
    (*judged(project).gap.rows[0]).clone()
}

/// An id whose verdict for the whole feature on iOS and Windows is the wanted one, with the relation "same".
fn entry(wanted: Verdict) -> Link {
    let links = KNOWLEDGE_TEXT.iter().map(|id| Link::new(id.as_str().into(), Relation::Same));
    links
        .into_iter()
        .find(|link| {
            let row = linked("iOS, Windows", std::slice::from_ref(link));
            row.verdict == wanted && row.split.iter().all(|part| part.verdict == wanted)
        })
        .unwrap_or_else(|| panic!("an entry that is {wanted:?}"))
}

#[test]
fn of_several_capabilities_the_worst_part_that_is_used_decides() {
    let (native, lost) = (entry(Verdict::Native), entry(Verdict::NoEquivalent));
    let both = linked("iOS, Windows", &[native.clone(), lost.clone()]);
    assert_eq!(both.verdict, Verdict::NoEquivalent);
    assert_eq!(both.parts.len(), 2);
    assert_eq!(both.deciding().unwrap().capability, lost.capability);
    assert!(
        both.because.iter().any(|step| step == "2 of 2 parts count; the worst is No equivalent."),
        "{:?}",
        both.because
    );

    let unused = Link { unused: true, part: "alerts".to_owned(), ..lost.clone() };
    let row = linked("iOS, Windows", &[native.clone(), unused.clone()]);
    assert_eq!(row.verdict, Verdict::Native, "{:?}", row.because);
    assert!(!row.parts[1].counts && row.parts[1].outcome() == "does not count");
    assert!(row.because.iter().any(|step| step.contains("Part “alerts”")), "{:?}", row.because);

    let none = linked("iOS, Windows", &[Link { unused: true, ..native }, unused]);
    assert_eq!(none.verdict, Verdict::Retire, "no part is used");
}

#[test]
fn links_split_by_platform_are_judged_where_they_count() {
    let on = |platform: Platform, link: Link| Link { platforms: [platform].into_iter().collect(), ..link };
    let (native, lost) = (entry(Verdict::Native), entry(Verdict::NoEquivalent));
    let row =
        linked("iOS, Windows", &[on(Platform::Windows, native.clone()), on(Platform::Ios, lost.clone())]);
    let split: Vec<(Platform, Verdict)> =
        row.split.iter().map(|part| (part.platform, part.verdict)).collect();
    assert_eq!(split, [(Platform::Windows, Verdict::Native), (Platform::Ios, Verdict::NoEquivalent)]);
    assert_eq!((row.verdict, row.devices, row.affected), (Verdict::NoEquivalent, Devices(400), Devices(100)));

    let elsewhere = linked("Windows", &[native.clone(), on(Platform::Ios, lost.clone())]);
    assert_eq!(elsewhere.verdict, Verdict::Native, "the feature is not used on iOS: {:?}", elsewhere.because);

    let uncovered = linked("iOS, Windows", &[on(Platform::Windows, native)]);
    assert!(
        uncovered.split.iter().any(|part| part.platform == Platform::Ios && part.verdict == Verdict::Open)
    );
    assert_eq!(uncovered.verdict, Verdict::Native, "what is open never outweighs what is known");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn the_order_of_links_is_no_matter_and_another_part_never_betters_a_verdict(
        ids in proptest::collection::vec(0..KNOWLEDGE_TEXT.len(), 1..4),
        relations in proptest::collection::vec(proptest::sample::select(Relation::ALL.to_vec()), 4),
        scopes in proptest::collection::vec(proptest::sample::select(vec![None, Some(Platform::Ios), Some(Platform::Windows)]), 4),
        platforms in proptest::sample::select(vec!["", "iOS", "iOS, Windows", "all"]),
    ) {
        let mut ids = ids;
        ids.sort_unstable();
        ids.dedup();
        let links: Vec<Link> = ids.iter().zip(&relations).zip(&scopes).map(|((id, relation), scope)| Link {
            platforms: scope.iter().copied().collect(),
            ..Link::new(KNOWLEDGE_TEXT[*id].as_str().into(), *relation)
        }).collect();
        let row = linked(platforms, &links);
        let back: Vec<Link> = links.iter().rev().cloned().collect();
        let other = linked(platforms, &back);
        prop_assert_eq!((row.verdict, &row.split, row.severity), (other.verdict, &other.split, other.severity));
        // The worst of the parts that count, and so of the platforms, where it depends on them.
        let rank = gapline::gap::rule::badness;
        let worst = |verdicts: Vec<Verdict>| verdicts.into_iter().max_by_key(|one| rank(*one)).filter(|one| *one != Verdict::Open);
        let parts = worst(row.parts.iter().filter(|part| part.counts).map(|part| part.verdict).collect());
        prop_assert_eq!(parts.unwrap_or(Verdict::Open), row.verdict);
        if !row.split.is_empty() {
            prop_assert_eq!(worst(row.split.iter().map(|part| part.verdict).collect()), parts);
        }
        let fewer = linked(platforms, &links[..links.len().max(2) - 1]);
        prop_assert!(rank(fewer.verdict) <= rank(row.verdict), "{:?} then {:?}", fewer.verdict, row.verdict);
    }
}
