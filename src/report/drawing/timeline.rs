//! The drawing of the plan on a day axis: stages, tasks, waves, freezes, the target, what was agreed on, and the
//! capacity under it. It decides no date; the tables hold every date as text.

use super::axis::{Axis, Zoom};
use super::{Drawing, Mark, Shape, capacity, shortened};
use crate::model::area::Stage;
use crate::model::day;
use crate::model::units::grouped;
use crate::plan::drafts::step_of;
use crate::plan::settings::Agreed;
use crate::plan::{Plan, PlanSettings, PlannedTask};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

const LABELS: i32 = 230;
const WIDTH: i32 = 1120;
const LINE: i32 = 22;
const TOP: i32 = 40;

/// What the lines are gathered under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Grouping {
    /// Stages, with waves in place of their tasks.
    #[default]
    Stage,
    /// Roles.
    Role,
    /// Owners.
    Owner,
    /// Platforms of the waves.
    Platform,
}

impl Grouping {
    /// Every grouping.
    pub const ALL: [Grouping; 4] = [Grouping::Stage, Grouping::Role, Grouping::Owner, Grouping::Platform];

    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Grouping::Stage => "Stage",
            Grouping::Role => "Role",
            Grouping::Owner => "Owner",
            Grouping::Platform => "Platform",
        }
    }
}

/// How the plan is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Look {
    /// How much room a day has.
    pub zoom: Zoom,
    /// What the lines are gathered under.
    pub grouping: Grouping,
}

/// One line.
struct Line {
    name: String,
    kind: &'static str,
    first: NaiveDate,
    last: NaiveDate,
    agreed: Option<(NaiveDate, NaiveDate)>,
    done: u16,
    /// The task that moves with its bar.
    task: Option<String>,
}

/// The drawing; `None` for a plan of more than twenty years.
pub fn draw(plan: &Plan, settings: &PlanSettings, look: Look) -> Option<Drawing> {
    let lines = lines(plan, settings, look.grouping);
    let target = settings.target.as_ref().map(|target| target.date);
    let agreed = lines.iter().filter_map(|line| line.agreed).flat_map(|(first, last)| [first, last]);
    let dates = lines.iter().flat_map(|line| [line.first, line.last]).chain(target).chain(agreed);
    let axis = Axis::of(dates, LABELS, WIDTH - LABELS - 12, look.zoom)?;
    let count = i32::try_from(lines.len()).unwrap_or(0);
    let bottom = TOP + count * LINE;
    let (strips, height) = capacity::strips(plan, &axis, bottom + 8);
    let mut marks = shades(settings, &axis, height);
    marks.extend(axis.marks(6, height - 22));
    marks.extend((0..).zip(&lines).flat_map(|(index, line)| bar(line, &axis, TOP + index * LINE)));
    marks.extend(strips);
    marks.extend(settings.expiries.iter().filter(|expiry| expiry.date <= axis.last).map(|expiry| {
        let x = axis.at(expiry.date, 1);
        let words = format!("{} ends {}", expiry.name, day::full(expiry.date));
        Mark::new("expiry", vec![Shape::Path(format!("M{x} {TOP}V{}", height - 22))]).titled(words)
    }));
    marks.extend(settings.status.map(|date| upright("status", "as of", date, &axis, height)));
    marks.extend(settings.target.iter().map(|target| {
        let label = if target.label.is_empty() { "target" } else { target.label.as_str() };
        upright("target", label, target.date, &axis, height)
    }));
    let label = format!(
        "Timeline from {} to {}; every date stands in the tables below",
        day::full(axis.first),
        day::full(axis.last)
    );
    Some(Drawing { label, width: axis.right() + 12, height, day: axis.day(), marks })
}

fn lines(plan: &Plan, settings: &PlanSettings, grouping: Grouping) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut group = |name: &str, members: Vec<Line>| {
        let first = members.iter().map(|line| line.first).min();
        if let (Some(first), Some(last)) = (first, members.iter().map(|line| line.last).max()) {
            lines.push(Line {
                name: name.to_owned(),
                kind: "stage",
                first,
                last,
                agreed: None,
                done: 0,
                task: None,
            });
            lines.extend(members);
        }
    };
    let by_word = |word: &dyn Fn(&PlannedTask) -> String, nobody: &str| {
        let mut groups: Vec<(String, Vec<Line>)> = Vec::new();
        for task in plan.tasks.iter() {
            let mut name = word(task);
            if name.is_empty() {
                nobody.clone_into(&mut name);
            }
            let line = of_task(task, settings);
            match groups.iter_mut().find(|(known, _)| *known == name) {
                Some((_, members)) => members.push(line),
                None => groups.push((name, vec![line])),
            }
        }
        groups
    };
    match grouping {
        Grouping::Stage => {
            for stage in Stage::ALL {
                let tasks = plan.tasks.iter().filter(|task| task.stage == stage);
                let members: Vec<Line> = match stage {
                    Stage::Migrate if !plan.waves.is_empty() => waves(plan, settings),
                    _ => tasks.clone().map(|task| of_task(task, settings)).collect(),
                };
                group(stage.label(), members);
            }
        }
        Grouping::Role => {
            by_word(&|task| task.role.clone(), "No role")
                .into_iter()
                .for_each(|(name, all)| group(&name, all));
        }
        Grouping::Owner => {
            by_word(&|task| task.owner.clone(), "No owner")
                .into_iter()
                .for_each(|(name, all)| group(&name, all));
        }
        Grouping::Platform => {
            for platform in crate::plan::cohorts::ORDER {
                let moved = plan.waves.iter().filter_map(|wave| {
                    let count = wave.devices.get(&platform).filter(|count| count.0 > 0)?;
                    Some(Line {
                        name: format!("{} · {}", wave.name, grouped(count.0)),
                        kind: "wave",
                        first: wave.start,
                        last: wave.finish,
                        agreed: None,
                        done: 0,
                        task: None,
                    })
                });
                group(platform.label(), moved.collect());
            }
        }
    }
    lines
}

