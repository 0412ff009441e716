//! The plan: the finding, the limits, the drawing, waves and tasks.

use super::drawing::Drawing;
use super::drawing::timeline::{Look, draw};
use super::waves::cards;
use super::{Block, Cell, Section, Table, Tone, words};
use crate::assess::Assessment;
use crate::model::units::grouped;
use crate::plan::cost::COST;
use crate::plan::feasibility::{Bottleneck, Week};
use crate::plan::protection::FORMULA;
use crate::plan::ways::WayOut;
use crate::plan::{Feasibility, Plan, PlanSettings};
use std::rc::Rc;

/// The plan.
pub fn section(assessment: &Assessment) -> Section {
    let title = "Timeline".to_owned();
    let Some(plan) = &assessment.plan.value else {
        let nothing = "There is no start date yet, so there is no timeline.".to_owned();
        return Section { id: "plan".to_owned(), title, blocks: vec![Block::Finding(Tone::Watch, nothing)] };
    };
    let settings = &assessment.project.plan;
    let tone = words::plan_tone(&plan.feasibility);
    let mut blocks = vec![Block::Finding(tone, words::plan_finding(plan, settings))];
    if let Feasibility::Missed { binding, bottlenecks, ways_out, .. } = &plan.feasibility {
        blocks.push(Block::Paragraph(format!("What binds: {binding}.")));
        blocks.push(Block::Table(binding_limits(bottlenecks)));
        blocks.push(Block::Table(ways(ways_out)));
        blocks.push(Block::Paragraph(COST.to_owned()));
    }
    blocks.push(Block::Paragraph(format!("The target is compared with {}.", plan.measured)));
    blocks.extend(timeline(plan, settings).map(Block::Drawing));
    blocks.push(Block::Table(waves(plan)));
    blocks.extend(cards(assessment).into_iter().map(|(title, card)| Block::Fold(title, Rc::new(card))));
    blocks.push(Block::Table(people(plan)));
    blocks.push(Block::Table(limits(plan)));
    blocks.push(Block::Table(protection(plan)));
    blocks.push(Block::Paragraph(FORMULA.to_owned()));
    blocks.push(Block::Table(tasks(plan)));
    Section { id: "plan".to_owned(), title, blocks }
}

/// The drawing of a plan, all of it.
pub fn timeline(plan: &Plan, settings: &PlanSettings) -> Option<Drawing> {
    draw(plan, settings, Look::default())
}

/// How the plan is computed, for whoever asks on the page.
pub fn computed(plan: &Plan) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(format!("The target is compared with {}.", plan.measured))];
    if let Feasibility::Missed { bottlenecks, ways_out, .. } = &plan.feasibility {
        blocks.push(Block::Paragraph(BINDS.to_owned()));
        blocks.push(Block::Table(binding_limits(bottlenecks)));
        blocks.push(Block::Paragraph(format!(
            "Each way out is a plan that was dated again with the changed settings. {COST}"
        )));
        blocks.push(Block::Table(ways(ways_out)));
    }
    blocks.push(Block::Table(limits(plan)));
    blocks.push(Block::Paragraph(RULES.to_owned()));
    blocks
}

/// The tables under the drawing on the page.
pub fn sections(assessment: &Assessment, plan: &Plan) -> Vec<Section> {
    let section =
        |id: &str, title: &str, blocks| Section { id: id.to_owned(), title: title.to_owned(), blocks };
    let mut sections = Vec::new();
    if !plan.waves.is_empty() {
        let mut blocks = vec![Block::Table(waves(plan))];
        blocks.extend(cards(assessment).into_iter().map(|(title, card)| Block::Fold(title, Rc::new(card))));
        blocks.extend([Block::Table(protection(plan)), Block::Paragraph(FORMULA.to_owned())]);
        sections.push(section("waves", "Waves", blocks));
    }
    if plan.loads.iter().any(|load| load.peak > 0) {
        sections.push(section(
            "people",
            "People",
            vec![Block::Table(people(plan)), Block::Paragraph(LEVELLED.to_owned())],
        ));
    }
    sections
}

const BINDS: &str = "The plan is dated again without each limit; what it costs is by how many working days the \
migration then ends earlier.";
const RULES: &str = "Tasks wait for each other as their links say, with lags counted on the project's calendar; a task of \
n days takes n working days of its own calendar. Where the people of a role are given, nobody is at two tasks at once. \
Float is by how many working days a task can slip without moving the day with which the target is compared or, after \
it, the end of everything.";
const LEVELLED: &str = "Give the people of a role, and tasks of the role wait until somebody is free, in the order that \
ends the migration earliest of those tried; a role without a figure has as many people as it is asked for.";

