//! The plan as the Plan page shows it: findings, pictures, tables and task lines, in words and ready to draw.
//! The worker makes it, so that the page neither computes nor words anything; nothing here sets a date.

use super::drawing::Drawing;
use super::drawing::timeline::{Look, draw};
use super::{Block, Section, Tone, plan as tables, words};
use crate::assess::Assessment;
use crate::diagnostic::Severity;
use crate::model::area::Stage;
use crate::model::day;
use crate::plan::compile::day_minutes;
use crate::plan::cost::COST;
use crate::plan::edits::Offer;
use crate::plan::settings::Change;
use crate::plan::ways::WayOut;
use crate::plan::{Feasibility, Plan, PlanSettings, PlannedTask, explain};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The plan on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Good or bad.
    pub tone: Tone,
    /// For the rail: "9 days late", "on time".
    pub short: String,
    /// Devices, waves, start and finish in a line.
    pub summary: String,
    /// The finding.
    pub finding: String,
    /// The last day of everything.
    #[serde(with = "crate::model::day::wire")]
    pub finish: NaiveDate,
    /// The timeline; none for a plan of more than twenty years.
    pub drawing: Option<Drawing>,
    /// Tables below it.
    pub sections: Vec<Section>,
    /// Roles with work: name, people there as a text for a field, and what the plan asks for in words.
    pub roles: Vec<(String, String, String)>,
    /// The minutes of a working day.
    pub day_minutes: u32,
    /// The stages, each followed by its tasks in order.
    pub tasks: Rc<Vec<Rc<TaskLine>>>,
    /// Changed tasks whose origin says something new.
    pub offers: Vec<Offer>,
}

/// What binds a plan, and what can be done, on the page. It takes longer than the dates and follows them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Remedy {
    /// What binds, and when; empty when nothing does.
    pub binds: String,
    /// What could be done.
    pub ways: Vec<Way>,
    /// How the plan and all of this are computed.
    pub computed: Vec<Block>,
}

/// A way out as a button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// The words before the colon.
    pub head: String,
    /// The rest, with the day to which it leads.
    pub rest: String,
    /// Its cost, and what is to be known of it.
    pub note: String,
    /// Whether the target is then met, and it can still be done.
    pub meets: bool,
    /// The changes of the settings.
    pub changes: Vec<Change>,
}

/// A task in the table, or a stage above its tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskLine {
    /// Stable key.
    pub key: String,
    /// Whether it is a stage.
    pub is_stage: bool,
    /// Name.
    pub name: String,
    /// Stage.
    pub stage: Stage,
    /// Role; of a stage how many tasks it has.
    pub role: String,
    /// Why it is there.
    pub why: String,
    /// Working days.
    pub days: u16,
    /// First day.
    #[serde(with = "crate::model::day::wire")]
    pub start: NaiveDate,
    /// Last day.
    #[serde(with = "crate::model::day::wire")]
    pub finish: NaiveDate,
    /// Its float in words, or that it is critical.
    pub float: String,
    /// Whether it has none.
    pub critical: bool,
    /// Whether the consultant changed it.
    pub edited: bool,
    /// Why it starts when it does, and how it lies against what was agreed on.
    pub driver: String,
    /// The tasks that it waits for: the key of each, and the link in words.
    pub waits: Vec<(String, String)>,
}

/// The plan for the page.
pub fn shown(assessment: &Assessment, look: Look) -> Option<Shown> {
    let plan = assessment.plan.value.as_ref()?;
    let settings = &assessment.project.plan;
    let short = match &plan.feasibility {
        Feasibility::Missed { by_days, .. } => format!("{by_days} days late"),
        Feasibility::Met { .. } => "on time".to_owned(),
        Feasibility::NoTarget => "dated".to_owned(),
    };
    let summary = format!(
        "{} · {} · starts {} · finishes {}",
        words::count(assessment.project.estate.total().0, "device", "devices"),
        words::count(u32::try_from(plan.waves.len()).unwrap_or(0), "wave", "waves"),
        day::full(plan.start),
        day::full(plan.finish)
    );
    // What is missing goes before what the dates say without it.
    let problem = assessment.plan.diagnostics.iter().find(|one| one.severity == Severity::Problem);
    let finding = words::plan_finding(plan, settings);
    let finding = match problem {
        Some(problem) => format!("{} {finding}", problem.message),
        None => finding,
    };
    let tone = match words::plan_tone(&plan.feasibility) {
        Tone::Good if problem.is_some() || plan.waves.is_empty() => Tone::Watch,
        tone => tone,
    };
    Some(Shown {
        tone,
        short,
        summary,
        finding,
        finish: plan.finish,
        drawing: draw(plan, settings, look),
        sections: tables::sections(assessment, plan),
        roles: roles(plan),
        day_minutes: day_minutes(settings),
        tasks: Rc::new(lines(plan, settings)),
        offers: plan.offers.clone(),
    })
}

