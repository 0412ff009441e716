//! How sure the plan is and what other plans would come to, as sections of the page and the report.
//! The runs are made in `plan::outlook`, the other plans in `plan::scenarios`.

use super::drawing::sure::{curve, tornado};
use super::plan::table;
use super::{Block, Cell, Section, words};
use crate::assess::{Assessment, plan_input};
use crate::model::day;
use crate::model::units::grouped;
use crate::plan::limits::percent;
use crate::plan::outlook::Outlook;
use crate::plan::scenarios::{Beside, Scenario};
use crate::plan::templates::builtin;
use crate::plan::{PlanSettings, PlannedTask};
use chrono::NaiveDate;
use std::cmp::Reverse;

/// Tasks in the table of criticality at most.
const MOST_TASKS: usize = 12;
/// Tasks that are named of those that are always critical.
const MOST_NAMED: usize = 5;

/// The sections; none without a plan.
pub fn sections(assessment: &Assessment, today: NaiveDate) -> Vec<Section> {
    let Some(mut beside) = begin(assessment, today) else { return Vec::new() };
    while !go_on(&mut beside, assessment) {}
    told(&beside, assessment)
}

/// Begins to work out the sections; `None` without a plan.
pub fn begin(assessment: &Assessment, today: NaiveDate) -> Option<Beside> {
    let plan = assessment.plan.value.as_ref()?;
    Some(Beside::of(&assessment.project.plan, plan, today))
}

/// Goes on for some hundredths of a second; whether all is worked out.
pub fn go_on(beside: &mut Beside, assessment: &Assessment) -> bool {
    let names = crate::assess::names(&assessment.inventory.value);
    beside.go_on(&plan_input(assessment, &names), &builtin())
}

/// The sections of what is worked out.
pub fn told(beside: &Beside, assessment: &Assessment) -> Vec<Section> {
    let Some(plan) = &assessment.plan.value else { return Vec::new() };
    let side = Section {
        id: "scenarios".to_owned(),
        title: "Other plans side by side".to_owned(),
        blocks: vec![Block::Table(side_by_side(&beside.done)), Block::Paragraph(SCENARIOS.to_owned())],
    };
    let sure = beside.base.as_ref().and_then(|(dated, found)| {
        let found = found.as_ref()?;
        let tasks = dated.network.tasks.iter().zip(&found.criticality);
        let critical = tasks.filter(|(task, share)| share.0 > 0 && !task.length.is_milestone());
        let named = critical.filter_map(|(critical, share)| {
            let task = plan.tasks.iter().find(|task| task.key == critical.key)?;
            Some((share.0, &**task))
        });
        Some(self::sure(found, &assessment.project.plan, named.collect()))
    });
    sure.into_iter().chain([side]).collect()
}

const SURE: &str = "Each run draws the duration of every task that is not finished from a triangle of its shortest, \
planned and longest duration, and one failure rate for all moves, which changes the limits on devices a day. \
Links, calendars, freezes and the order in which people serve tasks hold in every run. A task is critical in a run when it has \
no float there: any delay of it moves the end. The same plan gives the same figures.";
const SCENARIOS: &str = "Each is dated anew with only what it names changed; what is done and what was agreed on is the same in all. The chance and the 80 % of the others are of 1\u{202f}000 runs.";