/// The people of each role, and in which weeks all of them are at work.
fn people(plan: &Plan) -> Table {
    let rows = plan.loads.iter().filter(|load| load.peak > 0).map(|load| {
        let busiest: Vec<Week> =
            load.weeks.iter().filter(|(_, most)| *most == load.peak).map(|(week, _)| *week).collect();
        vec![
            Cell::Text(load.role.clone()),
            load.people
                .map_or(Cell::Text("as many as needed".to_owned()), |people| Cell::Number(u32::from(people))),
            Cell::Number(u32::from(load.peak)),
            Cell::Text(words::weeks(&busiest)),
        ]
    });
    table(
        "People at work at once",
        &[("Role", false), ("There", true), ("Most at once", true), ("When", false)],
        rows.collect(),
    )
}

/// A table of columns with their headings; `true` for numbers.
pub fn table(caption: &str, columns: &[(&str, bool)], rows: Vec<Vec<Cell>>) -> Table {
    Table {
        caption: caption.to_owned(),
        columns: columns.iter().map(|(title, number)| ((*title).to_owned(), *number)).collect(),
        rows,
    }
}

fn waves(plan: &Plan) -> Table {
    let rows = plan
        .waves
        .iter()
        .map(|wave| {
            let platforms: Vec<String> = wave
                .devices
                .iter()
                .filter(|(_, count)| count.0 > 0)
                .map(|(platform, count)| format!("{} {}", platform.label(), grouped(count.0)))
                .collect();
            vec![
                Cell::Text(wave.name.clone()),
                Cell::Text(platforms.join(", ")),
                Cell::Number(wave.total().0),
                Cell::Number(wave.per_day.0),
                Cell::Day(wave.start),
                Cell::Day(wave.finish),
            ]
        })
        .collect();
    table(
        "The days on which devices move",
        &[
            ("Wave", false),
            ("Devices by platform", false),
            ("Devices", true),
            ("At most a day", true),
            ("First move", false),
            ("Last move", false),
        ],
        rows,
    )
}

/// What holds the plan back, with the weeks in which it does.
fn binding_limits(bottlenecks: &[Bottleneck]) -> Table {
    let rows = bottlenecks.iter().map(|found| {
        let weeks = words::weeks(&found.weeks);
        vec![Cell::Text(found.name.clone()), Cell::Number(u32::from(found.saves_days)), Cell::Text(weeks)]
    });
    table(
        "What binds",
        &[("Limit", false), ("Working days that it costs", true), ("When", false)],
        rows.collect(),
    )
}

/// What could be done about a missed target.
fn ways(ways: &[WayOut]) -> Table {
    let rows = ways.iter().map(|way| {
        let meets = if way.meets { "yes" } else { "no" };
        vec![
            Cell::Text(way.name.clone()),
            Cell::Day(way.migrated),
            Cell::Text(meets.to_owned()),
            Cell::Text(format!("{:+}", way.people_days)),
        ]
    });
    table(
        "Ways out, each computed anew",
        &[
            ("What", false),
            ("All waves moved by", false),
            ("Meets the target", false),
            ("Days of people", false),
        ],
        rows.collect(),
    )
}

/// Device-hours between leaving the old product and being compliant in the new one.
fn protection(plan: &Plan) -> Table {
    let number = |hours: u64| Cell::Number(u32::try_from(hours).unwrap_or(u32::MAX));
    let waves = plan.waves.iter().zip(&plan.protection.waves);
    let mut rows: Vec<Vec<Cell>> = waves
        .map(|(wave, gap)| {
            vec![Cell::Text(wave.name.clone()), number(gap.exposed_hours), number(gap.locked_out_hours)]
        })
        .collect();
    let all = &plan.protection;
    rows.push(vec![Cell::Text("All".to_owned()), number(all.exposed_hours), number(all.locked_out_hours)]);
    table(
        "Protection gap in device-hours",
        &[("Wave", false), ("With access, without protection", true), ("Locked out", true)],
        rows,
    )
}

fn limits(plan: &Plan) -> Table {
    let rows = plan
        .limits
        .iter()
        .map(|limit| {
            vec![
                Cell::Text(limit.name.clone()),
                Cell::Number(limit.devices_per_day.0),
                Cell::Text(limit.formula.clone()),
                Cell::Text(if limit.binds { "lowest" } else { "" }.to_owned()),
            ]
        })
        .collect();
    table(
        "Limits on devices a day",
        &[("Limit", false), ("Devices a day", true), ("Formula", false), ("Binds", false)],
        rows,
    )
}

fn tasks(plan: &Plan) -> Table {
    let rows = plan
        .tasks
        .iter()
        .map(|task| {
            vec![
                Cell::Text(task.stage.label().to_owned()),
                Cell::Text(task.name.clone()),
                Cell::Text(task.role.clone()),
                Cell::Number(u32::from(task.days)),
                Cell::Day(task.start),
                Cell::Day(task.finish),
                Cell::Text(words::float(task)),
                Cell::Text(task.driver.clone()),
            ]
        })
        .collect();
    table(
        "Tasks",
        &[
            ("Stage", false),
            ("Task", false),
            ("Role", false),
            ("Days", true),
            ("Start", false),
            ("Finish", false),
            ("Float", false),
            ("Starts then because", false),
        ],
        rows,
    )
}
