//! The project file: what is written is read again; damaged, foreign and newer files are told apart.

use gapline::catalogue::Support;
use gapline::devices::read::Want;
use gapline::estate::Estate;
use gapline::gap::GapDecision;
use gapline::gap::drift::{Said, Stamp};
use gapline::intake::propose::propose;
use gapline::matching::decision::{Decision, Link, Links};
use gapline::model::licence::{LicenceBase, LicenceScenario};
use gapline::model::platform::Platform;
use gapline::model::row::RowId;
use gapline::model::sorted_map::SortedMap;
use gapline::model::units::Devices;
use gapline::model::verdict::{Coverage, Relation, Verdict};
use gapline::plan::{PlanSettings, Target, TaskEdit};
use gapline::project::Project;
use gapline::project::ask::{AskList, Reply as CustomerReply, SheetLine};
use gapline::project::file::{ProjectFileError, VERSION, open, write};
use gapline::readiness::{Answer, Reply};
use gapline::table::{Overrides, delimited};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::rc::Rc;

fn text() -> impl Strategy<Value = String> {
    "[a-zA-Zäöüß0-9 \"'<>&=+@\\\\\n\t{}]{0,24}"
}

fn link() -> impl Strategy<Value = Link> {
    (
        proptest::sample::select(Relation::ALL.to_vec()),
        "[a-z-]{1,12}",
        proptest::sample::subsequence(Platform::ALL.to_vec(), 0..3),
        text(),
        any::<bool>(),
    )
        .prop_map(|(relation, id, platforms, part, unused)| Link {
            platforms: platforms.into_iter().collect(),
            part,
            unused,
            ..Link::new(id.as_str().into(), relation)
        })
}

fn links() -> impl Strategy<Value = Links> {
    proptest::collection::vec(link(), 1..4).prop_map(|links| Links::of(links).unwrap())
}

fn ask() -> impl Strategy<Value = AskList> {
    let line = (text(), text(), any::<u32>()).prop_map(|(feature, answer, line)| SheetLine {
        feature,
        answer,
        line,
        ..SheetLine::default()
    });
    let reply = (text(), text()).prop_map(|(question, answer)| CustomerReply {
        question,
        answer,
        ..CustomerReply::default()
    });
    (
        proptest::collection::btree_map(any::<u32>().prop_map(RowId), text(), 0..3),
        proptest::collection::btree_map(
            any::<u32>().prop_map(RowId),
            proptest::collection::vec(reply, 1..3),
            0..3,
        ),
        proptest::collection::vec(line, 0..3),
    )
        .prop_map(|(kept, answers, strays)| AskList {
            kept: kept.into_iter().collect(),
            answers: answers.into_iter().collect(),
            strays,
        })
}

fn decision() -> impl Strategy<Value = Decision> {
    prop_oneof![
        links().prop_map(Decision::Confirmed),
        links().prop_map(Decision::Replaced),
        Just(Decision::NoMatch),
        Just(Decision::Later),
        text().prop_map(Decision::Ask),
    ]
}

fn gap() -> impl Strategy<Value = GapDecision> {
    (
        proptest::option::of(proptest::sample::select(Verdict::ALL.to_vec())),
        proptest::option::of(any::<u16>()),
        any::<bool>(),
        text(),
        text(),
    )
        .prop_map(|(verdict, effort_days, accepted, rationale, owner)| GapDecision {
            verdict,
            effort_days,
            accepted,
            rationale,
            owner,
        })
}

