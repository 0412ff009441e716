//! The plan: the finding, the limits, the drawing, waves and tasks.

use super::{Block, Cell, LineKind, Section, Table, Timeline, TimelineLine, Tone, words};
use crate::assess::Assessment;
use crate::model::area::Stage;
use crate::model::units::grouped;
use crate::plan::cost::COST;
use crate::plan::feasibility::Bottleneck;
use crate::plan::protection::FORMULA;
use crate::plan::ways::WayOut;
use crate::plan::{Feasibility, Plan, PlanSettings};

/// The plan.
pub fn section(assessment: &Assessment) -> Section {
    let title = "Timeline".to_owned();
    let Some(plan) = &assessment.plan.value else {
        let nothing = "There is no start date yet, so there is no timeline.".to_owned();
        return Section { id: "plan", title, blocks: vec![Block::Finding(Tone::Watch, nothing)] };
    };
    let settings = &assessment.project.plan;
    let tone = match plan.feasibility {
        Feasibility::Missed { .. } => Tone::Bad,
        Feasibility::Met { .. } => Tone::Good,
        Feasibility::NoTarget => Tone::Watch,
    };
    let mut blocks = vec![Block::Finding(tone, words::plan_finding(plan, settings))];
    if let Feasibility::Missed { binding, bottlenecks, ways_out, .. } = &plan.feasibility {
        blocks.push(Block::Paragraph(format!("What binds: {binding}.")));
        blocks.push(Block::Table(binding_limits(bottlenecks)));
        blocks.push(Block::Table(ways(ways_out)));
        blocks.push(Block::Paragraph(COST.to_owned()));
    }
    blocks.push(Block::Paragraph(format!("The target is compared with {}.", plan.measured)));
    blocks.push(Block::Timeline(timeline(plan, settings)));
    blocks.push(Block::Table(waves(plan)));
    blocks.push(Block::Table(limits(plan)));
    blocks.push(Block::Table(protection(plan)));
    blocks.push(Block::Paragraph(FORMULA.to_owned()));
    blocks.push(Block::Table(tasks(plan)));
    Section { id: "plan", title, blocks }
}

/// The drawing of a plan: stages with their tasks of once, then the waves.
pub fn timeline(plan: &Plan, settings: &PlanSettings) -> Timeline {
    let mut lines = Vec::new();
    for stage in Stage::ALL {
        let tasks: Vec<_> = plan.tasks.iter().filter(|task| task.stage == stage).collect();
        let (Some(first), Some(last)) =
            (tasks.iter().map(|task| task.start).min(), tasks.iter().map(|task| task.finish).max())
        else {
            continue;
        };
        lines.push(TimelineLine { name: stage.label().to_owned(), first, last, kind: LineKind::Stage });
        if stage == Stage::Migrate {
            lines.extend(plan.waves.iter().map(|wave| TimelineLine {
                name: format!("{} · {}", wave.name, grouped(wave.total().0)),
                first: wave.start,
                last: wave.finish,
                kind: LineKind::Wave,
            }));
            continue;
        }
        lines.extend(tasks.iter().map(|task| TimelineLine {
            name: task.name.clone(),
            first: task.start,
            last: task.finish,
            kind: match (task.days, task.critical) {
                (0, _) => LineKind::Milestone,
                (_, true) => LineKind::Critical,
                _ => LineKind::Task,
            },
        }));
    }
    let mut marks: Vec<_> =
        plan.milestones.iter().map(|milestone| (milestone.name.clone(), milestone.date, false)).collect();
    if let Some(target) = &settings.target {
        let label = if target.label.is_empty() { "target".to_owned() } else { target.label.clone() };
        marks.push((label, target.date, true));
    }
    Timeline {
        lines,
        shades: settings
            .freezes
            .iter()
            .map(|freeze| (freeze.name.clone(), freeze.first, freeze.last))
            .collect(),
        marks,
    }
}

fn table(caption: &str, columns: &[(&str, bool)], rows: Vec<Vec<Cell>>) -> Table {
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
        "Waves",
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
            ("All devices moved by", false),
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
                Cell::Text(if task.critical {
                    "critical".to_owned()
                } else {
                    words::count(u32::from(task.float_days), "day", "days")
                }),
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