/// What binds the plan of a complete assessment, and what can be done.
pub fn remedy(assessment: &Assessment, today: NaiveDate) -> Remedy {
    let Some(plan) = assessment.plan.value.as_ref() else { return Remedy::default() };
    let (binds, ways) = match &plan.feasibility {
        Feasibility::Missed { binding, bottlenecks, ways_out, .. } => {
            let weeks = bottlenecks.first().map(|first| words::weeks(&first.weeks)).unwrap_or_default();
            let when = if weeks.is_empty() { weeks } else { format!(" It holds the plan back in {weeks}.") };
            (format!("What binds: {binding}.{when}"), ways_out.iter().map(|way| button(way, today)).collect())
        }
        _ => (String::new(), Vec::new()),
    };
    Remedy { binds, ways, computed: tables::computed(plan) }
}

fn button(way: &WayOut, today: NaiveDate) -> Way {
    let past = way.starts_before(today);
    let (head, rest) = match way.name.split_once(": ") {
        Some((head, rest)) => (head.to_owned(), format!(": {rest}")),
        None => (way.name.clone(), String::new()),
    };
    let people = words::people(way.people_days);
    let special = way.cost.strip_prefix(COST).map(|special| special.trim().trim_end_matches('.'));
    let mut note = match special {
        Some(special) if !special.is_empty() => format!("{people} · {special}"),
        _ => people,
    };
    if !way.meets {
        note.push_str(" · still misses the target");
    }
    if past {
        note.push_str(" · starts before today");
    }
    let rest = format!("{rest} \u{2192} {}", day::full(way.migrated));
    Way { head, rest, note, meets: way.meets && !past, changes: way.changes.clone() }
}

fn roles(plan: &Plan) -> Vec<(String, String, String)> {
    let roles = plan.loads.iter().map(|load| {
        let there = load.people.map(|people| people.to_string()).unwrap_or_default();
        (load.role.clone(), there, format!("the plan has {} at work at once", load.peak))
    });
    roles.collect()
}

/// The stages in their order, each followed by its tasks.
fn lines(plan: &Plan, settings: &PlanSettings) -> Vec<Rc<TaskLine>> {
    let mut lines = Vec::new();
    let names: BTreeMap<&str, &str> =
        plan.tasks.iter().map(|task| (task.key.as_str(), task.name.as_str())).collect();
    for tasks in plan.tasks.chunk_by(|one, next| one.stage == next.stage) {
        let Some(first) = tasks.first() else { continue };
        lines.push(Rc::new(TaskLine {
            key: format!("stage-{}", first.stage.key()),
            is_stage: true,
            name: first.stage.label().to_owned(),
            stage: first.stage,
            role: words::count(u32::try_from(tasks.len()).unwrap_or(u32::MAX), "task", "tasks"),
            why: String::new(),
            days: 0,
            start: tasks.iter().map(|task| task.start).min().unwrap_or(first.start),
            finish: tasks.iter().map(|task| task.finish).max().unwrap_or(first.finish),
            float: String::new(),
            critical: tasks.iter().any(|task| task.critical),
            edited: false,
            driver: String::new(),
            waits: Vec::new(),
        }));
        lines.extend(tasks.iter().map(|task| Rc::new(line(task, settings, &names))));
    }
    lines
}

fn line(task: &PlannedTask, settings: &PlanSettings, names: &BTreeMap<&str, &str>) -> TaskLine {
    let day = day_minutes(settings);
    let waits = task.links.iter().map(|link| {
        let name = names.get(link.after.as_str()).copied().unwrap_or(&link.after);
        (link.after.clone(), explain::waits(link.kind, link.lag, day, name))
    });
    let mut driver = task.driver.clone();
    if let Some(variance) = words::variance(task, settings) {
        driver.push_str(&format!("; {variance}"));
    }
    TaskLine {
        key: task.key.clone(),
        is_stage: false,
        name: task.name.clone(),
        stage: task.stage,
        role: task.role.clone(),
        why: task.why.clone(),
        days: task.days,
        start: task.start,
        finish: task.finish,
        float: words::float(task),
        critical: task.critical,
        edited: task.edited,
        driver,
        waits: waits.collect(),
    }
}