prop_compose! {
    fn project()(
        name in text(),
        list in proptest::option::of("(Feature,Notes\n)?([a-z \"]{0,8},[a-z]{0,4}\n){0,6}"),
        decisions in proptest::collection::btree_map(any::<u32>().prop_map(RowId), decision(), 0..6),
        ask in ask(),
        notes in proptest::collection::btree_map(any::<u32>().prop_map(RowId), text(), 0..4),
        gaps in proptest::collection::btree_map(any::<u32>().prop_map(RowId), gap(), 0..4),
        base in proptest::sample::select(LicenceBase::ALL.to_vec()),
        add_ons in proptest::collection::btree_set("[a-z-]{1,8}", 0..3),
        note in text(),
        counts in proptest::collection::btree_map(proptest::sample::select(Platform::ALL.to_vec()), any::<u32>().prop_map(Devices), 0..5),
        offset in 0u64..4000,
        days in proptest::option::of(any::<u16>()),
        packs in crate::packs::packs(),
        coverage in proptest::sample::select(Coverage::ALL.to_vec()),
    ) -> Project {
        let table = list.and_then(|list| delimited::read("l.csv", list.as_bytes(), Overrides::default()).ok()).map(|read| Rc::new(read.value));
        let date = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(offset);
        Project {
            name,
            product: None,
            columns: table.as_ref().map(|table| Rc::new(propose(table).plan)),
            table,
            decisions: Rc::new(decisions.into_iter().collect()),
            ask: Rc::new(ask),
            stamps: Rc::new(stamps(coverage)),
            packs: Rc::new(packs),
            notes: Rc::new(notes.into_iter().collect()),
            gaps: Rc::new(gaps.into_iter().collect()),
            licences: Rc::new(LicenceScenario { base, add_ons: add_ons.into_iter().collect() }),
            answers: Rc::new(SortedMap::from([("q".to_owned(), Answer { reply: Some(Reply::Unknown), note })])),
            estate: Rc::new(Estate { counts: counts.into_iter().collect() }),
            devices: devices(offset),
            plan: Rc::new(PlanSettings {
                start: Some(date),
                target: Some(Target { date, label: "end".to_owned() }),
                edits: SortedMap::from([("t".to_owned(), TaskEdit { days, ..TaskEdit::default() })]),
                ..PlanSettings::default()
            }),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn a_project_survives_its_file(project in project()) {
        let text = write(&project, "2026-11-22").unwrap();
        let opened = open(text.as_bytes()).unwrap();
        prop_assert_eq!(&opened.project, &project);
        prop_assert_eq!(opened.catalogue, "2026-11-22");
    }

    #[test]
    fn a_cut_file_is_damaged_or_foreign_and_never_a_panic(project in project(), share in 0usize..1000) {
        let text = write(&project, "x").unwrap();
        let cut = text.len() * share / 1000;
        let result = open(&text.as_bytes()[..cut]);
        prop_assert!(matches!(result, Err(ProjectFileError::Damaged(_) | ProjectFileError::NotAProject(_))), "{:?}", result);
    }

    #[test]
    fn opening_never_panics_on_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(open(&bytes).is_err());
    }
}

#[test]
fn kinds_of_wrong_files_are_told_apart() {
    assert!(matches!(open(b"a,b\n1,2\n"), Err(ProjectFileError::NotAProject(_))));
    assert!(matches!(open(b"{\"format\":\"x\"}"), Err(ProjectFileError::NotAProject(_))));
    assert!(matches!(open(b"{\"format\":\"gapline-project\"}"), Err(ProjectFileError::Damaged(_))));
    let newer = format!("{{\"format\":\"gapline-project\",\"version\":{}}}", VERSION + 1);
    assert_eq!(open(newer.as_bytes()), Err(ProjectFileError::Newer { found: VERSION + 1, known: VERSION }));
}

#[test]
fn saved_files_of_every_version_open_for_ever() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/projects");
    for version in 1..=VERSION {
        let files: Vec<_> = fs::read_dir(folder.join(format!("v{version}")))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert!(!files.is_empty(), "version {version} has a fixture");
        for file in files {
            let opened =
                open(&fs::read(&file).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            assert!(
                opened.project.table.is_some() && !opened.project.decisions.is_empty(),
                "{}",
                file.display()
            );
        }
    }
}

/// What a catalogue said of two capabilities of a row.
fn stamps(coverage: Coverage) -> SortedMap<RowId, Stamp> {
    let said = |platforms| Said { coverage, platforms, licence: "intune-plan-1;a|b".to_owned() };
    let on_ios = SortedMap::from([(Platform::Ios, Support::Partial)]);
    SortedMap::from([(
        RowId(7),
        Stamp::from([("remote-wipe".into(), said(on_ios)), ("retire".into(), said(SortedMap::default()))]),
    )])
}

/// The counts of a small device list, for every other project.
fn devices(offset: u64) -> Option<Rc<gapline::devices::DeviceCounts>> {
    let list = b"Serial Number,Platform,OS Version,Owner\nA1,iOS,17.1,Corporate\nA2,Android,14,Personal\nA3,tvOS,17,\n";
    let overrides = Overrides::default();
    let counts = gapline::devices::read::text("d.csv", &list.to_vec(), overrides, &Want::Detect, &mut |_| {});
    counts.ok().flatten().filter(|_| offset.is_multiple_of(2)).map(Rc::new)
}

#[test]
fn the_single_links_of_older_files_become_lists_of_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/projects");
    let read = |name: &str| open(&fs::read(folder.join(name)).unwrap()).unwrap().project;
    let older = read("v1/northwind.gapline");
    let linked: Vec<&Links> = older.decisions.values().filter_map(Decision::links).collect();
    assert!(!linked.is_empty() && linked.iter().all(|links| links.count() == 1));
    assert!(
        linked
            .iter()
            .all(|links| links.first == Link::new(links.first.capability.clone(), links.first.relation))
    );
    assert_eq!(*older.ask, AskList::default());
    let text = write(&older, "x").unwrap();
    assert_eq!(open(text.as_bytes()).unwrap().project, older, "and are saved in the present form");

    let now = read("v4/links-and-answers.gapline");
    let links = now.decisions.get(&RowId(3)).and_then(Decision::links).unwrap();
    let parts: Vec<(&str, &str, bool)> =
        links.iter().map(|link| (link.capability.as_str(), link.part.as_str(), link.unused)).collect();
    assert_eq!(parts, [("retire", "", false), ("remote-wipe", "lost devices", true)]);
    assert_eq!(links.first.platforms.iter().collect::<Vec<_>>(), [Platform::Ios]);
    assert_eq!(now.decisions.get(&RowId(5)), Some(&Decision::Later));
    assert_eq!(now.ask.latest(RowId(4)).map(|reply| reply.answer.as_str()), Some("Lyon and Lille"));
    assert_eq!(now.ask.strays.len(), 1);
}
