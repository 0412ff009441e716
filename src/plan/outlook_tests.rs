//! The outlook of plans: without spread it is the plan, and more spread spreads it.

use crate::estate::parse::parse_counts;
use crate::gap::GapAnalysis;
use crate::model::sorted_map::SortedMap;
use crate::model::units::PerMille;
use crate::plan::basis::{Basis, PlanInput, basis};
use crate::plan::compile::{Dated, Relaxation, dated};
use crate::plan::days::migrated_day;
use crate::plan::outlook::{Looking, Outlook, Uncertainty, runs_for};
use crate::plan::scenarios::Beside;
use crate::plan::schedule::schedule;
use crate::plan::templates::builtin;
use crate::plan::{PlanSettings, Target, TaskEdit};
use crate::readiness::Readiness;
use chrono::NaiveDate;

fn certain() -> Uncertainty {
    Uncertainty {
        shortest: PerMille(1000),
        longest: PerMille(1000),
        fewest_failures: PerMille(50),
        most_failures: PerMille(50),
    }
}

fn settings(uncertainty: Uncertainty) -> PlanSettings {
    let target = Target { date: "2027-06-30".parse().unwrap(), label: String::new() };
    PlanSettings {
        start: "2027-01-11".parse().ok(),
        target: Some(target),
        uncertainty,
        ..PlanSettings::default()
    }
}

/// The outlook, looked for in parts of seven runs.
fn outlook(basis: &Basis<'_>, dated: &Dated, runs: u32) -> Outlook {
    let mut looking = Looking::begin(basis, dated, runs).unwrap();
    while !looking.go_on(7) {}
    looking.told(dated).unwrap()
}

fn found(estate: &str, settings: &PlanSettings) -> (NaiveDate, Outlook) {
    let (gaps, names, readiness) = (GapAnalysis::default(), SortedMap::default(), Readiness::default());
    let estate = parse_counts(estate).unwrap();
    let input = PlanInput {
        settings,
        gaps: &gaps,
        names: &names,
        readiness: &readiness,
        estate: &estate,
        cohorts: &[],
    };
    let basis = basis(&input, &builtin()).value.unwrap();
    let plan = dated(&basis, &Relaxation::default(), &mut Vec::new());
    (migrated_day(&basis, &plan), outlook(&basis, &plan, 100))
}

#[test]
fn without_spread_every_run_is_the_plan() {
    for estate in ["ios=40", "windows=2300,ios=900", "macos=3000"] {
        for people in [None, Some(1), Some(2)] {
            let mut settings = settings(certain());
            settings.roles.change("endpoint".to_owned(), |role| role.people = people);
            let (migrated, outlook) = found(estate, &settings);
            assert!(outlook.curve.iter().all(|day| *day == migrated), "{estate} {people:?} {migrated}");
            assert_eq!(
                outlook.chance,
                Some(PerMille(if migrated <= settings.target.unwrap().date { 1000 } else { 0 }))
            );
            assert!(outlook.drivers.is_empty());
        }
    }
}

#[test]
fn longer_durations_and_more_failures_end_it_later() {
    let (_, usual) = found("windows=2300,ios=900", &settings(Uncertainty::default()));
    assert!(usual.day(50) < usual.day(90) && !usual.drivers.is_empty());
    let longer = Uncertainty { longest: PerMille(3000), ..Uncertainty::default() };
    let (_, slow) = found("windows=2300,ios=900", &settings(longer));
    assert!(slow.day(50) > usual.day(50));
    // A help desk that can hardly carry the moves feels every failure.
    let mut tight = settings(Uncertainty { most_failures: PerMille(300), ..certain() });
    tight.capacity.tickets_per_day = 3;
    let (_, tight) = found("windows=2300,ios=900", &tight);
    assert_eq!(tight.drivers.first().map(|bar| bar.name.as_str()), Some("Failure rate of moves"));
    assert!(tight.day(10) < tight.day(90));
}

#[test]
fn large_plans_are_run_less_often_but_a_thousand_times() {
    assert_eq!([50, 200, 500, 5000].map(runs_for), [10_000, 10_000, 4000, 1000]);
}

#[test]
fn settings_that_were_kept_stand_beside_the_plan_with_what_is_done_since() {
    let mut settings = settings(certain());
    settings.keep_beside("Later");
    settings.keep_beside("As it was");
    let later = settings.beside.first_mut().unwrap();
    // What was noted then and taken back since is not done.
    let noted = TaskEdit { progress: PerMille(500), ..TaskEdit::default() };
    later.settings.edits.insert("kickoff".to_owned(), noted);
    later.settings.start = "2027-02-01".parse().ok();
    later.settings.waves.step_days = 10;
    let inventory = TaskEdit { actual_start: "2027-01-12".parse().ok(), ..TaskEdit::default() };
    settings.edits.insert("inventory".to_owned(), inventory.clone());
    settings.status = "2027-01-13".parse().ok();
    let taken = settings.taken_from(&settings.beside[0]);
    assert_eq!((taken.status, taken.edits.get("inventory")), (settings.status, Some(&inventory)));
    assert_eq!(taken.beside, settings.beside);
    assert_eq!(taken.edits.get("kickoff"), None);
    let (gaps, names, readiness) = (GapAnalysis::default(), SortedMap::default(), Readiness::default());
    let estate = parse_counts("windows=300,ios=900").unwrap();
    let input = PlanInput {
        settings: &settings,
        gaps: &gaps,
        names: &names,
        readiness: &readiness,
        estate: &estate,
        cohorts: &[],
    };
    let plan = schedule(&input).value.unwrap();
    let mut beside = Beside::of(&settings, &plan, "2027-01-01".parse().unwrap());
    while !beside.go_on(&input, &builtin()) {}
    assert_eq!((beside.done[0].name.as_str(), beside.done[0].migrated), ("The plan", plan.migrated));
    let all = &beside.done[1..];
    let lines: Vec<(&str, &str)> = all.iter().map(|one| (one.name.as_str(), one.about.as_str())).collect();
    assert_eq!(lines[..2], [("Later", "start, waves"), ("As it was", "nothing")]);
    assert_eq!(all[1].migrated, plan.migrated);
    assert!(all[0].migrated > plan.migrated);
    // The same name is kept once.
    settings.keep_beside("Later");
    let names: Vec<&str> = settings.beside.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["As it was", "Later"]);
    assert!(settings.beside.iter().all(|one| one.settings.beside.is_empty()));
}
