//! Plans against the dates that their own fixture states.
//! A fixture is never rewritten by the test.

use gapline::devices::Cohort;
use gapline::estate::parse::parse_counts;
use gapline::gap::{Basis, GapAnalysis, GapRow, Totals};
use gapline::model::platform::PlatformSet;
use gapline::model::row::RowId;
use gapline::model::sorted_map::SortedMap;
use gapline::model::units::{Devices, PerMille};
use gapline::model::verdict::Verdict;
use gapline::plan::basis::PlanInput;
use gapline::plan::schedule::schedule;
use gapline::plan::{Origin, Plan, PlanSettings};
use gapline::readiness::{Answer, questions, summary};
use serde::Deserialize;
use std::path::Path;
use std::rc::Rc;

/// A plan's input and the answers that its author expects.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case is about, and how its dates were found.
    about: String,
    estate: String,
    settings: PlanSettings,
    /// What a device list says.
    #[serde(default)]
    cohorts: Vec<Cohort>,
    /// Name and days by row of the list.
    #[serde(default)]
    gaps: SortedMap<u32, (String, u16)>,
    #[serde(default)]
    answers: SortedMap<String, Answer>,
    expected: Expected,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// Key: the beginning of "start finish float driver".
    tasks: SortedMap<String, String>,
    /// Keys that must not be there.
    #[serde(default)]
    absent: Vec<String>,
    /// "name devices start finish per-day"; not looked at when the case does not say.
    waves: Option<Vec<String>>,
    migrated: Option<String>,
    finish: Option<String>,
    /// The beginning of the feasibility as debug text.
    #[serde(default)]
    feasibility: String,
    #[serde(default)]
    diagnostics: Vec<String>,
}

fn gap(row: u32, days: u16) -> Rc<GapRow> {
    Rc::new(GapRow {
        row: RowId(row),
        parts: Vec::new(),
        basis: Basis::Decided,
        verdict: Verdict::ALL.into_iter().find(|verdict| verdict.is_gap()).unwrap(),
        computed: Verdict::Open,
        split: Vec::new(),
        because: Vec::new(),
        missing_licences: Vec::new(),
        platforms: PlatformSet::EMPTY,
        devices: Devices(1),
        affected: Devices(1),
        share: PerMille(1),
        severity: 10,
        effort_days: days,
        effort_by_hand: false,
        accepted: false,
        changed: None,
    })
}

fn planned(case: &Case) -> (Plan, Vec<String>) {
    let rows = case.gaps.iter().map(|(row, (_, days))| gap(*row, *days)).collect();
    let gaps = GapAnalysis { rows: Rc::new(rows), totals: Totals::default() };
    let names = case.gaps.iter().map(|(row, (name, _))| (RowId(*row), name.clone())).collect();
    let readiness = summary::summarise(&questions::builtin(), &case.answers);
    let estate = parse_counts(&case.estate).unwrap();
    let input = PlanInput {
        settings: &case.settings,
        gaps: &gaps,
        names: &names,
        readiness: &readiness,
        estate: &estate,
        cohorts: &case.cohorts,
    };
    let found = schedule(&input);
    (found.value.unwrap(), found.diagnostics.iter().map(|finding| finding.code.to_string()).collect())
}

fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/plans").join(name);
    let case: Case = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let (plan, diagnostics) = planned(&case);
    let all: Vec<String> = plan
        .tasks
        .iter()
        .map(|task| {
            format!("{}: {} {} {} {}", task.key, task.start, task.finish, task.float_days, task.driver)
        })
        .collect();
    let context = format!(
        "{name}: {}\n{}\n{:#?}",
        case.about,
        all.join("\n"),
        plan.waves
            .iter()
            .map(|w| format!("{} {} {} {} {}", w.name, w.total().0, w.start, w.finish, w.per_day.0))
            .collect::<Vec<_>>()
    );
    let mut wrong = Vec::new();
    for (key, expected) in &case.expected.tasks {
        let found = plan.tasks.iter().find(|task| task.key == *key);
        let written = found.map_or_else(String::new, |task| {
            format!("{} {} {} {}", task.start, task.finish, task.float_days, task.driver)
        });
        if !written.starts_with(expected) || written.is_empty() {
            wrong.push(format!("{key}: {written}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{context}\n{}", wrong.join("\n"));
    for key in &case.expected.absent {
        assert!(plan.tasks.iter().all(|task| task.key != *key), "{key} in {context}");
    }
    let waves: Vec<String> = plan
        .waves
        .iter()
        .map(|wave| {
            format!("{} {} {} {} {}", wave.name, wave.total().0, wave.start, wave.finish, wave.per_day.0)
        })
        .collect();
    assert_eq!(&waves, case.expected.waves.as_ref().unwrap_or(&waves), "{context}");
    for (date, expected) in [(plan.migrated, &case.expected.migrated), (plan.finish, &case.expected.finish)] {
        let date = date.to_string();
        assert_eq!(&date, expected.as_ref().unwrap_or(&date), "{context}");
    }
    let feasibility = format!("{:?}", plan.feasibility);
    assert!(feasibility.starts_with(&case.expected.feasibility), "{feasibility}\n{context}");
    assert_eq!(diagnostics, case.expected.diagnostics, "{context}");
}

#[test]
fn plans_have_the_dates_that_their_fixtures_state() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/plans");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let errors = names.iter().filter(|name| name.starts_with("bad-")).count();
    assert!(names.len() >= 60 && errors >= 25, "{} fixtures, {errors} of them errors", names.len());

    let failed: Vec<String> = names
        .into_iter()
        .filter_map(|name| {
            let found = std::panic::catch_unwind(|| check(&name));
            found.err().map(|_| name)
        })
        .collect();
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn a_large_plan_has_a_task_for_every_gap_and_moves_every_device() {
    let case = Case {
        about: String::new(),
        estate: "windows=15000,ios=15000".into(),
        settings: serde_json::from_str(
            r#"{"start": "2027-01-04", "target": {"date": "2027-06-01", "label": "contract"}}"#,
        )
        .unwrap(),
        cohorts: Vec::new(),
        gaps: (1..=460).map(|row| (row, (format!("feature {row}"), 5))).collect(),
        answers: SortedMap::default(),
        expected: serde_json::from_str(r#"{"tasks": {}}"#).unwrap(),
    };
    let (plan, _) = planned(&case);
    assert!(plan.waves.len() > 60, "{} waves", plan.waves.len());
    assert_eq!(plan.waves.iter().map(|wave| wave.total().0).sum::<u32>(), 30_000);
    let of_gaps = plan.tasks.iter().filter(|task| matches!(task.origin, Origin::Gap(_)));
    assert_eq!(of_gaps.count(), 460);
}
