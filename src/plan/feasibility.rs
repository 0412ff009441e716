//! Whether the target is met and, if not, which limits bind and when: found by computing the plan without each.
//! It changes nothing in the plan.

use crate::model::area::Stage;
use crate::plan::Feasibility;
use crate::plan::basis::Basis;
use crate::plan::compile::{Dated, Relaxation, dated, group_of_moves};
use crate::plan::days::migrated_day;
use crate::plan::limits::LimitKind;
use crate::plan::network::Driver;
use crate::plan::tries::{Found, Tries, Try};
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A limit that holds the plan back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bottleneck {
    /// What it is, in words with its figures.
    pub name: String,
    /// Working days by which the migration would end earlier without it.
    pub saves_days: u16,
    /// Mondays of the weeks in which it holds the plan back.
    pub weeks: Vec<Week>,
}

/// A week, by its Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Week(#[serde(with = "crate::model::day::wire")] pub NaiveDate);

/// What the target is compared with, in words.
pub fn measured(basis: &Basis<'_>) -> String {
    match basis.groups.last() {
        Some(last) => format!(
            "the day on which the last group ({}) is verified and enforced; the old product's end comes after it",
            last.name
        ),
        None => {
            "the last task before the old product's end, for the estate has no devices to move".to_owned()
        }
    }
}

/// The comparison of the migration's last day with the target; what binds and the ways out are looked for afterwards.
pub fn feasibility(basis: &Basis<'_>, plan: &Dated, migrated: NaiveDate) -> Feasibility {
    let Some(target) = &basis.settings.target else { return Feasibility::NoTarget };
    let project = plan.calendars.project();
    let days = |from, to| u16::try_from(project.days_between(from, to)).unwrap_or(u16::MAX);
    if migrated <= target.date {
        return Feasibility::Met { spare_days: days(migrated, target.date) };
    }
    Feasibility::Missed {
        by_days: days(target.date, migrated).max(1),
        binding: String::new(),
        bottlenecks: Vec::new(),
        ways_out: Vec::new(),
    }
}

/// The limit that costs most, in words.
pub fn binding(bottlenecks: &[Bottleneck]) -> String {
    match bottlenecks.first() {
        Some(found) => format!(
            "{}; without it the migration would end {} working days earlier",
            found.name, found.saves_days
        ),
        None => "the chain of tasks from pilot to the last wave; no single limit shortens it".to_owned(),
    }
}

/// The limits and chains without which the migration would end earlier, the one that costs most first.
pub fn bottlenecks(basis: &Basis<'_>, plan: &Dated, migrated: NaiveDate, tries: &Tries) -> Vec<Bottleneck> {
    let saved = |relaxation: Relaxation| {
        let wanted = Try::Without(relaxation.clone());
        let found = tries.find(&wanted, || {
            let other = dated(basis, &relaxation, &mut Vec::new());
            Some(Found { migrated: migrated_day(basis, &other), people_days: 0, added: 0 })
        });
        found.map_or(0, |found| plan.calendars.project().days_between(found.migrated, migrated))
    };
    let mut found: Vec<(u32, Bottleneck)> = Vec::new();
    let mut consider = |saves: u32, name: String, weeks: Vec<Week>| {
        if saves > 0 {
            let saves_days = u16::try_from(saves).unwrap_or(u16::MAX);
            found.push((saves, Bottleneck { name, saves_days, weeks }));
        }
    };
    for (kind, limit) in &basis.limits.all {
        let relaxation = Relaxation { lifted: vec![*kind], ..Relaxation::default() };
        let name = format!("{} ({})", limit.name, limit.formula);
        consider(saved(relaxation), name, weeks_of_moves(basis, plan, Some(*kind)));
    }
    let lifted: Vec<LimitKind> = basis.limits.all.iter().map(|(kind, _)| *kind).collect();
    let names = "the limits on devices a day together".to_owned();
    consider(saved(Relaxation { lifted, ..Relaxation::default() }), names, weeks_of_moves(basis, plan, None));
    for (role, people) in &plan.network.people {
        let relaxation = Relaxation { crews: vec![role.clone()], ..Relaxation::default() };
        let one = if *people == 1 { "person" } else { "people" };
        let name = format!("the {people} {one} of {role}");
        consider(saved(relaxation), name, weeks_of_role(plan, role));
    }
    let step = basis.settings.waves.step_days;
    let name = format!("the wave step ({step} working days from the start of one wave to the next)");
    consider(saved(Relaxation { no_step: true, ..Relaxation::default() }), name, weeks_of_step(basis, plan));
    if !basis.settings.freezes.is_empty() {
        let freezes = basis.settings.freezes.iter();
        let names: Vec<&str> = freezes.clone().map(|freeze| freeze.name.as_str()).collect();
        let name = format!("the freezes ({})", names.join(", "));
        let (start, end) = (plan.network.start.date(), migrated);
        let spans = freezes.map(|freeze| (freeze.first.max(start), freeze.last.min(end)));
        consider(saved(Relaxation { no_freezes: true, ..Relaxation::default() }), name, weeks(spans));
    }
    let name = format!("the chain of tasks before the pilot{}", longest(basis, plan));
    let ready = Relaxation { no_preparation: true, ..Relaxation::default() };
    consider(saved(ready), name, weeks(early_critical(basis, plan)));
    // The sort keeps the order of equals, so that a single limit is named before a group of them.
    found.sort_by_key(|(saves, _)| std::cmp::Reverse(*saves));
    found.into_iter().map(|(_, bottleneck)| bottleneck).collect()
}