fn waves(plan: &Plan, settings: &PlanSettings) -> Vec<Line> {
    let moves = |number: u16| plan.tasks.iter().find(|task| step_of(&task.key) == Some((number, "enrol")));
    let lines = plan.waves.iter().map(|wave| Line {
        name: format!("{} · {}", wave.name, grouped(wave.total().0)),
        kind: if moves(wave.number).is_some_and(|task| task.critical) { "critical-wave" } else { "wave" },
        first: wave.start,
        last: wave.finish,
        agreed: moves(wave.number).and_then(|task| agreed(task, settings)),
        done: moves(wave.number).map_or(0, |task| task.progress.0),
        task: moves(wave.number).map(|task| task.key.clone()),
    });
    lines.collect()
}

fn of_task(task: &PlannedTask, settings: &PlanSettings) -> Line {
    Line {
        name: task.name.clone(),
        kind: match (task.days, task.critical) {
            (0, _) => "milestone",
            (_, true) => "critical",
            _ => "task",
        },
        first: task.start,
        last: task.finish,
        agreed: agreed(task, settings),
        done: task.progress.0,
        task: Some(task.key.clone()),
    }
}

/// What was agreed on, where the task is elsewhere now.
fn agreed(task: &PlannedTask, settings: &PlanSettings) -> Option<(NaiveDate, NaiveDate)> {
    let Agreed { start, finish } = settings.baseline.get(&task.key)?;
    ((*start, *finish) != (task.start, task.finish)).then_some((*start, *finish))
}

/// A bar with its words; what was agreed on is a mark of its own, which stays where it is when the bar is drawn along.
fn bar(line: &Line, axis: &Axis, y: i32) -> Vec<Mark> {
    let (x, width) = axis.span(line.first, line.last);
    let mut title = if line.first == line.last {
        format!("{}: {}", line.name, day::full(line.first))
    } else {
        format!("{}: {} to {}", line.name, day::full(line.first), day::full(line.last))
    };
    let (indent, letters) = if line.kind == "stage" { (8, 34) } else { (20, 30) };
    let mut shapes = vec![Shape::Text(indent, y + 15, shortened(&line.name, letters))];
    let mut marks = Vec::new();
    if let Some((first, last)) = line.agreed {
        let (from, wide) = axis.span(first, last);
        title.push_str(&format!("; agreed on {} to {}", day::full(first), day::full(last)));
        marks.push(Mark::new("agreed", vec![Shape::Path(format!("M{from} {}h{wide}v3h-{wide}z", y + 18))]));
    }
    shapes.push(match line.kind {
        "stage" => Shape::Path(format!("M{x} {}h{width}v8l-4 -4h-{}l-4 4z", y + 6, (width - 8).max(0))),
        "milestone" => Shape::Path(format!("M{x} {}l6 6l-6 6l-6 -6z", y + 5)),
        _ => Shape::Rect(x, y + 5, width, 12),
    });
    if line.done > 0 && !matches!(line.kind, "stage" | "milestone") {
        title.push_str(&format!("; {} done", crate::plan::limits::percent(line.done)));
        let done = i32::try_from(i64::from(width) * i64::from(line.done.min(1000)) / 1000).unwrap_or(0);
        shapes.push(Shape::Path(format!("M{x} {}h{done}v4h-{done}z", y + 9)));
    }
    marks.push(Mark { task: line.task.clone(), ..Mark::new(line.kind, shapes).titled(title) });
    marks
}

fn shades(settings: &PlanSettings, axis: &Axis, height: i32) -> Vec<Mark> {
    let within =
        settings.freezes.iter().filter(|freeze| freeze.last >= axis.first && freeze.first <= axis.last);
    within
        .map(|freeze| {
            let (x, width) = axis.span(freeze.first, freeze.last);
            Mark::new(
                "freeze",
                vec![
                    Shape::Rect(x, TOP, width, height - TOP - 24),
                    Shape::Text(x, height - 8, freeze.name.clone()),
                ],
            )
            .titled(format!(
                "{}: {} to {}",
                freeze.name,
                day::full(freeze.first),
                day::full(freeze.last)
            ))
        })
        .collect()
}

/// An upright line with its words at the top.
fn upright(kind: &str, label: &str, date: NaiveDate, axis: &Axis, height: i32) -> Mark {
    let x = axis.at(date, 0);
    let words = format!("{label} {}", day::full(date));
    let text = if x > axis.right() - 180 {
        Shape::TextEnd(x - 5, 34, words.clone())
    } else {
        Shape::Text(x + 5, 34, words.clone())
    };
    Mark::new(kind, vec![Shape::Path(format!("M{x} 24V{}", height - 20)), text]).titled(words)
}