fn sure(found: &Outlook, settings: &PlanSettings, tasks: Vec<(u16, &PlannedTask)>) -> Section {
    let target = settings.target.as_ref().map(|target| target.date);
    let on = |share: usize| found.day(share).map(day::full).unwrap_or_default();
    let mut finding = if found.day(50) == found.day(90) {
        format!("All waves have moved by {} in half of the runs, and in 90\u{a0}% of them too.", on(90))
    } else {
        format!(
            "All waves have moved by {} in half of the runs, by {} in 80\u{a0}% and by {} in 90\u{a0}%.",
            on(50),
            on(80),
            on(90)
        )
    };
    if let (Some(chance), Some(target)) = (found.chance, target) {
        let share = match chance.0 {
            0 => "none".to_owned(),
            1000 => "all".to_owned(),
            share => percent(share),
        };
        finding.push_str(&format!(" The target of {} is met in {share} of them.", day::full(target)));
    }
    let mut blocks = vec![Block::Finding(words::tone_of_chance(found.chance), finding)];
    blocks.extend(curve(found, target).map(Block::Drawing));
    if found.drivers.is_empty() {
        blocks.push(Block::Paragraph("Nothing that varies moves the end by a day on average.".to_owned()));
    } else {
        blocks.push(Block::Heading("What moves the end most: from its least to its greatest".to_owned()));
        blocks.extend(tornado(found).map(Block::Drawing));
        let rows = found.drivers.iter().map(|bar| {
            let share = Cell::Text(percent(bar.share.0));
            vec![Cell::Text(bar.name.clone()), share, Cell::Day(bar.low), Cell::Day(bar.high)]
        });
        blocks.push(Block::Table(table(
            "The same in figures",
            &[
                ("What varies", false),
                ("Part of the spread", true),
                ("When least", false),
                ("When greatest", false),
            ],
            rows.collect(),
        )));
    }
    blocks.extend(critical(tasks));
    let varies = &settings.uncertainty;
    blocks.push(Block::Paragraph(format!(
        "{} runs. {SURE} Where a task says nothing else, it takes {} to {} of its days; failures {} to {}.",
        grouped(found.runs),
        percent(varies.shortest.0),
        percent(varies.longest.0),
        percent(varies.fewest_failures.0),
        percent(varies.most_failures.0)
    )));
    Section { id: "sure".to_owned(), title: "How sure the dates are".to_owned(), blocks }
}

/// The tasks that have no float in any run, the longest by name, and those that have none in some.
fn critical(tasks: Vec<(u16, &PlannedTask)>) -> Vec<Block> {
    let (mut always, mut sometimes): (Vec<_>, Vec<_>) =
        tasks.into_iter().partition(|(share, _)| *share >= 1000);
    // The sorts keep the order of equals.
    always.sort_by_key(|(_, task)| Reverse(task.days));
    sometimes.sort_by_key(|(share, _)| Reverse(*share));
    let longest = always.iter().take(MOST_NAMED);
    let longest = longest
        .map(|(_, task)| format!("{} ({})", task.name, words::count(u32::from(task.days), "day", "days")));
    let longest: Vec<String> = longest.collect();
    let always = (!always.is_empty()).then(|| {
        let number = words::count(always.len() as u32, "task has", "tasks have");
        Block::Paragraph(format!("{number} no float in any run; the longest: {}.", longest.join("; ")))
    });
    let rows = sometimes.iter().take(MOST_TASKS).map(|(share, task)| {
        vec![Cell::Text(task.name.clone()), Cell::Text(percent(*share)), Cell::Text(words::float(task))]
    });
    let columns = [("Task", false), ("Of the runs", true), ("Float in the plan", false)];
    let table = (!sometimes.is_empty())
        .then(|| Block::Table(table("Critical in some of the runs", &columns, rows.collect())));
    let heading = (always.is_some() || table.is_some())
        .then(|| Block::Heading("How often a task is critical".to_owned()));
    heading.into_iter().chain(always).chain(table).collect()
}

fn side_by_side(all: &[Scenario]) -> super::Table {
    let base = all.first();
    let rows = all.iter().map(|one| {
        let days = base.map_or(0, |base| (one.migrated - base.migrated).num_days());
        let likely = one.likely.map_or(Cell::Empty, Cell::Day);
        vec![
            Cell::Text(one.name.clone()),
            Cell::Text(one.about.clone()),
            Cell::Day(one.migrated),
            Cell::Text(if days == 0 { "0".to_owned() } else { format!("{days:+}") }),
            likely,
            one.chance.map_or(Cell::Empty, |chance| Cell::Text(percent(chance.0))),
            Cell::Text(format!("{:+}", one.people_days - base.map_or(0, |base| base.people_days))),
        ]
    });
    table(
        "What each would come to",
        &[
            ("Plan", false),
            ("What is changed", false),
            ("All waves moved by", false),
            ("Days later", true),
            ("80 % of runs by", false),
            ("Chance of the target", true),
            ("More days of people", true),
        ],
        rows.collect(),
    )
}