/// The Monday of a day's week.
pub fn monday(day: NaiveDate) -> NaiveDate {
    let back = Days::new(u64::from(day.weekday().num_days_from_monday()));
    day.checked_sub_days(back).unwrap_or(day)
}

/// Mondays of the weeks that the spans touch, each once, in order; at most ten years of them.
fn weeks(spans: impl Iterator<Item = (NaiveDate, NaiveDate)>) -> Vec<Week> {
    let mut mondays: Vec<Week> = Vec::new();
    for (first, last) in spans {
        mondays.extend(monday(first).iter_weeks().take(520).take_while(|week| *week <= last).map(Week));
    }
    mondays.sort();
    mondays.dedup();
    mondays
}

/// The moves of each group: the task, its first and its last day.
fn moves<'a>(
    basis: &'a Basis<'_>,
    plan: &'a Dated,
) -> impl Iterator<Item = (usize, NaiveDate, NaiveDate)> + 'a {
    basis.graph.moves.iter().flatten().filter_map(|index| {
        let dates = plan.solution.dates.get(*index)?;
        Some((*index, dates.start.date(), dates.finish.plus(-1).date()))
    })
}

/// The weeks in which devices move as fast as a limit lets them; with `None`, all weeks of moves.
fn weeks_of_moves(basis: &Basis<'_>, plan: &Dated, kind: Option<LimitKind>) -> Vec<Week> {
    let spans = moves(basis, plan).filter(|(index, ..)| {
        let Some(kind) = kind else { return true };
        let Some(group) = group_of_moves(basis, *index).and_then(|group| basis.groups.get(group)) else {
            return false;
        };
        let platforms = || group.devices.keys().copied();
        basis.limits.per_day(platforms(), &[]) < basis.limits.per_day(platforms(), &[kind])
    });
    weeks(spans.map(|(_, first, last)| (first, last)))
}

/// The weeks in which the next group waits only because of the step.
fn weeks_of_step(basis: &Basis<'_>, plan: &Dated) -> Vec<Week> {
    let all: Vec<(usize, NaiveDate, NaiveDate)> = moves(basis, plan).collect();
    let waits = all.windows(2).filter_map(|pair| match pair {
        [(_, _, ended), (next, start, _)] => {
            let node = basis.graph.nodes.get(*next)?;
            let place = node.before.len() + node.added.len() + 1;
            let stepped = plan.solution.dates.get(*next)?.driver == Driver::Link(place);
            stepped.then_some((*ended, *start))
        }
        _ => None,
    });
    weeks(waits)
}

/// The weeks in which tasks wait for somebody of a role.
fn weeks_of_role(plan: &Dated, role: &str) -> Vec<Week> {
    let tasks = plan.network.tasks.iter().zip(&plan.solution.dates).filter(|(task, _)| task.role == role);
    let waits = tasks.filter_map(|(_, dates)| match dates.driver {
        Driver::Busy(holder) => Some((plan.solution.dates.get(holder)?.start.date(), dates.start.date())),
        _ => None,
    });
    weeks(waits)
}

fn is_early(stage: Stage) -> bool {
    matches!(stage, Stage::Before | Stage::Setup | Stage::Configure)
}

/// The critical tasks before the pilot, each with its first and last day.
fn early_critical<'a>(
    basis: &'a Basis<'_>,
    plan: &'a Dated,
) -> impl Iterator<Item = (NaiveDate, NaiveDate)> + 'a {
    let pairs = || basis.graph.nodes.iter().zip(&plan.solution.dates);
    pairs()
        .filter(|(node, dates)| is_early(node.stage) && dates.critical())
        .map(|(_, dates)| (dates.start.date(), dates.finish.plus(-1).date()))
}

/// The longest critical task before the pilot, in words.
fn longest(basis: &Basis<'_>, plan: &Dated) -> String {
    let mut found: Option<(u16, &str)> = None;
    for (node, dates) in basis.graph.nodes.iter().zip(&plan.solution.dates) {
        let longer = found.is_none_or(|(days, _)| node.days > days);
        if is_early(node.stage) && dates.critical() && longer {
            found = Some((node.days, node.name.as_str()));
        }
    }
    found.map_or_else(String::new, |(days, name)| {
        format!(" (longest: \u{201c}{name}\u{201d}, {days} working days)")
    })
}
